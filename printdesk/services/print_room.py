"""The print room: take the next of the plan, bind a blank to each, and say what came out of the machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application
from printdesk.services.attempts import AttemptView, Failure, attempts_of, from_answer, to_answer
from printdesk.services.binding import check_blank
from printdesk.services.claims import (
    LARGEST_CLAIM,
    Wanted,
    claim,
    expired,
    on_paper,
    refuse_count,
    release_expired,
)
from printdesk.services.failure_stops import refuse_stopped_service
from printdesk.services.groups import SplitGroup, split_groups
from printdesk.services.interruptions import InMachine, give_up_desk, in_machines
from printdesk.services.moves import application_for_update, booklet_by_serial, drop_claim, move_application
from printdesk.services.office import names
from printdesk.services.outcomes import bind_blank, tell_blank, tell_failed, tell_printed
from printdesk.services.plans import PlanService, rows_for_station
from printdesk.services.print_rows import HandRow, ended_rows, open_rows, rows_of
from printdesk.services.retry_tray import FlakyView, flaky_views
from printdesk.services.work import Actor, Answer, View, Work, Workplace, new_operation_id

__all__ = ["LARGEST_CLAIM", "InHand", "PrintRoomService"]


@dataclass(frozen=True, slots=True)
class InHand:
    """What an operator has at a station: what waits, what is in the machine, and what ended since it was taken."""

    waiting: tuple[HandRow, ...]
    ended: tuple[HandRow, ...]

    @property
    def current(self) -> HandRow | None:
        """The one to bind or to confirm now: what is in the machine goes first."""
        printing = [row for row in self.waiting if row.state == ApplicationState.PRINTING]
        return printing[0] if printing else (self.waiting[0] if self.waiting else None)


class PrintRoomService:
    """Acts of the print room."""

    def __init__(self, workplace: Workplace, plans: PlanService) -> None:
        self._workplace = workplace
        self._plans = plans

    def take_next(self, actor: Actor, station: str, count: int, operation_id: str) -> tuple[HandRow, ...]:
        """Hand out the next applications of the plan that this station can print.

        Returns:
            those handed out, in the plan's order; fewer than `count` when the queue holds fewer.

        Raises:
            RuleViolationError: the station is stopped, or nothing of its kinds can be printed now.
        """
        return self._take(actor, station, count, operation_id)

    def send_now(
        self, actor: Actor, station: str, service: str, count: int, operation_id: str
    ) -> tuple[HandRow, ...]:
        """Hand out the next of one service type, those of its retry tray included whose pause is over.

        Returns:
            those handed out, in the plan's order.

        Raises:
            RuleViolationError: the station does not print it, or stopped by itself.
        """
        if service not in self._stations_services(station):
            raise RuleViolationError(
                _("Station {station} does not print that.").format(station=station), _("Choose another station.")
            )
        return self._take(actor, station, count, operation_id, service)

    def _stations_services(self, station: str) -> tuple[str, ...]:
        with self._workplace.reading() as view:
            return view.settings.station(station).services

    def _take(
        self, actor: Actor, station: str, count: int, operation_id: str, service: str = ""
    ) -> tuple[HandRow, ...]:
        refuse_count(count)
        self._release_expired(actor)
        order = self._plans.order_for_station(station)

        def do(work: Work) -> Answer:
            wanted = Wanted(order, station, count, service, with_tray=bool(service))
            return {"ids": claim(work, wanted)}

        act = "send_now" if service else "take_next"
        return self._rows(self._workplace.perform(act, actor, operation_id, do)["ids"])

    def _rows(self, ids: Sequence[int]) -> tuple[HandRow, ...]:
        with self._workplace.reading() as view:
            rows = {row.application_id: row for row in rows_of(view, ids)}
        return tuple(rows[i] for i in ids)

    def split_groups(self, station: str, taken: Sequence[int]) -> tuple[SplitGroup, ...]:
        """Groups of which only a part is among those just taken at a station.

        Args:
            taken: ids, of one handing-out.
        """
        with self._workplace.reading() as view:
            mine = {row.group for row in rows_of(view, taken) if row.group}
            if not mine:
                return ()
            inside = [row.group for row in rows_of(view, taken)]
            rows = [row for row in rows_for_station(view, station) if row.group in mine]
            return split_groups(rows, {name: inside.count(name) for name in sorted(mine)}, _today(view))

    def take_group(self, actor: Actor, station: str, group: str, operation_id: str) -> tuple[HandRow, ...]:
        """Hand out the others of a group of which this operator has somebody in hand at this station.

        Raises:
            RuleViolationError: nobody of it is in this operator's hands there.
        """
        with self._workplace.reading() as view:
            order = [row.application_id for row in rows_for_station(view, station) if row.group == group]

        def do(work: Work) -> Answer:
            held = work.session.scalar(
                select(func.count()).where(
                    Application.group_name == group, Application.claimed_by == actor.user,
                    Application.claimed_station == station,
                )
            )  # fmt: skip
            if not held:
                raise RuleViolationError(
                    _("Nobody of this group is in your hands any more."), _("Take the next ones of the plan.")
                )
            return {"ids": claim(work, Wanted(order, station, LARGEST_CLAIM))}

        return self._rows(self._workplace.perform("take_group", actor, operation_id, do)["ids"])

    def flaky(self, station: str) -> tuple[FlakyView, ...]:
        """The flaky service types that a station prints: how they go by the hour, and what waits for another try."""
        with self._workplace.reading() as view:
            return flaky_views(view, station)

    def begun(self) -> bool:
        """Whether any application was ever listed here; a new office has none, and so nothing was done yet."""
        with self._workplace.reading() as view:
            return view.session.scalar(select(Application.id).limit(1)) is not None

    def attempts(self, application_id: int) -> tuple[AttemptView, ...]:
        """The attempts at printing an application, the first one first."""
        with self._workplace.reading() as view:
            return attempts_of(view, application_id)

    def in_hand(self, station: str, user: str) -> InHand:
        """What this operator has at this station now."""
        with self._workplace.reading() as view:
            mine = (Application.claimed_by == user) & (Application.claimed_station == station)
            waiting = open_rows(view, mine & Application.id.not_in(on_paper()))
            since = min((row.since for row in waiting), default=view.now)
            day = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            ended = ended_rows(view, station, user, max(day, since) if waiting else day)
            return InHand(waiting, ended)

    def bind(self, actor: Actor, application_id: int, serial: str, operation_id: str) -> HandRow:
        """Bind a blank to an application by its serial; it goes into the machine now.

        Raises:
            RuleViolationError: the blank is of the wrong type, spoiled, used or somebody else's, or the
                application is not in this operator's hands; the sentence says which.
        """

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            _refuse_foreign_claim(work, application)
            booklet = booklet_by_serial(work.session, serial)
            check_blank(work, booklet, application)
            refuse_stopped_service(work, application.claimed_station or "", application.service)
            bind_blank(work, application, booklet)
            return {"application": application.id}

        self._workplace.perform("bind", actor, operation_id, do)
        return self._row(application_id)

    def confirm_printed(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """A person looked: the booklet is printed."""

        def do(work: Work) -> Answer:
            tell_printed(work, application_for_update(work.session, application_id))
            return {}

        self._workplace.perform("confirm_printed", actor, operation_id, do)

    def confirm_failed(self, actor: Actor, application_id: int, reason: str, operation_id: str) -> Failure:
        """A person looked: the booklet is spoiled; the application waits again at its old place.

        Returns:
            what follows: the next step, whether it waits for approval, whether its trip is at risk now.

        Raises:
            RuleViolationError: the reason is not in the office's list.
        """

        def do(work: Work) -> Answer:
            found = tell_failed(work, application_for_update(work.session, application_id), reason)
            return to_answer(found)

        return from_answer(self._workplace.perform("confirm_failed", actor, operation_id, do))

    def confirm_blank(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """A person looked: nothing was printed; the blank is good, the application waits again at its old place."""

        def do(work: Work) -> Answer:
            tell_blank(work, application_for_update(work.session, application_id))
            return {}

        self._workplace.perform("confirm_blank", actor, operation_id, do)

    def release(self, actor: Actor, application_ids: Sequence[int], operation_id: str) -> int:
        """Give applications that were taken but not begun back to the queue, at their old places.

        Returns:
            how many went back.
        """

        def do(work: Work) -> Answer:
            for application_id in application_ids:
                application = application_for_update(work.session, application_id)
                move_application(work, application, Act.RELEASE, holder=application.claimed_by)
                drop_claim(application)
            return {"count": len(application_ids)}

        return int(self._workplace.perform("release", actor, operation_id, do)["count"])

    def lose_touch(self, actor: Actor, operation_id: str) -> int:
        """At the start of a desk: what it had in the machine is unconfirmed until a person looks.

        Returns:
            how many became unconfirmed.
        """

        mine = (Application.state == ApplicationState.PRINTING, Application.claimed_desk == actor.desk)
        with self._workplace.reading() as view:
            if not view.session.scalar(select(func.count()).where(*mine)):
                return 0

        def do(work: Work) -> Answer:
            rows = work.session.scalars(
                select(Application).where(*mine).order_by(Application.id).with_for_update()
            ).all()
            for application in rows:
                move_application(work, application, Act.LOSE_TOUCH)
            return {"count": len(rows)}

        return int(self._workplace.perform("lose_touch", actor, operation_id, do)["count"])

    def unconfirmed(self) -> tuple[HandRow, ...]:
        """Booklets that were in a machine when a desk stopped; each needs a person's look."""
        with self._workplace.reading() as view:
            return open_rows(view, Application.state == ApplicationState.UNCONFIRMED)

    def in_machines(self, desk: str) -> tuple[InMachine, ...]:
        """What other desks than this one have in their machines or in hand, the longest first."""
        with self._workplace.reading() as view:
            return in_machines(view, desk)

    def give_up_desk(self, actor: Actor, desk: str, operation_id: str, note: str = "") -> int:
        """For a desk that does not come back: what was in its machine waits for a look, the rest goes back.

        Args:
            note: why; kept with each claim that is broken.

        Returns:
            how many booklets somebody has to look at now.

        Raises:
            RuleViolationError: the actor is no supervisor, or that desk holds nothing.
        """
        answer = self._workplace.perform(
            "give_up_desk", actor, operation_id, lambda work: give_up_desk(work, desk, note)
        )
        return int(answer["asked"])

    def _release_expired(self, actor: Actor) -> None:
        """Claims that were not begun in time fall back into the queue, so that the plan counts them again."""
        with self._workplace.reading() as view:
            waiting = view.session.scalar(select(func.count()).where(*expired(view.now)))
        if waiting:
            self._workplace.perform("release_expired", actor, new_operation_id(), release_expired)

    def _row(self, application_id: int) -> HandRow:
        with self._workplace.reading() as view:
            return rows_of(view, [application_id])[0]


def _today(view: View) -> date:
    return view.now.astimezone(view.office.zone).date()


def _refuse_foreign_claim(work: Work, application: Application) -> None:
    holder = application.claimed_by
    if application.state == ApplicationState.CLAIMED and holder != work.actor.user:
        raise RuleViolationError(
            _("This application is in the hands of {holder} at station {station}.").format(
                holder=names(work.session).get(holder or "", holder or ""), station=application.claimed_station
            ),
            _("Take the next ones of your own."),
        )
    if application.state == ApplicationState.READY:
        raise RuleViolationError(
            _("This application was not handed out to you."),
            _("Take the next ones of the plan first; nobody chooses which application to print."),
        )
