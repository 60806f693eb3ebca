"""The order in which records are shown, and today's arrivals, are found by an index."""

from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_index('ix_application_arrived', 'application', ['arrived'])
