"""shift openings and closings: what was issued, counted and signed for"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('shift',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('station', sa.String(length=40), nullable=False),
    sa.Column('opened_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Text(), nullable=False),
    sa.Column('until', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('closed_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Text(), nullable=True),
    sa.Column('witness', sa.Text(), nullable=True),
    sa.Column('closing_number', sa.String(length=24), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift')),
    sa.UniqueConstraint('closing_number', name=op.f('uq_shift_closing_number'))
    )
    op.create_index(op.f('ix_shift_opened_at'), 'shift', ['opened_at'], unique=False)
    op.create_index(op.f('ix_shift_closed_at'), 'shift', ['closed_at'], unique=False)
    op.create_index('uq_shift_open_holder', 'shift', ['holder'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_table('shift_issue',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shift_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('given_by', sa.Text(), nullable=False),
    sa.Column('needed', sa.Integer(), nullable=True),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('ranges', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('approved_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_shift_issue_shift_id_shift')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift_issue'))
    )
    op.create_index(op.f('ix_shift_issue_shift_id'), 'shift_issue', ['shift_id'], unique=False)
    op.create_index(op.f('ix_shift_issue_number'), 'shift_issue', ['number'], unique=False)
    op.create_table('shift_blank',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shift_id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('booklet_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('outcome_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_shift_blank_booklet_id_booklet')),
    sa.ForeignKeyConstraint(['issue_id'], ['shift_issue.id'], name=op.f('fk_shift_blank_issue_id_shift_issue')),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_shift_blank_shift_id_shift')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift_blank'))
    )
    op.create_index(op.f('ix_shift_blank_shift_id'), 'shift_blank', ['shift_id'], unique=False)
    op.create_index('uq_shift_blank_current', 'shift_blank', ['booklet_id'], unique=True, sqlite_where=sa.text('outcome IS NULL'), postgresql_where=sa.text('outcome IS NULL'))
    op.create_table('day_closing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('closed_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('closed_by', sa.Text(), nullable=False),
    sa.Column('ledger_entries', sa.Integer(), nullable=False),
    sa.Column('ledger_head', sa.String(length=64), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_day_closing')),
    sa.UniqueConstraint('number', name=op.f('uq_day_closing_number'))
    )
    op.create_index(op.f('ix_day_closing_day'), 'day_closing', ['day'], unique=False)
