"""The tables of requests, of what is on hold, of officers, and of who would move."""

from collections.abc import Callable
from dataclasses import dataclass

from printdesk.i18n import _, dates, language
from printdesk.services.holds import HeldRow
from printdesk.services.plan_moves import Moved
from printdesk.services.raises import OfficerRaises
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.order import words
from printdesk.ui.order.reading import OrderFacts, Request
from printdesk.ui.theme import Kind, Tone


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with the words that need the office.

    Attributes:
        over: it stands in the list of what is over.
    """

    request: Request
    wish: str
    over: bool


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An application on hold with its reason in words."""

    row: HeldRow
    reason: str


def request_lines(requests: tuple[Request, ...], facts: OrderFacts, *, over: bool) -> list[RequestLine]:
    """Rows for the table of requests."""
    return [RequestLine(each, words.wish(each, facts), over) for each in requests]


def held_lines(facts: OrderFacts) -> list[HeldLine]:
    """Rows for the table of what is on hold."""
    return [HeldLine(row, facts.hold_label(row.reason)) for row in facts.held]


def requests_model() -> RowsModel[RequestLine]:
    """Requests: for whom, what, why, by whom, and what became of them."""
    columns: list[Column[RequestLine]] = [
        Column(lambda: _("Applicant"), _applicant, 132, stretch=3, strong=True),
        Column(lambda: _("Request"), _wish, 112, stretch=2),
        Column(lambda: _("Asked by"), _asked, 104, stretch=2),
        Column(lambda: _("State"), _state, 138),
    ]
    return RowsModel(columns, key=lambda line: line.request.key)


def held_model() -> RowsModel[HeldLine]:
    """Applications on hold."""
    columns: list[Column[HeldLine]] = [
        Column(lambda: _("Applicant"), _held_applicant, 150, stretch=3, strong=True),
        Column(lambda: _("Reason"), lambda line: Cell(line.reason), 120, stretch=2),
        Column(lambda: _("Since"), lambda line: Cell(words.moment(line.row.since)), 132),
        Column(lambda: _("Expected back"), _back, 130),
    ]
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def officers_model() -> RowsModel[OfficerRaises]:
    """Who asked for how many raises."""
    columns: list[Column[OfficerRaises]] = [
        Column(
            lambda: _("Officer"), lambda row: Cell(row.officer, ", ".join(row.numbers)), 180, stretch=1, strong=True
        ),
        Column(lambda: _("Asked"), _count(lambda row: row.asked), 84, align="right"),
        Column(lambda: _("Approved"), _count(lambda row: row.approved), 92, align="right"),
        Column(lambda: _("Refused"), _count(lambda row: row.refused), 92, align="right"),
        Column(lambda: _("Without proof"), _count(lambda row: row.without_proof), 120, align="right"),
    ]
    return RowsModel(columns, key=lambda row: row.officer)


def moved_model() -> RowsModel[Moved]:
    """Who would be printed at another time; who loses something first."""
    columns: list[Column[Moved]] = [
        Column(lambda: _("Moves"), _who_moves, 130, stretch=1, strong=True),
        Column(lambda: _("From, to"), _from_to, 132),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))


def _applicant(line: RequestLine) -> Cell:
    row = line.request.row
    departs = words.departs_text(row.departs_at, has_time=row.departs_has_time)
    second = _("Departs {day}").format(day=departs) if departs else words.number_text(row.number)
    return Cell(row.name, second, tooltip=f"{row.name}\n{words.number_text(row.number)}")


def _wish(line: RequestLine) -> Cell:
    row = line.request.row
    second = row.reason
    if line.request.is_raise:
        second = f"{words.proof_text(line.request.proof)} · {row.reason}"
    return Cell(line.wish, second, tooltip=f"{line.wish}\n{second}")


def _asked(line: RequestLine) -> Cell:
    row = line.request.row
    return Cell(row.asked_by, words.moment(row.asked_at))


def _state(line: RequestLine) -> Cell:
    row = line.request.row
    pill = words.past_pill(line.request) if line.over else words.state_pill(line.request)
    second = row.decided_by or row.withdrawn_by
    if line.request.holds and not line.over and row.expires_at is not None:
        second = _("until {moment}").format(moment=words.moment(row.expires_at))
    return Cell(second=second, pill=pill)


def _held_applicant(line: HeldLine) -> Cell:
    row = line.row
    departs = words.departs_text(row.departs_at, has_time=False)
    second = _("Departs {day}").format(day=departs) if departs else words.number_text(row.number)
    return Cell(row.name, second, tooltip=f"{row.name}\n{words.number_text(row.number)}")


def _back(line: HeldLine) -> Cell:
    if line.row.until is None:
        return Cell(_("nobody knows"), tone=Tone.NEUTRAL)
    if line.row.due:
        return Cell(second=words.moment(line.row.until), pill=PillSpec(Kind.TODAY, _("Look again")))
    return Cell(words.moment(line.row.until))


def _count(value: Callable[[OfficerRaises], int]) -> Callable[[OfficerRaises], Cell]:
    return lambda row: Cell(dates.number(value(row), language()), sort=value(row))


def _who_moves(row: Moved) -> Cell:
    """The name, red for who loses the trip; under it what becomes of the application."""
    effect = " · ".join(part for part in (words.lost_or_gained(row), words.moved_by(row)) if part)
    tip = f"{row.name}\n{words.number_text(row.number)}\n{effect}"
    return Cell(row.name, effect, tone=Tone.RED if row.loses_trip else None, tooltip=tip)


def _from_to(row: Moved) -> Cell:
    return Cell(words.moment(row.before) or _("no place"), words.moment(row.after) or _("no place"))
