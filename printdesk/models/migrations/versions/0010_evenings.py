"""overtime orders: people, absences, hours worked, papers"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login', sa.Text(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence'))
    )
    op.create_index(op.f('ix_absence_login'), 'absence', ['login'])
    op.create_index(op.f('ix_absence_first'), 'absence', ['first'])
    op.create_table('overtime_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('goal', sa.String(length=12), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('cost', sa.Integer(), nullable=False),
    sa.Column('gap', sa.Integer(), nullable=True),
    sa.Column('effect', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_overtime_plan'))
    )
    op.create_index(op.f('ix_overtime_plan_at'), 'overtime_plan', ['at'])
    op.create_table('overtime_plan_session',
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['overtime_plan.id'], name=op.f('fk_overtime_plan_session_plan_id_overtime_plan')),
    sa.ForeignKeyConstraint(['session_id'], ['overtime_session.id'], name=op.f('fk_overtime_plan_session_session_id_overtime_session')),
    sa.PrimaryKeyConstraint('plan_id', 'session_id', name=op.f('pk_overtime_plan_session'))
    )
    op.create_index(op.f('ix_overtime_plan_session_session_id'), 'overtime_plan_session', ['session_id'])
    op.create_table(
        "overtime_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("made_at", types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("reported_at", types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reported_by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overtime_order")),
        sa.UniqueConstraint("number", name=op.f("uq_overtime_order_number")),
    )
    op.create_table(
        "overtime_order_session",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["overtime_order.id"], name=op.f("fk_overtime_order_session_order_id_overtime_order")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["overtime_session.id"], name=op.f("fk_overtime_order_session_session_id_overtime_session")
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_overtime_order_session")),
    )
    op.create_index(
        op.f("ix_overtime_order_session_order_id"), "overtime_order_session", ["order_id"], unique=False
    )
    op.create_table(
        "overtime_hours",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("came_at", types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("left_at", types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("entered_at", types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["overtime_session.id"], name=op.f("fk_overtime_hours_session_id_overtime_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "login", name=op.f("pk_overtime_hours")),
    )
    op.create_table(
        "work_sheet_closing",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("not_printed", sa.Integer(), nullable=False),
        sa.Column("blanks_left", sa.Integer(), nullable=False),
        sa.Column("blanks_counted", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("closed_at", types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["overtime_session.id"], name=op.f("fk_work_sheet_closing_session_id_overtime_session")
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_work_sheet_closing")),
    )
