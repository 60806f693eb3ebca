"""Letters about an uncollected passport on A4, one person a page: it was cancelled, or the last call before that.

They are drafts: a watermark says so, and they count once the head of the office has signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.destruction_minutes_values import Signer
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import fit, wrap
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.slip_values import grouped
from printdesk.documents.style import A4, HAIR, HEAVY, PAPER, THIN, Room, fitted, one_line
from printdesk.documents.worksheet_values import Letterhead
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import day_long, moment_short, zone_name

_LEFT, _RIGHT = 62.0, A4[0] - 62.0
_WIDTH = _RIGHT - _LEFT
_TOP, _FOOT = 42.0, 36.0
_QR_SIDE = 78.0
_SIZE, _LEAD = 10.6, 15.0
_NAMES = 150.0
_SIGN_ROOM = 58.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLetter:
    """What one letter says; moments in the office's zone.

    Attributes:
        number: "SB-2024-000003". copy: 1 is the first draft.
        cancelled_at: when the passport was cancelled; None for a last call.
        issued: when the passport was issued. announced: when the applicant could know, None where nobody told yet.
        last_day: None while none is known.
        legal_basis: the article, as the office words it. months: how long people have to collect.
        hours: the counter's hours, line by line. chief: who signs. code: the paper's signed code.
        written: when the draft was made. language: of the receiver, "id" or "en".
    """

    number: str
    copy: int
    letterhead: Letterhead
    cancelled_at: datetime | None
    name: str
    application_number: str
    serial: str
    service: str
    issued: datetime
    announced: datetime | None
    last_day: date | None
    legal_basis: str
    months: int
    hours: tuple[str, ...]
    chief: Signer
    code: str
    written: datetime
    language: str = "id"


def cancel_letters(letters: Sequence[CancelLetter], watermark: str, written_by: str) -> Document:
    """The letters as one PDF, a page each.

    Args:
        watermark: over each page; a draft says that it is one.

    Raises:
        RuleViolationError: there are none.
    """
    if not letters:
        raise RuleViolationError(active()("There is nobody to write to."), active()("Choose people first."))
    first, warnings = letters[0], Warnings()
    about = About(_title(first, catalogue(first.language)), first.letterhead.office, first.language)
    sheet = Sheet(about)
    for letter in letters:
        _Page(sheet, letter, warnings, watermark, written_by).draw()
    return Document(sheet.finish(), sheet.pages, len(letters), warnings.all())


def _title(letter: CancelLetter, _: Catalogue) -> str:
    if letter.cancelled_at is not None:
        return _("Letter of cancellation of an uncollected passport")
    return _("Last call to collect a passport")


class _Page:
    """One letter."""

    def __init__(
        self, sheet: Sheet, letter: CancelLetter, warnings: Warnings, watermark: str, written_by: str
    ) -> None:
        self._sheet, self._letter, self._warnings = sheet, letter, warnings
        self._watermark, self._by = watermark, written_by
        self._ = catalogue(letter.language)
        self._y = _TOP

    def draw(self) -> None:
        sheet, mark = self._sheet, self._clean(self._watermark)
        sheet.page(*A4)
        sheet.part(("letter", mark), *A4, lambda part: part.watermark(mark, *A4))
        self._head()
        self._opening()
        self._facts()
        for text in self._paragraphs():
            self._paragraph(text)
        self._signature()
        self._foot()

    def _clean(self, text: str) -> str:
        return self._warnings.text(text, self._letter.number)

    def _day(self, moment: datetime | date | None) -> str:
        if moment is None:
            return "–"
        return day_long(moment.date() if isinstance(moment, datetime) else moment, self._.lang)

    def _head(self) -> None:
        letter, sheet, room = self._letter, self._sheet, _WIDTH - _QR_SIDE - 16
        y = _TOP
        for parent in letter.letterhead.parents:
            y += 11
            sheet.lines(_LEFT, y, fit(self._clean(parent), Face.REGULAR, room, 9, 6), Face.REGULAR, PAPER.label)
        y = sheet.lines(
            _LEFT, y + 18, fit(self._clean(letter.letterhead.office), Face.BOLD, room, 15, 9, 2), Face.BOLD
        )
        address = fit(self._clean(letter.letterhead.address), Face.REGULAR, room, 8.6, 6, 2)
        y = sheet.lines(_LEFT, y + 13, address, Face.REGULAR, PAPER.label)
        code = qr(letter.code)
        quiet = QR_QUIET / code.side * _QR_SIDE
        draw_qr(sheet, code, _RIGHT + quiet - _QR_SIDE, _TOP - quiet - 2, _QR_SIDE)
        y = max(y + 9, _TOP + _QR_SIDE)
        sheet.line(_LEFT, y, _RIGHT, y, HEAVY)
        sheet.line(_LEFT, y + 2.6, _RIGHT, y + 2.6, HAIR)
        self._y = y

    def _opening(self) -> None:
        letter, sheet, _ = self._letter, self._sheet, self._
        middle = (_LEFT + _RIGHT) / 2
        title = fit(_title(letter, _).upper(), Face.BOLD, _WIDTH, 14, 9, 2)
        y = sheet.lines(middle, self._y + 34, title, Face.BOLD, 0, Align.CENTRE)
        number = _("Number: {number}").format(number=letter.number)
        if letter.copy > 1:
            number = f"{number} · {_('Copy {copy}').format(copy=letter.copy)}"
        sheet.text(middle, y + 17, number, Face.REGULAR, 10.6, 0, Align.CENTRE)
        y += 44
        sheet.text(_RIGHT, y, self._day(letter.written), Face.REGULAR, 10.2, 0, Align.RIGHT)
        sheet.text(_LEFT, y, _("To the applicant"), Face.REGULAR, 9.4, PAPER.label)
        room = Room(_WIDTH, 34, 13, 8)
        name = fitted(self._clean(letter.name), Face.BOLD, room, letter.number, _("Name"), self._warnings)
        self._y = sheet.lines(_LEFT, y + 17, name, Face.BOLD) + 8

    def _facts(self) -> None:
        """What is known, name by name."""
        letter, _ = self._letter, self._
        rows = [
            (_("Application number"), grouped(letter.application_number)),
            (_("Passport number"), letter.serial),
            (_("Kind"), letter.service),
            (_("Ready for pickup"), self._day(letter.issued)),
            (_("Known to the applicant"), self._day(letter.announced)),
            (_("Last day to collect"), self._day(letter.last_day)),
        ]
        if letter.cancelled_at is not None:
            rows.append((_("Cancelled"), self._day(letter.cancelled_at)))
        top = self._y + 4
        y = top + 4
        for name, value in rows:
            y += 16
            self._sheet.text(_LEFT + 10, y, name, Face.REGULAR, 9.4, PAPER.label)
            said = one_line(self._clean(value) or "–", Face.BOLD, _WIDTH - _NAMES - 20, 10.4, 7)
            self._sheet.lines(_LEFT + _NAMES, y, said, Face.BOLD)
        self._sheet.frame(_LEFT, top, _WIDTH, y + 11 - top, THIN, PAPER.line, 4)
        self._y = y + 24

    def _paragraphs(self) -> tuple[str, ...]:
        if self._letter.cancelled_at is not None:
            return self._cancelled()
        return self._last_call()

    def _cancelled(self) -> tuple[str, ...]:
        letter, _ = self._letter, self._
        return (
            _(
                "The passport named above lay ready at our counter and was not collected by {day}. On the basis of "
                "{basis} it was cancelled, and the booklet is kept apart until it is destroyed."
            ).format(day=self._day(letter.last_day), basis=letter.legal_basis),
            _(
                "The month was counted from the day on which you could know that it was ready. Days on which our own "
                "counter could not work were not counted."
            ),
            _(
                "If you think that the delay was ours, come to the counter with this letter and your identity card "
                "as soon as you can: until the booklet is destroyed the cancellation can be taken back. After that "
                "a new application is needed."
            ),
            self._hours(),
        )

    def _last_call(self) -> tuple[str, ...]:
        letter, _ = self._letter, self._
        if letter.last_day is None:
            ready = _("The passport named above lies ready at our counter. Please collect it.")
        elif letter.last_day < letter.written.date():
            ready = _(
                "The passport named above lies ready at our counter and should have been collected by {day}. Please "
                "collect it without delay."
            ).format(day=self._day(letter.last_day))
        else:
            ready = _("The passport named above lies ready at our counter. Please collect it by {day}.").format(
                day=self._day(letter.last_day)
            )
        return (
            ready,
            _("On the basis of {basis} a passport that is not collected in time may be cancelled.").format(
                basis=letter.legal_basis
            ),
            _(
                "Bring your payment proof and your identity card. Somebody of your family, or a person with your "
                "power of attorney, may collect it for you."
            ),
            self._hours(),
        )

    def _hours(self) -> str:
        return self._("Counter hours: {hours}.").format(hours="; ".join(self._letter.hours))

    def _paragraph(self, text: str) -> None:
        for line in wrap(self._clean(text), Face.REGULAR, _WIDTH, _SIZE):
            self._y += _LEAD
            self._sheet.text(_LEFT, self._y, line, Face.REGULAR, _SIZE)
        self._y += 8

    def _signature(self) -> None:
        letter, sheet, _ = self._letter, self._sheet, self._
        left = _LEFT + _WIDTH * 0.52
        y = self._y + 26
        sheet.text(left, y, _("Head of the office"), Face.REGULAR, 9.8, PAPER.label)
        y += _SIGN_ROOM
        sheet.line(left, y, _RIGHT, y, THIN)
        if letter.chief.name:
            name = fit(self._clean(letter.chief.name), Face.BOLD, _RIGHT - left, 10, 6, 2)
            y = sheet.lines(left, y + 13, name, Face.BOLD)
        else:
            y += 13
            sheet.text(left, y, _("Name"), Face.REGULAR, 8, PAPER.label)
        sheet.text(left, y + 12, f"NIP {letter.chief.nip}".strip(), Face.REGULAR, 8.4, PAPER.label)

    def _foot(self) -> None:
        letter, y = self._letter, A4[1] - _FOOT
        self._sheet.line(_LEFT, y - 11, _RIGHT, y - 11, HAIR, PAPER.line)
        moment = f"{moment_short(letter.written, self._.lang)} {zone_name(letter.written)}".strip()
        said = self._("Draft of {moment} by {by} · counts only with the signature of the head of the office").format(
            moment=moment, by=self._by
        )
        line = one_line(self._clean(said), Face.REGULAR, _WIDTH, 7.8, 5)
        self._sheet.lines(_LEFT, y, line, Face.REGULAR, PAPER.label)
