"""claims that were broken"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'broken_claim',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('holder', sa.Text(), nullable=False),
        sa.Column('desk', sa.Text(), nullable=False),
        sa.Column('station', sa.String(40), nullable=False),
        sa.Column('taken_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.Column('was_printing', sa.Boolean(), nullable=False),
        sa.Column('broken_at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('broken_by', sa.Text(), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['application_id'], ['application.id'], name='fk_broken_claim_application_id_application'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_broken_claim'),
    )
    op.create_index('ix_broken_claim_application_id', 'broken_claim', ['application_id'])
