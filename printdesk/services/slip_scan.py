"""What a scanned pickup slip says: whose it is, which copy, and since when a newer copy replaces it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.tables import Paper
from printdesk.services import papers
from printdesk.services.office import paper_key
from printdesk.services.work import View, Work


class ForgedPaperError(RuleViolationError):
    """A code of the right shape that this office's key did not make."""


@dataclass(frozen=True, slots=True)
class SlipScan:
    """A pickup slip of ours.

    Attributes:
        application_id: whose it is; None for a number that was given to nobody.
        copy: the copy that was scanned.
        newest: the newest copy; `replaced_at`, in the office's zone, when the next one after the scanned was made.
    """

    number: str
    application_id: int | None
    copy: int
    newest: int
    replaced_at: datetime | None

    @property
    def replaced(self) -> str:
        """Since when it is replaced, as a sentence; "" for the newest copy."""
        if self.replaced_at is None:
            return ""
        return _("Slip {number}, copy {copy}, is replaced since {moment}: copy {newest} counts.").format(
            number=self.number, copy=self.copy, newest=self.newest, moment=moment_medium(self.replaced_at, language())
        )


def slip_scan(view: View | Work, text: str) -> SlipScan | None:
    """The pickup slip behind a scanned text; None when the text names no slip of ours.

    Raises:
        ForgedPaperError: the code is forged.
    """
    plain = text.strip()
    code = codes.read(paper_key(view.session), plain)
    if code is not None and not code.genuine:
        raise ForgedPaperError(
            _("STOP: this code was not made by this office."), _("Keep the paper and call the supervisor.")
        )
    typed = codes.from_typed(plain)
    number = code.number if code is not None else codes.from_short_form(plain) or typed
    if number is None or not number.startswith(codes.PICKUP_SLIP):
        return None
    last = papers.last_copy(view.session, number)
    if last is None:
        return None
    copy = code.copy if code is not None else last.copy if typed else codes.short_copy(plain)
    return SlipScan(number, last.application_id, copy, last.copy, _replaced_at(view, number, copy))


def _replaced_at(view: View | Work, number: str, copy: int) -> datetime | None:
    at = view.session.scalar(
        select(Paper.made_at).where(Paper.number == number, Paper.copy > copy).order_by(Paper.copy).limit(1)
    )
    return at.astimezone(view.office.zone) if at is not None else None
