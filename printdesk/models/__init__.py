"""SQLAlchemy tables, engine and unit of work, and the Alembic migrations."""
