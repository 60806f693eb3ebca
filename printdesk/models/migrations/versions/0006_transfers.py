"""custody lists between the print room and the counter, and recorded orders on quality check"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
