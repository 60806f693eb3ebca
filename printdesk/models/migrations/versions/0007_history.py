"""what the office learned of its stations and services"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('forecast_morning',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('made_at', types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('middle', sa.Date(), nullable=True),
    sa.Column('late', sa.Date(), nullable=True),
    sa.Column('bands', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_forecast_morning'))
    )
