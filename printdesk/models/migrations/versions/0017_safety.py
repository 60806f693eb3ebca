"""safety"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'backup_run',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(12), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('started_at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('started_by', sa.Text(), nullable=False),
        sa.Column('desk', sa.Text(), nullable=False),
        sa.Column('until', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('ended_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.Column('file', sa.Text(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('sha256', sa.String(64), nullable=False),
        sa.Column('entries', sa.Integer(), nullable=False),
        sa.Column('head', sa.String(64), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('dropped_at', types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('id', name='pk_backup_run'),
    )
    op.create_index(
        'uq_backup_run_running', 'backup_run', ['state'], unique=True,
        sqlite_where=sa.text("state = 'running'"), postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        'restore_run',
        sa.Column('number', sa.String(24), nullable=False),
        sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('by', sa.Text(), nullable=False),
        sa.Column('second', sa.Text(), nullable=False),
        sa.Column('file', sa.Text(), nullable=False),
        sa.Column('taken_at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('entries', sa.Integer(), nullable=False),
        sa.Column('head', sa.String(64), nullable=False),
        sa.Column('aside', sa.Text(), nullable=False),
        sa.Column('body', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('number', name='pk_restore_run'),
    )
    op.create_table(
        'verification_report',
        sa.Column('number', sa.String(24), nullable=False),
        sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('by', sa.Text(), nullable=False),
        sa.Column('ok', sa.Boolean(), nullable=False),
        sa.Column('entries', sa.Integer(), nullable=False),
        sa.Column('head', sa.String(64), nullable=False),
        sa.Column('body', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('number', name='pk_verification_report'),
    )
    op.create_table(
        'erasure',
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
        sa.Column('by', sa.Text(), nullable=False),
        sa.Column('why', sa.String(8), nullable=False),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name='fk_erasure_application_id_application'),
        sa.PrimaryKeyConstraint('application_id', name='pk_erasure'),
    )
