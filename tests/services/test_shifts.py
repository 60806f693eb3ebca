"""Shifts: only the need goes out, by proved ranges between two people; the closing names every missing serial."""

import json
from collections.abc import Sequence
from datetime import time

import pytest
from sqlalchemy import select

from printdesk.domain.shifts import Counted
from printdesk.domain.states import ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.models.tables import Booklet
from printdesk.services import bundle
from printdesk.services.overtime_guards import Evening
from printdesk.services.shifts import IssueLine, More, ShiftView
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, issue, op


def services_of(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def line(count: int, first: int = 1, service: str = "regular48") -> IssueLine:
    return IssueLine(service, count, f"C{1000000 + first}", f"C{1000000 + first + count - 1}")


def waiting(office: MadeOffice, count: int) -> list[int]:
    return [office.application(f"P{number}") for number in range(count)]


def opened(office: MadeOffice, count: int = 6, jobs: int = 10) -> tuple[bundle.Services, ShiftView]:
    """Blanks in the safe, applications that wait, and an open shift of Dwi at R2 with `count` blanks."""
    services = services_of(office)
    office.blanks(how_many=40, holder=None)
    waiting(office, jobs)
    return services, services.shifts.open(SRI, "dwi", "R2", [line(count)], op())


def printed(services: bundle.Services, serials: Sequence[str], outcome: str = "printed") -> None:
    for serial in serials:
        (row,) = services.print_room.take_next(DWI, "R2", 1, op())
        services.print_room.bind(DWI, row.application_id, serial, op())
        if outcome == "printed":
            services.print_room.confirm_printed(DWI, row.application_id, op())
        elif outcome == "spoiled":
            services.print_room.confirm_failed(DWI, row.application_id, "ink", op())


def counted(*ranges: tuple[str, str], count: int) -> list[Counted]:
    return [Counted("regular48", ranges, count)]


def balanced(services: bundle.Services) -> bool:
    return all(one.balanced for one in services.blanks.balances()) and services.office.verify().ok


def test_the_need_is_the_stations_part_of_the_plan_with_a_reserve_less_what_is_held(office: MadeOffice):
    services = services_of(office)
    office.blanks(how_many=100, holder=None)
    waiting(office, 60)

    whole = services.shifts.need("R2", "dwi")
    need = whole.of("regular48")
    assert (need.planned, need.reserve, need.held, need.count) == (30, 2, 0, 32)
    assert whole.until.hour == 16
    assert services.shifts.need("R2", "dwi", hours=2).of("regular48").planned == 20
    issue(services, SRI, "regular48", "dwi", 12)
    services.print_room.take_next(DWI, "R2", 4, op())
    again = services.shifts.need("R2", "dwi").of("regular48")
    assert (again.taken, again.held) == (4, 12)
    assert again.count == again.taken + again.planned + again.reserve - 12
    with pytest.raises(RuleViolationError):
        services.shifts.need("R2", "dwi", hours=25)


def test_what_is_planned_for_an_evening_is_the_need_of_the_stations_ordered_for_it_alone(office: MadeOffice):
    services = services_of(office)
    office.blanks(how_many=400, holder=None)
    waiting(office, 300)
    day = services.shifts.need("R2", "dwi")
    evening = Evening(office.clock.now().date(), time(16), time(19), "R2", ("dwi", "bagus"))
    services.overtime.order(SRI, evening, op())

    whole = services.shifts.need("R2", "dwi")
    assert whole.until.hour == 19
    assert whole.of("regular48").planned == day.of("regular48").planned + 30
    assert services.shifts.need("R1", "bagus", hours=11).of("regular48").planned == day.of("regular48").planned


def test_a_shift_opens_with_the_proved_range_and_the_minutes_number(office: MadeOffice):
    services, shift = opened(office)

    (only,) = shift.lines
    assert only.issued == (("C1000001", "C1000006"),)
    assert (only.sum.issued, only.sum.in_hand) == (6, 6)
    assert (shift.number, shift.opened_by, shift.holder_name) == ("BA-2024-000001", "sri", "Dwi Rahayu")
    assert services.blanks.balances()[0].sums["issued"] == 6
    assert services.shifts.open_shift_of("dwi") == shift
    with pytest.raises(RuleViolationError, match="has had an open shift since Wed 26 June 08:00"):
        services.shifts.open(SRI, "dwi", "R2", [line(2, 7)], op())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            IssueLine("regular48", 6, "C1000002", "C1000006"),
            "first blank .* should be C1000001; C1000002 was scanned",
        ),
        (IssueLine("regular48", 6, "C1000001", "C1000007"), "last blank .* should be C1000006; C1000007 was scanned"),
        (IssueLine("regular48", 6, "C1000001", ""), "last blank .* was not scanned; it should be C1000006"),
        (IssueLine("regular48", 0, "", ""), "0 is not a number of blanks"),
        (IssueLine("regular48", 41, "", ""), "needs 11 of"),
        (IssueLine("regular48", 6, "C1000020", "C1000025", "C1000041"), "not in the safe"),
    ],
)
def test_what_was_not_proved_is_not_issued(office: MadeOffice, given: IssueLine, words: str):
    services = services_of(office)
    office.blanks(how_many=40, holder=None)
    waiting(office, 20)

    with pytest.raises(RuleViolationError, match=words):
        services.shifts.open(SRI, "dwi", "R2", [given], op())

    assert services.shifts.shifts() == ()
    assert services.blanks.balances()[0].sums["issued"] == 0
    assert office.ledger("open_shift") == []


