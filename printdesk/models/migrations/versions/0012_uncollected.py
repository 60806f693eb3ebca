"""uncollected"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'reminder',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('day', sa.Integer(), nullable=False),
        sa.Column('at', types.UtcDateTime(), nullable=False),
        sa.Column('by', sa.Text(), nullable=False),
        sa.Column('undone_at', types.UtcDateTime(), nullable=True),
        sa.Column('undone_by', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_reminder_application_id_application')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    )
    op.create_index(op.f('ix_reminder_application_id'), 'reminder', ['application_id'], unique=False)
    op.create_table(
        'collect_suspension',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('first', sa.Date(), nullable=False),
        sa.Column('until', sa.Date(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('made_at', types.UtcDateTime(), nullable=False),
        sa.Column('made_by', sa.Text(), nullable=False),
        sa.Column('ended_at', types.UtcDateTime(), nullable=True),
        sa.Column('ended_by', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_collect_suspension')),
    )
    op.create_table(
        'cancel_batch',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('number', sa.String(length=24), nullable=False),
        sa.Column('asked_at', types.UtcDateTime(), nullable=False),
        sa.Column('asked_by', sa.Text(), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('decided_at', types.UtcDateTime(), nullable=True),
        sa.Column('decided_by', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_cancel_batch')),
        sa.UniqueConstraint('number', name=op.f('uq_cancel_batch_number')),
    )
    op.create_index(op.f('ix_cancel_batch_state'), 'cancel_batch', ['state'], unique=False)
    op.create_table(
        'cancel_row',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('batch_id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('booklet_id', sa.Integer(), nullable=False),
        sa.Column('slot', sa.String(length=12), nullable=True),
        sa.Column('issued_at', types.UtcDateTime(), nullable=False),
        sa.Column('announced_at', types.UtcDateTime(), nullable=False),
        sa.Column('announced_by', sa.String(length=10), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=False),
        sa.Column('reminders', sa.Integer(), nullable=False),
        sa.Column('outcome', sa.String(length=10), nullable=False),
        sa.Column('kept_because', sa.Text(), nullable=True),
        sa.Column('undone_at', types.UtcDateTime(), nullable=True),
        sa.Column('undone_by', sa.Text(), nullable=True),
        sa.Column('undone_reason', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_cancel_row_application_id_application')),
        sa.ForeignKeyConstraint(['batch_id'], ['cancel_batch.id'], name=op.f('fk_cancel_row_batch_id_cancel_batch')),
        sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_cancel_row_booklet_id_booklet')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_cancel_row')),
    )
    op.create_index(op.f('ix_cancel_row_application_id'), 'cancel_row', ['application_id'], unique=False)
    op.create_index(op.f('ix_cancel_row_batch_id'), 'cancel_row', ['batch_id'], unique=False)
    live = sa.text("outcome IN ('open', 'lapsed')")
    op.create_index(
        'uq_cancel_row_live_application', 'cancel_row', ['application_id'], unique=True, sqlite_where=live,
        postgresql_where=live,
    )
