"""Pickup waves: proposed from the plan's predictions and the counter's capacity, saved and taken back as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.states import AT_STATION, ApplicationState
from printdesk.domain.waves import Comer, WavePlan, WaveSlot, plan_waves
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.contacts import Wave, WavePlace, WaveSet
from printdesk.models.tables import Application
from printdesk.services.contact_words import GIVE_WAVE, TAKE_WAVE
from printdesk.services.office import names
from printdesk.services.plan_input import pickup_clock
from printdesk.services.plan_words import chances_of
from printdesk.services.plans import make_plan
from printdesk.services.wave_table import in_force, wave_slots, wave_words, waves_of
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["WaveList", "WaveMember", "WaveService", "WaveView", "open_days", "wave_slots", "wave_words", "waves_of"]

_OPEN = (
    ApplicationState.READY, *AT_STATION, ApplicationState.PRINTED, ApplicationState.PASSED, ApplicationState.SHELVED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaveMember:
    """Somebody in a wave; moments in the office's zone.

    Attributes:
        ready_from: from when it can be collected, by the plan or in truth.
        shelved: it lies ready.
        departs_at: None without a trip.
        came: it was collected.
        kept: it has this wave already by the saved list.
        moved: it had another one by the saved list, so the holder must be told again.
        by_hand: who gave this time by hand, with the reason; "" for the list's own.
    """

    application_id: int
    number: str
    name: str
    service: str
    group: str
    ready_from: datetime | None
    shelved: bool
    departs_at: datetime | None
    departs_has_time: bool
    came: bool = False
    kept: bool = False
    moved: bool = False
    by_hand: str = ""
    hand_reason: str = ""


@dataclass(frozen=True, slots=True)
class WaveView:
    """A wave with who comes in it; moments in the office's zone."""

    start: datetime
    end: datetime
    places: int
    members: tuple[WaveMember, ...]


@dataclass(frozen=True, slots=True)
class WaveList:
    """A list of waves, proposed or saved.

    Attributes:
        set_id: of a saved one; 0 for a proposal.
        left: who has no wave, with "too_late" or "no_room".
        made_by: name of who saved it, "" for a proposal.
        base_id: the list that was in force when a proposal was made, 0 for none.
    """

    now: datetime
    waves: tuple[WaveView, ...]
    left: tuple[tuple[WaveMember, str], ...] = ()
    set_id: int = 0
    made_at: datetime | None = None
    made_by: str = ""
    base_id: int = 0

    @property
    def people(self) -> int:
        """How many have a wave."""
        return sum(len(wave.members) for wave in self.waves)


class WaveService:
    """Who is asked to come when."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def propose(self) -> WaveList:
        """Waves for everybody who is ready or predicted ready. Who has one by the saved list keeps it as long as the
        booklet is ready by then.
        """
        with self._workplace.reading() as view:
            return _proposal(view)

    def current(self) -> WaveList | None:
        """The saved list in force, None where there is none."""
        with self._workplace.reading() as view:
            found = in_force(view.session)
            return _saved(view, found) if found is not None else None

    def save(self, actor: Actor, proposal: WaveList, operation_id: str) -> int:
        """Put a proposal in force, as one act; the one before comes back when it is undone.

        Returns:
            the list's id.

        Raises:
            RuleViolationError: nobody is in it, or other waves came into force since it was made.
        """
        wanted = [
            (wave.start, wave.end, wave.places, [each.application_id for each in wave.members])
            for wave in proposal.waves
            if wave.members
        ]
        if not wanted:
            raise RuleViolationError(
                _("Nobody would be asked to come."), _("Waves are for those who are ready or predicted ready.")
            )

        def do(work: Work) -> Answer:
            _refuse_other_base(work, proposal)
            before = waves_of(work, [key for *_times, members in wanted for key in members])
            by_hand = _by_hand(work.session)
            row = WaveSet(made_at=work.now, made_by=work.actor.user)
            work.session.add(row)
            work.session.flush()
            for start, end, places, members in wanted:
                _add_wave(work, row.id, WaveSlot(start, end, places), members, by_hand)
                for key in members:
                    if before.get(key) != (start, end):
                        work.record(GIVE_WAVE, "application", key, start=start.isoformat(), end=end.isoformat())
            people = sum(len(members) for *_times, members in wanted)
            work.record("save_waves", "waves", row.id, waves=len(wanted), people=people)
            return {"id": row.id}

        return int(self._workplace.perform("save_waves", actor, operation_id, do)["id"])

    def undo(self, actor: Actor, set_id: int, operation_id: str) -> None:
        """Take a saved list back; the one before it is in force again.

        Raises:
            RuleViolationError: it is not the list in force.
        """

        def do(work: Work) -> Answer:
            found = in_force(work.session)
            if found is None or found.id != set_id:
                raise RuleViolationError(
                    _("These waves are not in force any more."), _("Look at those that are in force now.")
                )
            taken = waves_of(work, _invited(work.session, found.id))
            found.undone_at, found.undone_by = work.now, work.actor.user
            work.session.flush()
            back = waves_of(work, taken)
            for key in sorted(taken):
                if key not in back:
                    work.record(TAKE_WAVE, "application", key)
                elif back[key] != taken[key]:
                    start, end = back[key]
                    work.record(GIVE_WAVE, "application", key, start=start.isoformat(), end=end.isoformat())
            work.record("undo_waves", "waves", found.id)
            return {}

        self._workplace.perform("undo_waves", actor, operation_id, do)

    def any_in_force(self) -> bool:
        """Whether a saved list is in force."""
        with self._workplace.reading() as view:
            return in_force(view.session) is not None

    def of(self, application_id: int) -> tuple[datetime, datetime] | None:
        """When somebody is asked to come, in the office's zone; None without a wave ahead."""
        with self._workplace.reading() as view:
            return waves_of(view, [application_id]).get(application_id)


