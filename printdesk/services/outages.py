"""The outage ledger: what stood still from when to when, whom it touched, and the promises that it moved.

Recording, changing, ending and undoing an outage are one act each, with all promises that it moves. A preview tells
beforehand what the act would do, by the same rule.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from printdesk.domain.outage import STAGES
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.outages import Outage, OutageCase
from printdesk.services import papers, stages
from printdesk.services.office import Switch, names
from printdesk.services.outage_entry import OutageEntry, refuse_unfit
from printdesk.services.outage_preview import OutagePreview, preview_of
from printdesk.services.outage_risk import Stopped
from printdesk.services.outage_rows import Move, Stretch, counting, moves, put, stretch
from printdesk.services.second_person import reason_mark
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import Actor, Answer, View, Work, Workplace

OUTAGE = "GG"
"""Kind of an outage's number (gangguan)."""
_NOT_YET = 1 << 62


@dataclass(frozen=True, slots=True)
class OutageView:
    """A recorded outage; times in the office's zone, people by name.

    Attributes:
        moved: promises that it moved, as far as they stand. most_days: by at most so many office days.
        counted_until: up to when its time was taken off the promises.
    """

    number: str
    started_at: datetime
    ended_at: datetime | None
    expected_back: datetime | None
    cause: str
    services: tuple[str, ...]
    stages: tuple[str, ...]
    recorded_at: datetime
    recorded_by: str
    undone_at: datetime | None
    undone_by: str
    moved: int
    most_days: int
    counted_until: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None and self.undone_at is None


@dataclass(frozen=True, slots=True)
class OutageDone:
    """What an act did.

    Attributes:
        moved: promises that changed. switches: of the board that were turned.
        foreign: numbers of applications that were left alone since another cause changed their promise.
    """

    number: str
    moved: int
    foreign: tuple[str, ...]
    switches: int


