"""The parts of a hand-over: what must be shown, the right booklet, the right slip, the entry in the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from printdesk.domain import codes, numbers
from printdesk.domain.names import clean_name
from printdesk.domain.roles import SECOND
from printdesk.domain.settings import CollectorKind
from printdesk.domain.states import Act
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Application, Booklet, Pickup
from printdesk.services import papers
from printdesk.services.moves import bound_booklet, move_application, move_booklet, refuse_frozen_serial
from printdesk.services.repeat_collectors import identity_mark, masked_identity
from printdesk.services.second_person import other_signed_in
from printdesk.services.slip_scan import ForgedPaperError, slip_scan
from printdesk.services.work import Actor, Answer, Work, Workplace

REGISTER = codes.HANDOVER_REGISTER
POST_KIND = "post"

BOOKLET = "booklet"
SLIP = "slip"
FORGED = "forged"
REPLACED = "replaced"

IDENTITY = "identity"
"""How a holder proved whose booklet it is who has no slip."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """What the officer has in front of her when she hands a booklet over.

    Attributes:
        application_id: whose booklet.
        serial: scanned from the booklet in her hand.
        collector: code of the collector kind.
        documents: codes of the documents that were shown.
        collector_name: of another person than the applicant; else "".
        collector_identity: identity number of another person; else "". The register keeps it masked.
        slip: text scanned from the pickup slip, or "" when identity alone was shown.
    """

    application_id: int
    serial: str
    collector: str
    documents: tuple[str, ...]
    collector_name: str = ""
    collector_identity: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A scan that stopped a hand-over.

    Attributes:
        application_id: to whom was being handed over.
        what: "booklet", "slip", "forged" or "replaced".
        serial: of the scanned booklet where it is one of ours, or "".
        other_id: to whom the scanned thing belongs, where that is known.
    """

    application_id: int
    what: str
    serial: str = ""
    other_id: int | None = None


class MismatchError(RuleViolationError):
    """The booklet or the slip is not this person's."""

    def __init__(self, message: str, advice: str, stop: Stop) -> None:
        super().__init__(message, advice)
        self.stop = stop


def missing_papers(kind: CollectorKind, hand_over: HandOver) -> Sequence[str]:
    """What is still to be shown or written, in words."""
    lang = active().lang
    found = [each.label.text(lang) for each in kind.documents if each.code not in hand_over.documents]
    if kind.other_person and not hand_over.collector_name.strip():
        found.append(_("the collector's name"))
    if kind.other_person and kind.code != POST_KIND and not hand_over.collector_identity.strip():
        found.append(_("the collector's identity number"))
    return found


def refuse_incomplete(kind: CollectorKind, hand_over: HandOver) -> None:
    """Refuse while anything is missing.

    Raises:
        RuleViolationError: it names what.
    """
    missing = missing_papers(kind, hand_over)
    if missing:
        raise RuleViolationError(
            _("The hand-over is not complete: {missing}.").format(missing=", ".join(missing)),
            _("Tick each document once you have seen it."),
        )


def refuse_post(kind: CollectorKind) -> None:
    """Refuse the post as a collector at the counter: it needs an address, a courier and the list that he signs.

    Raises:
        RuleViolationError: it is the post.
    """
    if kind.code == POST_KIND:
        raise RuleViolationError(
            _("What goes to the post stands on its own list."), _("Open “Give to the post” and scan them there.")
        )


def refuse_other_booklet(work: Work, application: Application, booklet: Booklet, scanned: str) -> None:
    """Refuse any booklet but the application's own.

    Raises:
        MismatchError: it is somebody else's or nobody's.
        RuleViolationError: it is missing or in quarantine, or no serial at all.
    """
    serial = numbers.serial(scanned, active())
    if serial == booklet.serial:
        return
    refuse_frozen_serial(work.session, serial)
    other = work.session.execute(
        select(Application.id, Application.name, Application.number)
        .join(Booklet, Booklet.application_id == Application.id)
        .where(Booklet.serial == serial)
    ).one_or_none()
    slot = application.shelf_slot or "–"
    if other is None:
        raise MismatchError(
            _("STOP: {serial} is not the booklet of {name}.").format(serial=serial, name=application.name),
            _("Fetch {right} from slot {slot}.").format(right=booklet.serial, slot=slot),
            Stop(application.id, BOOKLET, _known(work, serial)),
        )
    raise MismatchError(
        _("STOP: {serial} is the booklet of {other}, not of {name}.").format(
            serial=serial,
            other=_told_apart(other[1], other[2], application.name),
            name=_told_apart(application.name, application.number, other[1]),
        ),
        _("Put it back and fetch {right} from slot {slot}.").format(right=booklet.serial, slot=slot),
        Stop(application.id, BOOKLET, serial, other[0]),
    )


