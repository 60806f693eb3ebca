"""The draws of a week's raises: the first one stands; another needs a reason, and every sheet counts them.

Otherwise somebody could draw until five harmless rows come out. A sheet of raises without rows is no draw yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from printdesk.documents.report_values import DrawLine, RaisesDraw
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.reports import Report
from printdesk.models.tables import Counter
from printdesk.services import papers
from printdesk.services.office import names
from printdesk.services.report_raises import asked_until, new_seed
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.work import View, Work

_LONGEST_SEED = 40


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw of a week.

    Attributes:
        number: of its sheet. among: how many raises stood in the week's list when it was drawn.
        reason: why it was drawn anew; "" of the first.
    """

    number: str
    seed: str
    at: datetime
    by: str
    among: int
    reason: str


def draws(view: View | Work, monday: date) -> tuple[Draw, ...]:
    """The draws of a week, the first one first."""
    rows = view.session.scalars(select(Report).where(Report.kind == codes.RAISES_SHEET).order_by(Report.number))
    found = (_draw(view, row) for row in rows if row.wanted["first"] == monday.isoformat())
    return tuple(each for each in found if each.among)


def sheet_of(work: Work, monday: date, seed: str) -> dict[str, Any] | str:
    """What the week's sheet is made of: the number of the one that stands, or what a first draw is to keep.

    Args:
        seed: of the draw that is wanted; "" for the one that stands.

    Raises:
        RuleViolationError: the week was not drawn with that seed.
    """
    _one_desk(work)
    made, seed = draws(work, monday), seed.strip()
    fitting = [each for each in made if seed in ("", each.seed)]
    if fitting:
        return fitting[-1].number
    if seed:
        raise _no_such_draw(seed, made)
    return {"first": monday.isoformat(), "seed": new_seed(work), "among": asked_until(work, monday, work.now)}


def another(work: Work, monday: date, reason: str) -> tuple[str, dict[str, Any]]:
    """The sheet whose draw is given up, and what the new draw is to keep.

    Raises:
        RuleViolationError: no reason is given, or the week was not drawn yet.
    """
    said = stated_reason(reason)
    _one_desk(work)
    made = draws(work, monday)
    if not made:
        raise RuleViolationError(
            _("Nothing was drawn for this week yet."),
            _("Make its sheet first; a reason is needed only to draw anew."),
        )
    among = asked_until(work, monday, work.now)
    return made[-1].number, {"first": monday.isoformat(), "seed": new_seed(work), "among": among, "reason": said}


def told(wanted: dict[str, Any]) -> dict[str, Any]:
    """What the ledger keeps of a sheet: of a reason only its mark."""
    plain = {key: value for key, value in wanted.items() if key != "reason"}
    return plain | ({"reason_sha256": reason_mark(wanted["reason"])} if "reason" in wanted else {})


def draw_of(view: View, monday: date, number: str) -> RaisesDraw:
    """The draw of a sheet as its paper tells it, with all others of the week."""
    made, zone, known = draws(view, monday), view.office.zone, names(view.session)
    place = next((at for at, each in enumerate(made) if each.number == number), None)
    lines = tuple(
        DrawLine(each.number, each.seed, each.at.astimezone(zone), known.get(each.by, each.by), each.reason)
        for each in made
    )
    own = made[place] if place is not None else None
    return RaisesDraw(
        seed=own.seed if own else "", at=own.at.astimezone(zone) if own else None, among=own.among if own else 0,
        place=place + 1 if place is not None else 0, draws=lines,
    )  # fmt: skip


def _draw(view: View | Work, row: Report) -> Draw:
    wanted = row.wanted
    among = wanted.get("among")
    if among is None:  # a sheet of an earlier version of the program
        among = asked_until(view, date.fromisoformat(wanted["first"]), row.made_at)
    return Draw(row.number, str(wanted["seed"]), row.made_at, row.made_by, int(among), str(wanted.get("reason", "")))


def _one_desk(work: Work) -> None:
    """Two desks that make a week's first sheet at the same moment make one draw."""
    year = papers.office_day(work).year
    work.session.get(Counter, (codes.RAISES_SHEET, year), with_for_update=True)


def _no_such_draw(seed: str, made: Sequence[Draw]) -> RuleViolationError:
    if len(seed) > _LONGEST_SEED or not seed.isalnum() or not seed.isascii():
        return RuleViolationError(
            _("“{seed}” is no seed.").format(seed=seed[:_LONGEST_SEED]),
            _("Give the letters and digits that stand on the sheet."),
        )
    known = ", ".join(each.seed for each in made)
    advice = _("Its draws have the seeds {seeds}.").format(seeds=known) if made else _("Leave the seed out.")
    return RuleViolationError(_("This week was not drawn with seed {seed}.").format(seed=seed), advice)