def _proposal(view: View) -> WaveList:
    slots = wave_slots(view.office.counter_hours, view.now, view.settings.contacts)
    people = _people(view)
    known = waves_of(view, people)
    kept = _kept(people, slots, known)
    room = [replace(slot, places=max(0, slot.places - len(kept.get(at, ())))) for at, slot in enumerate(slots)]
    settled = {key for members in kept.values() for key in members}
    plan = plan_waves((_comer(people[key]) for key in people if key not in settled), room)
    waves = tuple(
        WaveView(slot.start, slot.end, slot.places, tuple(_members(people, known, kept.get(at, ()), new)))
        for at, (slot, new) in enumerate(zip(slots, plan.waves, strict=True))
    )
    base = in_force(view.session)
    now, left = view.office.office_hours.local(view.now), _left(people, known, plan)
    return WaveList(now, waves, left, base_id=base.id if base is not None else 0)


def _members(
    people: Mapping[int, "_Person"],
    known: Mapping[int, tuple[datetime, datetime]],
    kept: Iterable[int],
    new: Iterable[int],
) -> Iterable[WaveMember]:
    yield from (replace(people[key].member, kept=True) for key in kept)
    yield from (replace(people[key].member, moved=key in known) for key in new)


def _left(
    people: Mapping[int, "_Person"], known: Mapping[int, tuple[datetime, datetime]], plan: WavePlan
) -> tuple[tuple[WaveMember, str], ...]:
    return tuple((replace(people[key].member, moved=key in known), why) for key, why in plan.left.items())


def _kept(
    people: Mapping[int, "_Person"], slots: tuple[WaveSlot, ...], known: Mapping[int, tuple[datetime, datetime]]
) -> dict[int, list[int]]:
    """By slot: who was given it before, and whose booklet is ready by its beginning and not too late."""
    places = {(slot.start, slot.end): at for at, slot in enumerate(slots)}
    kept: dict[int, list[int]] = {}
    for key, wave in known.items():
        person, at = people[key], places.get(wave)
        in_time = person.last_pickup is None or wave[1] <= person.last_pickup
        if at is not None and person.ready_from <= wave[0] and in_time:
            kept.setdefault(at, []).append(key)
    return kept


@dataclass(frozen=True, slots=True)
class _Person:
    member: WaveMember
    ready_from: datetime
    promised: datetime
    last_pickup: datetime | None


def _people(view: View) -> dict[int, _Person]:
    """Everybody whose booklet is ready, or will be by the plan."""
    clock = pickup_clock(view)
    planned = {row.application_id: row.planned for row in make_plan(view).rows if row.held_until is None}
    found: dict[int, _Person] = {}
    for row in view.session.scalars(select(Application).where(Application.state.in_(_OPEN)).order_by(Application.id)):
        printed = planned.get(row.id)
        ready = clock.ready_from(printed) if printed is not None else chances_of(view, row)[0]
        if ready is None or (row.state == ApplicationState.READY and printed is None):
            continue
        found[row.id] = _Person(_member(view, row, ready), ready, row.promised, _last_pickup(view, row))
    return found


