"""counter_more"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('wave_place', sa.Column('moved_from', sa.Integer(), nullable=True))
    op.add_column('wave_place', sa.Column('moved_by', sa.Text(), nullable=True))
    op.add_column('wave_place', sa.Column('moved_at', types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('wave_place', sa.Column('moved_reason', sa.Text(), nullable=True))
