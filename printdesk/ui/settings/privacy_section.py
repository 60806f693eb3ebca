"""Personal data past their time: the dry run, and erasing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.domain.states import application_state_text
from printdesk.i18n import _, dates, language, plural
from printdesk.services.retention import Expired, RetentionView, backups_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    KeyValue,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    label,
)
from printdesk.ui.settings.result import Result
from printdesk.ui.settings.safety_section import settle
from printdesk.ui.settings.section_with_paper import SectionWithPaper
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Space, Tone


class PrivacySection(SectionWithPaper):
    """What would be erased now; F6 erases it, F7 erases one person's data, F8 gives a person what is kept of them.

    Attributes:
        erase, erase_one, subject: the acts. paper: a person's own data. table: cases past their time.
        result: what became of the last act.
        view: what is shown, or None.

    Signals:
        read_asked: it is looked at.
    """

    read_asked = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view: RetentionView | None = None
        self._intro = label("", "secondary", wrap=True)
        self._values = KeyValue()
        self._rows: list[tuple[str, str]] = []
        self.result = Result()
        self.table = DeskTable(RowsModel(_columns(), key=lambda each: each.number), two_lines=False)
        self._empty = EmptyState("check")
        self.table.set_empty(self._empty)
        self.erase = PrimaryButton("", "F6", "eye-off", act="erase_personal")
        self.erase_one = SecondaryButton("", "F7", "user", act="erase_personal")
        self.subject = SecondaryButton("", "F8", "document", act="export_subject")
        self._build()

    def _build(self) -> None:
        acts = FlowRow(Space.S)
        for button in (self.erase, self.erase_one, self.subject):
            acts.add(button)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        for widget in (self._intro, self._values, self.result):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(acts)
        self._put(main)

    def show_words(self) -> None:
        """Words in the language of the moment; what it says is read while it is looked at."""
        self._intro.setText(
            _(
                "Personal data are erased when their time is over; the ledger, the stock and the papers stay. "
                "Nothing is erased by itself: two people look at this list and do it."
            )
        )
        self.erase.setText(_("Erase these…"))
        self.erase_one.setText(_("Erase one person's data…"))
        self.subject.setText(_("Data of one person…"))
        self.paper.retranslate()
        self.table.setAccessibleName(_("Cases past their time"))
        self.table.retranslate()
        if self.view is not None:
            self.show_view(self.view)
        if self.isVisible():
            self.read_asked.emit()

    def show_view(self, view: RetentionView) -> None:
        """The dry run as of now."""
        self.view = view
        months = plural(
            "{count} month after hand-over or cancelling", "{count} months after hand-over or cancelling",
            view.rule.personal_months,
        ).format(count=count_text(view.rule.personal_months))  # fmt: skip
        years = plural("at least {count} year", "at least {count} years", view.rule.record_years).format(
            count=count_text(view.rule.record_years)
        )
        lang = language()
        rows = [
            (_("Personal data"), months),
            (_("Past their time"), _("{count} cases that ended before {day}").format(
                count=count_text(view.count), day=dates.day_long(view.before, lang))),
            (_("Erased so far"), count_text(view.erased)),
            (_("Ledger, stock, papers"), years),
        ]  # fmt: skip
        if view.oldest is not None:
            oldest = _("since {moment}; nothing is ever taken out").format(
                moment=dates.moment_long(view.oldest, lang)
            )
            rows.append((_("Ledger"), oldest))
        if view.backups:
            rows.append((_("Backups"), backups_text(view.backups)))
        if rows != self._rows:
            self._rows = rows
            self._values.set_rows(rows)
        self.table.rows_model().set_rows(view.rows)
        self._empty.set("check", _("Nothing is past its time"), _("There is nothing to erase today."), Tone.GREEN)
        self.erase.setEnabled(bool(view.count))
        settle(self)


def _columns() -> list[Column[Expired]]:
    return [
        Column(lambda: _("Application"), lambda each: Cell(each.number), 220),
        Column(lambda: _("State"), lambda each: Cell(application_state_text(each.state)), 200),
        Column(lambda: _("Ended"), lambda each: Cell(dates.moment_long(each.ended_at, language())), 240, 1),
    ]