class OutageService:
    """Keeps the ledger of outages."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def outages(self) -> tuple[OutageView, ...]:
        """All outages, the newest first."""
        with self._workplace.reading() as view:
            return outage_views(view)

    def open_count(self) -> int:
        """How many outages go on."""
        with self._workplace.reading() as view:
            return sum(row.ended_at is None for row in counting(view))

    def preview(self, entry: OutageEntry, number: str = "") -> OutagePreview:
        """What recording this outage would do; with a number, what changing that one into it would do.

        Raises:
            RuleViolationError: as for the act itself.
        """
        with self._workplace.reading() as view:
            refuse_unfit(view, entry)
            row = _open_row(view, number) if number else None
            about = _considered(view, entry, row)
            found = _moves(view, about, row)
            stages_now = frozenset(entry.stages) if entry.ended_at is None else frozenset()
            back = entry.expected_back if entry.expected_back and entry.expected_back > view.now else None
            still = Stopped(frozenset(entry.services), stages_now, entry.started_at, back)
            return preview_of(view, found, still)

    def preview_undo(self, number: str) -> OutagePreview:
        """What undoing an outage would do.

        Raises:
            RuleViolationError: there is no such outage, or it was undone.
        """
        with self._workplace.reading() as view:
            row = _open_row(view, number)
            return preview_of(view, _moves(view, None, row), Stopped(frozenset(), frozenset(), view.now, None))

    def record(self, actor: Actor, entry: OutageEntry, operation_id: str, *, board: bool = False) -> OutageDone:
        """Record an outage and move the promises of those whom it touches, as one act.

        Args:
            board: turn its switches on the board to stopped; only where it goes on.

        Raises:
            RuleViolationError: it names no service type, stage or cause, or ends before it begins.
        """

        def do(work: Work) -> Answer:
            refuse_unfit(work, entry)
            row = Outage(
                number=papers.next_number(work, OUTAGE), recorded_at=work.now, recorded_by=actor.user,
                undone_at=None, undone_by=None,
            )  # fmt: skip
            _fill(row, entry)
            work.session.add(row)
            work.session.flush()
            found = _moves(work, stretch(work, row), row)
            return _finish(work, row, found, "record_outage", _down(entry) if board else None)

        return _done(self._workplace.perform("record_outage", actor, operation_id, do))

    def change(
        self, actor: Actor, number: str, entry: OutageEntry, operation_id: str, *, board: bool = False
    ) -> OutageDone:
        """Change an outage, end it, or count its time up to now; all promises are worked out anew.

        Args:
            board: turn its switches to stopped where it goes on, to working where it has ended and no other outage
                stops them.

        Raises:
            RuleViolationError: there is no such outage, it was undone, or the entry does not fit.
        """

        def do(work: Work) -> Answer:
            refuse_unfit(work, entry)
            row = _open_row(work, number)
            before = stretch(work, row)
            _fill(row, entry)
            work.session.flush()
            found = _moves(work, stretch(work, row), row, before)
            return _finish(work, row, found, "change_outage", _board(entry) if board else None)

        return _done(self._workplace.perform("change_outage", actor, operation_id, do))

    def end(
        self, actor: Actor, number: str, ended_at: datetime, operation_id: str, *, board: bool = True
    ) -> OutageDone:
        """End an outage that goes on; the time up to its end is taken off the promises.

        Raises:
            RuleViolationError: it has ended, or would end before it began or in the future.
        """
        with self._workplace.reading() as view:
            row = _open_row(view, number)
            if row.ended_at is not None:
                raise RuleViolationError(
                    _("Outage {number} has ended already.").format(number=number), _("Change it, or undo it.")
                )
            entry = OutageEntry(
                row.started_at, ended_at, row.cause, tuple(row.services), tuple(row.stages), row.expected_back
            )
        return self.change(actor, number, entry, operation_id, board=board)

    def undo(self, actor: Actor, number: str, operation_id: str) -> OutageDone:
        """Take an outage back as one act: every promise is again what it is without this outage.

        Promises that another cause changed since are left alone and named. The switches that it still stops go back
        to what they were before.

        Raises:
            RuleViolationError: there is no such outage, or it was undone.
        """

        def do(work: Work) -> Answer:
            row = _open_row(work, number)
            found = _moves(work, None, row)
            row.undone_at, row.undone_by = work.now, actor.user
            work.session.flush()
            moved = put(work, found, row.number, "undo_rebase")
            turned = _turn_back(work, row)
            work.record("undo_outage", "outage", row.number, moved=moved)
            return _answer(row.number, moved, found, turned)

        return _done(self._workplace.perform("undo_outage", actor, operation_id, do))


def outage_views(view: View | Work) -> tuple[OutageView, ...]:
    """All outages, the newest first."""
    office, zone, known = view.office.office_hours, view.office.zone, names(view.session)
    counts: Counter[int] = Counter()
    most: dict[int, int] = {}
    pairs = view.session.execute(
        select(OutageCase.outage_id, OutageCase.promised_before, OutageCase.promised_after, func.count()).group_by(
            OutageCase.outage_id, OutageCase.promised_before, OutageCase.promised_after
        )
    )
    for outage_id, before, after, count in pairs:
        counts[outage_id] += count
        days = office.open_days_between(office.local(before).date(), office.local(after).date())
        most[outage_id] = max(days, most.get(outage_id, 0))

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment is not None else None

    rows = view.session.scalars(select(Outage).order_by(Outage.started_at.desc(), Outage.id.desc()))
    return tuple(
        OutageView(
            row.number, row.started_at.astimezone(zone), local(row.ended_at), local(row.expected_back), row.cause,
            tuple(row.services), tuple(row.stages), row.recorded_at.astimezone(zone),
            known.get(row.recorded_by, row.recorded_by), local(row.undone_at),
            known.get(row.undone_by or "", row.undone_by or ""), counts[row.id], most.get(row.id, 0),
            local(row.counted_until),
        )
        for row in rows
    )  # fmt: skip


def _moves(view: View | Work, about: Stretch | None, row: Outage | None, before: Stretch | None = None) -> list[Move]:
    """What all outages that count do, with this one as it is to be, to those whom it touches or has moved."""
    own = row.id if row is not None else 0
    others = [stretch(view, each) for each in counting(view) if each.id != own]
    stretches = sorted([*others, about] if about else others, key=lambda each: each.id)
    services = set(about.services if about else ()) | set(before.services if before else ())
    return moves(view, stretches, about, services, own)


def _considered(view: View, entry: OutageEntry, row: Outage | None) -> Stretch:
    end = entry.ended_at or view.now
    return Stretch(row.id if row else _NOT_YET, frozenset(entry.services), entry.stages, entry.started_at, end)


def _finish(work: Work, row: Outage, found: Sequence[Move], act: str, switch: SwitchEntry | None) -> Answer:
    row.counted_until = row.ended_at or work.now
    moved = put(work, found, row.number, "rebase")
    turned = _turn(work, row, switch) if switch is not None else 0
    ended = {"ended": row.ended_at.isoformat()} if row.ended_at else {}
    work.record(
        act, "outage", row.number, started=row.started_at.isoformat(), services=list(row.services),
        stages=list(row.stages), cause_sha256=reason_mark(row.cause), moved=moved, **ended,
    )  # fmt: skip
    return _answer(row.number, moved, found, turned)


def _turn(work: Work, row: Outage, switch: SwitchEntry) -> int:
    """Turn the switches of an outage.

    One that was stopped before the outage began stays as it was set; set up are only those that still stand stopped
    since, and that no other open outage stops.
    """
    turned = 0
    board = {(one.stage, one.service): one.switch for one in stages.stage_switches(work)}
    others = [each for each in counting(work) if each.id != row.id and each.ended_at is None]
    for stage in row.stages:
        held = {code for each in others if stage in each.stages for code in each.services}
        mine = [code for code in row.services if _is_its_own(board[stage, code], row, switch.state)]
        services = [code for code in mine if switch.state != "up" or code not in held]
        turned += stages.set_all(work, services, (stage,), switch)
    return turned


def _turn_back(work: Work, row: Outage) -> int:
    """Put back the switches that this outage stopped, told by its cause as their note, and nobody turned since."""
    if row.ended_at is not None:
        return 0
    stopped = [
        (one.stage, one.service) for one in stages.stage_switches(work)
        if one.stage in row.stages and one.service in row.services
        and one.switch.state == "down" and one.switch.note == row.cause
    ]  # fmt: skip
    return sum(stages.put_back(work, stage, service) for stage, service in stopped)


def _is_its_own(now: Switch, row: Outage, wanted: str) -> bool:
    """Whether an outage may turn a switch: somebody's earlier stop, and what was set to flaky since, are not its."""
    if now.state != "down":
        return wanted != "up"
    return now.since is None or now.since >= row.started_at


