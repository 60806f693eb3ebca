"""The contact log: who was told, who was not reached, whose number is wrong, and who is owed a call."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain import numbers
from printdesk.domain.settings_contacts import TEXT_KINDS
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.contacts import Contact
from printdesk.models.tables import Application
from printdesk.services.cards import existing
from printdesk.services.contact_words import CONTACT, CORRECT_PHONE, UNDO_CONTACT
from printdesk.services.merging import CLOSED
from printdesk.services.moves import application_for_update
from printdesk.services.office import names
from printdesk.services.second_person import LONGEST_REASON, reason_mark
from printdesk.services.work import Actor, Answer, View, Work, Workplace

TOLD, NOT_REACHED, WRONG_NUMBER = "told", "not_reached", "wrong_number"
MESSAGE_SENT, ASKED = "message_sent", "asked"
TEXT_COPIED, LINK_OPENED, CORRECTED = "text_copied", "link_opened", "corrected"
OUTCOMES = (TOLD, NOT_REACHED, WRONG_NUMBER, MESSAGE_SENT, ASKED, TEXT_COPIED, LINK_OPENED)
"""What can be noted; a correction is noted by `correct_phone`."""
REACHED = (TOLD, MESSAGE_SENT, ASKED)
"""After one of these the applicant knows; a text that was only copied tells nobody."""
_ATTEMPTS = (TOLD, NOT_REACHED, WRONG_NUMBER)
_TAIL = 4


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One line of the log; `at` in the office's zone, `by` a person's name."""

    id: int
    outcome: str
    text_kind: str
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """What is known of reaching a holder.

    Attributes:
        entries: what was noted and not taken back, the newest first.
        attempts: calls since somebody was last told, all of them where nobody was.
        number_is_wrong: the number on the card is the one that somebody found wrong.
        sharing: on how many applications this number stands, this one included; 0 without a number.
        link_number: the number as chat links want it, "" where it is no mobile.
    """

    application_id: int
    entries: tuple[ContactEntry, ...]
    attempts: int
    number_is_wrong: bool
    sharing: int
    link_number: str

    @property
    def told(self) -> ContactEntry | None:
        """When and by whom the applicant was told last."""
        return next((each for each in self.entries if each.outcome in REACHED), None)


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A telephone number, masked, that stands on several open applications."""

    phone_masked: str
    applications: tuple[int, ...]


class ContactService:
    """Acts of telling people, and what they left behind."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def log(
        self,
        actor: Actor,
        application_id: int,
        outcome: str,
        operation_id: str,
        *,
        text_kind: str = "",
        note: str = "",
    ) -> int:
        """Note what came of trying to reach a holder.

        Args:
            outcome: one of `OUTCOMES`.
            text_kind: which text was copied or sent, one of `TEXT_KINDS`, or "".

        Returns:
            the entry's id, to take it back.

        Raises:
            RuleViolationError: the outcome or the text is not known, or a wrong number is noted where there is none.
        """
        said = _checked_note(outcome, text_kind, note)

        def do(work: Work) -> Answer:
            row = existing(work.session, application_id)
            if outcome == WRONG_NUMBER and not row.phone:
                raise RuleViolationError(
                    _("No telephone number is known of {name}.").format(name=row.name),
                    _("Correct the number instead."),
                )
            entry = _add(work, row, outcome, text_kind, said)
            work.record(
                CONTACT, "application", row.id, outcome=outcome, text=text_kind, entry=entry.id,
                **({"note_sha256": reason_mark(said)} if said else {}),
            )  # fmt: skip
            return {"id": entry.id}

        return int(self._workplace.perform("log_contact", actor, operation_id, do)["id"])

    def undo(self, actor: Actor, contact_id: int, operation_id: str) -> None:
        """Take back what was noted; it stays in the ledger.

        Raises:
            RuleViolationError: there is no such entry, or it was taken back already.
        """

        def do(work: Work) -> Answer:
            entry = work.session.get(Contact, contact_id, with_for_update=True)
            if entry is None or entry.undone_at is not None or entry.outcome == CORRECTED:
                raise RuleViolationError(_("This was taken back already."), _("Look at the log again."))
            entry.undone_at, entry.undone_by = work.now, work.actor.user
            work.record(UNDO_CONTACT, "application", entry.application_id, outcome=entry.outcome, entry=entry.id)
            return {}

        self._workplace.perform("undo_contact", actor, operation_id, do)

    def correct_phone(self, actor: Actor, application_id: int, text: str, operation_id: str) -> str:
        """Write another telephone number, in its usual form; "" takes the number out.

        A later list does not bring the old number back.

        Returns:
            the number as it is kept.

        Raises:
            RuleViolationError: it is no telephone number, several, or the same one, or the application is closed.
        """
        number = _one_number(text)

        def do(work: Work) -> Answer:
            row = application_for_update(work.session, application_id)
            _refuse_correction(row, number)
            row.phone = number or None
            _add(work, row, CORRECTED, "", "")
            work.record(CORRECT_PHONE, "application", row.id, known=bool(number))
            return {}

        self._workplace.perform("correct_phone", actor, operation_id, do)
        return number

    def of(self, application_id: int) -> ContactView:
        """What is known of reaching a holder.

        Raises:
            RuleViolationError: there is no such application.
        """
        with self._workplace.reading() as view:
            return contact_view(view, existing(view.session, application_id))

    def phone(self, actor: Actor, application_id: int, operation_id: str) -> str:
        """The full number; the look is recorded."""

        def do(work: Work) -> Answer:
            existing(work.session, application_id)
            work.record("look", "application", application_id)
            return {}

        self._workplace.perform("look", actor, operation_id, do)
        with self._workplace.reading() as view:
            return existing(view.session, application_id).phone or ""

    def shared_numbers(self, least: int = 3) -> tuple[SharedNumber, ...]:
        """Numbers that stand on `least` and more open applications, the most first: a family, or an agent."""
        with self._workplace.reading() as view:
            counted = view.session.execute(
                select(Application.phone)
                .where(Application.phone.is_not(None), Application.state.not_in(CLOSED))
                .group_by(Application.phone)
                .having(func.count() >= least)
                .order_by(func.count().desc(), Application.phone)
            ).scalars()
            return tuple(_shared(view.session, number or "") for number in counted.all())


