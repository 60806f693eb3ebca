"""Offices with passwords, and desks in them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.offices import MadeOffice, made_office
from tests.ui.sign_in.desks import SharedDesk

MakeDesk = Callable[[str], SharedDesk]


@pytest.fixture
def office(sqlite_url: str, quick_passwords: None) -> Iterator[MadeOffice]:
    made = made_office(sqlite_url)
    yield made
    made.close()


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot, office: MadeOffice, tmp_path: Path) -> Iterator[MakeDesk]:
    """Opens the window; whatever is still open at the end is closed."""
    open_desks: list[SharedDesk] = []

    def make(person: str = "dwi") -> SharedDesk:
        if open_desks:
            open_desks.pop().close()
        open_desks.append(SharedDesk(qapp, qtbot, office, tmp_path, person))
        return open_desks[-1]

    yield make
    for desk in open_desks:
        desk.close()
