"""After a bug: what support needs to know, to look at before it is sent, without anybody's data."""

import platform
from collections.abc import Callable, Mapping
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from printdesk import __version__
from printdesk.errors import EnvironmentFailureError
from printdesk.files import write_atomically
from printdesk.i18n import _
from printdesk.log import trace_of
from printdesk.ui.kit import PrimaryButton, SecondaryButton, label
from printdesk.ui.theme import Space

FILE_NAME = "printdesk-report.txt"
Facts = Mapping[str, str]


def report(error: BaseException, facts: Facts) -> str:
    """What happened, where in the program, and on what: names and numbers of applicants are not in it."""
    known = {
        "PrintDesk": __version__,
        "Python": platform.python_version(),
        "Qt": PySide6.__version__,
        "System": platform.platform(),
        **facts,
    }
    head = "\n".join(f"{name}: {value}" for name, value in known.items())
    return f"{head}\n\n{trace_of(error)}\n"


class FaultDialog(QDialog):
    """Shows a report as it would be sent; it can be copied or saved.

    Args:
        text: the report. folder: where it is saved when nobody says otherwise.
    """

    def __init__(self, text: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(_("What went wrong"))
        self.shown = QPlainTextEdit(text)
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName(_("Report"))
        self.copy_button = SecondaryButton(_("Copy"), "Ctrl+Shift+C", "copy")
        self.save_button = SecondaryButton(_("Save…"), "Ctrl+S", "save")
        self.said = label("", "secondary", wrap=True)
        self.close_button = PrimaryButton(_("Close"))
        self._build()
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.accept)
        self.resize(720, 480)

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.said, 1)
        for button in (self.copy_button, self.save_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(_("What went wrong"), "title"))
        column.addWidget(
            label(
                _(
                    "The program made a mistake; your work up to the last notice is saved. This report names no "
                    "applicant. Give it to whoever supports PrintDesk, and say what you were doing."
                ),
                "secondary",
                wrap=True,
            )
        )
        column.addWidget(self.shown, 1)
        column.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.shown.toPlainText())
        self.said.setText(_("Copied."))

    def _save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), str(self._folder / FILE_NAME))
        if not chosen:
            return
        try:
            write_atomically(Path(chosen), self.shown.toPlainText().encode(), private=False)
        except EnvironmentFailureError as error:
            self.said.setText(str(error))
        else:
            self.said.setText(_("Saved as {file}.").format(file=Path(chosen).name))


def fault_viewer(
    facts: Callable[[], Facts], folder: Callable[[], Path], window: QWidget
) -> Callable[[Exception], None]:
    """What shows the report of an error over a window."""

    def show(error: Exception) -> None:
        dialog = FaultDialog(report(error, facts()), folder(), window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    return show
