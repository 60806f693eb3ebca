"""What other settings would do to today's queue, before anybody saves them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.plan_moves import Moved
from printdesk.services.rule_trial import ClassEffect, RuleTrial
from printdesk.ui.kit import Cell, Column, DeskTable, KeyValue, PillSpec, RowsModel, SectionTitle, label, set_tone
from printdesk.ui.kit.marks import SignMark
from printdesk.ui.settings.tables import Heading, WordsRow, fit_rows, words_table
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Kind, Space, Tone

_NAMED = 3
_SHOWN_ROWS = 10


class TrialLine(QWidget):
    """The dry run in one line: a sign and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SignMark(Kind.WAITING, 14)
        self._words = label("", "strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)

    def say(self, kind: Kind, words: str) -> None:
        """Say it."""
        tones = {Kind.DONE: Tone.GREEN, Kind.FAILED: Tone.RED, Kind.TODAY: Tone.RED}
        self._sign.set_kind(kind)
        self._words.setText(words)
        set_tone(self._words, tones.get(kind))

    def text(self) -> str:
        """What it says."""
        return self._words.text()


class TrialPanel(QWidget):
    """The dry run whole: figures, what it does to each class, who moves.

    Args:
        rows: of those who move so many are seen at once.

    Attributes:
        moved: the table of those who move.
    """

    def __init__(self, rows: int = _SHOWN_ROWS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._labels: Mapping[str, str] = {}
        self._trial: RuleTrial | None = None
        self._title, self._class_title, self._moved_title = SectionTitle(), SectionTitle(), SectionTitle()
        self.line = TrialLine()
        self.figures = KeyValue()
        self.classes = words_table(_class_headings())
        self.moved = DeskTable(RowsModel(_columns(self), key=lambda each: str(each.application_id)), two_lines=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        parts = (
            self._title, self.line, self.figures, self._class_title, self.classes, self._moved_title, self.moved,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        self.clear()

    def label_of(self, code: str) -> str:
        """An urgency class in words."""
        return self._labels.get(code, code)

    def clear(self) -> None:
        """Nothing was changed, so there is nothing to try."""
        self._trial = None
        self._show_details(visible=False)
        self._title.setText(_("Dry run on today's queue"))
        self.line.say(Kind.WAITING, _("Change something, and it is tried here before you save."))

    def running(self) -> None:
        """It is being tried."""
        self._trial = None
        self._show_details(visible=False)
        self.line.say(Kind.WAITING, _("Trying on today's queue…"))

    def refuse(self, error: DeskError) -> None:
        """It cannot be tried."""
        self._trial = None
        self._show_details(visible=False)
        self.line.say(Kind.FAILED, str(error))

    def show_trial(self, trial: RuleTrial, labels: Mapping[str, str]) -> None:
        """What it would do."""
        self._trial, self._labels = trial, labels
        self._title.setText(_("Dry run on today's queue"))
        self.line.say(*verdict(trial))
        self.figures.set_rows(_figures(trial))
        self._class_title.setText(_("By urgency class"))
        self.classes.retranslate()
        fit_rows(self.classes, [_class_row(each, labels) for each in trial.by_class])
        self._moved_title.setText(
            _("Who moves by more than a working day: {count}").format(count=count_text(len(trial.moved)))
        )
        self.moved.retranslate()
        self.moved.rows_model().set_rows(trial.moved)
        rows = min(self._rows, len(trial.moved))
        height = self.moved.horizontalHeader().height() + rows * self.moved.verticalHeader().defaultSectionSize()
        self.moved.setFixedHeight(height + 2)
        self._show_details(visible=True)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        if self._trial is not None:
            self.show_trial(self._trial, self._labels)

    def _show_details(self, *, visible: bool) -> None:
        somebody = visible and self._trial is not None and bool(self._trial.moved)
        self._moved_title.setVisible(somebody)
        self.moved.setVisible(somebody)
        for part in (self.figures, self._class_title, self.classes):
            part.setVisible(visible)


def verdict(trial: RuleTrial) -> tuple[Kind, str]:
    """The dry run in one sentence, its worst news first."""
    lost = [each.name for each in trial.moved if each.loses_trip]
    if lost:
        named = ", ".join(lost[:_NAMED])
        text = plural(
            "{count} trip would be lost: {names}.", "{count} trips would be lost: {names}.", len(lost)
        ).format(count=count_text(len(lost)), names=_and_more(named, len(lost) - _NAMED))
        return Kind.TODAY, f"{text}{_saved(trial)}"
    if trial.promises_lost:
        text = plural(
            "Nobody would lose a trip; {count} promise would be broken.",
            "Nobody would lose a trip; {count} promises would be broken.",
            trial.promises_lost,
        ).format(count=count_text(trial.promises_lost))
        return Kind.SLACK, f"{text}{_saved(trial)}"
    return Kind.DONE, _("Nobody would lose a trip, no promise would be broken.") + _saved(trial)


def _and_more(named: str, more: int) -> str:
    return named if more <= 0 else _("{names} and {count} more").format(names=named, count=count_text(more))


def _saved(trial: RuleTrial) -> str:
    if not trial.trips_saved:
        return ""
    text = plural("{count} trip would be saved.", "{count} trips would be saved.", trial.trips_saved)
    return " " + text.format(count=count_text(trial.trips_saved))


def _figures(trial: RuleTrial) -> list[tuple[str, str]]:
    rows = [
        (_("Trips at risk"), _change(count_text(trial.trips_at_risk_before), count_text(trial.trips_at_risk_after))),
        (
            _("Last of the overdue printed after"),
            _change(_days(trial.overdue_wait_before), _days(trial.overdue_wait_after)),
        ),
        (
            _("Promises"),
            _("{lost} more broken, {saved} more kept").format(
                lost=count_text(trial.promises_lost), saved=count_text(trial.promises_saved)
            ),
        ),
    ]
    if trial.print_by_moved:
        rows.append((_("Print-by dates that move"), count_text(trial.print_by_moved)))
    if trial.promises_closed:
        rows.append((_("Promises for a day that would be closed"), count_text(trial.promises_closed)))
    return rows


def _change(before: str, after: str) -> str:
    return _("{before}, unchanged").format(before=before) if before == after else f"{before} → {after}"


def _days(days: int | None) -> str:
    if days is None:
        return _("no foreseeable time")
    return plural("{count} working day", "{count} working days", days).format(count=count_text(days))


def _class_headings() -> list[Heading]:
    return [
        Heading(lambda: _("Urgency class"), 210, wide=True),
        Heading(lambda: _("Waiting"), 90, number=True),
        Heading(lambda: _("Trips lost"), 124, number=True),
        Heading(lambda: _("Trips saved"), 136, number=True),
        Heading(lambda: _("Promises broken"), 156, number=True),
        Heading(lambda: _("Promises kept"), 124, number=True),
    ]


def _class_row(each: ClassEffect, labels: Mapping[str, str]) -> WordsRow:
    counts = (each.waiting, each.trips_lost, each.trips_saved, each.promises_lost, each.promises_saved)
    return WordsRow(each.class_code, (labels.get(each.class_code, each.class_code), *map(count_text, counts)))


def _columns(panel: TrialPanel) -> list[Column[Moved]]:
    return [
        Column(lambda: _("Name"), lambda each: Cell(each.name, tooltip=each.number), 210, 1, strong=True),
        Column(lambda: _("Urgency class"), lambda each: Cell(panel.label_of(each.class_code)), 180),
        Column(lambda: _("From"), lambda each: Cell(_moment(each, after=False)), 132),
        Column(lambda: _("To"), lambda each: Cell(_moment(each, after=True)), 132),
        Column(lambda: _("Outcome"), _outcome, 190),
    ]


def _moment(each: Moved, *, after: bool) -> str:
    moment = each.after if after else each.before
    return _("no place") if moment is None else dates.moment_short(moment, language())


def _outcome(each: Moved) -> Cell:
    if each.loses_trip:
        return Cell(pill=PillSpec(Kind.TODAY, _("trip lost")))
    if each.gains_trip:
        return Cell(pill=PillSpec(Kind.DONE, _("trip saved")))
    if each.loses_promise:
        return Cell(pill=PillSpec(Kind.SLACK, _("promise broken")))
    if each.gains_promise:
        return Cell(pill=PillSpec(Kind.DONE, _("promise kept")))
    days = abs(each.working_days)
    if each.working_days > 0:
        text = plural("{count} working day later", "{count} working days later", days)
    else:
        text = plural("{count} working day earlier", "{count} working days earlier", days)
    return Cell(text.format(count=count_text(days)))
