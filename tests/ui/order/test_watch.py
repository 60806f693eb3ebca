"""Two desks on one database: what the counter asks for appears at the supervisor's desk by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.app import Desk, build, start
from printdesk.config import PreferencesFile
from printdesk.services import bundle
from printdesk.ui.kit import Notice
from tests.services.offices import DWI, SRI, MadeOffice, at, made_office, op


@pytest.fixture
def office(sqlite_url: str) -> Iterator[MadeOffice]:
    made = made_office(sqlite_url)
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, office: MadeOffice, tmp_path: Path) -> Iterator[Desk]:
    """The supervisor's desk, in the print room."""
    preferences = PreferencesFile(tmp_path / "window.json")
    preferences.change(language="en", theme="light", desk="L1", station="", person="sri")
    made = build(qapp, bundle.services(office.database, office.clock), preferences)
    made.window.show()
    start(made)
    settle(made, qtbot)
    yield made
    qapp.removeEventFilter(made.scanner)
    assert made.background.close()
    made.window.close()
    made.window.deleteLater()


def settle(desk: Desk, qtbot: QtBot) -> None:
    for _round in range(3):
        qtbot.wait(15)
        assert desk.background.wait_idle(30_000)


def notices(desk: Desk) -> list[Notice]:
    return [each for each in desk.window.findChildren(Notice) if each.isVisible() and "asks" in each.text()]


def test_a_raise_asked_for_at_another_desk_is_said_here_and_look_opens_the_request(
    desk: Desk, office: MadeOffice, qtbot: QtBot
):
    key = office.application("NUR'AINI", departs_at=at(27, 0))
    other = bundle.services(office.database, office.clock)
    other.raises.ask(DWI, key, "Ayah dirawat", op())

    qtbot.waitUntil(lambda: bool(notices(desk)), timeout=20_000)
    (notice,) = notices(desk)
    assert notice.text() == "Dwi Rahayu asks to raise NUR'AINI, departs Thu 27/6."

    notice._act.click()
    settle(desk, qtbot)
    assert desk.window.current_room == "trips"
    requests = desk.window.page("trips").requests
    assert requests.isVisible()
    assert requests.detail.request is not None
    assert requests.detail.request.row.name == "NUR'AINI"
    assert notices(desk) == []


def test_an_own_request_is_no_news_and_neither_is_one_that_was_said_before(
    desk: Desk, office: MadeOffice, qtbot: QtBot
):
    services = desk.services
    services.raises.ask(SRI, office.application("Siti"), "Rombongan", op())
    desk.front.changed()
    settle(desk, qtbot)
    assert notices(desk) == []

    services.raises.ask(DWI, office.application("Kartini"), "Sakit", op())
    for _time in range(3):
        desk.front.changed()
        settle(desk, qtbot)
    (first,) = notices(desk)
    assert first.text() == "Dwi Rahayu asks to raise Kartini."

    services.raises.ask(DWI, office.application("Widodo"), "Sakit", op())
    desk.front.changed()
    settle(desk, qtbot)
    assert [each.text() for each in notices(desk)] == [
        "Dwi Rahayu asks to raise Widodo. 2 requests wait for a decision."
    ]
    for row in services.raises.open_requests():
        if row.asked_login == "dwi":
            services.raises.refuse(SRI, row.id, "Tanpa bukti", op())
    desk.front.changed()
    settle(desk, qtbot)
    assert notices(desk) == []


def test_who_is_no_supervisor_is_not_told_until_a_supervisor_sits_here(desk: Desk, office: MadeOffice, qtbot: QtBot):
    desk.front.sign_in("bagus")
    settle(desk, qtbot)
    desk.services.raises.ask(DWI, office.application("Kartini"), "Sakit", op())
    desk.front.changed()
    settle(desk, qtbot)
    assert notices(desk) == []

    desk.front.sign_in("sri")
    settle(desk, qtbot)
    assert [each.text() for each in notices(desk)] == ["Dwi Rahayu asks to raise Kartini."]
