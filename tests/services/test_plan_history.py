"""Plans of the past: kept when something changed, compared, shown as they stood, and thrown away in time."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.office import OfficeService
from printdesk.services.plan_history import PlanHistoryService
from printdesk.services.plan_kept import KeptRow, digest, pack, unpack
from printdesk.services.plan_thinning import MOST_YOUNG, overdue
from printdesk.services.plans import PlanService
from printdesk.services.print_room import PrintRoomService
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import DWI, SRI, WIB, MadeOffice, at, op

EN = catalogue("en")

_SECONDS = st.integers(min_value=1_500_000_000, max_value=2_500_000_000)
_MOMENTS = _SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, WIB))


@st.composite
def rows_of_a_plan(draw: st.DrawFn) -> tuple[KeptRow, ...]:
    ids = draw(st.lists(st.integers(1, 10**7), unique=True, max_size=30))
    rows = []
    for key in ids:
        risk, trip = draw(st.booleans()), draw(st.booleans())
        planned = draw(st.none() | _MOMENTS)
        rows.append(KeptRow(key, draw(st.integers(1, 9)), draw(_MOMENTS), planned, risk, risk and trip))
    return tuple(rows)


@given(rows_of_a_plan())
def test_a_packed_plan_is_read_back_as_it_was(rows: tuple[KeptRow, ...]):
    assert unpack(pack(rows), WIB) == rows


def test_sliding_on_by_minutes_is_no_difference_and_anything_else_is():
    row = KeptRow(7, 5, at(27, 13, 30), at(26, 9), True, True)
    same = digest([row], WIB)
    assert digest([KeptRow(7, 5, at(27, 13, 30), at(26, 15), True, True)], WIB) == same
    others = [
        [KeptRow(7, 5, at(27, 13, 30), at(27, 9), True, True)],
        [KeptRow(7, 5, at(27, 13, 30), None, True, True)],
        [KeptRow(7, 5, at(27, 13, 30), at(26, 9), True, False)],
        [KeptRow(7, 5, at(27, 13, 30), at(26, 9), False, False)],
        [KeptRow(7, 4, at(27, 13, 30), at(26, 9), True, True)],
        [row, KeptRow(8, 5, at(27, 13, 30), at(26, 9), False, False)],
        [],
    ]
    found = [same, *(digest(rows, WIB) for rows in others)]
    assert len(set(found)) == len(found)


def test_the_queue_of_any_past_moment_is_shown_as_it_stood(office: MadeOffice):
    history = PlanHistoryService(office.workplace)
    first, second = office.application("Siti"), office.application("Budi", arrived=at(21, 11), departs_at=at(28, 0))
    before = PlanService(office.workplace).plan()
    assert history.keep("import")
    office.clock.set(26, 9, 30)
    PrintRoomService(office.workplace, PlanService(office.workplace)).take_next(DWI, "R1", 1, op())
    assert history.keep("take_next")
    office.clock.set(27, 8)

    stood = history.as_of(at(26, 9, 29))

    assert [
        (row.position, row.application_id, row.name, row.class_rank, row.need_by, row.planned, row.at_risk)
        for row in stood.rows
    ] == [
        (row.position, row.application_id, row.name, row.class_rank, row.need_by, row.planned, row.at_risk)
        for row in before.rows
    ]
    assert stood.at == at(26, 8)
    assert len(history.as_of(at(26, 9, 30)).rows) == 1
    assert {first, second} > {row.application_id for row in history.as_of(at(27, 7)).rows}
    with pytest.raises(RuleViolationError, match="No plan was kept from before Wed 26 June 07:59"):
        history.as_of(at(26, 7, 59))


def test_the_same_plan_is_kept_once_and_every_other_one_however_soon(office: MadeOffice):
    history = PlanHistoryService(office.workplace)
    office.application("Siti")
    assert [history.keep("start"), history.keep("start")] == [True, False]
    office.clock.step(minutes=5)
    assert not history.keep("tick")
    assert len(history.kept(at(26, 0), at(27, 0))) == 1
    for n in range(3):
        office.application(f"P{n}")
        assert history.keep("add_application")
        office.clock.step(seconds=20)
    kept = history.kept(at(26, 0), at(27, 0))
    assert [(row.at - at(26, 8), row.cause, row.waiting) for row in kept] == [
        (timedelta(0), "start", 1), (timedelta(minutes=5), "add_application", 2),
        (timedelta(minutes=5, seconds=20), "add_application", 3),
        (timedelta(minutes=5, seconds=40), "add_application", 4),
    ]  # fmt: skip


def test_a_window_keeps_its_plans_with_the_act_that_moved_them_as_the_cause(sqlite_office: MadeOffice):
    office = sqlite_office
    history, plans = PlanHistoryService(office.workplace), PlanService(office.workplace)
    first = office.application("Siti")
    office.application("Budi")

    def last() -> int:
        return OfficeService(office.workplace).last_change()

    assert history.keep_seen(plans.plan(), None)
    seen = last()
    office.clock.step(minutes=1)
    PrintRoomService(office.workplace, plans).take_next(DWI, "R1", 1, op())
    ApplicationsService(office.workplace).full_identity(SRI, first, op())
    assert history.keep_seen(plans.plan(), seen)
    seen = last()
    office.clock.set(27, 15, 45)
    assert history.keep_seen(plans.plan(), seen)

    assert [row.cause for row in history.kept(at(26, 0), at(28, 0))] == ["start", "claim", "time"]


def test_kept_plans_thin_out_with_age():
    now = at(26, 12)
    every_ten = [(n, now - timedelta(minutes=10 * n)) for n in range(6 * 24 * 100)]
    gone = set(overdue(every_ten, now, WIB))
    left = [when for key, when in every_ten if key not in gone]
    young = [when for when in left if now - when < timedelta(days=2)]
    assert len(young) == 2 * 24 * 6
    hourly = [when for when in left if timedelta(days=2) <= now - when < timedelta(days=14)]
    assert len({when.strftime("%d %H") for when in hourly}) == len(hourly) == 12 * 24 + 1
    assert {when.minute for when in hourly[1:]} == {50}
    daily = [when for when in left if now - when >= timedelta(days=14)]
    assert len({when.date() for when in daily}) == len(daily) == 77
    assert min(daily) >= now - timedelta(days=90)
    assert overdue([(key, when) for key, when in every_ten if key not in gone], now, WIB) == []
    burst = [(n, now - timedelta(seconds=n)) for n in range(5000)]
    assert len(burst) - len(overdue(burst, now, WIB)) == MOST_YOUNG + 2


def test_the_next_moment_at_which_the_plan_changes_by_itself_is_known(office: MadeOffice):
    history, second = PlanHistoryService(office.workplace), timedelta(seconds=1)
    assert history.next_due() == at(27, 0) + second
    application = office.application("Siti", promised=at(26, 15, 30))
    assert history.next_due() == at(26, 15, 30) + second
    OfficeService(office.workplace).set_service_state(
        SRI, SwitchEntry("regular24", "down", expected_back=at(26, 14)), op()
    )
    assert history.next_due() == at(26, 14) + second
    office.application("Tertahan", state="held", hold_until=at(26, 13))
    assert history.next_due() == at(26, 13) + second
    PrintRoomService(office.workplace, PlanService(office.workplace)).take_next(DWI, "R1", 1, op())
    until = office.get(application).claimed_until
    assert until is not None
    assert until < at(26, 13)
    assert history.next_due() == until + second


def test_an_older_plan_that_comes_late_and_a_clock_put_back_do_no_harm(sqlite_office: MadeOffice):
    office = sqlite_office
    history, plans = PlanHistoryService(office.workplace), PlanService(office.workplace)
    office.application("Siti")
    old = plans.plan()
    office.clock.step(seconds=30)
    office.application("Budi")
    assert history.keep("import")
    assert not history.keep("import", old)
    assert len(history.as_of(at(26, 9)).rows) == 2
    office.clock.set(20, 9)
    office.application("Ani")
    assert history.keep("import")
    office.clock.set(26, 9)
    office.application("Eka")
    assert history.keep("import")
    assert [len(history.as_of(moment).rows) for moment in (at(20, 10), at(26, 8, 30), at(26, 9))] == [3, 2, 4]


def test_what_changed_names_arrivals_departures_risks_and_long_moves(sqlite_office: MadeOffice):
    office = sqlite_office
    history = PlanHistoryService(office.workplace)
    saved = office.application("Aman", service="epassport_laminated", departs_at=at(28, 0))
    moved = office.application("Geser", promised=at(24, 15, 30))
    gone = office.application("Pergi")
    switches = OfficeService(office.workplace)
    switches.set_service_state(SRI, SwitchEntry("epassport_laminated", "down"), op())
    history.keep("start")
    office.clock.set(26, 9)

    switches.set_service_state(SRI, SwitchEntry("epassport_laminated", "up"), op())
    switches.set_service_state(SRI, SwitchEntry("regular48", "down", expected_back=at(1, 8, month=7)), op())
    ApplicationsService(office.workplace).hold(SRI, gone, "payment", op())
    new = office.application("Baru", departs_at=at(28, 0), proof="ticket", arrived=at(26, 8, 30))
    found = history.changes_since(at(26, 8, 30))

    assert (found.since, found.until) == (at(26, 8), at(26, 9))
    ids = {
        name: [each.application_id for each in getattr(found, name)]
        for name in ("arrived", "left", "saved", "newly_at_risk", "moved")
    }
    assert ids == {"arrived": [new], "left": [gone], "saved": [saved], "newly_at_risk": [new],
                   "moved": [saved, moved]}  # fmt: skip
    assert found.sentences(EN) == (
        "Since Wed 26 June 08:00:", "1 trip newly at risk.", "1 trip saved.",
        "2 moved by more than a working day.", "1 newly in the queue.", "1 no longer in the queue.",
    )  # fmt: skip
    assert found.moved[1].sentence(EN) == "Geser: planned Mon 1 July 08:06, before Wed 26 June 08:03."
    assert found.moved[0].sentence(EN).endswith("before without a place.")
    history.keep("switch")
    kept = history.kept(at(26, 0), at(27, 0))
    again = history.changes_between(kept[0].id, kept[1].id)
    assert (again.arrived, again.left, again.moved) == (found.arrived, found.left, found.moved)
    assert history.last_change() == found


def test_what_another_desk_kept_a_moment_from_now_is_compared_with_too(sqlite_office: MadeOffice):
    """A demo office's clock begins anew with each program, a little before what was kept last."""
    office = sqlite_office
    history = PlanHistoryService(office.workplace)
    office.application("Siti")
    office.clock.step(seconds=2)
    assert history.keep("import")
    office.application("Budi")
    office.clock.step(seconds=-1)
    found = history.last_change()
    assert found is not None
    assert [each.name for each in found.arrived] == ["Budi"]


def test_nothing_changed_is_said_too(sqlite_office: MadeOffice):
    office = sqlite_office
    history = PlanHistoryService(office.workplace)
    office.application("Siti")
    assert history.last_change() is None
    history.keep("start")
    found = history.changes_since(at(26, 9))
    assert (found.nothing, found.sentences(EN)) == (True, ("Nothing has changed since Wed 26 June 08:00.",))


def test_plans_are_thrown_away_after_ninety_days_and_keeping_writes_no_ledger(office: MadeOffice):
    history = PlanHistoryService(office.workplace)
    office.application("Siti")
    entries = len(office.ledger())
    history.keep("start")
    office.clock.moment += timedelta(days=90)
    office.application("Budi")
    history.keep("import")
    assert len(history.kept(at(1, 0), at(1, 0, month=12))) == 2
    office.clock.moment += timedelta(minutes=2)
    office.application("Ani")
    history.keep("import")
    assert [row.waiting for row in history.kept(at(1, 0), at(1, 0, month=12))] == [2, 3]
    assert len(office.ledger()) == entries
    with pytest.raises(RuleViolationError, match="not kept any more"):
        history.changes_between(1, 2)
