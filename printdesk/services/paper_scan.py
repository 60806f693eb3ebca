"""What a scanned paper of the office is: which copy of it, who made it when, and what it belongs to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.domain import codes
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_long
from printdesk.models.tables import Paper, Pickup
from printdesk.services.office import names, paper_key
from printdesk.services.safety_words import paper_name
from printdesk.services.slip_scan import ForgedPaperError
from printdesk.services.work import View, Workplace


@dataclass(frozen=True, slots=True)
class PaperScan:
    """A paper as its code names it.

    Attributes:
        kind: two letters of `domain.codes`. title: the kind in words.
        copy: which one was scanned; newest: the newest copy that was made, 0 when none of this number is known.
        made_at, made_by: of the scanned copy, as far as it is known. newer_at: when the next copy was made.
        signed: whether the office's signature was on it; the number alone, read by a linear scanner, has none.
        application_id: whose paper it is; None for a paper of the office.
    """

    kind: str
    title: str
    number: str
    copy: int
    newest: int
    made_at: datetime | None
    made_by: str
    newer_at: datetime | None
    signed: bool
    application_id: int | None

    @property
    def sentence(self) -> str:
        """What it is, in one sentence."""
        if self.newest == 0:
            return _("No copy of {title} {number} was made here.").format(title=_low(self.title), number=self.number)
        if self.made_at is None:
            return _("Copy {copy} of {title} {number} was not made here.").format(
                title=_low(self.title), number=self.number, copy=self.copy
            )
        return _("{title} {number}, copy {copy}, made {moment} by {by}.").format(
            title=self.title, number=self.number, copy=self.copy,
            moment=moment_long(self.made_at, language()), by=self.made_by,
        )  # fmt: skip

    @property
    def advice(self) -> str:
        """What to heed about it; "" where it is the newest copy."""
        if self.made_at is None and self.signed:
            return _("This office signed it, perhaps in a time that a restore lost: ask a supervisor.")
        if self.made_at is None:
            return _("Look at the number, or scan the code with the signature.")
        if self.newer_at is None:
            return ""
        return _("There is a newer copy, {newest}; copy {next} was made {moment}.").format(
            newest=self.newest, next=self.copy + 1, moment=moment_long(self.newer_at, language())
        )


class PaperScanService:
    """Tells what a scanned paper is."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def look(self, text: str) -> PaperScan | None:
        """The paper behind a scan of its code or its number; None when the text names none.

        Raises:
            ForgedPaperError: the code is not this office's.
        """
        number, kind = codes.named(text), codes.kind_of(text)
        if number is None or kind is None:
            return None
        with self._workplace.reading() as view:
            return _scan(view, text, kind, number)


def _low(title: str) -> str:
    """Inside a sentence."""
    return title[:1].lower() + title[1:]


def _copies(view: View, number: str) -> list[Paper]:
    return list(view.session.scalars(select(Paper).where(Paper.number == number).order_by(Paper.copy)))


def _register_entry(view: View, number: str) -> PaperScan | None:
    """A number of the hand-over register: it stands on receipts, and is no paper of its own."""
    row = view.session.scalar(select(Pickup).where(Pickup.register_number == number))
    if row is None:
        return None
    return PaperScan(
        kind=codes.HANDOVER_REGISTER, title=paper_name(codes.HANDOVER_REGISTER, active()), number=number, copy=1,
        newest=1, made_at=row.at.astimezone(view.office.zone),
        made_by=names(view.session).get(row.officer, row.officer), newer_at=None, signed=False,
        application_id=row.application_id,
    )  # fmt: skip


def _scan(view: View, text: str, kind: str, number: str) -> PaperScan:
    code = codes.read(paper_key(view.session), text)
    if "|" in text and (code is None or not code.genuine):
        raise ForgedPaperError(
            _("STOP: this code was not made by this office."), _("Keep the paper and call the supervisor.")
        )
    if kind == codes.HANDOVER_REGISTER and (entry := _register_entry(view, number)) is not None:
        return entry
    copy = code.copy if code is not None else codes.short_copy(text)
    rows = _copies(view, number) or _copies(view, number.partition("/")[0])
    own = next((row for row in rows if row.copy == copy), None)
    after = next((row for row in rows if row.copy > copy), None)
    zone, known = view.office.zone, names(view.session)
    return PaperScan(
        kind=kind, title=paper_name(kind, active()), number=number, copy=copy,
        newest=rows[-1].copy if rows else 0,
        made_at=own.made_at.astimezone(zone) if own else None,
        made_by=known.get(own.made_by, own.made_by) if own else "",
        newer_at=after.made_at.astimezone(zone) if after else None,
        signed=code is not None, application_id=rows[0].application_id if rows else None,
    )  # fmt: skip
