"""What a raise or a place by hand would do, before anybody confirms it: for the application, and for the others."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.plan_moves import MovePreview
from printdesk.ui.kit import DeskTable, EmptyState, FlowRow, Pill, PillSpec, label
from printdesk.ui.order import words
from printdesk.ui.order.table_model import moved_model
from printdesk.ui.theme import Kind, Space

_PILLS = 4


class PreviewPanel(QWidget):
    """When it would be printed, who loses or gains something, and everybody who moves.

    Attributes:
        table: who moves, those who lose something first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: MovePreview | None = None
        self._waiting = ""
        self._planned = label("", "strong", wrap=True)
        self._own = label("", "secondary", wrap=True)
        self._pills = [Pill() for _each in range(_PILLS)]
        effects = FlowRow(Space.S)
        for pill in self._pills:
            effects.add(pill)
        self.table = DeskTable(moved_model())
        self._empty = EmptyState()
        self.table.set_empty(self._empty)
        self.table.setMinimumHeight(150)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for part in (self._planned, self._own, effects):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.say("")

    @property
    def seen(self) -> MovePreview | None:
        """What is shown; None while nothing is."""
        return self._seen

    def say(self, text: str) -> None:
        """Nothing to show yet, and why."""
        self._seen, self._waiting = None, text
        self._tell()

    def show_preview(self, seen: MovePreview) -> None:
        """Show what would happen."""
        self._seen = seen
        self._tell()

    def text(self) -> str:
        """All that is said above the table."""
        shown = [self._planned.text(), self._own.text(), *(pill.spec.text for pill in self._pills)]
        return " ".join(part for part in shown if part)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.table.retranslate()
        self._tell()

    def _tell(self) -> None:
        seen = self._seen
        self._planned.setText(words.planned_text(seen) if seen else self._waiting)
        self._planned.setVisible(bool(self._planned.text()))
        self._own.setText(words.own_text(seen) if seen else "")
        self._own.setVisible(seen is not None)
        self._show_pills(words.effect_pills(seen) if seen else [])
        self.table.rows_model().set_rows(seen.moved if seen else ())
        self.table.setVisible(seen is None or bool(seen.moved))
        self._rest.setVisible(self.table.isHidden())
        self.table.setAccessibleName(_("Who would be printed at another time"))
        self._empty.set("clock", _("Reading…"))

    def _show_pills(self, specs: list[PillSpec]) -> None:
        for at, pill in enumerate(self._pills):
            spec = specs[at] if at < len(specs) else PillSpec(Kind.NOTE, "")
            pill.set(spec.kind, spec.text)
