"""shift openings and closings: what was issued, counted and signed for"""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
