"""All papers of an evening saved in one folder: what became of each file, and those that failed once more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from printdesk.errors import DeskError
from printdesk.files import write_atomically
from printdesk.i18n import Catalogue, _, dates, language, plural
from printdesk.services.overtime_papers import (
    ATTENDANCE,
    COST,
    ORDER,
    RESULT,
    WORK_SHEETS,
    NamedPaper,
    OvertimePapersService,
)
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog, SecondaryButton, SignMark, label
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Kind, Space, Tone

AskFolder = Callable[[], Path | None]


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one paper.

    Attributes:
        kind: `ORDER` and so on, `WORK_SHEETS` for those of all sessions. paper: None while it is not made.
        saved: whether its file lies in the folder. error: why not; None before it was tried.
    """

    kind: str
    paper: NamedPaper | None = None
    saved: bool = False
    error: DeskError | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the papers of an evening go, and in whose language.

    Args:
        service: makes them.
    """

    service: OvertimePapersService
    session_id: int
    reader: Catalogue
    path: Path

    def save(self, actor: Actor, operation: str, before: Sequence[Filed]) -> tuple[Filed, ...]:
        """Make those that are not made yet, write those that do not lie there yet; one that fails stops no other.

        Raises:
            DeskError: none could be made, all for the same reason.
        """
        made: list[Filed] = []
        for at, each in enumerate(before):
            made += [each] if each.paper is not None else self._make(actor, f"{operation[:32]}-{at:03d}", each.kind)
        errors = [each.error for each in made if each.paper is None and each.error is not None]
        if len(errors) == len(made) and len({str(each) for each in errors}) == 1:
            raise errors[0]
        return tuple(self._write(each) for each in made)

    def _make(self, actor: Actor, operation: str, kind: str) -> list[Filed]:
        try:
            if kind == WORK_SHEETS:
                sheets = self.service.work_sheets(actor, self.session_id, self.reader, operation)
                return [Filed(kind, each) for each in sheets]
            return [Filed(kind, self.service.paper(actor, self.session_id, kind, self.reader, operation))]
        except DeskError as error:
            return [Filed(kind, error=error)]

    def _write(self, filed: Filed) -> Filed:
        if filed.paper is None or filed.saved:
            return filed
        try:
            write_atomically(self.path / f"{filed.paper.name}.pdf", filed.paper.document.content)
        except DeskError as error:
            return replace(filed, error=error)
        return replace(filed, saved=True, error=None)


class PapersFolderDialog(FormDialog):
    """What became of each paper, with why; those that failed can be tried again, there or in another folder.

    Attributes:
        elsewhere: asks for another folder.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(_("Save all papers"), _("Try the failed ones again"), "", parent)
        self.elsewhere = SecondaryButton(_("Another folder…"), "", "folder")
        self._rows = QWidget()
        self.body.setSpacing(Space.M)
        self.body.addWidget(self._rows)
        self.body.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self._cancel.setText(_("Close"))
        self.setMinimumWidth(600)

    def show_filed(self, filed: Sequence[Filed], folder: Path) -> None:
        """A line for each paper."""
        count = sum(each.saved for each in filed)
        said = _("{count} of {all} files lie in {folder}.").format(
            count=dates.number(count, language()), all=dates.number(len(filed), language()), folder=folder
        )
        self.set_texts(_("Save all papers"), _("Try the failed ones again"), said)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        for at, each in enumerate(filed):
            _add_line(grid, at, each)
        self.body.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows
        self.set_busy(False)


class PapersFolder:
    """Saves the papers and says what became of them.

    Args:
        acts: of the room. owner: the widget over whose window the dialog opens.
        done: called when files came to lie somewhere.

    Attributes:
        dialog: open while some of them failed, else None.
    """

    def __init__(self, context: RoomContext, acts: Acts, owner: QWidget, done: Callable[[], None]) -> None:
        self._context, self._acts, self._owner, self._done = context, acts, owner, done
        self._ask: AskFolder = lambda: None
        self._folder: Folder
        self._filed: tuple[Filed, ...] = ()
        self.dialog: PapersFolderDialog | None = None

    def begin(self, folder: Folder, kinds: Sequence[str], ask: AskFolder) -> None:
        """Save papers of these kinds, and the work sheets.

        Args:
            ask: where else, None when the user gives up.
        """
        self._ask = ask
        self._save(folder, [Filed(kind) for kind in (*kinds, WORK_SHEETS)])

    def _save(self, folder: Folder, before: Sequence[Filed]) -> None:
        dialog = self.dialog
        begun = self._acts.begin(
            lambda actor, operation: folder.save(actor, operation, before),
            lambda filed: self._tell(folder, filed),
            dialog.show_error if dialog is not None else None,
        )
        if dialog is not None:
            dialog.set_busy(begun)

    def _tell(self, folder: Folder, filed: tuple[Filed, ...]) -> None:
        self._folder, self._filed = folder, filed
        self._done()
        if not all(each.saved for each in filed):
            self._open().show_filed(filed, folder.path)
            return
        if self.dialog is not None:
            self.dialog.accept()
        text = plural("{count} paper saved in {folder}.", "{count} papers saved in {folder}.", len(filed))
        self._context.messages.ok(text.format(count=len(filed), folder=folder.path))

    def _open(self) -> PapersFolderDialog:
        if self.dialog is None:
            self.dialog = PapersFolderDialog(self._owner.window())
            self.dialog.submitted.connect(lambda: self._save(self._folder, self._filed))
            self.dialog.elsewhere.clicked.connect(self._save_elsewhere)
            self.dialog.finished.connect(self._ended)
            self.dialog.open()
        return self.dialog

    def _save_elsewhere(self) -> None:
        """All of them, so that they lie together."""
        path = self._ask()
        if path is not None:
            self._save(replace(self._folder, path=path), [replace(each, saved=False) for each in self._filed])

    def _ended(self, _code: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _add_line(grid: QGridLayout, at: int, filed: Filed) -> None:
    """Sign, name of the file, and what became of it."""
    failed = not filed.saved
    name = f"{filed.paper.name}.pdf" if filed.paper is not None else _kind_text(filed.kind)
    words = str(filed.error or "") if failed else _("saved")
    sign = SignMark(Kind.FAILED if failed else Kind.DONE, 12)
    sign.setContentsMargins(0, 3, 0, 0)
    grid.addWidget(sign, at, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(name, "strong"), at, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(words, "secondary", tone=Tone.RED if failed else Tone.GREEN, wrap=True), at, 2)


def _kind_text(kind: str) -> str:
    """What a paper is called that has no number yet."""
    words = {
        ORDER: _("Order (SPKL)"), ATTENDANCE: _("Attendance list"), COST: _("Cost sheet"),
        RESULT: _("Result report"), WORK_SHEETS: _("Work sheets"),
    }  # fmt: skip
    return words[kind]
