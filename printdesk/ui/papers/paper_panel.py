"""A finished paper: its pages, the file it is saved in, and the way to a printer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    GhostButton,
    PdfPreview,
    PrimaryButton,
    SecondaryButton,
    label,
)
from printdesk.ui.papers.print_line import PrintLine
from printdesk.ui.papers.print_order import PaperToPrint
from printdesk.ui.printing import PdfPages, save_pdf
from printdesk.ui.theme import Space, Tone

AskPath = Callable[[QWidget, Path], Path | None]


def ask_path(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where a PDF is saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save the paper"), str(proposed), "PDF (*.pdf)")
    return Path(chosen) if chosen else None


class PaperPanel(QWidget):
    """Shows one paper, saves it and prints it.

    Keys: Ctrl+S save, Ctrl+P print, Esc back.

    Args:
        main: whether printing is the main act of the view that it stands in, as it is where nothing else can be done.

    Attributes:
        ask_path: how the user is asked; tests bring their own.
        printing: the line that prints it and follows it to its end.
        private: whether a saved file is for its owner alone, as nearly all name people.

    Signals:
        left: the user goes back to where the paper was asked for.
    """

    left = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None, *, main: bool = True) -> None:
        super().__init__(parent)
        self._context = context
        self._name = ""
        self._content = b""
        self._pages: PdfPages | None = None
        self._saved: Path | None = None
        self.ask_path: AskPath = ask_path
        self.private = True
        self.back = GhostButton("", "Esc", "chevron-left")
        self.save_button = SecondaryButton("", "Ctrl+S", "save")
        self.print_button = (PrimaryButton if main else SecondaryButton)("", "Ctrl+P", "printer")
        self.preview = PdfPreview()
        self.printing = PrintLine(context)
        self._title = label("", "section")
        self._result = label("", "strong", wrap=True)
        self._warnings = label("", "detail", tone=Tone.AMBER, wrap=True)
        self._folder = SecondaryButton("", "", "folder")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        told = QHBoxLayout()
        told.addWidget(self._result, 1)
        told.addWidget(self._folder)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.save_button, 1)
        acts.addWidget(self.print_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.preview, 1)
        column.addWidget(self._warnings)
        column.addWidget(self.printing)
        column.addLayout(told)
        column.addLayout(acts)

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_out)
        self.printing.busy_changed.connect(self._set_busy)
        self.printing.save_wanted.connect(self.save)
        self._folder.clicked.connect(self._open_folder)

    def show_paper(self, title: str, name: str, content: bytes, warnings: tuple[str, ...] = ()) -> None:
        """Show a paper.

        Args:
            title: what it is, with its number. name: proposed for its file, without ".pdf".
            content: the PDF file's bytes. warnings: sentences about what could not be printed as written.
        """
        self._drop_pages()
        self.printing.clear()
        self._name, self._content = name, content
        self._pages = PdfPages(content)
        self._title.setText(title)
        self.preview.set_document(self._pages.count, self._pages.render)
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))
        self._say("")
        self._set_busy(self.printing.busy)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save the PDF where the user says."""
        if not self._content:
            return
        path = self.ask_path(self, self._context.export_folder() / f"{self._name}.pdf")
        if path is None:
            return
        content, private = self._content, self.private
        self._set_busy(True)
        self._context.background.run(
            lambda _task: save_pdf(path, content, private=private),
            done=self._tell_saved,
            failed=self._failed,
            owner=self,
        )

    def print_out(self) -> None:
        """Ask how it is to be printed, and print it."""
        if self._content:
            self._say("")
            self.printing.offer(PaperToPrint(self._title.text(), self._name, self._content))

    def leave(self) -> None:
        """Back to where the paper was asked for; pages that are on their way are followed all the same."""
        self._drop_pages()
        self.left.emit()

    def result(self) -> str:
        """What became of it, as shown."""
        return self._result.text() or self.printing.result()

    def retranslate(self) -> None:
        """Words in the language of the moment; the paper keeps its reader's."""
        self.back.setText(_("Back"))
        self.save_button.setText(_("Save PDF…"))
        self.print_button.setText(_("Print…"))
        self._folder.setText(_("Open folder"))
        self.printing.retranslate()

    def _tell_saved(self, path: Path) -> None:
        self._set_busy(False)
        self._say(_("Saved as {name} in {folder}.").format(name=path.name, folder=path.parent), path)

    def _failed(self, error: DeskError) -> None:
        self._set_busy(False)
        self._context.messages.error(error)

    def _say(self, text: str, saved: Path | None = None) -> None:
        self._result.setText(text)
        self._result.setVisible(bool(text))
        self._saved = saved
        self._folder.setVisible(saved is not None)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(not busy)

    def _drop_pages(self) -> None:
        self.preview.set_document(0, None)
        self._pages, self._content = None, b""

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))
