"""What a re-plan changed, and how it is said."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.changes import Moved, compare_plans, sentences, summary
from printdesk.domain.moments import Moments
from printdesk.domain.order import Because, Plan, Slot
from printdesk.i18n import Catalogue, catalogue
from tests.domain.semarang import NOW, OFFICE, WIB, at

_NAMES = {n: f"No. {n}" for n in range(20)}


def _plan(*rows: tuple[int, str | None, bool]) -> Plan:
    """(id, planned, at risk) in the order of printing."""
    slots = [
        Slot(number, place, "P", 0, at(planned) if planned else None, not at_risk, at_risk, 0, Because.TRIP)
        for place, (number, planned, at_risk) in enumerate(rows, start=1)
    ]
    return Plan(tuple(slots), (), ())


_BEFORE = _plan(
    (1, "2024-06-26 09:00", False),
    (2, "2024-06-26 10:00", True),
    (3, "2024-06-27 09:00", False),
    (4, "2024-06-28 09:00", False),
    (5, "2024-07-02 09:00", False),
    (6, None, True),
    (7, "2024-07-02 10:00", False),
)
_AFTER = _plan(
    (2, "2024-06-26 09:00", False),
    (5, "2024-06-28 10:00", False),
    (4, "2024-07-01 09:00", False),
    (3, "2024-07-01 10:00", True),
    (6, "2024-07-03 09:00", True),
    (8, "2024-07-03 10:00", True),
    (9, "2024-07-03 11:00", False),
    (7, None, False),
)


def test_every_change_is_named_once_and_a_weekend_is_no_working_day() -> None:
    changes = compare_plans(_BEFORE, _AFTER, OFFICE)
    assert changes.arrived == (8, 9)
    assert changes.left == (1,)
    assert changes.saved == (2,)
    assert changes.newly_at_risk == (3, 8)
    assert changes.moved == (
        Moved(6, None, at("2024-07-03 09:00"), 0),
        Moved(7, at("2024-07-02 10:00"), None, 0),
        Moved(5, at("2024-07-02 09:00"), at("2024-06-28 10:00"), -2),
        Moved(3, at("2024-06-27 09:00"), at("2024-07-01 10:00"), 2),
    )


def test_each_change_has_its_sentence_and_all_of_them_one_line() -> None:
    changes = compare_plans(_BEFORE, _AFTER, OFFICE)
    assert summary(changes, catalogue("en")) == (
        "2 new, 1 gone, 1 saved, 2 newly at risk, 4 moved by more than a day."
    )
    said = sentences(changes, _AFTER, _NAMES, Moments(NOW, WIB, catalogue("en")))
    assert said == {
        "newly_at_risk": (
            (3, "No. 3 cannot be in time any more: Mon 1 July 10:00."),
            (8, "No. 8 cannot be in time any more: Wed 3 July 10:00."),
        ),
        "saved": ((2, "No. 2 can be in time again: today 09:00."),),
        "moved": (
            (6, "No. 6 has a place now: Wed 3 July 09:00."),
            (7, "No. 7 has lost its place of Tue 2 July 10:00."),
            (5, "No. 5 comes 2 working days earlier: Fri 28 June 10:00 instead of Tue 2 July 09:00."),
            (3, "No. 3 comes 2 working days later: Mon 1 July 10:00 instead of tomorrow 09:00."),
        ),
        "arrived": ((8, "No. 8 is new: Wed 3 July 10:00."), (9, "No. 9 is new: Wed 3 July 11:00.")),
        "left": ((1, "No. 1 waits no longer."),),
    }


def test_in_indonesian(indonesian: Catalogue) -> None:
    changes = compare_plans(_BEFORE, _AFTER, OFFICE)
    assert summary(changes, indonesian) == (
        "2 baru, 1 keluar, 1 terselamatkan, 2 baru terancam, 4 bergeser lebih dari sehari."
    )
    said = sentences(changes, _AFTER, _NAMES, Moments(NOW, WIB, indonesian))
    assert said["moved"][2][1] == "No. 5 maju 2 hari kerja: Jum 28 Juni 10.00, semula Sel 2 Juli 09.00."


def test_the_same_plan_changes_nothing() -> None:
    changes = compare_plans(_BEFORE, _BEFORE, OFFICE)
    assert not changes
    assert summary(changes, catalogue("en")) == "Nothing changed."


_ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 20)), st.booleans()),
    unique_by=lambda row: row[0],
)


@given(_ROWS, _ROWS)
def test_the_other_way_round_the_changes_are_mirrored(one: list[tuple[int, int | None, bool]], other: object) -> None:
    def plan(rows: list[tuple[int, int | None, bool]]) -> Plan:
        moments = [(n, None if day is None else str(NOW.date() + timedelta(days=day)), risk) for n, day, risk in rows]
        return _plan(*moments)

    a, b = plan(one), plan(other)  # type: ignore[arg-type]
    there, back = compare_plans(a, b, OFFICE), compare_plans(b, a, OFFICE)
    assert set(there.arrived) == set(back.left)
    assert {(m.job_id, m.days) for m in there.moved} == {(m.job_id, -m.days) for m in back.moved}
    stayed = {slot.job_id for slot in a.slots} & {slot.job_id for slot in b.slots}
    assert set(there.saved) == set(back.newly_at_risk) & stayed
