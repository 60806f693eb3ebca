"""When backups are made and which are kept, and how long data stay: the part of the settings that is edited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings_safety import FIRST_RULE, RetentionRule, RetentionSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, dates, language
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import DayField, TextField, WholeField, YesNoField, range_text
from printdesk.ui.settings.forms import EntryDialog, Field, FieldsGrid
from printdesk.ui.settings.list_editor import ListEditor, ListKind
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.tables import Heading
from printdesk.ui.settings.words import count_text

_LONGEST_PATH = 400
_NUMBERS = (
    "every_hours", "before_import_rows", "warn_hours", "keep_last", "keep_daily", "keep_weekly", "keep_monthly",
    "start_check_seconds",
)  # fmt: skip


class SafetyRulesSection(EditSection):
    """The rules of backups, and of how long data are kept.

    Attributes:
        backup: their fields. rules: dated rules of retention.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _("When a backup is made by itself, which ones are kept, and how long data stay."),
            tried=False,
            parent=parent,
        )
        self.backup = FieldsGrid(_backup_fields())
        self.rules: ListEditor[RetentionRule] = ListEditor(_rules_kind(self._today), self._rules_fit)
        self.add_title(lambda: _("Backups"))
        self.column.addWidget(self.backup)
        self.add_title(lambda: _("How long data are kept"))
        self.column.addWidget(self.rules)
        self.finish()
        self.watch(self.rules)
        self.backup.changed.connect(self.edited)

    def load(self, facts: SettingsFacts) -> None:
        """Show those in force."""
        settings = facts.settings
        self.backup.show_values({key: getattr(settings.backup, key) for key in self.backup.editors})
        self.rules.set_entries(settings.retention.rules)

    def sections(self) -> dict[str, Any]:
        """Both as typed."""
        return {
            "backup": replace(self.settings().backup, **self.backup.values()),
            "retention": RetentionSettings(self.rules.entries()),
        }

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        self.backup.retranslate()
        self.rules.retranslate()

    def _today(self) -> date:
        return self.base.now.date() if self.base else FIRST_RULE.since

    def _rules_fit(self, rules: tuple[RetentionRule, ...]) -> None:
        if not rules:
            raise RuleViolationError(_("One rule has to stay."), _("Change it instead."))
        if len({each.since for each in rules}) < len(rules):
            raise RuleViolationError(_("There is a rule from that day already."), _("Change that entry instead."))
        self.fits({"retention": RetentionSettings(rules)})


def _backup_fields() -> tuple[Field, ...]:
    names: dict[str, Callable[[], str]] = {
        "every_hours": lambda: _("One when the last is older than, hours (0: never)"),
        "before_import_rows": lambda: _("One before a list of at least, rows (0: never)"),
        "warn_hours": lambda: _("Said aloud after, hours without (0: never)"),
        "keep_last": lambda: _("The newest that are kept"),
        "keep_daily": lambda: _("Days of which the newest is kept"),
        "keep_weekly": lambda: _("Weeks of which the newest is kept"),
        "keep_monthly": lambda: _("Months of which the newest is kept"),
        "start_check_seconds": lambda: _("Check at the start takes at most, seconds (0: none)"),
    }
    folder = Field(
        "folder", lambda: _("Folder"), lambda: TextField(_LONGEST_PATH),
        lambda: _("Empty: “backups” beside the database. Better: another disk."),
    )  # fmt: skip
    closing = Field("at_closing", lambda: _("One after closing time"), lambda: YesNoField(lambda: _("Yes")))
    return (folder, closing, *(_number(key, names[key]) for key in _NUMBERS))


def _number(key: str, name: Callable[[], str]) -> Field:
    entry = f"backup.{key}"
    return Field(key, name, lambda: WholeField(entry), lambda: range_text(entry))


def _rules_kind(today: Callable[[], date]) -> ListKind[RetentionRule]:
    return ListKind(
        headings=[
            Heading(lambda: _("Holds from"), 240, wide=True),
            Heading(lambda: _("Personal data, months"), 190, number=True),
            Heading(lambda: _("Books, years"), 150, number=True),
        ],
        key=lambda each: str(each.since),
        row=lambda each: (
            dates.day_long(each.since, language()), count_text(each.personal_months), count_text(each.record_years),
        ),
        form=lambda each, parent: _rule_form(each, today(), parent),
        build=lambda before, values, _others: replace(before, **values) if before else RetentionRule(**values),
        noun=lambda: _("Add a rule…"),
        movable=False,
    )  # fmt: skip


def _rule_form(each: RetentionRule | None, today: date, parent: QWidget) -> EntryDialog:
    first = each or replace(FIRST_RULE, since=today)
    fields = (
        Field("since", lambda: _("Holds from"), lambda: DayField(today)),
        *(
            Field(key, name, lambda entry=f"retention.rules[].{key}": WholeField(entry),  # type: ignore[misc]
                  lambda entry=f"retention.rules[].{key}": range_text(entry))  # type: ignore[misc]
            for key, name in (
                ("personal_months", lambda: _("Months after hand-over or cancelling until personal data are erased")),
                ("record_years", lambda: _("Years that ledger, stock and papers stay at least")),
            )
        ),
    )  # fmt: skip
    values = {"since": first.since, "personal_months": first.personal_months, "record_years": first.record_years}
    intro = _("The newest rule on or before a day holds; the older ones stay for the record.")
    return EntryDialog(_("How long data are kept"), _("Take over"), intro, fields, values, parent)
