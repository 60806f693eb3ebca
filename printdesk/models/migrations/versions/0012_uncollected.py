"""uncollected"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
