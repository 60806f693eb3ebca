"""The schema: made in one transaction, equal to the tables, and refused when it is another program's."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.metadata import metadata
from printdesk.services.bundle import open_office


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_migrations_make_what_the_tables_say(empty_database_url: str):
    assert schema.upgrade(empty_database_url) == schema.head()
    database = Database(empty_database_url)
    with database.reading() as session:
        options = {"compare_type": True, "include_object": schema.compared}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, metadata) == []
    database.close()


def test_upgrading_again_changes_nothing(database_url: str):
    assert schema.upgrade(database_url) == schema.head()


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_database_url: str, monkeypatch):
    from alembic import op

    real = op.create_index

    def fail(name, *args, **kwargs):
        if name == "ix_ledger_object":
            raise RuntimeError("power cut")
        return real(name, *args, **kwargs)

    def fail_batch(*args, **kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr(op, "batch_alter_table", fail_batch)
    monkeypatch.setattr(op, "create_index", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        schema.upgrade(empty_database_url)

    database = Database(empty_database_url)
    with database.reading() as session:
        assert inspect(session.connection()).get_table_names() == []
    database.close()


def test_a_newer_programs_database_is_refused_by_name(database_url: str):
    database = Database(database_url)
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(RuleViolationError, match="schema 9999"):
        schema.upgrade(database_url)
    with pytest.raises(RuleViolationError, match="newer PrintDesk"):
        open_office(database_url)


def test_a_database_without_an_office_says_what_to_do(empty_database_url: str):
    with pytest.raises(EnvironmentFailureError, match="printdesk init"):
        open_office(empty_database_url)
