"""What comes back on a down-time pack, row by row: prints as on a batch sheet, hand-overs, intake, spoiled booklets.

Each row is one act and is saved at once. What the books refuse stays open on the pack's list of exceptions until it
is entered rightly, or until the pack is closed; nothing is guessed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from sqlalchemy import select

from printdesk.domain import codes
from printdesk.domain.states import Act, BookletState
from printdesk.errors import DeskError, RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.print_work import BatchSheet, BatchSheetException, BatchSheetRow
from printdesk.models.reports import DowntimePack, DowntimeRow
from printdesk.models.tables import Application, Person
from printdesk.services import batch_views, warnings
from printdesk.services.batch_entry import Entry, enter
from printdesk.services.downtime_values import HANDOVER, INTAKE, SECTIONS, SPOILED
from printdesk.services.hand_over_acts import HandOver, MismatchError, give_out, record_stop, refuse_post
from printdesk.services.moves import application_for_update, booklet_by_serial, move_booklet
from printdesk.services.office import paper_key
from printdesk.services.plans import application_of
from printdesk.services.work import Actor, Answer, View, Work, Workplace, new_operation_id

DONE, ODD = "done", "exception"
_PARTS = 3


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a pack: `section` is a station's code, or "handover", "intake", "spoiled"."""

    pack: str
    section: str
    position: int

    @property
    def prints(self) -> bool:
        """Whether it is a row of a station."""
        return self.section not in SECTIONS


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it stands.

    Attributes:
        number, name: of its application, or "". outcome: as entered, or "". exception: what did not fit, or "".
    """

    place: RowPlace
    application_id: int | None
    number: str
    name: str
    service: str
    outcome: str
    serial: str
    exception: str
    entered_at: datetime | None


class DowntimeBack:
    """Enters rows and closes packs."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def find(self, text: str) -> RowPlace | None:
        """The row behind a scanned code or a typed "PK-2024-000001/R2/3"; None when it is no pack's.

        Raises:
            RuleViolationError: the code is forged or altered.
        """
        with self._workplace.reading() as view:
            said = codes.read(paper_key(view.session), text)
        if said is not None and said.kind == codes.DOWNTIME_ROW and not said.genuine:
            raise RuleViolationError(
                _("This code was not made by this office, or was altered."),
                _("Set the paper aside for the supervisor."),
            )
        named = said.number if said is not None and said.kind == codes.DOWNTIME_ROW else text.strip()
        parts = named.split("/")
        if len(parts) != _PARTS or not parts[0].startswith(f"{codes.DOWNTIME_PACK}-") or not parts[2].isdigit():
            return None
        return RowPlace(parts[0].upper(), unquote(parts[1]), int(parts[2]))

    def row(self, place: RowPlace) -> RowView:
        """A row as it stands.

        Raises:
            RuleViolationError: there is none.
        """
        with self._workplace.reading() as view:
            return _row_view(view, _row(view, place))

    def rows(self, pack: str) -> tuple[RowView, ...]:
        """All rows of a pack that were entered or did not fit, the last entered first."""
        with self._workplace.reading() as view:
            found = view.session.scalars(
                select(DowntimeRow)
                .where(DowntimeRow.pack == pack, DowntimeRow.entered_at.is_not(None))
                .order_by(DowntimeRow.entered_at.desc(), DowntimeRow.section, DowntimeRow.position)
            )
            return tuple(_row_view(view, row) for row in found)

    def enter_print(self, actor: Actor, place: RowPlace, operator: str, entry: Entry, operation_id: str) -> RowView:
        """Enter what the paper of a station says of one application.

        Args:
            operator: login of who printed; the blanks are this person's.
            entry: outcome, serial and reason; its position is the row's.

        Raises:
            RuleViolationError: as for a batch sheet's row.
        """

        def do(work: Work) -> Answer:
            row = _open_row(work, place)
            sheet = _sheet(work, place, operator)
            _failure, odd = enter(work, sheet.id, entry)
            refused = odd and _refused(work, sheet, entry.position)
            kind = _last_kind(work, sheet, entry.position) if odd else ""
            _keep(work, row, "" if refused else entry.outcome, entry.serial, kind)
            work.record("enter_downtime_row", "downtime_pack", place.pack, section=place.section, row=place.position)
            return {}

        self._workplace.perform("enter_downtime_row", actor, operation_id, do)
        return self.row(place)

    def enter_handover(
        self, actor: Actor, place: RowPlace, hand_over: HandOver, at: datetime | None, operation_id: str
    ) -> RowView:
        """Enter one hand-over that was done on paper, by the rules of the counter.

        Args:
            at: when it was done, as the paper says; None where it says nothing.

        Raises:
            RuleViolationError: the booklet or the slip is somebody else's, or it does not lie ready; the row is on
                the list of exceptions then.
        """

        def do(work: Work) -> Answer:
            row = _open_row(work, place)
            _refuse_ahead(work, at)
            application = application_for_update(work.session, hand_over.application_id)
            kind = work.settings.collector(hand_over.collector)
            refuse_post(kind)
            pickup = give_out(work, application, kind, hand_over)
            row.application_id, row.happened_at = application.id, at
            _keep(work, row, DONE, hand_over.serial, "")
            work.record(
                "enter_downtime_row", "downtime_pack", place.pack, section=place.section, row=place.position,
                register=pickup.register_number,
            )  # fmt: skip
            return {}

        self._carry_out(actor, place, hand_over.serial, operation_id, do)
        return self.row(place)

    def enter_intake(self, actor: Actor, place: RowPlace, number: str, operation_id: str) -> RowView:
        """Note that the application of a row was taken in.

        Raises:
            RuleViolationError: there is no application with that number yet.
        """

        def do(work: Work) -> Answer:
            row = _open_row(work, place)
            row.application_id = application_of(work.session, number).id
            _keep(work, row, DONE, "", "")
            work.record("enter_downtime_row", "downtime_pack", place.pack, section=place.section, row=place.position)
            return {}

        self._carry_out(actor, place, "", operation_id, do)
        return self.row(place)

    def enter_spoiled(self, actor: Actor, place: RowPlace, serial: str, reason: str, operation_id: str) -> RowView:
        """Enter a blank that was spoiled while nothing was bound to it.

        Args:
            reason: code of a failed print.

        Raises:
            RuleViolationError: there is no such booklet or reason, or it is no blank in somebody's hands.
        """

        def do(work: Work) -> Answer:
            row = _open_row(work, place)
            work.settings.reason("print", reason)
            booklet = booklet_by_serial(work.session, serial)
            if booklet.state != BookletState.ISSUED:
                raise RuleViolationError(
                    _("{serial} is no blank in somebody's hands.").format(serial=booklet.serial),
                    _("Enter a booklet that was printed for somebody on the row of that application."),
                )
            move_booklet(work, booklet, Act.SPOIL, reason=reason)
            _keep(work, row, DONE, booklet.serial, "")
            work.record("enter_downtime_row", "downtime_pack", place.pack, section=place.section, row=place.position)
            return {}

        self._carry_out(actor, place, serial, operation_id, do)
        return self.row(place)

    def close(self, actor: Actor, pack: str, operation_id: str) -> int:
        """End the scan-back of a pack; what does not fit goes into the inbox.

        Returns:
            how many exceptions are left.

        Raises:
            RuleViolationError: there is no such pack, or it was closed.
        """

        def do(work: Work) -> Answer:
            row = _open_pack(work, pack)
            left = len(
                work.session.scalars(
                    select(DowntimeRow.position).where(
                        DowntimeRow.pack == row.number, DowntimeRow.exception.is_not(None)
                    )
                ).all()
            )
            row.closed_at, row.closed_by = work.now, actor.user
            for sheet in work.session.scalars(select(BatchSheet).where(BatchSheet.number.like(f"{row.number}/%"))):
                sheet.closed_at, sheet.closed_by, sheet.released = work.now, actor.user, 0
            work.record("close_downtime_pack", "downtime_pack", row.number, exceptions=left)
            if left:
                warnings.raise_warning(work, warnings.SHEET_EXCEPTIONS, subject=row.number, details={"count": left})
            return {"left": left}

        return int(self._workplace.perform("close_downtime_pack", actor, operation_id, do)["left"])

    def _carry_out(
        self, actor: Actor, place: RowPlace, serial: str, operation_id: str, do: Callable[[Work], Answer]
    ) -> None:
        """An act on a row; refused, the row is marked on the list of exceptions before the refusal goes on."""
        try:
            self._workplace.perform("enter_downtime_row", actor, operation_id, do)
        except MismatchError as mismatch:
            record_stop(self._workplace, actor, mismatch.stop, new_operation_id())
            self._note(actor, place, serial)
            raise
        except RuleViolationError:
            self._note(actor, place, serial)
            raise

    def _note(self, actor: Actor, place: RowPlace, serial: str) -> None:
        def do(work: Work) -> Answer:
            row = _open_row(work, place)
            _keep(work, row, "", serial[:20], ODD)
            work.record("downtime_exception", "downtime_pack", place.pack, section=place.section, row=place.position)
            return {}

        try:
            self._workplace.perform("downtime_exception", actor, new_operation_id(), do)
        except DeskError:
            return


