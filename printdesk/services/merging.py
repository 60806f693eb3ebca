"""A list's row beside what is known of its application: what is new, what may change, and what is kept.

An application that moved on is never set back, and an empty cell never erases what is known. Until an operator takes
it everything may be put right; from then on only what the booklet does not show (how to reach the person, the trip);
after the hand-over nothing. What the counter recorded stays against a list that repeats itself (`counter_word`), and
a new day of departure without a proof leaves none of the old day's.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, tzinfo
from operator import attrgetter
from typing import Any, NamedTuple

from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, moment_medium
from printdesk.intake import ApplicationRow, RowIssue
from printdesk.intake.words import HEADINGS
from printdesk.services.counter_word import CounterWord
from printdesk.services.field_words import departure_text, proof_words, value_text
from printdesk.services.outage_arrivals import Outages, Step
from printdesk.services.promises import promise
from printdesk.services.proofs import proves_another_day
from printdesk.services.work import OfficeData

FIELDS = (
    "name", "nik", "birth_date", "sex", "phone", "service", "interview_date", "departs_at", "destination", "proof",
    "group", "same_day", "priority",
)  # fmt: skip
"""The fields of a row that an application keeps and a later list may put right."""

_TRIP = frozenset({"phone", "departs_at", "destination", "proof", "group"})
_WAITS = frozenset({ApplicationState.READY, ApplicationState.HELD})

CLOSED = frozenset(
    {ApplicationState.COLLECTED, ApplicationState.POSTED, ApplicationState.CANCELLED, ApplicationState.LAPSED}
)
"""Applications that are done with."""


class Known(NamedTuple):
    """What the database knows of an application, as far as a list can speak about it."""

    id: int
    number: str
    name: str
    nik: str | None
    birth_date: date | None
    sex: str | None
    phone: str | None
    service: str
    interview_date: date | None
    arrived: datetime
    promised: datetime
    departs_at: datetime | None
    departs_has_time: bool
    destination: str | None
    proof: str | None
    group_name: str | None
    same_day: bool
    priority: str | None
    state: str


_TOLD = attrgetter(*FIELDS)
_KNOWN = attrgetter(*("group_name" if field == "group" else field for field in FIELDS))


class Merge(NamedTuple):
    """One row and what it means for its application.

    Attributes:
        known: what was known; None for a new application.
        changes: fields that the list puts right, in the order of `FIELDS`.
        promised: what holds for the application after the row was taken over, outages counted.
        kept: what the list says otherwise and the application does not take over, and what deserves a look, in words.
        drops_proof: the proof that was seen proves another day than the new departure's, so it does not stay.
        steps: what outages that were recorded before do to the promise; None where no promise is made anew.
    """

    row: ApplicationRow
    known: Known | None
    changes: tuple[str, ...]
    promised: datetime
    kept: tuple[RowIssue, ...] = ()
    drops_proof: bool = False
    steps: tuple[Step, ...] | None = None

    @property
    def base(self) -> datetime:
        """The promise before outages moved it."""
        return self.steps[0].before if self.steps else self.promised

    @property
    def outcome(self) -> str:
        """ "new", "updated" or "unchanged"."""
        if self.known is None:
            return "new"
        return "updated" if self.changes else "unchanged"


def merge(
    row: ApplicationRow,
    known: Known,
    differences: Sequence[str],
    office: OfficeData,
    now: datetime,
    outages: Outages,
    _: Catalogue,
    word: CounterWord | None = None,
) -> Merge:
    """What a row means for the application that is known by its number.

    Args:
        differences: fields of which the row says something else than is known.
        outages: those that count, read with the known applications for which `promised_anew` holds.
        word: what the counter recorded; needed where a difference is one of `ASKED`.
    """
    if not differences and row.ready_since == known.arrived:  # as most are of a list that comes again
        return Merge(row, known, (), known.promised)
    zone = office.zone
    closed_to = frozenset(differences) - _allowed(known.state)
    word = word or CounterWord()
    stays = _stays(row, known, frozenset(differences) - closed_to, zone, word)
    changes = tuple(field for field in differences if field not in closed_to and field not in stays)
    drops = "departs_at" in changes and not row.proof and _proves_another_day(row, known, zone)
    kept = (
        *_other_arrival(row, known, zone, _),
        *(_kept(field, row, known, zone, _) for field in differences if field in closed_to),
        *_counter_words(row, known, [f for f in differences if f not in closed_to], stays, word, zone, _),
        *([_dropped(row, known, zone, _)] if drops else []),
    )
    found = Merge(row, known, changes, known.promised, kept, drops)
    base = _promised(row, known, changes, office, outages)
    if base is not None:
        return _with_promise(found._replace(promised=base), known.arrived, outages)
    if "same_day" in changes and row.same_day:
        paid_now = promise(office, row.service, now, same_day=True)
        return found._replace(promised=min(known.promised, paid_now))
    return found


class Arrivals:
    """Rows of which nothing is known: new applications, each with its promise.

    What an office promises those who come on the same day, of the same service type, is worked out once.
    """

    def __init__(self, office: OfficeData, outages: Outages) -> None:
        self._office = office
        self._zone = office.zone
        self._outages = outages
        self._promised: dict[tuple[str, date], datetime] = {}

    def merge(self, row: ApplicationRow) -> Merge:
        """A row as a new application."""
        promised = self._promise(row)
        steps = self._outages.steps(row.service, row.ready_since, promised)
        # Past the class's own constructor, which takes twice as long.
        return tuple.__new__(Merge, (row, None, (), steps[-1].after if steps else promised, (), False, steps))

    def _promise(self, row: ApplicationRow) -> datetime:
        if row.same_day:  # hangs on the time of day
            return promise(self._office, row.service, row.ready_since, same_day=True)
        kind = (row.service, row.ready_since.astimezone(self._zone).date())
        if kind not in self._promised:
            self._promised[kind] = promise(self._office, row.service, row.ready_since, same_day=False)
        return self._promised[kind]


def differing(row: ApplicationRow, known: Known, zone: tzinfo) -> Sequence[str]:
    """The fields of which the list says something else than is known; what it leaves out says nothing."""
    return [
        field
        for field, told, value in zip(FIELDS, _TOLD(row), _KNOWN(known), strict=True)
        if told is not None and (told != value if field != "departs_at" else not _same_departure(row, known, zone))
    ] or ()


def promised_anew(row: ApplicationRow, known: Known) -> bool:
    """Whether the row may give a known application another promise than it has."""
    return row.service != known.service or (row.same_day is not None and row.same_day != known.same_day)


def known_value(known: Known, field: str) -> Any:
    """An application's value for a field of a row."""
    return getattr(known, "group_name" if field == "group" else field)


