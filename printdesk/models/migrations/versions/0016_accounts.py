"""accounts"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('login', sa.String(length=80), nullable=False),
    sa.Column('hash', sa.String(length=200), nullable=False),
    sa.Column('changed_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_sign_in_at', types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('login', name=op.f('pk_account'))
    )
    op.create_table('second_sign_in',
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('login', sa.String(length=80), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_by', sa.String(length=80), nullable=True),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_second_sign_in'))
    )
