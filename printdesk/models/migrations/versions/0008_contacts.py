"""the counter: who was told, reminders, cancellations, waves"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
