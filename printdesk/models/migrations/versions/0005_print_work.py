"""batch sheets, and what a supervisor decides on failed prints"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('batch_sheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('station', sa.String(length=40), nullable=False),
    sa.Column('operator', sa.Text(), nullable=False),
    sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('closed_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Text(), nullable=True),
    sa.Column('released', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_sheet')),
    sa.UniqueConstraint('number', name=op.f('uq_batch_sheet_number'))
    )
    op.create_table('failure_stop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('station', sa.String(length=40), nullable=False),
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('stopped_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('stopped_by', sa.Text(), nullable=False),
    sa.Column('released_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('released_by', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_failure_stop'))
    )
    op.create_index('uq_failure_stop_open_pair', 'failure_stop', ['station', 'service'], unique=True, sqlite_where=sa.text('released_at IS NULL'), postgresql_where=sa.text('released_at IS NULL'))
    op.create_table('batch_sheet_exception',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('serial', sa.String(length=20), nullable=True),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('done', sa.String(length=24), nullable=False),
    sa.Column('other', sa.Text(), nullable=True),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('settled', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['sheet_id'], ['batch_sheet.id'], name=op.f('fk_batch_sheet_exception_sheet_id_batch_sheet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_sheet_exception'))
    )
    op.create_index(op.f('ix_batch_sheet_exception_sheet_id'), 'batch_sheet_exception', ['sheet_id'], unique=False)
    op.create_table('batch_sheet_row',
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('foreseen', sa.String(length=20), nullable=True),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('serial', sa.String(length=20), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('entered_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('entered_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_batch_sheet_row_application_id_application')),
    sa.ForeignKeyConstraint(['sheet_id'], ['batch_sheet.id'], name=op.f('fk_batch_sheet_row_sheet_id_batch_sheet')),
    sa.PrimaryKeyConstraint('sheet_id', 'position', name=op.f('pk_batch_sheet_row'))
    )
    op.create_index(op.f('ix_batch_sheet_row_application_id'), 'batch_sheet_row', ['application_id'], unique=False)
    op.create_table('supervisor_warning',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=80), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('noted_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('noted_by', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('settled_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_supervisor_warning_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supervisor_warning'))
    )
    op.create_index(op.f('ix_supervisor_warning_application_id'), 'supervisor_warning', ['application_id'], unique=False)
    op.create_index(op.f('ix_supervisor_warning_at'), 'supervisor_warning', ['at'], unique=False)
    op.create_table('data_error',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('use', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('reported_by', sa.Text(), nullable=False),
    sa.Column('reported_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=True),
    sa.Column('decided_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('corrected', sa.JSON(), nullable=False),
    sa.Column('corrected_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_data_error_application_id_application')),
    sa.ForeignKeyConstraint(['attempt_id'], ['print_attempt.id'], name=op.f('fk_data_error_attempt_id_print_attempt')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_error'))
    )
    op.create_index(op.f('ix_data_error_application_id'), 'data_error', ['application_id'], unique=False)
    op.create_index('uq_data_error_open_application', 'data_error', ['application_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