def _row(view: View | Work, place: RowPlace) -> DowntimeRow:
    row = view.session.get(DowntimeRow, (place.pack, place.section, place.position))
    if row is None:
        raise RuleViolationError(
            _("Pack {pack} has no row {position} under {section}.").format(
                pack=place.pack, position=place.position, section=place.section
            ),
            _("Scan the code at the end of the row again."),
        )
    return row


def _open_pack(work: Work, number: str) -> DowntimePack:
    row = work.session.get(DowntimePack, number, with_for_update=True)
    if row is None or row.closed_at is not None:
        raise RuleViolationError(
            _("Pack {number} is closed, or there is none.").format(number=number),
            _("Look for it in the list of packs."),
        )
    return row


def _open_row(work: Work, place: RowPlace) -> DowntimeRow:
    _open_pack(work, place.pack)
    row = _row(work, place)
    if row.outcome is not None:
        raise RuleViolationError(
            _("Row {position} was entered already: {serial}.").format(
                position=place.position, serial=row.serial or "–"
            ),
            _("Go on with the next row."),
        )
    return row


def _sheet(work: Work, place: RowPlace, operator: str) -> BatchSheet:
    """The station's part of the pack as a batch sheet, made when its first row comes back."""
    if work.session.scalar(select(Person.id).where(Person.login == operator, Person.active)) is None:
        raise RuleViolationError(
            _("Nobody works here as “{login}”.").format(login=operator), _("Say who printed at this station.")
        )
    order = [station.code for station in work.settings.stations]
    number = f"{place.pack}/{order.index(place.section) + 1 if place.section in order else place.section}"
    sheet = work.session.scalar(select(BatchSheet).where(BatchSheet.number == number).with_for_update())
    if sheet is not None:
        sheet.operator = operator
        return sheet
    sheet = BatchSheet(
        number=number, station=place.section, operator=operator, made_at=work.now, desk=work.actor.desk
    )
    work.session.add(sheet)
    work.session.flush()
    rows = work.session.scalars(
        select(DowntimeRow).where(DowntimeRow.pack == place.pack, DowntimeRow.section == place.section)
    )
    work.session.add_all(
        BatchSheetRow(sheet_id=sheet.id, position=row.position, application_id=row.application_id or 0)
        for row in rows
    )
    work.session.flush()
    return sheet


