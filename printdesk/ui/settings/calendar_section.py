"""The office's own days, tried on the queue before they are saved, and what the calendar says today."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import DayOverride
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, dates, language, plural
from printdesk.ui.kit import Card, EmptyState, KeyValue, label
from printdesk.ui.settings import tables
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import WholeField, range_text
from printdesk.ui.settings.forms import Field, FieldsGrid
from printdesk.ui.settings.list_editor import ListEditor
from printdesk.ui.settings.list_forms import days_kind
from printdesk.ui.settings.reading import DAYS_AHEAD, SettingsFacts
from printdesk.ui.settings.words import hours_text, open_text, weekdays


class CalendarSection(EditSection):
    """The days that differ, with what they move; the hours of the week are read here.

    Attributes:
        days: the office's own days. warning: says when the national days end soon.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _(
                "A day that closes moves print-by dates; promises already given stay as they are. "
                "Weekly hours and Ramadan stand in the settings file."
            ),
            tried=True,
            parent=parent,
        )
        self.warning = Card(surface="amber")
        self._warning_words = label("", "strong", wrap=True)
        self.warning.body.addWidget(self._warning_words)
        self.warning.setVisible(False)
        self.days: ListEditor[DayOverride] = ListEditor(days_kind(self._today), self._days_fit)
        self.years = FieldsGrid(_year_fields())
        self._closed = tables.words_table(tables.closed_headings())
        self._closed.set_empty(EmptyState("calendar"))
        self._week, self._today_values = KeyValue(), KeyValue()
        self._fill()
        self.finish()
        self.watch(self.days)
        self.years.changed.connect(self.edited)

    def _fill(self) -> None:
        self.column.addWidget(self.warning)
        self.add_title(lambda: _("The office's own days"))
        self.column.addWidget(self.days)
        self.add_title(lambda: _("National holidays and joint leave"))
        self.column.addWidget(self.years)
        self.add_title(
            lambda: plural("Closed in the next {count} day", "Closed in the next {count} days", DAYS_AHEAD).format(
                count=DAYS_AHEAD
            )
        )
        self.column.addWidget(self._closed)
        self.add_title(lambda: _("Today"))
        self.column.addWidget(self._today_values)
        self.add_title(lambda: _("Week"))
        self.column.addWidget(self._week)

    def load(self, facts: SettingsFacts) -> None:
        """Show the calendar in force."""
        calendar = facts.settings.calendar
        self.days.set_entries(sorted(calendar.overrides, key=lambda each: each.day))
        first, last = calendar.national_years
        self.years.show_values({"first": first, "last": last})

    def sections(self) -> dict[str, Any]:
        """The calendar with the days listed."""
        calendar = self.settings().calendar
        days = self.days.entries()
        same = sorted(calendar.overrides, key=lambda each: each.day) == sorted(days, key=lambda each: each.day)
        years = self.years.values()
        return {
            "calendar": replace(
                calendar, overrides=calendar.overrides if same else tuple(sorted(days, key=lambda each: each.day)),
                national_years=(years["first"], years["last"]),
            )
        }  # fmt: skip

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment, and warn when the national days end soon."""
        super().show_facts(facts)
        self.days.retranslate()
        self.years.retranslate()
        self._closed.retranslate()
        tables.fit_rows(self._closed, tables.closed_rows(facts))
        self._week.set_rows(_week(facts))
        self._today_values.set_rows(_today(facts))
        end = facts.national_days_end()
        self.warning.setVisible(end is not None)
        self._warning_words.setText(warning_text(end) if end is not None else "")

    def _today(self) -> date:
        return self.base.now.date() if self.base else date(2024, 1, 1)

    def _days_fit(self, days: tuple[DayOverride, ...]) -> None:
        found = [each.day for each in days]
        double = next((day for day in found if found.count(day) > 1), None)
        if double is not None:
            raise RuleViolationError(
                _("{day} stands in the list already.").format(day=dates.day_long(double, language())),
                _("Change that entry instead."),
            )
        if not all(each.name for each in days):
            raise RuleViolationError(_("The day has no name."), _("Say why it differs."))
        self.fits({"calendar": replace(self.sections()["calendar"], overrides=days)})


def warning_text(end: date) -> str:
    """That national days are known only until a day."""
    return _(
        "National holidays and joint leave are known until {day} only; later ones count as working days. "
        "Add them as the office's own days, or take the years over once the decree is out."
    ).format(day=dates.day_long(end, language()))


def _year_fields() -> tuple[Field, ...]:
    entry = "calendar.national_years[]"
    return (
        Field("first", lambda: _("From year"), lambda: WholeField(entry), lambda: range_text(entry)),
        Field("last", lambda: _("To year"), lambda: WholeField(entry), lambda: range_text(entry)),
    )


def _today(facts: SettingsFacts) -> list[tuple[str, str]]:
    today = facts.now.date()
    return [
        (_("Day"), dates.day_long(today, language())),
        (_("Printing and check"), open_text(facts.office.office_hours.hours(today))),
        (_("Pickup counter"), open_text(facts.office.counter_hours.hours(today))),
    ]


def _week(facts: SettingsFacts) -> list[tuple[str, str]]:
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
