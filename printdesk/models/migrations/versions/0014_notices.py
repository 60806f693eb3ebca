"""notices"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
