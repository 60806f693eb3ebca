"""Alembic's migrations, one file a schema."""
