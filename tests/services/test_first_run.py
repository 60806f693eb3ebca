"""The first start: an office made of a few answers, and the address of one that exists."""

from pathlib import Path

import pytest

from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.services import first_run
from printdesk.services.bundle import open_office
from printdesk.services.first_run import (
    LAMINATED,
    POLYCARBONATE,
    REGULAR,
    NewOffice,
    find_office,
    joined_url,
    make_first,
)
from tests.databases import PostgresqlDatabases
from tests.services.offices import made_office

PASSWORD = "nasi goreng pedas"


def answers(**changed: object) -> NewOffice:
    usual: dict[str, object] = {
        "name": "Kantor Imigrasi Kelas II TPI Ambon", "short_name": "Kanim Ambon", "address": "Jalan Raya 1",
        "phone": "0911", "zone": "Asia/Jayapura", "services": ("regular48", "epassport_polycarbonate"),
        "printers": {REGULAR: 3, LAMINATED: 1, POLYCARBONATE: 1}, "supervisor": "Sri Wahyuni",
    }  # fmt: skip
    return NewOffice(**{**usual, **changed})  # type: ignore[arg-type]


def test_an_open_office_is_made_of_the_answers(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'office.db'}"
    assert make_first(url, answers(), "R1") == "sri.wahyuni"
    services = open_office(url)
    settings = services.office.data().settings
    assert (settings.office.name, settings.office.zone) == ("Kantor Imigrasi Kelas II TPI Ambon", "Asia/Jayapura")
    assert [each.code for each in settings.services] == ["regular48", "epassport_polycarbonate"]
    assert [(each.code, each.services) for each in settings.stations] == [
        ("R1", ("regular48",)), ("R2", ("regular48",)), ("R3", ("regular48",)), ("E1", ("epassport_polycarbonate",)),
    ]  # fmt: skip
    assert services.accounts.is_open()
    assert [each.name for each in services.office.people()] == ["Sri Wahyuni"]
    services.close()
    assert [each.name for each in tmp_path.iterdir()] == ["office.db"]


def test_a_password_closes_the_office_from_the_start(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'office.db'}"
    login = make_first(url, answers(password=PASSWORD), "R1")
    services = open_office(url)
    assert services.accounts.sign_in(login, PASSWORD, "R1").roles == ("supervisor", "administrator")
    assert not services.accounts.is_open()
    services.close()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password": "sriwahyuni"}, "The password is the name of its owner."),
        ({"services": ()}, "No service type is chosen."),
        ({"printers": {REGULAR: 1}}, "No printer prints e-Passport polycarbonate."),
        ({"name": "  "}, "The office has no name."),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(
    tmp_path: Path, changed: dict[str, object], said: str
):
    with pytest.raises(RuleViolationError) as refused:
        make_first(f"sqlite:///{tmp_path / 'office.db'}", answers(**changed), "R1")
    assert refused.value.message == said
    assert list(tmp_path.iterdir()) == []


def test_a_failure_in_the_middle_leaves_no_database_and_one_that_is_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "office.db"

    def broken(*_given: object) -> None:
        raise EnvironmentFailureError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(first_run, "open_office", broken)
        with pytest.raises(EnvironmentFailureError):
            make_first(f"sqlite:///{target}", answers(), "R1")
    assert list(tmp_path.iterdir()) == []
    target.write_text("mine")
    with pytest.raises(RuleViolationError):
        make_first(f"sqlite:///{target}", answers(), "R1")
    assert target.read_text() == "mine"


def test_a_pasted_address_is_cleaned_and_what_is_none_is_refused():
    assert joined_url(' "postgres://desk@server/office"\n') == "postgresql://desk@server/office"
    assert joined_url("desk:pw@server:5433/office") == "postgresql://desk:pw@server:5433/office"
    for wrong in (
        "",
        "server",
        "mysql://a@b/c",
        "postgresql://desk@server",
        "sqlite:///x.db",
        "postgresql://a@b:x/c",
    ):
        with pytest.raises(RuleViolationError):
            joined_url(wrong)


def said_of(address: str) -> str:
    with pytest.raises(DeskError) as refused:
        find_office(address)
    return refused.value.message


def test_an_office_is_found_and_each_failure_is_said_in_plain_words(postgresql_databases: PostgresqlDatabases):
    from printdesk.models.schema import upgrade

    empty = postgresql_databases.empty()
    assert said_of(empty).startswith("There is no office in")
    upgrade(empty)
    made_office(empty).close()
    found = find_office(empty)
    assert found.name.startswith("Kantor Imigrasi")
    assert found.is_open
    name = empty.rpartition("/")[2].partition("?")[0]
    assert said_of(empty.replace(f"/{name}", "/nothing_here")) == "The server has no database “nothing_here”."


def test_a_server_that_is_not_there_is_said_in_plain_words():
    assert said_of("postgresql://desk@nowhere.invalid/office").startswith("There is no computer called")
    assert "no database answers" in said_of("postgresql://desk@127.0.0.1:1/office")