def test_one_person_alone_opens_no_shift(office: MadeOffice):
    services = services_of(office)
    office.blanks(how_many=40, holder=None)
    waiting(office, 10)

    with pytest.raises(RuleViolationError, match="given by one person and received by another"):
        services.shifts.open(DWI, "dwi", "R2", [line(2)], op())


def test_more_than_the_need_takes_a_reason_and_a_third_person(office: MadeOffice):
    services = services_of(office)
    office.blanks(how_many=40, holder=None)
    waiting(office, 4)  # two of them for R2, and one for spoils
    assert services.shifts.need("R2", "dwi").of("regular48").count == 3

    for more, words in (
        (None, "needs 3 of Regular passport 48, and 4 are more"),
        (More("a group comes", ""), "needs 3"),
        (More("a group comes", "sri"), "neither gives nor receives"),
        (More("a group comes", "dwi"), "neither gives nor receives"),
    ):
        with pytest.raises(RuleViolationError, match=words):
            services.shifts.open(SRI, "dwi", "R2", [line(4)], op(), more=more)
    shift = services.shifts.open(SRI, "dwi", "R2", [line(4)], op(), more=More("a group comes", "bagus"))

    (issue,) = shift.issues
    assert (issue.needed, issue.reason, issue.approved_by) == (3, "a group comes", "bagus")
    assert "a group comes" not in office.ledger("issue")[0].details


def test_what_was_held_before_is_counted_in_and_more_is_added_by_the_same_way(office: MadeOffice):
    services = services_of(office)
    office.blanks(how_many=40, holder=None)
    waiting(office, 30)
    office.blanks(how_many=3, first="D1000001")

    shift = services.shifts.open(SRI, "dwi", "R2", [line(4)], op())
    assert [(one.kind, one.count) for one in shift.issues] == [("carried", 3), ("issued", 4)]
    shift = services.shifts.add(SRI, shift.id, [line(2, 5)], op())
    shift = services.shifts.issue(SRI, "dwi", line(1, 7), op())

    (only,) = shift.lines
    assert (only.sum.issued, only.issued) == (10, (("C1000001", "C1000007"), ("D1000001", "D1000003")))
    assert [(one.kind, one.number) for one in shift.issues] == [
        ("carried", ""), *(("issued", f"BA-2024-00000{number}") for number in (1, 2, 3)),
    ]  # fmt: skip
    whole = counted(("C1000001", "C1000007"), ("D1000001", "D1000003"), count=10)
    services.shifts.close(SRI, shift.id, "dwi", whole, op())
    assert services.shifts.shift(shift.id).lines[0].sum.returned == 10
    assert balanced(services)


def test_blanks_come_back_during_a_shift_as_two_people_counted_them(office: MadeOffice):
    services, shift = opened(office)
    pile = counted(("C1000005", "C1000006"), count=2)

    for actor, witness, piles, words in (
        (SRI, "sri", pile, "the witness is another person"),
        (SRI, "bagus", pile, "Dwi Rahayu counts too"),
        (SRI, "dwi", counted(("C1000005", "C1000006"), count=3), "2 should lie between the scans; 3 were counted"),
        (SRI, "dwi", counted(("C1000007", ""), count=1), "C1000007 is not among the unused blanks"),
        (SRI, "dwi", counted(count=0), "Nothing was counted"),
    ):
        with pytest.raises(RuleViolationError, match=words):
            services.shifts.give_back(actor, shift.id, witness, piles, op())

    again = op()
    for _try in range(2):
        assert services.shifts.give_back(SRI, shift.id, "dwi", pile, again) == ("C1000005", "C1000006")
    (only,) = services.shifts.shift(shift.id).lines
    assert (only.sum.returned, only.in_hand) == (2, ("C1000001", "C1000002", "C1000003", "C1000004"))
    assert json.loads(office.ledger("return")[0].details)["witness"] == "dwi"
    services.shifts.close(SRI, shift.id, "dwi", counted(("C1000001", "C1000004"), count=4), op())
    assert balanced(services)


