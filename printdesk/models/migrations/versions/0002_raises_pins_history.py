"""raises, pins, and the plans of the past"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('application', sa.Column('proof_recheck_at', types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('application', sa.Column('hold_until', types.UtcDateTime(timezone=True), nullable=True))
    op.create_table('raise_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('proof', sa.String(length=20), nullable=True),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('asked_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('class_code', sa.String(length=40), nullable=True),
    sa.Column('decided_by', sa.Text(), nullable=True),
    sa.Column('decided_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('expires_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Text(), nullable=True),
    sa.Column('withdrawn_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_raise_request_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_raise_request'))
    )
    op.create_index(op.f('ix_raise_request_application_id'), 'raise_request', ['application_id'], unique=False)
    op.create_index(op.f('ix_raise_request_state'), 'raise_request', ['state'], unique=False)
    op.create_table('pin',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('asked_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=True),
    sa.Column('decided_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('expires_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_by', sa.Text(), nullable=True),
    sa.Column('withdrawn_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_pin_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pin'))
    )
    op.create_index(op.f('ix_pin_application_id'), 'pin', ['application_id'], unique=False)
    op.create_index(op.f('ix_pin_state'), 'pin', ['state'], unique=False)
    op.create_table('plan_snapshot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('cause', sa.String(length=40), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('trips_at_risk', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_snapshot'))
    )
    op.create_index(op.f('ix_plan_snapshot_at'), 'plan_snapshot', ['at'], unique=False)
