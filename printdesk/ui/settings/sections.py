"""The parts of the settings, each a page of its own: what is read here is edited in the settings file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.ui.kit import DeskTable, EmptyState, KeyValue, SectionTitle, label
from printdesk.ui.settings import tables
from printdesk.ui.settings.reading import DAYS_AHEAD, SettingsFacts
from printdesk.ui.settings.words import count_text, hours_text, open_text, weekdays
from printdesk.ui.theme import Space

Pairs = list[tuple[str, str]]


class Section(QWidget):
    """A page of the settings that scrolls by itself.

    Args:
        explain: gives the sentence at its top in the language of the moment.
    """

    def __init__(self, explain: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self._intro = label("", "secondary", wrap=True)
        self._titles: list[tuple[SectionTitle, Callable[[], str]]] = []
        self._showing: list[Callable[[SettingsFacts], None]] = []
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self._intro)
        self.column.addSpacing(Space.XS)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def add_title(self, text: Callable[[], str]) -> None:
        """Add a heading."""
        title = SectionTitle()
        self._titles.append((title, text))
        if len(self._titles) > 1:
            self.column.addSpacing(Space.M)
        self.column.addWidget(title)

    def add_values(self, pairs: Callable[[SettingsFacts], Pairs]) -> KeyValue:
        """Add names and values."""
        grid = KeyValue()
        self._showing.append(lambda facts: grid.set_rows(pairs(facts)))
        self.column.addWidget(grid)
        return grid

    def add_table(
        self, headings: list[tables.Heading], rows: Callable[[SettingsFacts], list[tables.WordsRow]]
    ) -> DeskTable:
        """Add a table that is as high as its rows."""
        table = tables.words_table(headings)
        self._showing.append(lambda facts: tables.fit_rows(table, rows(facts)))
        self.column.addWidget(table)
        return table

    def end(self) -> "Section":
        """Nothing comes any more: the rest stays empty."""
        self.column.addStretch(1)
        return self

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show the settings in force."""
        self._intro.setText(self._explain())
        for title, text in self._titles:
            title.setText(text())
        for show in self._showing:
            show(facts)


def _from_file() -> str:
    return _("Read here; changed in the settings file: export it, edit it, import it again.")


def office_section() -> Section:
    """Letterhead and people."""
    section = Section(_from_file)
    section.add_title(lambda: _("Letterhead"))
    section.add_values(_letterhead)
    section.add_title(lambda: _("People"))
    section.add_table(tables.people_headings(), tables.people_rows)
    return section.end()


def _letterhead(facts: SettingsFacts) -> Pairs:
    office = facts.settings.office
    head = " · ".join(part for part in (office.head_name, office.head_nip) if part)
    return [
        (_("Above the name"), " / ".join(office.parent_lines)),
        (_("Office"), office.name),
        (_("In the window"), office.short_name),
        (_("Address"), office.address),
        (_("Telephone"), office.phone),
        (_("Head of office"), head),
        (_("Time zone"), f"{office.zone} ({dates.zone_name(facts.now)})"),
    ]


def services_section() -> Section:
    """Service types and stations."""
    section = Section(_from_file)
    section.add_title(lambda: _("Service types"))
    section.add_table(tables.service_headings(), tables.service_rows)
    section.add_title(lambda: _("Stations"))
    section.add_table(tables.station_headings(), tables.station_rows)
    return section.end()


def calendar_section() -> Section:
    """Today, the days that are closed, the week."""
    section = Section(_from_file)
    section.add_title(lambda: _("Today"))
    section.add_values(_today)
    section.add_title(
        lambda: plural("Closed in the next {count} day", "Closed in the next {count} days", DAYS_AHEAD).format(
            count=DAYS_AHEAD
        )
    )
    table = section.add_table(tables.closed_headings(), tables.closed_rows)
    table.set_empty(EmptyState("calendar"))
    section.add_title(lambda: _("Week"))
    section.add_values(_week)
    return section.end()


def _today(facts: SettingsFacts) -> Pairs:
    today = facts.now.date()
    return [
        (_("Day"), dates.day_long(today, language())),
        (_("Printing and check"), open_text(facts.office.office_hours.hours(today))),
        (_("Pickup counter"), open_text(facts.office.counter_hours.hours(today))),
    ]


def _week(facts: SettingsFacts) -> Pairs:
    calendar = facts.settings.calendar
    rows = [
        (day, _("{office}; counter {counter}").format(office=hours_text(office), counter=hours_text(counter)))
        for day, office, counter in zip(weekdays(), calendar.office, calendar.counter, strict=True)
    ]
    for period in calendar.periods:
        if period.last >= facts.now.date():
            days = f"{dates.day_medium(period.first, language())} – {dates.day_medium(period.last, language())}"
            rows.append((period.name, f"{days} {period.last.year}"))
    return rows


def order_section() -> Section:
    """The urgency classes and the numbers of the order."""
    section = Section(_from_file)
    section.add_title(lambda: _("Urgency classes, the most urgent first"))
    section.add_table(tables.class_headings(), tables.class_rows)
    section.add_title(lambda: _("Order of printing"))
    section.add_values(_order)
    section.add_title(lambda: _("Overtime"))
    section.add_values(_overtime)
    return section.end()


def _order(facts: SettingsFacts) -> Pairs:
    order = facts.settings.order
    minutes = _("{count} minutes")
    return [
        (_("Places kept for the longest overdue"), f"{order.overdue_share_percent} %"),
        (_("Gives way to classes up to"), count_text(order.share_after_class)),
        (_("From the printer to the shelf"), minutes.format(count=count_text(order.quality_lag_minutes))),
        (_("From the counter to departure"), minutes.format(count=count_text(order.travel_margin_minutes))),
        (_("Same-day places a day"), count_text(order.same_day_quota)),
    ]


def _overtime(facts: SettingsFacts) -> Pairs:
    limits = facts.settings.overtime
    hours = _("{count} hours")
    return [
        (_("Longest on a working day"), hours.format(count=limits.weekday_hours)),
        (_("Longest on a day off"), hours.format(count=limits.day_off_hours)),
        (_("Most in a week"), hours.format(count=limits.weekly_hours)),
    ]
