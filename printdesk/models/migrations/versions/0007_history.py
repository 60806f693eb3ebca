"""what the office learned of its stations and services"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
