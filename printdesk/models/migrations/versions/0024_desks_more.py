"""When somebody was told that what they held was taken out of their hands."""

import sqlalchemy as sa
from alembic import op

from printdesk.models import types

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was broken before is old news: it counts as told."""
    op.add_column("broken_claim", sa.Column("told_at", types.UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE broken_claim SET told_at = broken_at")
