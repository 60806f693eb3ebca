"""outages, notices and what they re-based"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
