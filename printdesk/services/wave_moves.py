"""Another time to come, given by hand: somebody says that the asked hour does not suit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.domain.waves import WaveSlot
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.contacts import Wave, WavePlace, WaveSet
from printdesk.models.tables import Application
from printdesk.services.contact_words import GIVE_WAVE, TAKE_WAVE
from printdesk.services.merging import CLOSED
from printdesk.services.moves import application_for_update
from printdesk.services.plan_input import pickup_clock
from printdesk.services.plan_words import chances_of
from printdesk.services.plans import make_plan
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.wave_table import in_force, wave_slots
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class WaveChoice:
    """A time that can be given; moments in the office's zone.

    Attributes:
        taken, places: who has it already, and for how many it was meant; a full one may be given all the same.
        late: it is after the last pickup that saves the trip.
    """

    start: datetime
    end: datetime
    taken: int
    places: int
    late: bool


@dataclass(frozen=True, slots=True)
class WaveChoices:
    """What can be given to somebody.

    Attributes:
        now_at: the time that holds now, None without one.
        ready_from: before this moment nothing can be collected.
        group: the others of the group that travel along and are still to come: id and name.
    """

    application_id: int
    name: str
    now_at: tuple[datetime, datetime] | None
    ready_from: datetime
    choices: tuple[WaveChoice, ...]
    group_name: str
    group: tuple[tuple[int, str], ...]


class WaveMoveService:
    """Gives single people another time, with the reason; the list of waves in force stays what it is."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def choices(self, application_id: int) -> WaveChoices:
        """The times ahead at which somebody can come.

        Raises:
            RuleViolationError: no waves are in force, or nothing is to be collected any more.
        """
        with self._workplace.reading() as view:
            return _choices(view, application_id)

    def give(
        self, actor: Actor, application_ids: Sequence[int], start: datetime, reason: str, operation_id: str
    ) -> None:
        """Give these people the wave that begins at `start`, as one act; slips and texts say it from now on.

        Args:
            reason: in words; it stays with the list, the ledger keeps only a mark of it.

        Raises:
            RuleViolationError: no waves are in force, there is no such time, or one of them is not ready by then.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            found = _in_force(work)
            wave = _wave(work, found, start)
            for key in sorted(set(application_ids)):
                application_for_update(work.session, key)
                before = _place(work.session, found.id, key)
                if before is not None and before.wave_id == wave.id:
                    continue
                _move(work, key, before, wave, said)
                work.record(
                    GIVE_WAVE, "application", key, start=wave.starts_at.isoformat(), end=wave.ends_at.isoformat(),
                    by_hand=True, reason_length=len(said), reason_sha256=reason_mark(said),
                )  # fmt: skip
            return {}

        with self._workplace.reading() as view:
            _refuse_early(view, application_ids, start)
        self._workplace.perform("give_wave", actor, operation_id, do)

    def give_back(self, actor: Actor, application_ids: Sequence[int], operation_id: str) -> None:
        """Take what was given by hand back: each has the time again that it had before, or none.

        Raises:
            RuleViolationError: one of them has no time that was given by hand.
        """

        def do(work: Work) -> Answer:
            found = _in_force(work)
            for key in sorted(set(application_ids)):
                place = _place(work.session, found.id, key)
                if place is None or place.moved_by is None:
                    raise RuleViolationError(
                        _("This time was not given by hand, or not any more."), _("Look at what holds now.")
                    )
                _take_back(work, key, place)
            return {}

        self._workplace.perform("take_wave", actor, operation_id, do)


def _choices(view: View, application_id: int) -> WaveChoices:
    found = _in_force(view)
    row = view.session.get(Application, application_id)
    if row is None or row.state in CLOSED:
        raise RuleViolationError(
            _("Nothing is to be collected any more."), _("Open the card to see what became of it.")
        )
    zone, ready, last = view.office.zone, *_chances(view, row)
    taken = _taken(view.session, found.id)
    slots = {slot.start: slot for slot in wave_slots(view.office.counter_hours, view.now, view.settings.contacts)}
    for wave in view.session.scalars(select(Wave).where(Wave.set_id == found.id, Wave.starts_at > view.now)):
        slots.setdefault(wave.starts_at, WaveSlot(wave.starts_at, wave.ends_at, wave.places))
    choices = tuple(
        WaveChoice(
            slot.start.astimezone(zone), slot.end.astimezone(zone), taken.get(start, 0), slot.places,
            last is not None and slot.end > last,
        )
        for start, slot in sorted(slots.items()) if start >= ready
    )  # fmt: skip
    place = _place(view.session, found.id, row.id)
    wave_now = view.session.get(Wave, place.wave_id) if place is not None else None
    now_at = (wave_now.starts_at.astimezone(zone), wave_now.ends_at.astimezone(zone)) if wave_now else None
    return WaveChoices(
        row.id, row.name, now_at, ready.astimezone(zone), choices, row.group_name or "", _others(view, row)
    )


def _others(view: View, row: Application) -> tuple[tuple[int, str], ...]:
    """Those of the same group that are still to come."""
    if not row.group_name:
        return ()
    rows = view.session.execute(
        select(Application.id, Application.name)
        .where(
            Application.group_name == row.group_name, Application.id != row.id,
            Application.state.not_in((*CLOSED, ApplicationState.HELD)),
        )
        .order_by(Application.name, Application.id)
    )  # fmt: skip
    return tuple((key, name) for key, name in rows)


def _chances(view: View, row: Application) -> tuple[datetime, datetime | None]:
    """From when it can be collected, and the last pickup that saves its trip."""
    ready, last = chances_of(view, row)
    if row.state == ApplicationState.READY:
        planned = next((each.planned for each in make_plan(view).rows if each.application_id == row.id), None)
        ready = pickup_clock(view).ready_from(planned) if planned is not None else None
    if ready is None:
        raise RuleViolationError(
            _("Nobody knows yet when {name} can collect: it {state}.").format(
                name=row.name, state=application_state_text(row.state)
            ),
            _("Give a time once it has a place in the plan."),
        )
    return ready, last if row.departs_at is not None else None


def _refuse_early(view: View, application_ids: Sequence[int], start: datetime) -> None:
    if not application_ids:
        raise RuleViolationError(_("Nobody is chosen."), _("Choose who is to come at another time."))
    if start <= view.now:
        raise RuleViolationError(_("This time has passed."), _("Choose one that lies ahead."))
    for key in application_ids:
        row = view.session.get(Application, key)
        if row is None or row.state in CLOSED:
            raise RuleViolationError(
                _("Nothing is to be collected any more."), _("Open the card to see what became of it.")
            )
        ready, _last = _chances(view, row)
        if ready > start:
            moment = moment_medium(view.office.office_hours.local(ready), language())
            raise RuleViolationError(
                _("{name} can collect from {moment} only.").format(name=row.name, moment=moment),
                _("Choose a later time."),
            )


def _in_force(view: View | Work) -> WaveSet:
    found = in_force(view.session)
    if found is None:
        raise RuleViolationError(_("No waves are in force."), _("Put some in force first; then single times change."))
    return found


def _wave(work: Work, found: WaveSet, start: datetime) -> Wave:
    """The wave of the list that begins then; one is added where the list had nobody at that time.

    Raises:
        RuleViolationError: the counter has no such time.
    """
    wave = work.session.scalar(select(Wave).where(Wave.set_id == found.id, Wave.starts_at == start))
    if wave is not None:
        return wave
    slots = wave_slots(work.office.counter_hours, work.now, work.settings.contacts)
    slot = next((each for each in slots if each.start == start), None)
    if slot is None:
        raise RuleViolationError(_("The counter has no such time."), _("Choose one of the times that are offered."))
    made = Wave(set_id=found.id, starts_at=slot.start, ends_at=slot.end, places=slot.places)
    work.session.add(made)
    work.session.flush()
    return made


def _place(session: Session, set_id: int, application_id: int) -> WavePlace | None:
    return session.scalar(
        select(WavePlace)
        .join(Wave, Wave.id == WavePlace.wave_id)
        .where(Wave.set_id == set_id, WavePlace.application_id == application_id)
    )


def _move(work: Work, application_id: int, before: WavePlace | None, wave: Wave, reason: str) -> None:
    """The first time that was given by the list is what "back" means, however often a hand has moved it since."""
    origin = None
    if before is not None:
        origin = before.moved_from if before.moved_by is not None else before.wave_id
        work.session.delete(before)
        work.session.flush()
    if origin == wave.id:
        work.session.add(WavePlace(wave_id=wave.id, application_id=application_id))
        return
    work.session.add(
        WavePlace(
            wave_id=wave.id, application_id=application_id, moved_from=origin, moved_by=work.actor.user,
            moved_at=work.now, moved_reason=reason,
        )
    )  # fmt: skip


def _take_back(work: Work, application_id: int, place: WavePlace) -> None:
    origin = work.session.get(Wave, place.moved_from) if place.moved_from is not None else None
    work.session.delete(place)
    work.session.flush()
    if origin is None:
        work.record(TAKE_WAVE, "application", application_id)
        return
    work.session.add(WavePlace(wave_id=origin.id, application_id=application_id))
    work.record(
        GIVE_WAVE, "application", application_id, start=origin.starts_at.isoformat(), end=origin.ends_at.isoformat()
    )


def _taken(session: Session, set_id: int) -> dict[datetime, int]:
    """How many have each wave of a list, by its beginning."""
    rows = session.execute(
        select(Wave.starts_at, func.count())
        .join(WavePlace, WavePlace.wave_id == Wave.id)
        .where(Wave.set_id == set_id)
        .group_by(Wave.starts_at)
    )
    return {start: int(count) for start, count in rows}
