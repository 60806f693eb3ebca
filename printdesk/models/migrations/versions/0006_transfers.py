"""custody lists between the print room and the counter, and recorded orders on quality check"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mrz_scan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('booklet_id', sa.Integer(), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('outcomes', sa.JSON(), nullable=False),
    sa.Column('sound', sa.Boolean(), nullable=False),
    sa.Column('overruled_by', sa.Text(), nullable=True),
    sa.Column('overruled_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('overruled_reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_mrz_scan_application_id_application')),
    sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_mrz_scan_booklet_id_booklet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mrz_scan'))
    )
    op.create_index(op.f('ix_mrz_scan_application_id'), 'mrz_scan', ['application_id'], unique=False)
    op.create_index(op.f('ix_mrz_scan_booklet_id'), 'mrz_scan', ['booklet_id'], unique=False)
    op.create_table('quality_order',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('ordered_by', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('starts', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.Text(), nullable=False),
    sa.Column('recorded_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_order'))
    )
    op.create_index(op.f('ix_quality_order_service'), 'quality_order', ['service'], unique=False)
    op.create_table('custody_list',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=True),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('opened_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Text(), nullable=False),
    sa.Column('sent_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('sent_by', sa.Text(), nullable=True),
    sa.Column('closed_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody_list')),
    sa.UniqueConstraint('number', name=op.f('uq_custody_list_number'))
    )
    op.create_index('uq_custody_list_open_desk', 'custody_list', ['desk'], unique=True,
        sqlite_where=sa.text('sent_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL'))
    op.create_table('custody_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('booklet_id', sa.Integer(), nullable=False),
    sa.Column('out_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('out_by', sa.Text(), nullable=False),
    sa.Column('in_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('in_by', sa.Text(), nullable=True),
    sa.Column('back_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('back_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_custody_item_application_id_application')),
    sa.ForeignKeyConstraint(['booklet_id'], ['booklet.id'], name=op.f('fk_custody_item_booklet_id_booklet')),
    sa.ForeignKeyConstraint(['list_id'], ['custody_list.id'], name=op.f('fk_custody_item_list_id_custody_list')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody_item'))
    )
    op.create_index(op.f('ix_custody_item_list_id'), 'custody_item', ['list_id'], unique=False)
    op.create_index(op.f('ix_custody_item_application_id'), 'custody_item', ['application_id'], unique=False)
    op.create_index('uq_custody_item_under_way', 'custody_item', ['booklet_id'], unique=True,
        sqlite_where=sa.text('in_at IS NULL AND back_at IS NULL'),
        postgresql_where=sa.text('in_at IS NULL AND back_at IS NULL'))
    op.create_table('custody_extra',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('serial', sa.String(length=20), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['custody_list.id'], name=op.f('fk_custody_extra_list_id_custody_list')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody_extra'))
    )
    op.create_index(op.f('ix_custody_extra_list_id'), 'custody_extra', ['list_id'], unique=False)
