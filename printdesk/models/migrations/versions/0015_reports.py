"""reports"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'report',
        sa.Column('number', sa.String(24), nullable=False),
        sa.Column('kind', sa.String(8), nullable=False),
        sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('made_by', sa.Text(), nullable=False),
        sa.Column('wanted', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('number', name='pk_report'),
    )
    op.create_index('ix_report_kind', 'report', ['kind'])
    op.create_table(
        'downtime_pack',
        sa.Column('number', sa.String(24), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('made_by', sa.Text(), nullable=False),
        sa.Column('automatic', sa.Boolean(), nullable=False),
        sa.Column('pages', sa.Integer(), nullable=False),
        sa.Column('file', sa.Text(), nullable=False),
        sa.Column('closed_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.Column('closed_by', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('number', name='pk_downtime_pack'),
    )
    op.create_index('ix_downtime_pack_day', 'downtime_pack', ['day'])
    op.create_table(
        'downtime_row',
        sa.Column('pack', sa.String(24), nullable=False),
        sa.Column('section', sa.String(40), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=True),
        sa.Column('entered_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.Column('entered_by', sa.Text(), nullable=True),
        sa.Column('outcome', sa.String(16), nullable=True),
        sa.Column('serial', sa.String(20), nullable=True),
        sa.Column('exception', sa.String(16), nullable=True),
        sa.Column('happened_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['pack'], ['downtime_pack.number'], name='fk_downtime_row_pack_downtime_pack'),
        sa.ForeignKeyConstraint(
            ['application_id'], ['application.id'], name='fk_downtime_row_application_id_application'
        ),
        sa.PrimaryKeyConstraint('pack', 'section', 'position', name='pk_downtime_row'),
    )
    op.create_index('ix_downtime_row_application_id', 'downtime_row', ['application_id'])
    op.create_table(
        'inbox_mark',
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('subject', sa.String(80), nullable=False),
        sa.Column('seen_first', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('noted_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.Column('noted_by', sa.Text(), nullable=True),
        sa.Column('assigned_to', sa.Text(), nullable=True),
        sa.Column('assigned_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.Column('assigned_by', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('kind', 'subject', name='pk_inbox_mark'),
    )
