"""batch sheets, and what a supervisor decides on failed prints"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
