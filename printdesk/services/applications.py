"""Single applications: finding them, their card, their trip and proof, and holding them back."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from printdesk.domain import names
from printdesk.domain.states import Act, application_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Application
from printdesk.services import cards, search
from printdesk.services.answer_notes import number_on_code
from printdesk.services.cards import Card
from printdesk.services.data_errors import refuse_unapproved
from printdesk.services.holds import HeldRow, held, refuse_not_held, refuse_past_return
from printdesk.services.meanwhile import told
from printdesk.services.merging import CLOSED
from printdesk.services.moves import application_for_update, move_application
from printdesk.services.name_index import Vocabulary
from printdesk.services.proof_acts import (
    HERE,
    Seen,
    give,
    refuse_past_recheck,
    refuse_unknown_proof,
    refuse_unseen,
    take_back,
)
from printdesk.services.proofs import proves_another_day
from printdesk.services.records import (
    RecordPage,
    RecordQuery,
    RecordRow,
    counts,
    first_records,
    record_ids,
    records,
    records_of,
)
from printdesk.services.search import Match
from printdesk.services.story import StoryLine, story
from printdesk.services.story_brief import story_brief
from printdesk.services.work import Actor, Answer, Work, Workplace

LONGEST_VISA_LEAD = 365


@dataclass(frozen=True, slots=True)
class Identity:
    """The full numbers of an applicant; "" where none is known."""

    nik: str
    phone: str


class ApplicationsService:
    """Reading and putting right what is known of single applications."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._vocabulary = Vocabulary()

    def find(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """What one search box finds: by application number (whole, or 4 digits and more of its beginning or end),
        passport number, telephone, name in any spelling and word order, or group; open applications first.
        """
        with self._workplace.reading() as view:
            return search.find(view, number_on_code(view, text) or text, limit, self._vocabulary)

    def card(self, application_id: int) -> Card:
        """Everything the counter needs to know of an application.

        Raises:
            RuleViolationError: there is none with that id.
        """
        with self._workplace.reading() as view:
            return cards.card(view, application_id)

    def story(self, application_id: int, language: Catalogue) -> tuple[StoryLine, ...]:
        """What happened to an application, in sentences for a reader of `language`, the first thing first."""
        with self._workplace.reading() as view:
            return story(view, application_id, language)

    def story_brief(self, application_id: int, language: Catalogue) -> tuple[StoryLine, ...]:
        """The same in few lines: steps that one person did in one go are told in one sentence."""
        with self._workplace.reading() as view:
            return story_brief(view, application_id, language)

    def records(self, query: RecordQuery, offset: int, limit: int) -> RecordPage:
        """A page of the table of records: `limit` rows from the `offset`-th on, and how many there are."""
        with self._workplace.reading() as view:
            return records(view, query, self._vocabulary, offset, limit)

    def first_records(self, query: RecordQuery, limit: int) -> tuple[RecordRow, ...]:
        """The first rows of the table of records, without counting all."""
        with self._workplace.reading() as view:
            return first_records(view, query, self._vocabulary, limit)

    def record_ids(self, query: RecordQuery) -> "array[int]":
        """The ids of all records that match, in their order."""
        with self._workplace.reading() as view:
            return record_ids(view, query, self._vocabulary)

    def records_of(self, ids: Sequence[int]) -> tuple[RecordRow, ...]:
        """The records with these ids (a few hundred), in their order; those that are gone are left out."""
        with self._workplace.reading() as view:
            return records_of(view, ids)

    def record_counts(self, queries: Sequence[RecordQuery]) -> tuple[int, ...]:
        """How many records each of these questions finds."""
        with self._workplace.reading() as view:
            return counts(view, queries, self._vocabulary)

    def full_identity(self, actor: Actor, application_id: int, operation_id: str) -> Identity:
        """The unmasked numbers; the look is recorded (UU 27/2022)."""

        def do(work: Work) -> Answer:
            cards.existing(work.session, application_id)
            work.record("look", "application", application_id)
            return {}

        self._workplace.perform("look", actor, operation_id, do)
        with self._workplace.reading() as view:
            row = cards.existing(view.session, application_id)
            return Identity(row.nik or "", row.phone or "")

    def set_trip(
        self,
        actor: Actor,
        application_id: int,
        departs_at: datetime | None,
        has_time: bool,
        destination: str,
        visa_lead_days: int,
        operation_id: str,
        *,
        version: int | None = None,
    ) -> None:
        """Note when and where the holder travels; None takes the trip away.

        A proof that was seen for another day of departure does not prove the new one: it must be seen again.

        Args:
            departs_at: aware; of a departure without a time only the day counts, in the office's zone.
            visa_lead_days: calendar days before the departure at which a visa needs the passport.
            version: of the card that was edited; a change by another desk since then is refused.

        Raises:
            RuleViolationError: the departure is past, the application is done with, or another desk changed it.
        """

        def do(work: Work) -> Answer:
            application = _to_change(work, application_id, version)
            departs = _departure(work, departs_at, has_time=has_time)
            _refuse_lead(visa_lead_days)
            details = _change(work, application, departs, has_time=has_time and departs is not None)
            application.destination = names.clean_name(destination, active()) if destination.strip() else None
            if visa_lead_days != application.visa_lead_days:
                details["visa_lead_days"] = [application.visa_lead_days, visa_lead_days]
                application.visa_lead_days = visa_lead_days
            work.record("set_trip", "application", application.id, **details)
            return {}

        self._workplace.perform("set_trip", actor, operation_id, do)

    def give_proof(
        self,
        actor: Actor,
        application_id: int,
        proof: str,
        operation_id: str,
        *,
        recheck_at: datetime | None = None,
        version: int | None = None,
        seen: Seen = HERE,
    ) -> None:
        """Note that a proof of the trip or of the case was seen; "" withdraws one.

        Args:
            seen: by whom and when, where that was not the actor just now.
            recheck_at: from then on it does not count until somebody has seen it again; None: it counts for good.

        Raises:
            RuleViolationError: there is no such proof, the day for another look does not lie ahead, the application
                is done with, or another desk changed it.
        """

        def do(work: Work) -> Answer:
            refuse_unknown_proof(proof)
            refuse_past_recheck(work, proof, recheck_at)
            refuse_unseen(work, seen)
            give(work, _to_change(work, application_id, version), proof, recheck_at, seen)
            return {}

        self._workplace.perform("give_proof", actor, operation_id, do)

    def undo_proof(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """Take back what was last noted of the proof: the one before counts again, with who saw it and when.

        Raises:
            RuleViolationError: nothing was noted, or a trip or a list changed the proof since.
        """

        def do(work: Work) -> Answer:
            take_back(work, _to_change(work, application_id, None))
            return {}

        self._workplace.perform("undo_proof", actor, operation_id, do)

    def hold(
        self, actor: Actor, application_id: int, reason: str, operation_id: str, *, until: datetime | None = None
    ) -> None:
        """Hold an application back, for a reason of the office's list; its dates stay.

        Args:
            until: when it is expected back; the plan keeps its place from then on. None: nobody knows.

        Raises:
            RuleViolationError: it does not wait for printing, the reason is unknown, or `until` does not lie ahead.
        """

        def do(work: Work) -> Answer:
            work.settings.reason("hold", reason)
            refuse_past_return(work, until)
            application = application_for_update(work.session, application_id)
            back = {"until": until.isoformat()} if until is not None else {}
            move_application(work, application, Act.HOLD, reason=reason, **back)
            application.hold_reason, application.hold_until = reason, until
            return {}

        self._workplace.perform("hold", actor, operation_id, do)

    def expect_back(self, actor: Actor, application_id: int, until: datetime | None, operation_id: str) -> None:
        """Say when an application that is on hold is expected back; None when nobody knows any more.

        Raises:
            RuleViolationError: it is not on hold, or `until` does not lie ahead.
        """

        def do(work: Work) -> Answer:
            refuse_past_return(work, until)
            application = application_for_update(work.session, application_id)
            refuse_not_held(application)
            application.hold_until = until
            work.record("expect_back", "application", application.id, until=until.isoformat() if until else None)
            return {}

        self._workplace.perform("expect_back", actor, operation_id, do)

    def held(self) -> tuple[HeldRow, ...]:
        """Everything on hold: those whose day for another look has come first, then by that day, then the oldest."""
        with self._workplace.reading() as view:
            return held(view)

    def resume(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """Let a held application wait for printing again, at its old place: arrival and promise stay.

        Raises:
            RuleViolationError: it is not on hold.
        """

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            refuse_unapproved(work, application)
            move_application(work, application, Act.RESUME, reason=application.hold_reason)
            application.hold_reason = application.hold_until = None
            return {}

        self._workplace.perform("resume", actor, operation_id, do)


def _to_change(work: Work, application_id: int, version: int | None) -> Application:
    """The application, locked, unless it is done with or another desk changed it."""
    application = application_for_update(work.session, application_id)
    if application.state in CLOSED:
        raise RuleViolationError(
            _("This application is {state}, so nothing is changed in it any more.").format(
                state=application_state_text(application.state)
            )
        )
    if version is not None and version != application.version:
        refusal = RuleViolationError(
            _("Another desk changed this application since you opened it."),
            _("Look at it again; what you typed is still here."),
        )
        raise told(work, refusal, "application", application.id, moved=False)
    return application


def _departure(work: Work, departs_at: datetime | None, *, has_time: bool) -> datetime | None:
    """The departure as it is kept; a day without a time is the start of that day at the office."""
    if departs_at is None:
        return None
    zone = work.office.zone
    now, departs = work.now.astimezone(zone), departs_at.astimezone(zone)
    if not has_time:
        departs = datetime.combine(departs.date(), time(), zone)
    if departs.date() < now.date() or (has_time and departs < now):
        raise RuleViolationError(_("The departure lies in the past."), _("Check the date of the trip."))
    return departs


def _change(work: Work, application: Application, departs: datetime | None, *, has_time: bool) -> dict[str, Any]:
    """Set the departure; the ledger's words for it. A proof of another day is not kept."""
    old, zone = application.departs_at, work.office.zone
    details: dict[str, Any] = {
        "departs": [old.isoformat() if old else None, departs.isoformat() if departs else None],
        "has_time": [application.departs_has_time, has_time],
    }
    if proves_another_day(application.proof, old, departs, zone):
        details["proof"] = [application.proof, None]
        application.proof = application.proof_seen_by = None
        application.proof_seen_at = application.proof_recheck_at = None
    application.departs_at, application.departs_has_time = departs, has_time
    return details


def _refuse_lead(days: int) -> None:
    if not 0 <= days <= LONGEST_VISA_LEAD:
        raise RuleViolationError(
            _("{days} is not a number of days for a visa.").format(days=days),
            _("Give 0 to {limit} days.").format(limit=LONGEST_VISA_LEAD),
        )