def contact_view(view: View, row: Application) -> ContactView:
    """What is known of reaching the holder of an application."""
    people, zone = names(view.session), view.office.zone
    found = list(
        view.session.scalars(
            select(Contact)
            .where(Contact.application_id == row.id, Contact.undone_at.is_(None))
            .order_by(Contact.at.desc(), Contact.id.desc())
        )
    )
    entries = tuple(
        ContactEntry(
            each.id, each.outcome, each.text_kind, each.at.astimezone(zone), people.get(each.by, each.by), each.note
        )
        for each in found
    )
    return ContactView(
        row.id, entries, attempts_since_told([each.outcome for each in found]), wrong_now(row, found),
        _sharing(view.session, row.phone), numbers.chat_number(row.phone or "") or "",
    )  # fmt: skip


def attempts_since_told(outcomes: list[str]) -> int:
    """Calls that reached nobody since the last one that did; outcomes from the newest to the oldest."""
    count = 0
    for outcome in outcomes:
        if outcome in REACHED:
            break
        count += outcome in _ATTEMPTS
    return count


def wrong_now(row: Application, entries: list[Contact]) -> bool:
    """Whether the number on the card was found wrong, and nobody was told on it since; entries newest first."""
    tail = phone_tail(row.phone)
    for entry in entries:
        if entry.phone_tail == tail and entry.outcome in (TOLD, MESSAGE_SENT, WRONG_NUMBER):
            return entry.outcome == WRONG_NUMBER
    return False


def phone_tail(phone: str | None) -> str:
    """The last four digits of a number, "" without one."""
    return (phone or "")[-_TAIL:]


def _add(work: Work, row: Application, outcome: str, text_kind: str, note: str) -> Contact:
    entry = Contact(
        application_id=row.id, outcome=outcome, text_kind=text_kind, phone_tail=phone_tail(row.phone), at=work.now,
        by=work.actor.user, note=note,
    )  # fmt: skip
    work.session.add(entry)
    work.session.flush()
    return entry


def _checked_note(outcome: str, text_kind: str, note: str) -> str:
    said = " ".join(note.split())
    if outcome not in OUTCOMES or text_kind not in ("", *TEXT_KINDS):
        raise RuleViolationError(
            _("“{outcome}” is nothing that a call comes to.").format(outcome=outcome),
            _("Known: {known}.").format(known=", ".join(OUTCOMES)),
        )
    if len(said) > LONGEST_REASON:
        raise RuleViolationError(
            _("The note is longer than {limit} characters.").format(limit=LONGEST_REASON), _("Say it shorter.")
        )
    return said


def _one_number(text: str) -> str:
    """The one number in a text, or "" for none.

    Raises:
        RuleViolationError: it holds none or several.
    """
    if not text.strip():
        return ""
    found = numbers.phones(text)
    if not found:
        raise RuleViolationError(
            _("{value} is not a telephone number.").format(value=text.strip()[:40]),
            _("Write it as 0812…, +62812…, or with another country code as +60…."),
        )
    if len(found) > 1:
        raise RuleViolationError(_("These are several telephone numbers."), _("Write the one to be used."))
    return found[0]


def _refuse_correction(row: Application, number: str) -> None:
    if row.state in CLOSED:
        raise RuleViolationError(
            _("The application of {name} is closed.").format(name=row.name), _("Its number is not needed any more.")
        )
    if (row.phone or "") == number:
        raise RuleViolationError(_("This is the number that stands there already."), _("Nothing was changed."))


def _sharing(session: Session, phone: str | None) -> int:
    if not phone:
        return 0
    return session.scalar(select(func.count()).select_from(Application).where(Application.phone == phone)) or 0


def _shared(session: Session, phone: str) -> SharedNumber:
    ids = session.scalars(
        select(Application.id)
        .where(Application.phone == phone, Application.state.not_in(CLOSED))
        .order_by(Application.id)
    )
    return SharedNumber(numbers.mask_phone(phone), tuple(ids))
