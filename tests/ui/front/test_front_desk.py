"""The window's own life: every plan it makes is kept with its cause, and it looks again when something runs out."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.app import Desk, build
from printdesk.config import PreferencesFile
from printdesk.errors import EnvironmentFailureError
from printdesk.services import bundle
from printdesk.services.plan_history import KeptPlan, PlanHistoryService
from printdesk.services.settings_file import SwitchEntry
from printdesk.ui.front import front_desk
from printdesk.ui.trips.trips_view import RISK
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, made_office, op


class Window:
    """A window over an office whose clock stands still, with its timers stopped."""

    def __init__(self, app: QApplication, url: str, folder: Path) -> None:
        self.office: MadeOffice = made_office(url)
        preferences = PreferencesFile(folder / "window.json")
        preferences.change(language="en", theme="light", desk="R2", station="R2", person="dwi")
        self._app = app
        self.desk: Desk = build(app, bundle.services(self.office.database, self.office.clock), preferences)
        self.front = self.desk.front
        for timer in (self.front._poll, self.front._clock):
            timer.stop()
        self.desk.window.show()

    def settle(self) -> None:
        for _round in range(4):
            assert self.desk.background.wait_idle(30_000)
            self._app.processEvents()

    def look(self) -> None:
        """What the window does several times a second."""
        self.front._look_for_changes()
        self.settle()

    def tick(self) -> None:
        """What the window does every ten seconds."""
        self.front._tick()
        self.settle()

    def kept(self) -> tuple[KeptPlan, ...]:
        return self.desk.services.history.kept(at(1, 0), at(30, 0))

    def badge(self, code: str) -> str:
        return self.desk.window.rail.button(code).accessibleName()

    def close(self) -> None:
        self.desk.close()
        self._app.removeEventFilter(self.desk.scanner)
        self.desk.window.close()
        self.desk.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qapp, sqlite_url, tmp_path)
    yield made
    made.close()


def test_every_plan_that_the_window_makes_is_kept_with_its_cause(window: Window):
    office = window.office
    office.blanks()
    for n in range(3):
        office.application(f"P{n}", departs_at=at(28 + n, 0), proof="ticket")
    window.front.changed()
    window.settle()
    office.clock.step(seconds=20)
    window.desk.services.print_room.take_next(DWI, "R2", 1, op())
    window.look()
    window.look()
    office.clock.step(seconds=20)
    window.desk.services.office.set_service_state(SRI, SwitchEntry("regular48", "down"), op())
    window.look()

    assert [(each.cause, each.waiting, each.trips_at_risk) for each in window.kept()] == [
        ("start", 3, 0), ("claim", 2, 0), ("set_state", 2, 2),
    ]  # fmt: skip


def test_the_room_of_trips_shows_a_plan_as_soon_as_it_is_kept(window: Window):
    window.desk.window.go_to("trips")
    window.settle()
    page = window.desk.window.page("trips")
    page.show_view("changes")
    window.front.changed()
    window.settle()
    window.office.clock.step(seconds=30)
    window.office.application("SITI")
    window.front.changed()
    window.settle()
    assert page.changes.kept.rows_model().rowCount() == 2
    assert [line.change.name for line in page.changes.table.rows_model().rows()] == ["SITI"]


def test_a_plan_that_cannot_be_kept_is_logged_and_nothing_else_fails(
    window: Window, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def full(*_given: object) -> bool:
        raise EnvironmentFailureError("The disk is full.", "Make room.")

    window.office.application("SITI")
    with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
        broken.setattr(PlanHistoryService, "keep", full)
        window.front.changed()
        window.settle()
    assert "the plan was not kept" in caplog.text
    assert window.badge("print_room") == "Print room, 1 waiting for printing"
    window.front.changed()
    window.settle()
    assert [each.waiting for each in window.kept()] == [1]


def test_what_runs_out_by_itself_is_seen_without_anybody_doing_anything(window: Window):
    office, services = window.office, window.desk.services
    office.application("SITI", promised=at(26, 15, 30))
    window.front.changed()
    window.settle()
    office.clock.set(26, 15, 29)
    window.tick()
    assert window.badge("backlog") == "Backlog and overtime"
    office.clock.set(26, 15, 31)
    window.tick()
    assert window.badge("backlog").startswith("Backlog and overtime, 1 past their promise")
    assert services.history.next_due() > services.clock.now()


def test_a_plan_is_made_anew_once_in_a_while_in_any_case(window: Window, monkeypatch: pytest.MonkeyPatch):
    window.front.changed()
    window.settle()
    before = window.front._read_at
    window.tick()
    assert window.front._read_at == before
    monkeypatch.setattr(front_desk, "LONGEST_STILL_S", 0)
    window.tick()
    assert window.front._read_at > before


def test_the_rooms_badges_say_what_they_count(window: Window):
    office, services = window.office, window.desk.services
    asked = office.application("SITI", departs_at=at(26, 0), proof="ticket", promised=at(25, 15, 30))
    office.application("BUDI", promised=at(24, 15, 30))
    window.front.changed()
    window.settle()
    assert window.badge("trips") == "Trips, 1 trips at risk"
    assert window.badge("backlog") == "Backlog and overtime, 2 past their promise, 1 in the inbox"
    services.raises.ask(BAGUS, asked, "sakit", op())
    window.look()
    assert window.badge("trips") == "Trips, 1 trips at risk, 1 request to decide"


def test_the_banner_leads_to_the_trips_at_risk_whatever_was_shown_last(window: Window):
    window.office.application("SITI", departs_at=at(26, 0), proof="ticket")
    window.front.changed()
    window.desk.window.go_to("trips")
    window.settle()
    page = window.desk.window.page("trips")
    page.show_view("past")
    page.trips.show_part("all")
    window.desk.window.go_to("blanks")
    window.settle()

    window.desk.window.risk_clicked.emit()
    window.settle()

    assert window.desk.window.current_room == "trips"
    assert page.trips.isVisible()
    assert page.trips.part() == RISK
    assert [line.row.name for line in page.trips.table.rows_model().rows()] == ["SITI"]


def test_of_plans_that_come_while_one_is_being_kept_only_the_newest_waits(window: Window):
    services, keeper = window.desk.services, window.front._keeper
    window.front.changed()
    window.settle()
    plans = []
    for n in range(4):
        window.office.clock.moment += timedelta(seconds=30)
        window.office.application(f"P{n}")
        plans.append(services.plans.plan())
    for plan in plans:
        keeper.saw(plan, services.office.last_change())
    window.settle()
    assert [each.waiting for each in window.kept()] == [0, 1, 4]
