"""Two desks, each with its own window and its own way to the database: what is asked at one stands at the other."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.app import Desk, build, start
from printdesk.config import PreferencesFile
from printdesk.models.database import Database
from printdesk.services import bundle
from tests.services.offices import MadeOffice, made_office

Open = Callable[[str, str], Desk]


@pytest.fixture
def office(database_url: str) -> Iterator[MadeOffice]:
    made = made_office(database_url)
    yield made
    made.close()


@pytest.fixture
def open_desk(
    qapp: QApplication, qtbot: QtBot, office: MadeOffice, database_url: str, tmp_path: Path
) -> Iterator[Open]:
    desks: list[Desk] = []

    def open_one(person: str, desk: str) -> Desk:
        preferences = PreferencesFile(tmp_path / f"{desk}.json")
        preferences.change(language="en", theme="light", desk=desk, station="", person=person)
        made = build(qapp, bundle.services(Database(database_url), office.clock), preferences)
        desks.append(made)
        made.window.resize(1366, 768)
        made.window.show()
        start(made)
        _settle(qtbot, desks)
        return made

    yield open_one
    _settle(qtbot, desks)
    for desk in desks:
        desk.close()
        qapp.removeEventFilter(desk.scanner)
        desk.window.close()
        desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle(qtbot: QtBot, desks: list[Desk]) -> None:
    for _round in range(3):
        qtbot.wait(15)
        assert all(desk.background.wait_idle(30_000) for desk in desks)


def test_a_raise_asked_for_at_the_counter_comes_to_the_supervisors_open_window_by_itself(
    open_desk: Open, office: MadeOffice, qtbot: QtBot
):
    key = office.application("Widodo")
    supervisor, counter = open_desk("sri", "SPV"), open_desk("dwi", "L1")
    supervisor.window.go_to("trips")
    trips: Any = supervisor.window.page("trips")
    trips.show_view("requests")
    _settle(qtbot, [supervisor, counter])
    model = trips.requests.requests.rows_model()
    assert model.rowCount() == 0

    counter.window.go_to("pickup")
    pickup: Any = counter.window.page("pickup")
    pickup.open_application(key)
    _settle(qtbot, [supervisor, counter])
    pickup.card.standing.ask.click()
    form = pickup.card_acts._order.dialog
    assert form is not None
    form.reason.setText("the flight was moved")
    _settle(qtbot, [supervisor, counter])
    form._submit()

    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=30_000)
    assert model.rows()[0].request.row.name == "Widodo"
