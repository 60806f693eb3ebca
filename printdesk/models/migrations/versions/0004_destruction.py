"""spoiled and destroyed booklets, quarantine, missing ones, and planned deliveries"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'minutes',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('number', sa.String(length=24), nullable=False),
        sa.Column('at', types.UtcDateTime(), nullable=False),
        sa.Column('made_by', sa.Text(), nullable=False),
        sa.Column('second', sa.Text(), nullable=True),
        sa.Column('witness', sa.Text(), nullable=True),
        sa.Column('count', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
        sa.UniqueConstraint('number', name=op.f('uq_minutes_number')),
    )
    op.create_table(
        'minutes_line',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('minutes_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('booklet_id', sa.Integer(), nullable=False),
        sa.Column('reason_use', sa.String(length=12), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('happened_at', types.UtcDateTime(), nullable=False),
        sa.Column('happened_by', sa.Text(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=True),
        sa.Column('attempt', sa.Integer(), nullable=True),
        sa.Column('proof', sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_minutes_line_application_id_application')),
        sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_minutes_line_booklet_id_booklet')),
        sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_line_minutes_id_minutes')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_line')),
    )
    op.create_index(op.f('ix_minutes_line_booklet_id'), 'minutes_line', ['booklet_id'], unique=False)
    op.create_index(op.f('ix_minutes_line_minutes_id'), 'minutes_line', ['minutes_id'], unique=False)
    op.create_index('uq_minutes_line_kind_booklet_id', 'minutes_line', ['kind', 'booklet_id'], unique=True, sqlite_where=sa.text("kind IN ('BR', 'BM')"), postgresql_where=sa.text("kind IN ('BR', 'BM')"))
    op.create_table(
        'quarantine',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('booklet_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('at', types.UtcDateTime(), nullable=False),
        sa.Column('by', sa.Text(), nullable=False),
        sa.Column('state_before', sa.String(length=12), nullable=False),
        sa.Column('holder_before', sa.Text(), nullable=True),
        sa.Column('released_at', types.UtcDateTime(), nullable=True),
        sa.Column('released_by', sa.Text(), nullable=True),
        sa.Column('released_with', sa.Text(), nullable=True),
        sa.Column('released_to', sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_quarantine_booklet_id_booklet')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_quarantine')),
    )
    op.create_index(op.f('ix_quarantine_booklet_id'), 'quarantine', ['booklet_id'], unique=False)
    op.create_index('uq_quarantine_open_booklet', 'quarantine', ['booklet_id'], unique=True, sqlite_where=sa.text('released_at IS NULL'), postgresql_where=sa.text('released_at IS NULL'))
    op.create_table(
        'missing_case',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('booklet_id', sa.Integer(), nullable=False),
        sa.Column('declared_at', types.UtcDateTime(), nullable=False),
        sa.Column('declared_by', sa.Text(), nullable=False),
        sa.Column('circumstance', sa.Text(), nullable=False),
        sa.Column('state_before', sa.String(length=12), nullable=False),
        sa.Column('holder_before', sa.Text(), nullable=True),
        sa.Column('slot_before', sa.String(length=12), nullable=True),
        sa.Column('last_act', sa.String(length=40), nullable=False),
        sa.Column('last_user', sa.Text(), nullable=False),
        sa.Column('last_desk', sa.Text(), nullable=False),
        sa.Column('last_at', types.UtcDateTime(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=True),
        sa.Column('found_at', types.UtcDateTime(), nullable=True),
        sa.Column('found_by', sa.Text(), nullable=True),
        sa.Column('found_place', sa.Text(), nullable=True),
        sa.Column('found_to', sa.String(length=12), nullable=True),
        sa.Column('report', sa.String(length=24), nullable=True),
        sa.Column('reported_at', types.UtcDateTime(), nullable=True),
        sa.Column('reprint_at', types.UtcDateTime(), nullable=True),
        sa.Column('reprint_by', sa.Text(), nullable=True),
        sa.Column('reprint_reason', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_missing_case_application_id_application')),
        sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_missing_case_booklet_id_booklet')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_missing_case')),
    )
    op.create_index(op.f('ix_missing_case_application_id'), 'missing_case', ['application_id'], unique=False)
    op.create_index(op.f('ix_missing_case_booklet_id'), 'missing_case', ['booklet_id'], unique=False)
    op.create_index('uq_missing_case_open_booklet', 'missing_case', ['booklet_id'], unique=True, sqlite_where=sa.text('found_at IS NULL'), postgresql_where=sa.text('found_at IS NULL'))
    op.create_table(
        'search_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=False),
        sa.Column('at', types.UtcDateTime(), nullable=False),
        sa.Column('noted_by', sa.Text(), nullable=False),
        sa.Column('looked_by', sa.Text(), nullable=False),
        sa.Column('place', sa.Text(), nullable=False),
        sa.Column('result', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['missing_case.id'], name=op.f('fk_search_step_case_id_missing_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_step')),
    )
    op.create_index(op.f('ix_search_step_case_id'), 'search_step', ['case_id'], unique=False)
    op.create_table(
        'planned_delivery',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('service', sa.String(length=40), nullable=False),
        sa.Column('count', sa.Integer(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('hour', sa.Time(), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('state', sa.String(length=12), nullable=False),
        sa.Column('made_at', types.UtcDateTime(), nullable=False),
        sa.Column('made_by', sa.Text(), nullable=False),
        sa.Column('closed_at', types.UtcDateTime(), nullable=True),
        sa.Column('closed_by', sa.Text(), nullable=True),
        sa.Column('batch_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['batch_id'], ['blank_batch.id'], name=op.f('fk_planned_delivery_batch_id_blank_batch')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_delivery')),
    )
    op.create_index(op.f('ix_planned_delivery_state'), 'planned_delivery', ['state'], unique=False)