def _told_apart(name: str, number: str, other: str) -> str:
    """A name, with its application number where the other one has the same name."""
    return f"{name} ({number})" if name == other else name


def _known(work: Work, serial: str) -> str:
    """A serial that was ever received here; anything else may be what a person typed."""
    return work.session.scalar(select(Booklet.serial).where(Booklet.serial == serial)) or ""


def proof_of(work: Work, application: Application, slip: str) -> str:
    """How the holder proved whose booklet it is.

    "slip" when the signed code of this application's slip was scanned; "slip_number" when only its number came, which
    a linear scanner reads off the slip and which anybody can type; else "identity".

    Raises:
        MismatchError: the scanned slip is forged, replaced or somebody else's.
    """
    if not slip.strip():
        return IDENTITY
    try:
        found = slip_scan(work, slip)
    except ForgedPaperError as forged:
        raise MismatchError(forged.message, forged.advice, Stop(application.id, FORGED)) from forged
    if found is None or found.application_id != application.id:
        raise MismatchError(
            _("STOP: this slip does not belong to {name}.").format(name=application.name),
            _("Check the slip and the person's identity card."),
            Stop(application.id, SLIP, "", found.application_id if found else None),
        )
    if found.replaced:
        raise MismatchError(
            _("STOP: {replaced}").format(replaced=found.replaced),
            _("Ask who has the newer copy, and check the identity card; without a slip the identity counts."),
            Stop(application.id, REPLACED),
        )
    return "slip_number" if codes.from_short_form(slip) or codes.from_typed(slip) else "slip"


def collector_of(kind: CollectorKind, hand_over: HandOver, application: Application) -> tuple[str, str]:
    """Name and identity number as given, in clean words.

    Raises:
        RuleViolationError: one of them is no line of text.
    """
    identity = hand_over.collector_identity.strip()
    name = clean_name(hand_over.collector_name, active()) if kind.other_person else application.name
    return name, clean_name(identity, active()) if identity and kind.other_person else ""


def give_out(work: Work, application: Application, kind: CollectorKind, hand_over: HandOver) -> Pickup:
    """Hand one booklet out and write it into the register; the checks stand in their order.

    Raises:
        RuleViolationError: something is missing or wrong, or the application does not lie ready.
    """
    refuse_incomplete(kind, hand_over)
    name, identity = collector_of(kind, hand_over, application)
    booklet = bound_booklet(work.session, application)
    refuse_other_booklet(work, application, booklet, hand_over.serial)
    proved_by = proof_of(work, application, hand_over.slip)
    second = _second_without_slip(work, proved_by)
    act = Act.POST if kind.code == POST_KIND else Act.HAND_OVER
    move_booklet(work, booklet, act)
    move_application(work, application, act, collector=kind.code, proved_by=proved_by, **second)
    pickup = Pickup(
        application_id=application.id, booklet_id=booklet.id, collector_kind=kind.code,
        register_number=papers.next_number(work, REGISTER), collector_name=name,
        collector_identity=masked_identity(identity) if identity else None,
        collector_mark=identity_mark(work, identity) if identity else None,
        documents=list(hand_over.documents), proved_by=proved_by, officer=work.actor.user, at=work.now,
    )  # fmt: skip
    work.session.add(pickup)
    application.shelf_slot = None
    work.session.flush()
    return pickup


def _second_without_slip(work: Work, proved_by: str) -> dict[str, str]:
    """Who saw it too, where identity alone is shown at the counter; what the post and a paper of a down-time took is
    signed there.

    Raises:
        SecondSignInError: people have passwords here, and nobody else signed in for it.
    """
    if proved_by != IDENTITY or work.act not in SECOND:
        return {}
    other = other_signed_in(work)
    return {"second": other} if other else {}


def record_stop(workplace: Workplace, actor: Actor, stop: Stop, operation_id: str) -> None:
    """Write a stopped hand-over into the ledger; the hand-over itself was refused and left no trace."""

    def do(work: Work) -> Answer:
        work.record(
            "mismatch", "application", stop.application_id, what=stop.what, serial=stop.serial, other=stop.other_id
        )
        return {}

    workplace.perform("mismatch", actor, operation_id, do)
