"""The tables of the cancelling dialog: the dry run, and the applications on batches."""

from dataclasses import dataclass

from printdesk.i18n import _, dates, language, plural
from printdesk.services.cancel_cases import CancelCase
from printdesk.services.cancel_views import KEPT, LAPSED, UNDONE, BatchView, CancelledRow
from printdesk.services.second_person import OPEN
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.pickup.uncollected_tables import known_by, reached_words
from printdesk.ui.pickup.words import fours
from printdesk.ui.theme import Kind


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One application on its batch."""

    batch: BatchView
    row: CancelledRow

    @property
    def key(self) -> str:
        """Its place among all batches."""
        return f"{self.batch.number}/{self.row.application_id}"


def case_model() -> RowsModel[CancelCase]:
    """The dry run: dates, reminders, whether reached, and what keeps a case."""
    columns: list[Column[CancelCase]] = [
        Column(lambda: _("Shelf"), lambda case: Cell(case.slot or "–", case.serial), 92, strong=True),
        Column(lambda: _("Applicant"), lambda case: Cell(case.name, fours(case.number), tooltip=case.name), 180, 1),
        Column(lambda: _("Issued, known"), _dates, 138),
        Column(lambda: _("Last day"), _last_day, 112),
        Column(lambda: _("Reminders, contact"), _contact, 150),
        Column(lambda: _("Cancel?"), _verdict, 250, 4),
    ]
    return RowsModel(columns, key=lambda case: str(case.application_id))


def batch_model() -> RowsModel[BatchLine]:
    """Applications on batches, with the facts they were judged by."""
    columns: list[Column[BatchLine]] = [
        Column(lambda: _("Batch"), _batch, 168),
        Column(
            lambda: _("Applicant"), lambda line: Cell(line.row.name, fours(line.row.number), tooltip=line.row.name),
            200, 2,
        ),
        Column(lambda: _("Booklet"), lambda line: Cell(line.row.serial, line.row.slot or "–"), 104),
        Column(lambda: _("Known, last day"), _known, 182),
        Column(lambda: _("Reminders"), lambda line: Cell(str(line.row.reminders), sort=line.row.reminders), 96),
        Column(lambda: _("Outcome"), _outcome, 180, 1),
    ]  # fmt: skip
    return RowsModel(columns, key=lambda line: line.key)


def _dates(case: CancelCase) -> Cell:
    known, lang = case.collection, language()
    second = known_by(known.known_by)
    if known.announced is not None:
        second = second.format(day=dates.day_short(known.announced.date(), lang))
    return Cell(dates.day_short(known.issued.date(), lang), second, sort=known.issued.timestamp())


def _last_day(case: CancelCase) -> Cell:
    last = case.collection.last_day
    if last is None:
        return Cell("–", sort=0)
    count = len(case.collection.uncounted)
    more = plural("+{count} day", "+{count} days", count).format(count=count) if count else ""
    return Cell(dates.day_short(last, language()), more, sort=last.toordinal())


def _contact(case: CancelCase) -> Cell:
    given = ", ".join(str(day) for day in case.collection.reminders)
    first = _("day {days}").format(days=given) if given else _("no reminder")
    second = reached_words(case.reached) if case.has_phone or case.reached.at else _("no telephone")
    return Cell(first, second, sort=len(case.collection.reminders))


def _verdict(case: CancelCase) -> Cell:
    if case.refused:
        return Cell(pill=PillSpec(Kind.STOPPED, _("No")), second=case.refused, sort=1, tooltip=case.refused)
    return Cell(pill=PillSpec(Kind.NOTE, _("May be cancelled")), second=case.caution, sort=0, tooltip=case.caution)


def _batch(line: BatchLine) -> Cell:
    said = _("{by}, {day}").format(
        by=line.batch.asked_by, day=dates.day_short(line.batch.asked_at.date(), language())
    )
    return Cell(line.batch.number, said, tooltip=said)


def _known(line: BatchLine) -> Cell:
    lang = language()
    return Cell(
        dates.day_short(line.row.announced.date(), lang), dates.day_short(line.row.last_day, lang),
        sort=line.row.last_day.toordinal(),
    )  # fmt: skip


def _outcome(line: BatchLine) -> Cell:
    kinds = {OPEN: Kind.WAITING, LAPSED: Kind.FAILED, KEPT: Kind.NOTE, UNDONE: Kind.DONE}
    spec = PillSpec(kinds.get(line.row.outcome, Kind.NOTE), outcome_words().get(line.row.outcome, line.row.outcome))
    return Cell(pill=spec, second=line.row.because, tooltip=line.row.because)


def outcome_words() -> dict[str, str]:
    """What became of one application of a batch."""
    return {
        OPEN: _("waits"),
        LAPSED: _("cancelled"),
        KEPT: _("kept"),
        UNDONE: _("taken back"),
    }


def line_words(line: BatchLine) -> tuple[str, str]:
    """Both dates, who proposed and who decided."""
    batch, row, lang = line.batch, line.row, language()
    parts = [
        _("Issued {issued}; known to the applicant since {announced}.").format(
            issued=dates.day_medium(row.issued.date(), lang), announced=dates.day_medium(row.announced.date(), lang)
        ),
        _("Proposed by {by} {moment}.").format(by=batch.asked_by, moment=dates.moment_medium(batch.asked_at, lang)),
    ]
    if batch.decided_at is not None:
        parts.append(
            _("Decided by {by} {moment}.").format(
                by=batch.decided_by, moment=dates.moment_medium(batch.decided_at, lang)
            )
        )
    return row.name, " ".join([*parts, row.because]).strip()
