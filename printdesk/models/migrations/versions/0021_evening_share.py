"""How much of an ordered evening those who check can take, in thousandths."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Evenings ordered before are counted whole, as they were."""
    op.add_column("overtime_session", sa.Column("share", sa.Integer(), nullable=False, server_default="1000"))
