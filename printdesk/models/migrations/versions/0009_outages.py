"""outages, notices and what they re-based"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('started_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('services', sa.JSON(), nullable=False),
    sa.Column('stages', sa.JSON(), nullable=False),
    sa.Column('recorded_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.Text(), nullable=False),
    sa.Column('undone_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outage')),
    sa.UniqueConstraint('number', name=op.f('uq_outage_number'))
    )
    op.create_table('outage_case',
    sa.Column('outage_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('promised_before', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('promised_after', types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['outage_id'], ['outage.id'], name=op.f('fk_outage_case_outage_id_outage')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_outage_case_application_id_application')),
    sa.PrimaryKeyConstraint('outage_id', 'application_id', name=op.f('pk_outage_case'))
    )
    op.create_index(op.f('ix_outage_case_application_id'), 'outage_case', ['application_id'])
