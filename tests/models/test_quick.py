"""The end of an act in one journey, turns at a file, connections that rested: how they go wrong, and what is left."""

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from printdesk.errors import EnvironmentFailureError
from printdesk.models import resting, schema, turns
from printdesk.models.database import Database
from printdesk.services import bundle
from printdesk.services.clock import FixedClock
from printdesk.services.office import OfficeService
from printdesk.services.work import Actor, Answer, Work, new_operation_id
from tests.databases import PostgresqlDatabases
from tests.services.offices import MORNING, MadeOffice, made_office

_SRI = Actor("sri", "S1")
_ODD = 'a "quoted" \\ back/slash, Łódź 東京 \U0001f6c2, {brace} %s :name'


def _books(office: MadeOffice) -> OfficeService:
    return OfficeService(office.workplace)


def _told(office: MadeOffice, *details: str) -> None:
    def do(work: Work) -> Answer:
        for number, detail in enumerate(details):
            work.record("look", "application", number, said=detail)
        return {"count": len(details)}

    office.workplace.perform("open_card", _SRI, new_operation_id(), do)


def test_both_databases_chain_entries_alike_whatever_stands_in_them(database_url: str):
    office = made_office(database_url)
    before = _books(office).verify().entries
    _told(office, _ODD)
    _told(office, *(f"{_ODD} {number}" for number in range(3)))
    _told(office, *(["many"] * 250))
    _told(office)

    found = _books(office).verify()

    assert (found.ok, found.entries) == (True, before + 254)
    office.close()


def test_an_act_that_failed_at_its_end_leaves_nothing_and_the_desk_goes_on(postgresql_databases: PostgresqlDatabases):
    url = postgresql_databases.prepared(schema.upgrade)
    made_office(url).close()
    desk = bundle.services(Database(f"{url}?options=-c%20lock_timeout%3D100ms"), FixedClock(MORNING))
    operation, holder = new_operation_id(), Database(url)
    with holder.writing() as session:
        session.execute(text("select pg_advisory_xact_lock(7031964)"))
        with pytest.raises(EnvironmentFailureError, match="Another desk is writing"):
            desk.office.add_person(_SRI, "Wayan", operation)
    holder.close()
    assert "Wayan" not in [person.name for person in desk.office.people()]

    desk.office.add_person(_SRI, "Wayan", operation)

    assert "Wayan" in [person.name for person in desk.office.people()]
    assert desk.office.verify().ok
    desk.close()


def test_a_connection_that_died_while_it_rested_is_replaced_before_an_act_relies_on_it(
    postgresql_databases: PostgresqlDatabases, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(resting, "REST_S", 0)
    url = postgresql_databases.prepared(schema.upgrade)
    office, other = made_office(url), Database(url)
    _told(office, "first")
    with other.writing() as session:
        ended = session.scalar(
            text(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        )
    other.close()
    before = _books(office).last_change()

    _told(office, "second")

    assert ended
    assert _books(office).last_change() == before + 1
    office.close()


def test_who_waits_for_a_file_gets_its_turn_and_who_waits_too_long_is_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
):
    holder, waiting, begun = Database(sqlite_url), Database(sqlite_url), threading.Event()
    order: list[str] = []

    def write() -> None:
        begun.set()
        with waiting.writing() as session:
            session.execute(text("select 1"))
            order.append("waited")

    with holder.writing() as session:
        session.execute(text("select 1"))
        thread = threading.Thread(target=write)
        thread.start()
        begun.wait()
        thread.join(0.05)
        order.append("held")
    thread.join()
    monkeypatch.setattr(turns, "PATIENCE_S", 0.02)
    with holder.writing() as session:
        session.execute(text("select 1"))
        with pytest.raises(EnvironmentFailureError, match="Another desk is writing"):
            write()

    assert order == ["held", "waited"]
    holder.close()
    waiting.close()


def test_one_stands_in_the_door_of_a_file_while_it_waits_and_nobody_who_is_stopped_there_holds_up_the_others(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
):
    fcntl = pytest.importorskip("fcntl")
    holder, waiting = Database(sqlite_url), Database(sqlite_url)
    folder = os.open(Path(holder.url.database or "").parent, os.O_RDONLY)

    def door_is_free() -> bool:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def write() -> None:
        with waiting.writing() as session:
            session.execute(text("select 1"))

    with holder.writing() as session:
        session.execute(text("select 1"))
        assert door_is_free()
        fcntl.flock(folder, fcntl.LOCK_UN)
        thread = threading.Thread(target=write)
        thread.start()
        while thread.is_alive() and door_is_free():
            fcntl.flock(folder, fcntl.LOCK_UN)
        assert thread.is_alive()
    thread.join()
    monkeypatch.setattr(turns, "DOOR_S", 0.01)
    assert door_is_free()
    write()
    os.close(folder)
    holder.close()
    waiting.close()
