"""The shelf's rule: by day of pickup, families together, never a taken slot."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printdesk.domain.settings import PickupSettings
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.services import bundle, shelf
from printdesk.services.shelf import _box_of, _Shelf
from tests.services.offices import BAGUS, MadeOffice, at, op
from tests.services.test_quality import ALL


def _passes(office: MadeOffice, *applications: int) -> list[str]:
    quality = bundle.services(office.database, office.clock).quality
    return [quality.passes(BAGUS, application, ALL, op()) for application in applications]


def test_each_day_of_pickup_has_its_box_and_a_departure_comes_first(office: MadeOffice):
    today = office.application("A", state=A.PRINTED, departs_at=at(27))
    usual, far = (office.application("B", state=A.PRINTED, departs_at=day) for day in (None, at(28, month=7)))
    assert _passes(office, today, usual, far) == ["F-001", "A-001", "A-002"]

    office.clock.set(27)
    assert _passes(office, office.application("C", state=A.PRINTED)) == ["B-001"]
    office.clock.set(28)
    assert _passes(office, office.application("D", state=A.PRINTED)) == ["C-001"], "Friday's are expected on Monday"
    boxes = [_box_of(date(2024, 6, day), PickupSettings(())) for day in (24, 25, 26, 27, 28, 29, 30)]
    assert boxes == [3, 4, 5, 0, 1, 1, 1]


def test_a_family_goes_into_the_box_of_its_soonest_and_finds_room_for_all(office: MadeOffice):
    group = "Kel. Hartono"
    first = office.application("A", state=A.PRINTED, group_name=group)
    office.application("B", state=A.READY, group_name=group, departs_at=at(27))
    third = office.application("C", state=A.PRINTED, group_name=group)
    single = office.application("S", state=A.PRINTED)
    office.application("T", state=A.SHELVED, shelf_slot="F-002")

    assert _passes(office, first) == ["F-003"], "F-001 alone has no room for three"
    assert _passes(office, single) == ["A-001"]
    lone = office.application("L", state=A.PRINTED, departs_at=at(27))
    late = office.application("M", state=A.PRINTED, departs_at=at(27))
    assert _passes(office, lone, late) == ["F-001", "F-006"], "F-004 and F-005 are kept for the family"
    assert _passes(office, third) == ["F-004"]


def test_a_full_shelf_is_said_and_what_is_kept_is_given_at_last():
    pickup = PickupSettings((), shelf_boxes=("A",), slots_per_box=3)
    taken = _Shelf(pickup, {"A-001"})
    kept = taken.kept({"Kel. X": (["A-001"], 2)}, exempt=None)
    assert taken.choose(0, _NoGroup(), kept) == "A-002"
    with pytest.raises(RuleViolationError, match="3"):
        _Shelf(pickup, {"A-001", "A-002", "A-003"}).choose(0, _NoGroup(), frozenset())


class _NoGroup:
    def __init__(self, slots: Sequence[str] = (), coming: int = 0) -> None:
        self.slots = tuple(slots)
        self.open_members = (None,) * coming


@settings(max_examples=200)
@given(
    st.integers(1, 4), st.integers(1, 12), st.sets(st.integers(0, 47)), st.integers(0, 3), st.integers(0, 5),
    st.lists(st.integers(0, 47), max_size=3), st.dictionaries(st.text("XYZ", min_size=1), st.tuples(
        st.lists(st.integers(0, 47), min_size=1, max_size=3), st.integers(0, 20)), max_size=3),
)  # fmt: skip
def test_a_free_slot_is_always_found_never_a_taken_one_and_the_same_again(
    boxes, per_box, taken_at, box, coming, own, others
):
    pickup = PickupSettings((), shelf_boxes=tuple("ABCD"[:boxes]), slots_per_box=per_box)
    everything = list(shelf._slots(pickup))
    taken = {everything[at % len(everything)] for at in taken_at | set(own)}
    group = _NoGroup([everything[at % len(everything)] for at in own], coming)
    groups = {name: ([everything[at % len(everything)] for at in places], n) for name, (places, n) in others.items()}

    def choose() -> str:
        made = _Shelf(pickup, taken)
        return made.choose(box % boxes, group, made.kept(groups, exempt=None))

    if len(taken) == len(everything):
        with pytest.raises(RuleViolationError):
            choose()
        return
    slot = choose()
    assert slot in everything
    assert slot not in taken
    assert choose() == slot


def test_desks_that_pass_at_the_same_moment_get_different_slots(office: MadeOffice, tmp_path: Path):
    applications = [office.application(f"A {n}", state=A.PRINTED) for n in range(12)]
    quality = bundle.services(office.database, office.clock).quality

    with ThreadPoolExecutor(6) as desks:
        slots = list(desks.map(lambda each: quality.passes(BAGUS, each, ALL, op()), applications))

    assert sorted(slots) == [f"A-{n:03d}" for n in range(1, 13)]


def test_a_person_may_name_another_free_slot_at_the_pass(office: MadeOffice):
    quality = bundle.services(office.database, office.clock).quality
    application = office.application("A", state=A.PRINTED)
    office.application("B", state=A.SHELVED, shelf_slot="C-001")

    with pytest.raises(RuleViolationError):
        quality.passes(BAGUS, application, ALL, op(), "C-001")
    assert quality.passes(BAGUS, application, ALL, op(), "c-002") == "C-002"