def _allowed(state: str) -> frozenset[str]:
    if state in _WAITS:
        return frozenset(FIELDS)
    return frozenset() if state in CLOSED else _TRIP


def _same_departure(row: ApplicationRow, known: Known, zone: tzinfo) -> bool:
    """A list that names the day only does not contradict a known time on that day."""
    if row.departs_at is None or known.departs_at is None:
        return row.departs_at is known.departs_at
    if row.departs_has_time:
        return known.departs_has_time and row.departs_at == known.departs_at
    return row.departs_at.astimezone(zone).date() == known.departs_at.astimezone(zone).date()


def _with_promise(found: Merge, arrived: datetime, outages: Outages) -> Merge:
    """A promise made anew, moved by the outages that are recorded already."""
    steps = outages.steps(found.row.service, arrived, found.promised)
    return found._replace(promised=steps[-1].after if steps else found.promised, steps=steps)


def _promised(
    row: ApplicationRow, known: Known, changes: tuple[str, ...], office: OfficeData, outages: Outages
) -> datetime | None:
    """The promise without any outage where it is made anew; None where it is not.

    Same-day service that was not paid is promised as if never said, and another service type has its own promise.
    What is paid for now is promised from now on, which outages of the past do not move.
    """
    if "same_day" in changes:
        return None if row.same_day else promise(office, row.service, known.arrived, same_day=False)
    if "service" not in changes:
        return None
    days = {code: office.settings.service(code).promise_days for code in (row.service, known.service)}
    if days[row.service] != days[known.service]:
        return promise(office, row.service, known.arrived, same_day=known.same_day)
    return outages.base(known.id, known.promised)


