"""An office for each test of services, on each kind of database."""

from collections.abc import Iterator

import pytest

from tests.services.offices import MadeOffice, made_office


@pytest.fixture
def office(database_url: str) -> Iterator[MadeOffice]:
    """A made office on Wed 26 June 2024, 08:00 WIB; the test runs on SQLite and on PostgreSQL."""
    made = made_office(database_url)
    yield made
    made.close()


@pytest.fixture
def sqlite_office(sqlite_url: str) -> Iterator[MadeOffice]:
    """The same on SQLite only, where the kind of database plays no part."""
    made = made_office(sqlite_url)
    yield made
    made.close()
