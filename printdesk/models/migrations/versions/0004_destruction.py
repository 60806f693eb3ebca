"""spoiled and destroyed booklets, quarantine, missing ones, and planned deliveries"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
