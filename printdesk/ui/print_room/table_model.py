"""The print order as a table: what a row shows, and which rows a filter lets through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.names import search_words
from printdesk.domain.settings import Label
from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.plan_words import urgency_words
from printdesk.services.plans import PlanRow, PlanView
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.print_room.words import (
    URGENCY_SIGNS,
    days_until,
    proof_text,
    short_number,
    veiled,
)
from printdesk.ui.theme import Kind, Tone

VIEWS = ("all", "risk", "today", "overdue")
"""Everything; trips the plan cannot save; planned today; past their promise."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row of the plan with what is needed to word it.

    Attributes:
        now: of the plan, to the day; times of day do not change a row's words.
        service: label of its service type.
    """

    row: PlanRow
    now: datetime
    service: Label


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the list shows.

    Attributes:
        service: code of a service type, "" for all.
        view: one of `VIEWS`.
        text: words of a name, part of a number, or a group.
    """

    service: str = ""
    view: str = "all"
    text: str = ""

    @property
    def open(self) -> bool:
        """Whether it lets everything through."""
        return self == QueueFilter()


def queue_lines(view: PlanView) -> list[QueueLine]:
    """Every row of a plan."""
    labels = {service.code: service.label for service in view.settings.services}
    day = view.now.replace(hour=0, minute=0, second=0, microsecond=0)
    return [QueueLine(row, day, labels.get(row.service, Label(row.service, row.service))) for row in view.rows]


def filtered(lines: Sequence[QueueLine], wanted: QueueFilter) -> list[QueueLine]:
    """Those that a filter lets through, in their order."""
    if wanted.open:
        return list(lines)
    words = search_words(wanted.text)
    text = wanted.text.strip().casefold()
    return [
        line
        for line in lines
        if wanted.service in ("", line.row.service) and in_view(line, wanted.view) and _has(line, text, words)
    ]


def in_view(line: QueueLine, view: str) -> bool:
    """Whether a row belongs to one of `VIEWS`."""
    if view == "risk":
        return line.row.trip_at_risk
    if view == "today":
        return line.row.planned is not None and line.row.planned.date() <= line.now.date()
    if view == "overdue":
        return line.row.overdue_days > 0
    return True


def _has(line: QueueLine, text: str, words: tuple[str, ...]) -> bool:
    if not text:
        return True
    row = line.row
    if text.replace(" ", "") in row.number or text in row.group.casefold() or text in row.name.casefold():
        return True
    mine = search_words(row.name)
    return bool(words) and all(any(one.startswith(word) for one in mine) for word in words)


def queue_model() -> RowsModel[QueueLine]:
    """The table's model, empty."""
    columns: list[Column[QueueLine]] = [
        Column(lambda: _("#"), _position, 52, align="right", code="place", sort_by=lambda line: line.row.position),
        Column(lambda: _("Urgency"), _urgency, 176, code="urgency", sort_by=lambda line: line.row.class_rank),
        Column(lambda: _("Applicant"), _applicant, 190, stretch=4, strong=True, code="applicant",
               sort_by=lambda line: veiled(line.row.name)),
        Column(lambda: _("Departs"), _departs, 128, stretch=1, code="departs",
               sort_by=lambda line: line.row.departs_at or ""),
        Column(lambda: _("Print by"), _need_by, 110, code="need_by", sort_by=lambda line: line.row.need_by),
        Column(lambda: _("Planned"), _planned, 94, code="planned", sort_by=lambda line: line.row.planned or ""),
        Column(lambda: _("Service type"), lambda line: Cell(line.service.text(language())), 150, code="service",
               shown=False, sort_by=lambda line: line.service.text(language())),
        Column(lambda: _("Ready since"), lambda line: _moment_cell(line.row.ready_since), 104, code="since",
               shown=False, sort_by=lambda line: line.row.ready_since),
        Column(lambda: _("Promised"), lambda line: Cell(_day(line.row.promised)), 90, code="promised",
               shown=False, sort_by=lambda line: line.row.promised),
        Column(lambda: _("Group"), lambda line: Cell(line.row.group or "—"), 140, code="group",
               shown=False, sort_by=lambda line: line.row.group),
    ]  # fmt: skip
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def _day(moment: datetime) -> str:
    return dates.day_short(moment.date(), language())


def _moment_cell(moment: datetime) -> Cell:
    return Cell(_day(moment), dates.clock_time(moment, language()))


def _position(line: QueueLine) -> Cell:
    return Cell(str(line.row.position))


def _urgency(line: QueueLine) -> Cell:
    """The pill; under it what else bears on the place: paid same-day service, a priority group, a group."""
    said = urgency_words(line.row, line.now, active())
    groups = {
        "elderly": _("elderly"),
        "toddler": _("toddler"),
        "pregnant": _("pregnant"),
        "disabled": _("disabled"),
    }
    parts = [_("same-day service")] if line.row.same_day else []
    if line.row.priority:
        parts.append(groups.get(line.row.priority, line.row.priority))
    if line.row.group:
        parts.append(line.row.group)
    return Cell(second=" · ".join(parts), pill=PillSpec(URGENCY_SIGNS.get(said.kind, Kind.WAITING), said.text))


def _applicant(line: QueueLine) -> Cell:
    return Cell(veiled(line.row.name), f"{short_number(line.row.number)} · {line.service.text(language())}")


def _departs(line: QueueLine) -> Cell:
    """The day; under it how far it is, and the proof that was seen."""
    departs = line.row.departs_at
    if departs is None:
        return Cell("—")
    proof = proof_text(line.row.proof) or _("no proof")
    second = f"{days_until(departs.date(), line.now.date())} · {proof}"
    return Cell(dates.day_short(departs.date(), language()), second)


def _need_by(line: QueueLine) -> Cell:
    need_by = line.row.need_by
    past = need_by.date() < line.now.date()
    second = _("past") if past else dates.clock_time(need_by, language())
    return Cell(dates.day_short(need_by.date(), language()), second, tone=Tone.RED if past else None)


def _planned(line: QueueLine) -> Cell:
    planned, today = line.row.planned, line.now.date()
    if planned is None:
        return Cell(_("no place yet"), tone=Tone.NEUTRAL)
    days = (planned.date() - today).days
    named = {} if dates.is_read_later() else {0: _("today"), 1: _("tomorrow")}
    first = named.get(days, dates.day_short(planned.date(), language()))
    tone = Tone.RED if line.row.trip_at_risk else None
    return Cell(first, dates.clock_time(planned, language()), tone=tone)