def _down(entry: OutageEntry) -> SwitchEntry | None:
    return _board(entry) if entry.ended_at is None else None


def _board(entry: OutageEntry) -> SwitchEntry:
    if entry.ended_at is not None:
        return SwitchEntry("", "up")
    return SwitchEntry("", "down", 100, entry.expected_back, entry.cause)


def _fill(row: Outage, entry: OutageEntry) -> None:
    row.started_at, row.ended_at, row.expected_back = entry.started_at, entry.ended_at, entry.expected_back
    row.cause = " ".join(entry.cause.split())
    row.services, row.stages = list(entry.services), [each for each in STAGES if each in entry.stages]


def _open_row(view: View | Work, number: str) -> Outage:
    row = view.session.scalar(select(Outage).where(Outage.number == number.strip().upper()))
    if row is None:
        raise RuleViolationError(
            _("There is no outage {number}.").format(number=number), _("Look at the list of outages.")
        )
    if row.undone_at is not None:
        raise RuleViolationError(
            _("Outage {number} was undone.").format(number=number), _("Record it anew where it took place after all.")
        )
    return row


def _answer(number: str, moved: int, found: Sequence[Move], switches: int) -> Answer:
    foreign = [move.number for move in found if move.foreign]
    return {"number": number, "moved": moved, "foreign": foreign, "switches": switches}


def _done(answer: Answer) -> OutageDone:
    return OutageDone(answer["number"], answer["moved"], tuple(answer["foreign"]), answer["switches"])
