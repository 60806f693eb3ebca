"""A form is in one language from beginning to end, and the window under it in the same.

While a form lies open, the window takes neither clicks nor keys, so nobody changes the language there. Behind a lock
it can be changed, for whoever wants to sign in. The person whose form waited finds it, and the window, as it was;
the language chosen meanwhile comes when the last form is closed, so that nothing is ever half in one and half in
another.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from printdesk.ui.shell.cover import WindowCover


class FormsLanguage(QObject):
    """Told of every change of the language, and of everybody who comes in.

    Args:
        cover: of the window; it knows which forms wait. choose: makes a language the window's.
    """

    def __init__(self, cover: WindowCover, choose: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._cover = cover
        self._choose = choose
        self._of_forms = ""
        self._wanted = ""

    def changes(self, before: str, after: str) -> None:
        """The window's language changes; forms that wait behind the cover keep theirs."""
        if self._cover.has_forms and not self._of_forms:
            self._of_forms = before
        if self._of_forms:
            self._wanted = after

    def came_in(self, same_person: bool) -> None:
        """Somebody may work here: with the forms of before, or without any."""
        of_forms, wanted = self._of_forms, self._wanted
        self._of_forms = ""
        if same_person and of_forms and self._open_forms():
            self._choose(of_forms)
            self._wanted = wanted
            for form in self._open_forms():
                form.finished.connect(self._look_later)
        else:
            self._wanted = ""

    def _look_later(self, _code: int = 0) -> None:
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """When a form has led to another one, that one is waited for as well."""
        if not self._wanted or self._cover.widget is not None:
            return
        forms = self._open_forms()
        for form in forms:
            form.finished.connect(self._look_later)
        if not forms:
            wanted, self._wanted = self._wanted, ""
            self._choose(wanted)

    def _open_forms(self) -> list[QDialog]:
        return [each for each in self._cover.window.findChildren(QDialog) if each.isVisible()]
