"""Which applications an outage would touch, one by one, before it is recorded."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.domain.states import application_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.outage_preview import OutagePreview, TouchedPromise
from printdesk.ui.kit import Cell, Column, DeskTable, EmptyState, RowsModel, SecondaryButton, label
from printdesk.ui.outages.words import count_text
from printdesk.ui.theme import Space


class TouchedDialog(QDialog):
    """A list to look at; Esc or Enter closes it.

    Args:
        names: labels of the service types by code.
    """

    def __init__(self, preview: OutagePreview, names: Mapping[str, str], parent: QWidget | None) -> None:
        super().__init__(parent)
        title = _("Touched by the outage: {count}").format(count=count_text(len(preview.applications)))
        self.setWindowTitle(title)
        model = RowsModel(_columns(names), key=lambda row: str(row.application_id))
        self.table = DeskTable(model, sortable=True)
        self.table.setAccessibleName(title)
        self.table.set_empty(EmptyState("check", _("It touches nobody"), _("No promise falls into its time.")))
        model.set_rows(preview.applications)
        close = SecondaryButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(title, "title"))
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(720, 520)


def _columns(names: Mapping[str, str]) -> list[Column[TouchedPromise]]:
    def day(row: TouchedPromise, *, after: bool) -> Cell:
        moment = row.after if after else row.before
        text = dates.day_short(moment.date(), language())
        return Cell(text if row.moves or not after else _("stays"), sort=moment)

    return [
        Column(lambda: _("Application number"), lambda row: Cell(row.number), 180, strong=True),
        Column(
            lambda: _("Service type"),
            lambda row: Cell(names.get(row.service, row.service), application_state_text(row.state)), 170, stretch=1,
        ),
        Column(lambda: _("Promised"), lambda row: day(row, after=False), 110),
        Column(lambda: _("Would be"), lambda row: day(row, after=True), 110),
    ]  # fmt: skip