def test_blanks_go_out_in_a_shift_only_and_one_act_opens_it_or_adds_to_it(office: MadeOffice):
    services = services_of(office)
    office.blanks(how_many=40, holder=None)
    waiting(office, 4)

    for holder, station, words in (
        ("dwi", "", "Dwi Rahayu has no open shift"), ("sri", "R2", "received by another"), ("dewi", "R2", "“dewi”"),
    ):  # fmt: skip
        with pytest.raises(RuleViolationError, match=words):
            services.shifts.issue(SRI, holder, line(2), op(), station=station)
    with pytest.raises(RuleViolationError, match="needs 3"):
        services.shifts.issue(SRI, "dwi", line(4), op(), station="R2")
    first = op()
    for _try in range(2):
        shift = services.shifts.issue(SRI, "dwi", line(2), first, station="R2")
    assert [one.number for one in services.shifts.issue(SRI, "dwi", line(1, 3), op()).issues] == [
        "BA-2024-000001", "BA-2024-000002",
    ]  # fmt: skip

    assert services.shifts.shift(shift.id).lines[0].sum.in_hand == 3
    assert {person.login for person in services.office.people()} == {"dwi", "bagus", "sri"}


def test_a_mistyped_second_person_becomes_nobody_in_any_act(office: MadeOffice):
    services, shift = opened(office)
    printed(services, ["C1000001"], "spoiled")
    services.missing.declare(SRI, ["C1000030"], "not there", op())
    ways = (
        lambda name: services.blanks.receive(SRI, "regular48", "D1", "D2", name, op()),
        lambda name: services.shifts.open(SRI, name, "R2", [], op()),
        lambda name: services.shifts.add(SRI, shift.id, [line(30, 7)], op(), more=More("a group comes", name)),
        lambda name: services.shifts.close(DWI, shift.id, name, counted(("C1000002", "C1000006"), count=5), op()),
        lambda name: services.destruction.destroy(SRI, {"C1000001": "scan"}, name, op()),
        lambda name: services.destruction.make_minutes(SRI, ["C1000001"], op(), name),
        lambda name: services.missing.search(SRI, "C1000030", name, "the safe", "nothing", op()),
    )

    for act in ways:
        with pytest.raises(RuleViolationError, match="Nobody called “dewi” works in this office"):
            act("dewi")
        with pytest.raises(RuleViolationError, match="is written “dwi” here"):
            act("DWI")

    assert {person.login for person in services.office.people()} == {"dwi", "bagus", "sri"}
    assert office.ledger("add_person") == []


def test_a_shift_that_adds_up_closes_and_its_rest_lies_in_the_safe(office: MadeOffice):
    services, shift = opened(office)
    printed(services, ["C1000001", "C1000003"])
    printed(services, ["C1000002"], "spoiled")
    taken = services.print_room.take_next(DWI, "R2", 2, op())

    check = services.shifts.check(shift.id, counted(("C1000004", "C1000006"), count=3))
    assert check.adds_up
    closed = services.shifts.close(DWI, shift.id, "sri", counted(("C1000004", "C1000006"), count=3), op())

    (only,) = closed.lines
    assert (only.sum.issued, only.sum.personalised, only.sum.spoiled, only.sum.returned) == (6, 2, 1, 3)
    assert only.sum.adds_up
    assert (closed.closed_by, closed.witness, closed.closing_number) == ("dwi", "sri", "BA-2024-000002")
    assert services.blanks.balances()[0].sums["in_safe"] == 37
    assert all(office.get(row.application_id).state == ApplicationState.READY for row in taken)
    assert balanced(services)
    issue(services, SRI, "regular48", "bagus", 3)  # what becomes of them later changes no closed shift
    assert services.shifts.shift(shift.id).lines == closed.lines
    with pytest.raises(RuleViolationError, match="not open any more"):
        services.shifts.close(DWI, shift.id, "sri", [], op())


def test_missing_serials_are_named_with_who_had_them_last_and_can_be_found_or_declared(office: MadeOffice):
    services, shift = opened(office)
    office.clock.step(hours=1)
    printed(services, ["C1000005"], "bound")
    (hand,) = services.print_room.in_hand("R2", "dwi").waiting
    services.print_room.confirm_blank(BAGUS, hand.application_id, op())
    each = [("C1000001", "C1000001"), ("C1000002", "C1000002"), ("C1000003", "C1000003"), ("C1000006", "")]

    with pytest.raises(RuleViolationError) as refusal:
        services.shifts.close(DWI, shift.id, "sri", counted(*each, count=4), op())
    assert "2 blanks are missing" in str(refusal.value)
    assert "C1000004 (last with Dwi Rahayu, Wed 26 June 08:00)" in str(refusal.value)
    assert "C1000005 (last with Bagus Prakoso, Wed 26 June 09:00)" in str(refusal.value)
    assert services.shifts.shift(shift.id).open
    assert services.blanks.balances()[0].sums["in_safe"] == 34

    found = counted(*each, ("C1000005", ""), count=5)
    closed = services.shifts.close(DWI, shift.id, "sri", found, op(), ["C1000004"], "not in the drawer")
    assert (closed.lines[0].sum.missing, closed.lines[0].sum.returned) == (1, 5)
    assert services.blanks.balances()[0].sums["missing"] == 1
    assert balanced(services)


