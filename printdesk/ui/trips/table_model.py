"""The room's tables: trips, kept plans, what changed between two, and a queue of the past."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.departures import Departure, Verdict
from printdesk.services.plan_causes import cause_words
from printdesk.services.plan_history import Change, KeptPlan, PastRow
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind, Tone
from printdesk.ui.trips.reading import TripsFacts
from printdesk.ui.trips.words import (
    count_text,
    days_until,
    departure_text,
    moment_text,
    proof_text,
    second_text,
    short_number,
    verdict_pill,
)


@dataclass(frozen=True, slots=True)
class TripLine:
    """A trip with what is needed to word it."""

    row: Departure
    service: str
    label: str
    today: date


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept plan, and how many more trips were at risk than in the one before; None for the oldest."""

    kept: KeptPlan
    more: int | None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What changed for somebody, in one of the lists of `PlanChanges`: `what` is its name."""

    change: Change
    what: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """A row of a queue of the past with the name of its service type."""

    row: PastRow
    service: str


def trip_lines(facts: TripsFacts, rows: tuple[Departure, ...]) -> list[TripLine]:
    """Trips with the words of their services and classes."""
    today = facts.now.date()
    return [TripLine(row, facts.service(row.service), facts.class_label(row), today) for row in rows]


def kept_lines(kept: tuple[KeptPlan, ...]) -> list[KeptLine]:
    """Kept plans, the newest first as they are given."""
    pairs = zip_longest(kept, kept[1:])
    return [KeptLine(each, each.trips_at_risk - before.trips_at_risk if before else None) for each, before in pairs]


def trips_model() -> RowsModel[TripLine]:
    """The table of trips, empty."""
    columns: list[Column[TripLine]] = [
        Column(lambda: _("Applicant"), _applicant, 178, 3, strong=True, code="applicant",
               sort_by=lambda line: line.row.name),
        Column(lambda: _("Departs"), _departs, 130, code="departs", sort_by=lambda line: line.row.departs_at),
        Column(lambda: _("Proof and class"), _proof, 158, 1, code="proof",
               sort_by=lambda line: line.row.class_rank or ""),
        Column(lambda: _("Must be printed"), lambda line: Cell(moment_text(line.row.need_by)), 124, code="need_by",
               sort_by=lambda line: line.row.need_by or ""),
        Column(lambda: _("Planned"), _planned, 124, code="planned", sort_by=lambda line: line.row.planned or ""),
        Column(lambda: _("Verdict"), lambda line: Cell(pill=verdict_pill(line.row)), 150, code="verdict"),
        Column(lambda: _("Service type"), lambda line: Cell(line.service), 150, code="service", shown=False),
    ]  # fmt: skip
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def _applicant(line: TripLine) -> Cell:
    second = f"{short_number(line.row.number)} · {line.service}"
    return Cell(line.row.name, second, tooltip=f"{line.row.name}\n{line.row.number}")


def _departs(line: TripLine) -> Cell:
    return Cell(
        departure_text(line.row), days_until(line.row.departs_at.date(), line.today), sort=line.row.departs_at
    )


def _proof(line: TripLine) -> Cell:
    rank = _("class {rank}: {label}").format(rank=line.row.class_rank, label=line.label)
    second = rank if line.row.class_rank else ""
    proof = proof_text(line.row.proof)
    return Cell(proof, second, tooltip="\n".join(part for part in (proof, second) if part))


def _planned(line: TripLine) -> Cell:
    row = line.row
    if row.position is None:
        return Cell("—")
    place = _("place {position}").format(position=count_text(row.position))
    tone = Tone.RED if row.verdict is Verdict.AT_RISK else None
    return Cell(moment_text(row.planned, _("no place")), place, tone=tone)


def kept_model() -> RowsModel[KeptLine]:
    """The table of kept plans, empty."""
    columns: list[Column[KeptLine]] = [
        Column(lambda: _("Plan of"), _kept_when, 160, 1, strong=True),
        Column(lambda: _("Waiting"), lambda line: Cell(count_text(line.kept.waiting)), 92, align="right"),
        Column(lambda: _("At risk"), _kept_risk, 96, align="right"),
    ]
    return RowsModel(columns, key=lambda line: str(line.kept.id))


def _kept_when(line: KeptLine) -> Cell:
    return Cell(second_text(line.kept.at), cause_words(line.kept.cause, active()))


def _kept_risk(line: KeptLine) -> Cell:
    if not line.more:
        return Cell(count_text(line.kept.trips_at_risk))
    sign, tone = ("+", Tone.RED) if line.more > 0 else ("−", Tone.GREEN)
    return Cell(count_text(line.kept.trips_at_risk), f"{sign}{count_text(abs(line.more))}", tone=tone)


def changes_model() -> RowsModel[ChangeLine]:
    """The table of what changed, empty."""
    columns: list[Column[ChangeLine]] = [
        Column(lambda: _("Applicant"), _changed_who, 170, 1, strong=True),
        Column(lambda: _("Planned before"), _changed_before, 124),
        Column(lambda: _("Planned after"), _changed_after, 124),
    ]
    return RowsModel(columns, key=lambda line: str(line.change.application_id))


def _changed_who(line: ChangeLine) -> Cell:
    name, number = line.change.name or _("no longer known"), line.change.number
    return Cell(name, short_number(number), tooltip=f"{name}\n{number}")


def _changed_before(line: ChangeLine) -> Cell:
    nothing = "—" if line.what == "arrived" else _("no place")
    return Cell(moment_text(line.change.before, nothing))


def _changed_after(line: ChangeLine) -> Cell:
    if line.what == "left":
        return Cell("—")
    after = moment_text(line.change.after, _("no place"))
    if line.change.trip_at_risk:
        return Cell(after, _("at risk"), tone=Tone.RED)
    return Cell(after, _("Past its promise"), tone=Tone.AMBER) if line.change.at_risk else Cell(after)


def past_model() -> RowsModel[PastLine]:
    """The table of a queue of the past, empty."""
    columns: list[Column[PastLine]] = [
        Column(lambda: _("#"), lambda line: Cell(count_text(line.row.position)), 62, align="right"),
        Column(lambda: _("Applicant"), _past_who, 190, 1, strong=True),
        Column(lambda: _("Class"), lambda line: Cell(count_text(line.row.class_rank)), 62, align="right"),
        Column(lambda: _("Must be printed"), lambda line: Cell(moment_text(line.row.need_by)), 132),
        Column(lambda: _("Planned then"), lambda line: Cell(moment_text(line.row.planned, _("no place"))), 132),
        Column(lambda: _("Verdict then"), _past_verdict, 168),
    ]
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def _past_who(line: PastLine) -> Cell:
    name = line.row.name or _("no longer known")
    return Cell(name, f"{short_number(line.row.number)} · {line.service}", tooltip=f"{name}\n{line.row.number}")


def _past_verdict(line: PastLine) -> Cell:
    if line.row.trip_at_risk:
        return Cell(pill=PillSpec(Kind.FAILED, _("Trip at risk")))
    if line.row.at_risk:
        return Cell(pill=PillSpec(Kind.LATE, _("Past its promise")))
    return Cell(pill=PillSpec(Kind.READY, _("In time")))


def day_text(day: date) -> str:
    """A day as chips and titles say it."""
    return dates.day_medium(day, language())
