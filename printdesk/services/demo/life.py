"""The demo office's weeks: normal days, the outage, and the morning on which printing came back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from random import Random

from printdesk.domain.states import Act, ApplicationState
from printdesk.services.demo.counter_work import MORNING_OPENS, CounterRoom, Shelf
from printdesk.services.demo.days import NORMAL_DAYS, OUTAGE_DAYS, START, at
from printdesk.services.demo.filing import Filed, Filing
from printdesk.services.demo.journal import Case, Journal
from printdesk.services.demo.may_work import MayWork
from printdesk.services.demo.print_work import PrintQueue, PrintRoom, Shift
from printdesk.services.demo.safe import Safe
from printdesk.services.demo.staff import HASAN, RINA
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import Actor, OfficeData

_LISTS = (time(10, 5), time(13, 10), time(15, 30))
_MORNING_LIST = time(7, 51)
_END, _MORNING_END = time(15, 50), time(7, 53)
_CLERK, _SUPERVISOR = Actor(RINA, "L1"), Actor(HASAN, "SPV")
_NORMAL = {
    "R1": ({"regular48": 80, "regular24": 10}, 4.9),
    "R2": ({"regular48": 80, "regular24": 10}, 4.9),
    "E1": ({"epassport_laminated": 60}, 6.4),
    "E2": ({"epassport_polycarbonate": 40}, 8.9),
}
"""By station: blanks issued for a shift, and minutes a booklet takes."""
_REGULAR_MORNING = {"regular48": 60}
BACK = at(date(2024, 7, 1), 7, 30)
SWITCHES = (
    SwitchEntry("regular48", "up", 100, None, "Pulih Rabu pagi"),
    SwitchEntry("regular24", "down", 100, BACK, "Menunggu pusat"),
    SwitchEntry("epassport_laminated", "flaky", 90, None, "Kadang normal, kadang tidak"),
    SwitchEntry("epassport_polycarbonate", "flaky", 60, None, "Kadang normal, kadang tidak"),
)
"""What works when the demo opens."""


@dataclass(slots=True)
class Weeks:
    """Everything that was and happened."""

    journal: Journal
    cases: list[Case]
    safe: Safe
    room: PrintRoom
    counter: CounterRoom


def live(rng: Random, office: OfficeData) -> Weeks:
    """Let the weeks pass, up to the demo's start."""
    days = list(Filing(rng, office).days())
    journal, queue = Journal(rng), PrintQueue()
    pickup = office.settings.pickup
    sizes = Counter(filed.group for day in days for filed in day if filed.group)
    counter = CounterRoom(journal, office, queue, Shelf(pickup.shelf_boxes, pickup.slots_per_box), sizes)
    safe = Safe(journal)
    room = PrintRoom(journal, safe, queue, office.office_hours, counter.printed)
    weeks = Weeks(journal, [], safe, room, counter)
    safe.open()
    for filed in days:
        _expect_lists(weeks, filed)
    _expect_shifts(weeks)
    _expect_outage(weeks)
    journal.run(START - timedelta(seconds=1))
    may = MayWork(office, journal, safe, room, counter)
    weeks.cases += may.write(START.year, 1 + sum(len(filed) for filed in days))
    return weeks


def _expect_lists(weeks: Weeks, filed: list[Filed]) -> None:
    """Lists of what was filed are taken over three times a day, the last morning's once."""
    day = filed[0].arrived.date()
    left = filed
    for hour in (_MORNING_LIST,) if day == START.date() else _LISTS:
        now = at(day, hour.hour, hour.minute)
        weeks.journal.at(now, partial(_import, weeks, [one for one in left if one.arrived < now]))
        left = [one for one in left if one.arrived >= now]


def _import(weeks: Weeks, filed: list[Filed], now: datetime) -> None:
    """A list is taken over, as `services.importing` does it."""
    operation = weeks.journal.operation()
    digest = sha256("".join(one.number for one in filed).encode()).hexdigest()
    weeks.journal.note(
        now, _CLERK, "import_list", "import", operation, operation, sha256=digest, rows=len(filed), new=len(filed),
        updated=0, unchanged=0, refused=0,
    )  # fmt: skip
    for row, one in enumerate(filed, 2):
        case = Case(one, ApplicationState.READY, one.arrived, now)
        weeks.cases.append(case)
        weeks.room.queue.put(case)
        weeks.journal.note(
            now, _CLERK, "import", "application", one.id, operation, row=row, service=one.service,
            arrived=one.arrived.isoformat(), promised=one.promised.isoformat(), **_trip_details(one),
        )  # fmt: skip


def _trip_details(filed: Filed) -> dict[str, str]:
    if filed.trip is None:
        return {}
    proof = {"proof": filed.trip.proof} if filed.trip.proof else {}
    return {"departs": filed.trip.departs_at.isoformat(), **proof}


def _expect_shifts(weeks: Weeks) -> None:
    for day in NORMAL_DAYS:
        for station, (blanks, minutes) in _NORMAL.items():
            shift = Shift(weeks.room, station, blanks, minutes, at(day, _END.hour, _END.minute))
            weeks.journal.at(at(day, 7, 31), shift.begin)
    end = at(START.date(), _MORNING_END.hour, _MORNING_END.minute)
    for shift in _morning_shifts(weeks.room, end):
        weeks.journal.at(at(START.date(), 5, 54), shift.begin)
    weeks.journal.at(at(START.date(), MORNING_OPENS.hour, MORNING_OPENS.minute), weeks.counter.open_morning)


def _morning_shifts(room: PrintRoom, end: datetime) -> Iterable[Shift]:
    """The first try after the outage: regular passports go, e-passports now and then."""
    yield Shift(room, "R1", dict(_REGULAR_MORNING), 4.9, end, early=True, fault_share=0.03)
    yield Shift(room, "R2", dict(_REGULAR_MORNING), 4.9, end, early=True, fault_share=0.03)
    faults = ["chip_write", "", "chip_write"]
    yield Shift(room, "E1", {"epassport_laminated": 30}, 8.0, end, early=True, faults=faults)
    faults = ["chip_write", "", "chip_write", "chip_write"]
    yield Shift(room, "E2", {"epassport_polycarbonate": 20}, 10.0, end, early=True, faults=faults)


def _expect_outage(weeks: Weeks) -> None:
    services = [entry.code for entry in SWITCHES]
    down = [SwitchEntry(code, "down") for code in services]
    weeks.journal.at(at(OUTAGE_DAYS[0], 7, 30), partial(_switch, weeks, down))
    weeks.journal.at(at(START.date(), 5, 45), partial(_switch, weeks, SWITCHES))
    weeks.journal.at(at(OUTAGE_DAYS[-1], 15, 45), partial(_hold, weeks))


def _switch(weeks: Weeks, entries: Iterable[SwitchEntry], now: datetime) -> None:
    """What `services.office.set_service_state` records."""
    for entry in entries:
        weeks.journal.note(
            now, _SUPERVISOR, "set_state", "service", entry.code, weeks.journal.operation(), state=entry.state,
            success=entry.success_percent,
        )  # fmt: skip


def _hold(weeks: Weeks, now: datetime) -> None:
    """A few files of the last days turn out incomplete."""
    waiting = [case for case in weeks.cases if case.filed.arrived > now - timedelta(days=2) and not case.filed.group]
    for case, reason in zip(weeks.journal.rng.sample(waiting, 4), ("incomplete", "verification") * 2, strict=True):
        case.hold_reason = reason
        weeks.journal.move(now, _SUPERVISOR, case, Act.HOLD, weeks.journal.operation(), reason=reason)
