"""What the shift forms share: a form that is led step by step by scans."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from printdesk.services.office import PersonView
from printdesk.ui.kit import FormDialog, ScanTarget

WIDTH = 720


class ScanForm(FormDialog):
    """A form with one scan target; every scan goes to it, and Enter after a typed code never confirms the form.

    Attributes:
        scan: what is to be scanned now.
    """

    def __init__(self, title: str, act: str, intro: str, parent: QWidget | None) -> None:
        super().__init__(title, act, intro, parent)
        self.setMinimumWidth(WIDTH)
        self.scan = ScanTarget()
        self._typed = False
        self.scan.submitted.connect(self._take_typed)

    def _take_typed(self, code: str) -> None:
        self._typed = True
        self.take_scan(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The Enter that ended a typed code was for the code alone."""
        typed, self._typed = self._typed, False
        if typed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


def fill_people(
    box: QComboBox, people: Iterable[PersonView], role: str, without: Iterable[str], none: str = ""
) -> None:
    """People to choose from: those with a role first; `none` is a first entry that chooses nobody."""
    box.clear()
    if none:
        box.addItem(none, "")
    left_out = set(without)
    for person in sorted(people, key=lambda one: (role not in one.roles, one.name)):
        if person.login not in left_out:
            box.addItem(person.name, person.login)
