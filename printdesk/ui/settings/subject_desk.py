"""One person's own data and trail: as a paper to hand over, or as a file for that person's own programs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from printdesk.documents.document import Document
from printdesk.files import write_atomically
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.subjects import SubjectExport
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts
from printdesk.ui.settings.privacy_section import PrivacySection
from printdesk.ui.theme import Kind

PAPER, FILE = "pdf", "json"
AskFile = Callable[[QWidget, Path], Path | None]


def ask_file(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where the file is saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save the data"), str(proposed), "JSON (*.json)")
    return Path(chosen) if chosen else None


class SubjectDialog(FormDialog):
    """Whose data are wanted, and in what form.

    Attributes:
        number: what names the application. form: `PAPER` or `FILE`.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            _("Data of one person"),
            _("Make it"),
            _("Everything that is kept of one application, why and until when, and who did what with it. "
              "That it was made stands in the ledger."),
            parent,
        )  # fmt: skip
        self.setMinimumWidth(560)
        self.number = QLineEdit()
        self.form = QComboBox()
        self.form.addItem(_("Paper to hand over (PDF)"), PAPER)
        self.form.addItem(_("File for programs (JSON)"), FILE)
        hint = _("Its number, the booklet's serial, or the slip: scan or type it.")
        self.add_row(_("&Application"), self.number, hint)
        self.add_row(_("&Form"), self.form)
        self.number.textChanged.connect(lambda text: self.set_act_enabled(bool(text.strip())))
        self.set_act_enabled(False)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)


class SubjectDesk(QObject):
    """Asks whose data are wanted, makes them, and shows or saves them.

    Attributes:
        ask_file: how the user is asked for a place; tests bring their own. dialog: the one that is open, else None.
    """

    def __init__(self, context: RoomContext, owner: QWidget, acts: Acts, privacy: PrivacySection) -> None:
        super().__init__(owner)
        self._context, self._owner, self._acts, self._privacy = context, owner, acts, privacy
        self.ask_file: AskFile = ask_file
        self.dialog: SubjectDialog | None = None
        privacy.subject.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask whose data are wanted."""
        dialog = SubjectDialog(self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.submitted.connect(lambda: self._make(dialog))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _make(self, dialog: SubjectDialog) -> None:
        subjects, text, reader = self._context.services.subjects, dialog.number.text(), active()

        def paper(actor: Actor, operation: str) -> Document:
            return subjects.document(actor, subjects.named(text), reader, operation)

        def file(actor: Actor, operation: str) -> SubjectExport:
            return subjects.as_json(actor, subjects.named(text), reader, operation)

        dialog.set_busy(True)
        if dialog.form.currentData() == FILE:
            begun = self._acts.begin(file, lambda made: self._save(dialog, made), dialog.show_error)
        else:
            begun = self._acts.begin(paper, lambda made: self._show(dialog, made), dialog.show_error)
        if not begun:
            dialog.set_busy(False)

    def _show(self, dialog: SubjectDialog, made: Document) -> None:
        name = f"DP {''.join(sign for sign in dialog.number.text() if sign.isalnum())[:20]}"
        dialog.accept()
        self._privacy.show_paper(_("Personal data kept by this office"), name, made.content)

    def _save(self, dialog: SubjectDialog, made: SubjectExport) -> None:
        path = self.ask_file(dialog, self._context.export_folder() / f"{made.number}.json")
        dialog.accept()
        if path is None:
            self._privacy.result.say(Kind.WAITING, _("{number} was made and not saved.").format(number=made.number))
            return
        said = _("Saved as {name} in {folder}.").format(name=path.name, folder=path.parent)
        self._context.background.run(
            lambda _task: write_atomically(path, made.text.encode()),
            done=lambda _none: self._privacy.result.say(Kind.DONE, said), failed=self._privacy.result.refuse,
            owner=self._owner,
        )  # fmt: skip

    def _closed(self) -> None:
        self.dialog = None
