"""notices"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('outage', sa.Column('expected_back', types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('outage', sa.Column('counted_until', types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('outage_case', sa.Column('promised_base', types.UtcDateTime(timezone=True), nullable=True))
    op.create_table('service_stage',
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('stage', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('since', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('success_percent', sa.Integer(), nullable=False),
    sa.Column('expected_back', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('service', 'stage', name=op.f('pk_service_stage'))
    )
    op.create_table('public_notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('replaced_by', sa.String(length=24), nullable=True),
    sa.Column('withdrawn_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_notice')),
    sa.UniqueConstraint('number', name=op.f('uq_public_notice_number'))
    )
