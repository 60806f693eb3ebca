"""Claims: who holds which application since when, and the supervisor who takes one out of somebody's hands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.claims import BrokenClaim
from printdesk.models.print_work import BatchSheetRow
from printdesk.models.tables import Application
from printdesk.services.claims import on_paper
from printdesk.services.meanwhile import told
from printdesk.services.moves import application_for_update, drop_claim, move_application
from printdesk.services.office import names
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, Work, Workplace

_HELD = (ApplicationState.CLAIMED, ApplicationState.PRINTING)


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """An application in somebody's hands; moments in the office's zone.

    Attributes:
        holder: name. until: when it falls back by itself; None once it is in the machine or stands on a sheet.
        printing: it is in the machine.
    """

    application_id: int
    number: str
    name: str
    service: str
    holder: str
    desk: str
    station: str
    since: datetime
    until: datetime | None
    printing: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A claim that was broken, as its holder is told of it; the moment is in the office's zone.

    Attributes:
        by: name of the supervisor. printing: it was in the machine, so that somebody looks at its booklet.
    """

    application_id: int
    number: str
    at: datetime
    by: str
    note: str
    printing: bool

    @property
    def sentence(self) -> str:
        """Who took what, when."""
        return _("{by} took application {number} out of your hands, {moment}: {note}").format(
            by=self.by, number=self.number, moment=moment_medium(self.at, language()), note=self.note
        )

    @property
    def advice(self) -> str:
        """What became of it."""
        if self.printing:
            return _("Do not print it; somebody looks at the booklet that was in the machine.")
        return _("It waits again at its old place; do not print it unless it is handed out to you again.")


class ClaimService:
    """Shows claims and breaks them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def held(self) -> tuple[HeldClaim, ...]:
        """All claims of all desks, the oldest first."""
        with self._workplace.reading() as view:
            zone, known = view.office.zone, names(view.session)
            rows = view.session.scalars(
                select(Application)
                .where(Application.state.in_(_HELD))
                .order_by(Application.claimed_at, Application.claim_order, Application.id)
            )
            return tuple(
                HeldClaim(
                    row.id, row.number, row.name, row.service, known.get(row.claimed_by or "", row.claimed_by or ""),
                    row.claimed_desk or "", row.claimed_station or "",
                    (row.claimed_at or row.state_since).astimezone(zone),
                    row.claimed_until.astimezone(zone) if row.claimed_until and row.state == _HELD[0] else None,
                    row.state == ApplicationState.PRINTING,
                )
                for row in rows
            )  # fmt: skip

    def break_claim(self, actor: Actor, application_id: int, note: str, operation_id: str) -> bool:
        """Take an application out of somebody's hands, with a note why.

        One that was not begun waits again at its old place; one in the machine waits for a person's look.

        Returns:
            whether somebody has to look at its booklet now.

        Raises:
            RuleViolationError: nobody holds it, it stands on a batch sheet, or no note is given.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(note)
            row = application_for_update(work.session, application_id)
            _refuse_unheld(work, row)
            printing = row.state == ApplicationState.PRINTING
            keep_broken(work, row, said)
            act = Act.LOSE_TOUCH if printing else Act.RELEASE
            move_application(work, row, act, holder=row.claimed_by, broken=True, sha256=reason_mark(said))
            if not printing:
                drop_claim(row)
            return {"asked": printing}

        return bool(self._workplace.perform("break_claim", actor, operation_id, do)["asked"])

    def untold(self, actor: Actor, operation_id: str) -> tuple[Broken, ...]:
        """What was taken out of this person's hands and they were not told yet, the oldest first; now they are."""
        if not actor.user:
            return ()
        with self._workplace.reading() as view:
            if view.session.scalar(_untold(actor).limit(1)) is None:
                return ()

        def do(work: Work) -> Answer:
            rows = work.session.scalars(_untold(actor).order_by(BrokenClaim.id)).all()
            for row in rows:
                row.told_at = work.now
                work.record("tell_broken_claim", "application", row.application_id)
            return {"ids": [row.id for row in rows]}

        ids = self._workplace.perform("tell_broken_claims", actor, operation_id, do)["ids"]
        with self._workplace.reading() as view:
            known, zone = names(view.session), view.office.zone
            found = view.session.execute(
                select(BrokenClaim, Application.number)
                .join(Application, Application.id == BrokenClaim.application_id)
                .where(BrokenClaim.id.in_(ids))
                .order_by(BrokenClaim.id)
            )
            return tuple(
                Broken(
                    row.application_id, number, row.broken_at.astimezone(zone),
                    known.get(row.broken_by, row.broken_by), row.note, row.was_printing,
                )
                for row, number in found
            )  # fmt: skip


def _untold(actor: Actor) -> Select[BrokenClaim]:
    """What others took; who gave up a desk with own work on it knows."""
    return select(BrokenClaim).where(
        BrokenClaim.holder == actor.user, BrokenClaim.broken_by != actor.user, BrokenClaim.told_at.is_(None)
    )


def keep_broken(work: Work, row: Application, note: str) -> None:
    """Note that this claim was broken, while the application still says whose it is."""
    work.session.add(
        BrokenClaim(
            application_id=row.id, holder=row.claimed_by or "", desk=row.claimed_desk or "",
            station=row.claimed_station or "", taken_at=row.claimed_at,
            was_printing=row.state == ApplicationState.PRINTING, broken_at=work.now, broken_by=work.actor.user,
            note=note,
        )
    )  # fmt: skip


def _refuse_unheld(work: Work, row: Application) -> None:
    if row.state not in _HELD:
        gone = RuleViolationError(
            _("Nobody holds this application any more."), _("Read the list anew; nothing has to be done.")
        )
        raise told(work, gone, "application", row.id)
    if work.session.scalar(on_paper().where(BatchSheetRow.application_id == row.id)):
        raise RuleViolationError(_("This application stands on a batch sheet."), _("Enter or close the sheet."))