def _refused(work: Work, sheet: BatchSheet, position: int) -> bool:
    """Whether the row is still open on the sheet: nothing was booked."""
    row = work.session.get(BatchSheetRow, (sheet.id, position))
    return row is None or row.outcome is None


def _last_kind(work: Work, sheet: BatchSheet, position: int) -> str:
    work.session.flush()
    return (
        work.session.scalar(
            select(BatchSheetException.kind)
            .where(BatchSheetException.sheet_id == sheet.id, BatchSheetException.position == position)
            .order_by(BatchSheetException.id.desc())
            .limit(1)
        )
        or ODD
    )


def _keep(work: Work, row: DowntimeRow, outcome: str, serial: str, exception: str) -> None:
    row.outcome, row.serial, row.exception = outcome or None, serial.strip().upper() or None, exception or None
    row.entered_at, row.entered_by = work.now, work.actor.user


def _refuse_ahead(work: Work, at: datetime | None) -> None:
    if at is not None and at > work.now:
        raise RuleViolationError(_("This moment is still to come."), _("Look at the time on the paper again."))


def _row_view(view: View, row: DowntimeRow) -> RowView:
    application = view.session.get(Application, row.application_id) if row.application_id else None
    at = row.entered_at.astimezone(view.office.zone) if row.entered_at else None
    return RowView(
        RowPlace(row.pack, row.section, row.position), row.application_id, application.number if application else "",
        application.name if application else "", application.service if application else "", row.outcome or "",
        row.serial or "", row.exception or "", at,
    )  # fmt: skip


def exception_words(row: RowView, reader: Catalogue) -> str:
    """What did not fit about a row, for a reader; "" when it fits."""
    if not row.exception:
        return ""
    words = {
        batch_views.GONE: reader("this application was not to be printed any more"),
        batch_views.ELSEWHERE: reader("it was printed or taken elsewhere meanwhile"),
        batch_views.FOREIGN_BLANK: reader("{serial} was issued to somebody else"),
        batch_views.DOUBLED: reader("{serial} was used already"),
        batch_views.UNKNOWN_SERIAL: reader("{serial} was never received here"),
        batch_views.WRONG_KIND: reader("{serial} is a blank of another kind"),
        batch_views.IN_SAFE: reader("{serial} is still in the safe"),
        batch_views.BAD_BLANK: reader("{serial} must not be used"),
    }
    said = words.get(row.exception, reader("the books refused it; enter it again"))
    return said.format(serial=row.serial)


__all__ = ["HANDOVER", "INTAKE", "SPOILED", "DowntimeBack", "RowPlace", "RowView", "exception_words"]