@pytest.mark.parametrize(
    ("over", "where", "holder"), [(True, BookletState.IN_SAFE, None), (False, BookletState.ISSUED, "dwi")]
)
def test_a_found_blank_is_with_its_operator_only_while_the_shift_answers_for_it(
    office: MadeOffice, over: bool, where: BookletState, holder: str | None
):
    services, shift = opened(office)
    rest = counted(("C1000001", "C1000005"), count=5)
    if over:
        services.shifts.close(DWI, shift.id, "sri", rest, op(), ["C1000006"], "not in the drawer")
    else:
        services.missing.declare(SRI, ["C1000006"], "not in the drawer", op())

    assert services.missing.found(SRI, "C1000006", "under the printer", op()) == where
    with office.database.reading() as session:
        booklet = session.scalars(select(Booklet).where(Booklet.serial == "C1000006")).one()
        assert (booklet.holder, booklet.issued_at is None) == (holder, over)
    assert balanced(services)


def test_a_count_that_differs_from_the_range_is_not_closed(office: MadeOffice):
    services, shift = opened(office)

    with pytest.raises(RuleViolationError, match="6 should lie between the scans; 5 were counted"):
        services.shifts.close(DWI, shift.id, "sri", counted(("C1000001", "C1000006"), count=5), op())
    with pytest.raises(
        RuleViolationError, match="C1000007 is not among the unused blanks of Dwi Rahayu: it is in the"
    ):
        services.shifts.check(shift.id, counted(("C1000001", "C1000007"), count=6))
    with pytest.raises(RuleViolationError, match="lies on the table"):
        services.shifts.check(shift.id, counted(("C1000001", "C1000006"), count=6), ["C1000003"])
    with pytest.raises(RuleViolationError, match="cannot be missing here"):
        services.shifts.check(shift.id, counted(("C1000001", "C1000006"), count=6), ["C1000030"])


@pytest.mark.parametrize("lost", [False, True])
def test_a_booklet_in_the_printer_or_unconfirmed_blocks_the_closing_by_name(office: MadeOffice, lost: bool):
    services, shift = opened(office)
    printed(services, ["C1000001"], "bound")
    if lost:
        services.print_room.lose_touch(DWI, op())

    with pytest.raises(RuleViolationError, match="C1000001 for 3311"):
        services.shifts.close(DWI, shift.id, "sri", counted(("C1000002", "C1000006"), count=5), op())
    (blocker,) = services.shifts.shift(shift.id).blockers
    assert blocker.state == (ApplicationState.UNCONFIRMED if lost else ApplicationState.PRINTING)


@pytest.mark.parametrize(("actor", "witness", "words"), [
    (DWI, "dwi", "the witness is another person"),
    (DWI, "", "Nobody is named"),
    (SRI, "bagus", "Dwi Rahayu counts too"),
])  # fmt: skip
def test_the_operator_and_another_person_count(office: MadeOffice, actor, witness: str, words: str):
    services, shift = opened(office)

    with pytest.raises(RuleViolationError, match=words):
        services.shifts.close(actor, shift.id, witness, counted(("C1000001", "C1000006"), count=6), op())


def test_a_blank_found_and_issued_to_another_counts_as_returned_in_the_first_shift(office: MadeOffice):
    services, shift = opened(office)
    with office.database.writing() as session:
        from printdesk.models.tables import Booklet

        booklet = session.query(Booklet).filter_by(serial="C1000001").one()
        booklet.state, booklet.holder = BookletState.IN_SAFE, None
    issue(services, SRI, "regular48", "bagus", 1)

    first = services.shifts.shift(shift.id).lines[0].sum
    assert (first.returned, first.in_hand) == (1, 5)
    other = services.shifts.open_shift_of("bagus")
    assert other is not None
    assert other.lines[0].issued == (("C1000001", "C1000001"),)
    assert services.shifts.shift(shift.id).lines[0].sum == first


def test_an_act_that_is_repeated_with_its_id_is_done_once(office: MadeOffice):
    services, shift = opened(office, 4)
    again = op()
    services.shifts.add(SRI, shift.id, [line(2, 5)], again)
    services.shifts.add(SRI, shift.id, [line(2, 5)], again)
    assert services.shifts.shift(shift.id).lines[0].sum.issued == 6
