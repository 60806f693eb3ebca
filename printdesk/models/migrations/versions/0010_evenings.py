"""overtime orders: people, absences, hours worked, papers"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
