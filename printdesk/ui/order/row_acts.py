"""Acts for the row of a list of the print order: compare, raise, place by hand; by button, menu key and mouse."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from printdesk.i18n import _
from printdesk.ui.kit import DeskTable, IconButton, SecondaryButton, WhyPanel
from printdesk.ui.order.acts import OrderActs, Subject


class RowActs(QObject):
    """Puts "Compare" (F3) and a menu beside the sentence of the row chosen, and the menu on the row itself.

    Args:
        table: the list; with several rows selectable, two selected ones are compared with each other.
        why: the panel under it.
        subject_of: the application of a row's value; None where it has no place in the plan.
        compact: with the menu's button only, where there is little room; F3 then works in the list.

    Attributes:
        compare, more: the buttons. order: the acts.
    """

    def __init__(
        self,
        order: OrderActs,
        table: DeskTable,
        why: WhyPanel,
        subject_of: Callable[[Any], Subject | None],
        *,
        compact: bool = False,
    ) -> None:
        super().__init__(table)
        self.order = order
        self._table = table
        self._subject_of = subject_of
        self.compare = SecondaryButton("", "" if compact else "F3", parent=why)
        self.more = IconButton("more", _("Acts for this row"))
        self._compact = compact
        self._key: QShortcut | None = None
        if compact:
            widget = Qt.ShortcutContext.WidgetShortcut
            self._key = QShortcut(QKeySequence("F3"), table, self.compare_rows, context=widget)
        else:
            why.add_trailing(self.compare)
        why.add_trailing(self.more)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda at: self._open_menu(table.viewport().mapToGlobal(at)))
        table.current_changed.connect(lambda _key: self.offer())
        table.selection_count_changed.connect(lambda _count: self.offer())
        self.compare.clicked.connect(self.compare_rows)
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(self.more.rect().topLeft())))
        self.retranslate()

    def subject(self) -> Subject | None:
        """The application of the row chosen; None without one."""
        row = self._table.current_row()
        return self._subject_of(row) if row is not None else None

    def compare_rows(self) -> None:
        """Why is one before the other? Of the two rows selected, or of the row chosen with one to be named."""
        chosen = self._chosen()
        if len(chosen) == 2:
            self.order.compare(*chosen)
        elif (subject := self.subject()) is not None:
            self.order.compare(subject)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.more.set_name(_("Acts for this row"))
        self.compare.setToolTip(_("Hold Ctrl and click a second row to compare these two."))
        if self._key is not None:
            self._key.setWhatsThis(_("Compare…"))
        self.offer()

    def offer(self) -> None:
        """The acts for the row chosen; with two rows selected, comparing these two."""
        two = len(self._table.selectionModel().selectedRows()) == 2
        self.compare.setText(_("Compare the two") if two else _("Compare…"))
        found = self.subject() is not None
        self.compare.setVisible(found and not self._compact)
        self.more.setVisible(found)

    def _chosen(self) -> list[Subject]:
        rows = self._table.rows_model()
        values = (rows.row(rows.find(key)) for key in self._table.selected_keys())
        subjects = (self._subject_of(value) for value in values if value is not None)
        return [each for each in subjects if each is not None]

    def _open_menu(self, at: QPoint) -> None:
        subject = self.subject()
        if subject is not None:
            self.order.open_menu(subject, self._table, at)
