"""Which office a window opens: the one of this computer, or the one that its first start leads to."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from printdesk.config import PreferencesFile, computer_name, remember_database, remembered_database
from printdesk.errors import DeskError
from printdesk.services.first_run import NewOffice, find_office, joined_url, make_first, usual
from printdesk.services.setting_up import sqlite_path
from printdesk.ui.background import Background
from printdesk.ui.first_run.wizard import FirstRunWizard, Ways

_SEED = 2024
_PATIENCE_MS = 60_000


@dataclass(slots=True)
class FirstStart:
    """Finds or makes the office of a window that was started without naming one.

    Args:
        own: address of the database that this computer keeps for itself.
        config: where it is remembered that this computer joined another one.
    """

    own: str
    config: Path
    _demo: Path | None = None

    def usual(self) -> str:
        """The address of this computer's office, whether it is there or not."""
        return remembered_database(self.config) or self.own

    def address(self, app: QApplication, preferences: PreferencesFile) -> str:
        """The address of an office that can be opened; "" where the person gave up."""
        usual_one = self.usual()
        own = sqlite_path(usual_one)
        if own is not None:
            # One that is there and cannot be opened is no reason to begin anew: opening it says what is wrong.
            return usual_one if own.exists() else self._ask(app, preferences, usual_one, None)
        try:
            find_office(usual_one)
        except DeskError as error:
            return self._ask(app, preferences, usual_one, error)
        return usual_one

    def wizard(self, background: Background, preferences: PreferencesFile) -> FirstRunWizard:
        """The window that asks."""

        def make(new: NewOffice) -> str:
            login = make_first(self.own, new, preferences.values.desk or computer_name())
            remember_database(self.config, "")
            preferences.change(person=login, station="")
            return self.own

        def join(address: str) -> str:
            url = joined_url(address)
            find_office(url)
            remember_database(self.config, url)
            return url

        wizard = FirstRunWizard(Ways(make, self.make_demo, find_office, join), usual(), background)
        wizard.language_chosen.connect(lambda code: preferences.change(language=code))
        return wizard

    def make_demo(self) -> str:
        """A demo office that goes when the window is closed."""
        from printdesk.services.demo import make_demo

        self._demo = Path(tempfile.mkdtemp(prefix="printdesk-demo-"))
        url = f"sqlite:///{(self._demo / 'demo.db').as_posix()}"
        make_demo(url, _SEED)
        return url

    def clean(self) -> None:
        """The demo office goes."""
        if self._demo is not None:
            shutil.rmtree(self._demo, ignore_errors=True)

    # inside

    def _ask(self, app: QApplication, preferences: PreferencesFile, tried: str, trouble: DeskError | None) -> str:
        faults: list[Exception] = []
        background = Background(faults.append, faults.append)
        wizard = self.wizard(background, preferences)
        if trouble is not None:
            wizard.begin_with(tried, trouble)
        ended = QEventLoop()
        wizard.finished.connect(lambda _code: ended.quit())
        # The last window closes and another comes: that is no end of the program.
        app.setQuitOnLastWindowClosed(False)
        wizard.show()
        ended.exec()
        background.close(_PATIENCE_MS)
        app.setQuitOnLastWindowClosed(True)
        address = wizard.address
        wizard.deleteLater()
        return address
