"""several booklets at once, register sheets, post lists, and the mark of a collector"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('pickup', sa.Column('collector_mark', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_pickup_collector_mark'), 'pickup', ['collector_mark'], unique=False)
    op.create_table('handing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('collector_kind', sa.String(length=20), nullable=False),
    sa.Column('collector_name', sa.Text(), nullable=False),
    sa.Column('collector_identity', sa.Text(), nullable=True),
    sa.Column('documents', sa.JSON(), nullable=False),
    sa.Column('left', sa.JSON(), nullable=False),
    sa.Column('officer', sa.Text(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handing')),
    sa.UniqueConstraint('number', name=op.f('uq_handing_number'))
    )
    op.create_table('handing_row',
    sa.Column('handing_id', sa.Integer(), nullable=False),
    sa.Column('pickup_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['handing_id'], ['handing.id'], name=op.f('fk_handing_row_handing_id_handing')),
    sa.ForeignKeyConstraint(['pickup_id'], ['pickup.id'], name=op.f('fk_handing_row_pickup_id_pickup')),
    sa.PrimaryKeyConstraint('handing_id', 'pickup_id', name=op.f('pk_handing_row'))
    )
    op.create_index(op.f('ix_handing_row_pickup_id'), 'handing_row', ['pickup_id'], unique=False)
    op.create_table('register_sheet',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_register_sheet')),
    sa.UniqueConstraint('number', name=op.f('uq_register_sheet_number'))
    )
    op.create_table('post_list',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('courier', sa.Text(), nullable=False),
    sa.Column('sent_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('sent_by', sa.Text(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post_list')),
    sa.UniqueConstraint('number', name=op.f('uq_post_list_number'))
    )
    op.create_table('post_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('pickup_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('tracking', sa.Text(), nullable=False),
    sa.Column('back_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('back_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_post_row_application_id_application')),
    sa.ForeignKeyConstraint(['list_id'], ['post_list.id'], name=op.f('fk_post_row_list_id_post_list')),
    sa.ForeignKeyConstraint(['pickup_id'], ['pickup.id'], name=op.f('fk_post_row_pickup_id_pickup')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post_row'))
    )
    for column in ('list_id', 'application_id', 'pickup_id'):
        op.create_index(op.f(f'ix_post_row_{column}'), 'post_row', [column], unique=False)