def _other_arrival(row: ApplicationRow, known: Known, zone: tzinfo, _: Catalogue) -> Iterator[RowIssue]:
    """The first arrival is kept, whatever a later list says: it decides the place in the queue."""
    told, arrived = row.ready_since.astimezone(zone), known.arrived.astimezone(zone)
    day_only = told.time() == time.min
    if told == arrived or (day_only and told.date() == arrived.date()):
        return
    yield RowIssue(
        row.row,
        heading("ready_since", _),
        moment_medium(told, _.lang),
        _("Another arrival than the first one; {arrived} is kept, so its place in the queue stays.").format(
            arrived=moment_medium(arrived, _.lang)
        ),
    )


def _kept(field: str, row: ApplicationRow, known: Known, zone: tzinfo, _: Catalogue) -> RowIssue:
    closed = known.state in CLOSED
    template = (
        _("Not taken over: this application is closed; it keeps {value}.")
        if closed
        else _("Not taken over: the booklet was printed, or is about to be, as {value}.")
    )
    shown, told = _both(field, row, known, zone, _)
    return RowIssue(row.row, heading(field, _), told, template.format(value=shown))


def _both(field: str, row: ApplicationRow, known: Known, zone: tzinfo, _: Catalogue) -> tuple[str, str]:
    """What is known of a field and what the row says, for a reader."""
    if field == "departs_at":
        return (
            _departure(known.departs_at, zone, _, has_time=known.departs_has_time),
            _departure(row.departs_at, zone, _, has_time=row.departs_has_time),
        )
    words = proof_words(_) if field == "proof" else {}
    old, new = (words.get(value, value) for value in (known_value(known, field), getattr(row, field)))
    return (_("nothing") if old is None else value_text(old, zone, _)), value_text(new, zone, _)


def _stays(
    row: ApplicationRow, known: Known, differences: frozenset[str], zone: tzinfo, word: CounterWord
) -> frozenset[str]:
    """The fields in which the counter's value stays. A trip is one thing: day, destination and proof go together."""
    stays = frozenset(field for field in differences if word.outweighs(field, row))
    if "departs_at" in stays and proves_another_day(row.proof, row.departs_at, known.departs_at, zone):
        return stays | (differences & {"proof"})
    if "departs_at" in differences - stays and _another_day(row.departs_at, known.departs_at, zone):
        return frozenset()
    return stays


def _another_day(one: datetime | None, other: datetime | None, zone: tzinfo) -> bool:
    days = [moment.astimezone(zone).date() if moment else None for moment in (one, other)]
    return days[0] != days[1]


def _proves_another_day(row: ApplicationRow, known: Known, zone: tzinfo) -> bool:
    return proves_another_day(known.proof, known.departs_at, row.departs_at, zone)


def _counter_words(
    row: ApplicationRow,
    known: Known,
    differences: list[str],
    stays: frozenset[str],
    word: CounterWord,
    zone: tzinfo,
    _: Catalogue,
) -> Iterator[RowIssue]:
    """Where list and counter differ: whose word holds, and since when the counter's stood."""
    for field in differences:
        at = word.recorded.get(field)
        if at is None and field not in stays:
            continue
        shown, told = _both(field, row, known, zone, _)
        template = (
            _("Kept what was recorded at the counter on {day}: {value}.")
            if field in stays
            else _("Taken over, because the list changed it; on {day} the counter had recorded {value}.")
        )
        day = day_medium((at or word.recorded["departs_at"]).astimezone(zone).date(), _.lang)
        yield RowIssue(row.row, heading(field, _), told, template.format(day=day, value=shown))


def _dropped(row: ApplicationRow, known: Known, zone: tzinfo, _: Catalogue) -> RowIssue:
    _shown, told = _both("departs_at", row, known, zone, _)
    return RowIssue(
        row.row,
        heading("departs_at", _),
        told,
        _("The proof that was seen ({proof}) belongs to another day, so it must be seen again.").format(
            proof=proof_words(_).get(known.proof or "", known.proof)
        ),
    )


def _departure(departs: datetime | None, zone: tzinfo, _: Catalogue, *, has_time: bool) -> str:
    return departure_text(departs, zone, _, has_time=has_time) if departs else _("nothing")


_HEADINGS: Mapping[str, int] = {"id": 0, "en": 1}


def heading(field: str, _: Catalogue) -> str:
    """The usual heading of a field in a list."""
    names = HEADINGS[field]
    return names[min(_HEADINGS.get(_.lang, 0), len(names) - 1)]
