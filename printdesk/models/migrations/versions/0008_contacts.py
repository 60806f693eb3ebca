"""the counter: who was told, waves, the public board"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _contacts()
    _waves()
    op.create_table('board_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('called_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('called_by', sa.Text(), nullable=False),
    sa.Column('ended_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_board_call_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_call'))
    )
    op.create_index(op.f('ix_board_call_application_id'), 'board_call', ['application_id'])
    op.create_index(op.f('ix_board_call_called_at'), 'board_call', ['called_at'])


def _contacts() -> None:
    op.create_table('contact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('text_kind', sa.String(length=16), nullable=False),
    sa.Column('phone_tail', sa.String(length=4), nullable=False),
    sa.Column('at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('undone_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_contact_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    op.create_index(op.f('ix_contact_application_id'), 'contact', ['application_id'])
    op.create_index(op.f('ix_contact_at'), 'contact', ['at'])


def _waves() -> None:
    op.create_table('wave_set',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('undone_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wave_set'))
    )
    op.create_table('wave',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('set_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['set_id'], ['wave_set.id'], name=op.f('fk_wave_set_id_wave_set')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wave'))
    )
    op.create_index(op.f('ix_wave_set_id'), 'wave', ['set_id'])
    op.create_table('wave_place',
    sa.Column('wave_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_wave_place_application_id_application')),
    sa.ForeignKeyConstraint(['wave_id'], ['wave.id'], name=op.f('fk_wave_place_wave_id_wave')),
    sa.PrimaryKeyConstraint('wave_id', 'application_id', name=op.f('pk_wave_place'))
    )
    op.create_index(op.f('ix_wave_place_application_id'), 'wave_place', ['application_id'])