def _last_pickup(view: View, row: Application) -> datetime | None:
    """The last moment that saves a trip; None without one, and where it has passed: then any wave will do."""
    last = chances_of(view, row)[1] if row.departs_at is not None else None
    return last if last is not None and last > view.now else None


def _comer(person: _Person) -> Comer:
    return Comer(
        person.member.application_id, person.ready_from, person.promised, person.last_pickup, person.member.group
    )


def _member(view: View, row: Application, ready: datetime | None) -> WaveMember:
    local = view.office.office_hours.local
    return WaveMember(
        row.id, row.number, row.name, row.service, row.group_name or "", local(ready) if ready else None,
        row.state == ApplicationState.SHELVED, local(row.departs_at) if row.departs_at else None,
        row.departs_has_time, row.state in (ApplicationState.COLLECTED, ApplicationState.POSTED),
    )  # fmt: skip


def _invited(session: Session, set_id: int) -> Iterable[int]:
    """Who stands on a saved list."""
    places = select(WavePlace.application_id).join(Wave, Wave.id == WavePlace.wave_id).where(Wave.set_id == set_id)
    return session.scalars(places).all()


def _refuse_other_base(work: Work, proposal: WaveList) -> None:
    found = in_force(work.session)
    if (found.id if found is not None else 0) != proposal.base_id:
        raise RuleViolationError(
            _("Somebody changed the waves meanwhile."), _("Look at what would be proposed now, then decide.")
        )


def _saved(view: View, found: WaveSet) -> WaveList:
    zone, people = view.office.zone, names(view.session)
    members: dict[int, list[WaveMember]] = {}
    rows = view.session.execute(
        select(WavePlace, Application)
        .join(Application, Application.id == WavePlace.application_id)
        .join(Wave, Wave.id == WavePlace.wave_id)
        .where(Wave.set_id == found.id)
        .order_by(Application.name, Application.id)
    )
    for place, row in rows:
        by = people.get(place.moved_by or "", place.moved_by or "")
        member = replace(_member(view, row, None), by_hand=by, hand_reason=place.moved_reason or "")
        members.setdefault(place.wave_id, []).append(member)
    waves = view.session.scalars(select(Wave).where(Wave.set_id == found.id).order_by(Wave.starts_at))
    return WaveList(
        view.office.office_hours.local(view.now),
        tuple(
            WaveView(
                wave.starts_at.astimezone(zone), wave.ends_at.astimezone(zone), wave.places,
                tuple(members.get(wave.id, ())),
            )
            for wave in waves
        ),
        (), found.id, found.made_at.astimezone(zone), people.get(found.made_by, found.made_by),
    )  # fmt: skip


def _by_hand(session: Session) -> dict[tuple[int, datetime], WavePlace]:
    """The times of the list in force that were given by hand, by person and beginning."""
    found = in_force(session)
    if found is None:
        return {}
    rows = session.execute(
        select(WavePlace, Wave.starts_at)
        .join(Wave, Wave.id == WavePlace.wave_id)
        .where(Wave.set_id == found.id, WavePlace.moved_by.is_not(None))
    )
    return {(place.application_id, start): place for place, start in rows}


def _add_wave(
    work: Work, set_id: int, slot: WaveSlot, members: list[int], by_hand: Mapping[tuple[int, datetime], WavePlace]
) -> None:
    """A wave of a new list; a time that was given by hand stays known as such."""
    wave = Wave(set_id=set_id, starts_at=slot.start, ends_at=slot.end, places=slot.places)
    work.session.add(wave)
    work.session.flush()
    for key in members:
        old = by_hand.get((key, slot.start))
        moved = (old.moved_by, old.moved_at, old.moved_reason) if old is not None else (None, None, None)
        by, at, reason = moved
        work.session.add(
            WavePlace(wave_id=wave.id, application_id=key, moved_by=by, moved_at=at, moved_reason=reason)
        )


def open_days(waves: WaveList) -> tuple[date, ...]:
    """The days on which somebody of a list comes."""
    return tuple(sorted({wave.start.date() for wave in waves.waves if wave.members}))
