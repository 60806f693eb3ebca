"""Waves: nobody too early or too late, no wave too full, groups together, trips first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.waves import NO_ROOM, TOO_LATE, Comer, WaveSlot, plan_waves

START = datetime(2024, 6, 27, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
FAR = START + timedelta(days=30)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


def slots(*places: int) -> list[WaveSlot]:
    return [WaveSlot(hour(at), hour(at + 1), count) for at, count in enumerate(places)]


def comer(number: int, ready: float = 0, last: float | None = None, promised: float = 0, group: str = "") -> Comer:
    return Comer(number, hour(ready), hour(promised), None if last is None else hour(last), group)


def test_who_travels_comes_first_then_who_was_promised_first() -> None:
    people = [
        comer(1, promised=-9),
        comer(2, promised=-5),
        comer(3, last=8, promised=5),
        comer(4, last=4, promised=9),
    ]

    assert plan_waves(people, slots(1, 1, 1, 1)).waves == ((4,), (3,), (1,), (2,))


def test_a_booklet_that_is_ready_within_a_wave_waits_for_the_next_one() -> None:
    assert plan_waves([comer(1, ready=0.1)], slots(5, 5)).waves == ((), (1,))


def test_who_cannot_come_in_time_or_finds_no_room_is_told_apart() -> None:
    found = plan_waves(
        [comer(1, ready=2, last=2.5), comer(2, last=1), comer(3), comer(4, promised=1)], slots(1, 1, 0)
    )

    assert found.waves == ((2,), (3,), ())
    assert found.left == {1: TOO_LATE, 4: NO_ROOM}


def test_a_group_comes_when_its_last_booklet_is_ready_and_all_of_it_fits() -> None:
    people = [comer(1, group="KELUARGA"), comer(2, ready=1, group="KELUARGA"), comer(3, promised=1)]

    assert plan_waves(people, slots(1, 1, 2)).waves == ((3,), (), (1, 2))


def test_a_group_that_no_wave_can_hold_comes_in_waves_that_follow_each_other() -> None:
    people = [comer(n, group="BIRO") for n in range(1, 6)]

    assert plan_waves(people, slots(2, 2, 2)).waves == ((1, 2), (3, 4), (5,))


def test_a_group_whose_members_cannot_come_together_is_taken_apart() -> None:
    people = [comer(1, last=1, group="G"), comer(2, ready=2, group="G")]

    assert plan_waves(people, slots(1, 1, 1)).waves == ((1,), (), (2,))


@given(
    st.lists(
        st.tuples(
            st.floats(0, 6), st.none() | st.floats(0, 8), st.floats(-50, 50), st.sampled_from(["", "", "A", "B"])
        ),
        max_size=25,
    ),
    st.lists(st.integers(0, 4), max_size=7),
)
def test_each_stands_once_and_no_promise_of_a_wave_is_broken(
    drawn: list[tuple[float, float | None, float, str]], places: list[int]
) -> None:
    people = {at: comer(at, ready, last, promised, group) for at, (ready, last, promised, group) in enumerate(drawn)}
    given_slots = slots(*places)

    found = plan_waves(people.values(), given_slots)

    placed = [key for wave in found.waves for key in wave]
    assert sorted([*placed, *found.left]) == sorted(people)
    for slot, wave in zip(given_slots, found.waves, strict=True):
        assert len(wave) <= slot.places
        for key in wave:
            last = people[key].last_pickup
            assert people[key].ready_from <= slot.start
            assert last is None or slot.end <= last
