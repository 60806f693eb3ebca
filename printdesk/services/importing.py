"""Taking over a list of applications: a dry run that says row by row what it would do, and the act itself."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.i18n.catalogue import active
from printdesk.intake import IntakeCancelledError, IntakeResult, RowIssue, read_applications
from printdesk.services.entry import EntryForm, aliases, read_entry, refuse_known
from printdesk.services.import_report import ImportLine, ImportReport, Result, report
from printdesk.services.merging import Merge
from printdesk.services.outage_arrivals import hold_still
from printdesk.services.taking_over import add, compare, locked, write
from printdesk.services.work import Actor, Answer, OfficeData, Work, Workplace

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

__all__ = ["EntryForm", "ImportLine", "ImportReport", "ImportService"]

_LETTERS = {"new": "n", "updated": "u", "unchanged": "="}
_OUTCOMES = {letter: outcome for outcome, letter in _LETTERS.items()}


class ImportService:
    """Applications into the office: from a list, or typed one by one."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def check(
        self, path: Path, language: Catalogue, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> ImportReport:
        """Say what an import of this list would do; nothing is changed.

        Raises:
            RuleViolationError: the file as a whole cannot be read.
            IntakeCancelledError: the user cancelled.
        """
        office, now = self._office()
        read = _read(path, office, now, language, progress, cancelled)
        rows = (Result(m, m.outcome, m.changes) for m in self._compared(read, language))
        return report(read, rows, office, language, applied=False)

    def apply(
        self,
        actor: Actor,
        path: Path,
        operation_id: str,
        *,
        language: Catalogue,
        accept_valid: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportReport:
        """Take a list over, in one transaction: all of it, or nothing when a row is wrong.

        Args:
            language: of the report.
            accept_valid: take the right rows over and leave the wrong ones out.
            progress: told rows done and their number, reading and writing together.
            cancelled: asked every few hundred rows; when it answers true nothing is left behind.

        Raises:
            RuleViolationError: the file as a whole cannot be read.
            IntakeCancelledError: the user cancelled.
        """
        office, now = self._office()
        watch = _Watch(progress, cancelled, language)
        read = _read(path, office, now, language, watch.reading, cancelled)
        digest = _digest(path, language)
        if read.errors and not accept_valid:
            refused = (Result(m, m.outcome, m.changes) for m in self._compared(read, language))
            return report(read, refused, office, language, applied=False, refused=True)
        written: list[Merge] = []

        def do(work: Work) -> Answer:
            hold_still(work)
            merges = locked(work, compare(work, read.rows, language), language)
            found = Counter(m.outcome for m in merges)
            counts = {outcome: found[outcome] for outcome in _LETTERS}
            work.record(
                "import_list", "import", operation_id, sha256=digest, rows=read.total, **counts,
                refused=len({error.row for error in read.errors}),
            )  # fmt: skip
            write(work, merges, watch.writing)
            written.extend(merges)
            return _outcomes(digest, merges)

        answer = self._workplace.perform("import", actor, operation_id, do)
        watch.finish()
        rows = _told(answer, digest, written or self._compared(read, language), language)
        return report(read, rows, office, language, applied=True)

    def add_single(self, actor: Actor, form: EntryForm, operation_id: str) -> int:
        """Take over one application that was typed by hand, checked as a row of a list is.

        Returns:
            the application's id.

        Raises:
            EntryRefusedError: an entry is wrong; it says which and why.
            RuleViolationError: the number is known; the sentence says where that application stands.
        """

        def do(work: Work) -> Answer:
            hold_still(work)
            row = read_entry(form, work.office, work.now).accepted()
            refuse_known(work, row.number)
            merges = compare(work, [row], active())
            return {"id": add(work, merges[0], "add")}

        return int(self._workplace.perform("add_application", actor, operation_id, do)["id"])

    def check_single(self, form: EntryForm) -> tuple[tuple[RowIssue, ...], tuple[RowIssue, ...]]:
        """Errors and warnings of an application being typed, each with its field as column; nothing is changed."""
        office, now = self._office()
        entry = read_entry(form, office, now)
        return entry.errors, entry.warnings

    def _office(self) -> tuple[OfficeData, datetime]:
        with self._workplace.reading() as view:
            return view.office, view.now

    def _compared(self, read: IntakeResult, language: Catalogue) -> list[Merge]:
        with self._workplace.reading() as view:
            return compare(view, read.rows, language)


class _Watch:
    """One progress over both halves of the work, reading and writing, that can be cancelled in either."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None, _: Catalogue) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._ = _
        self._total = 0

    def reading(self, done: int, total: int) -> None:
        """`done` of about `total` rows are read."""
        self._total = total
        self._tell(done)

    def writing(self, done: int) -> None:
        """`done` rows are written; nothing of them stays when the user cancelled.

        Raises:
            IntakeCancelledError: the user cancelled.
        """
        _ = self._
        if self._cancelled is not None and self._cancelled():
            raise IntakeCancelledError(_("The import was cancelled; nothing was taken over."))
        self._tell(self._total + done)

    def finish(self) -> None:
        """All is done."""
        self._tell(2 * self._total)

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(min(done, 2 * self._total), 2 * self._total)


def _read(
    path: Path,
    office: OfficeData,
    now: datetime,
    language: Catalogue,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> IntakeResult:
    today = now.astimezone(office.zone).date()
    names = aliases(office.settings, language)
    return read_applications(path, names, office.zone, today, language, progress, cancelled)


def _digest(path: Path, _: Catalogue) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as failure:
        raise EnvironmentFailureError(
            _("The file {name} cannot be read: {reason}.").format(name=path.name, reason=failure.strerror or failure),
            _("Nothing was taken over; check where the file lies and try again."),
        ) from failure


def _outcomes(digest: str, merges: Sequence[Merge]) -> Answer:
    """What an import did, without anybody's data, for a retry that asks again."""
    return {
        "sha256": digest,
        "outcomes": "".join(_LETTERS[m.outcome] for m in merges),
        "changes": {str(m.row.row): list(m.changes) for m in merges if m.changes},
    }


def _told(answer: Answer, digest: str, merges: Sequence[Merge], _: Catalogue) -> Iterator[Result]:
    """What came of each row, as the act's answer says.

    Raises:
        RuleViolationError: the answer is that of another list.
    """
    if answer["sha256"] != digest or len(answer["outcomes"]) != len(merges):
        raise RuleViolationError(
            _("This operation id belongs to the import of another file."), _("Start the import again.")
        )
    changes = answer["changes"]
    return (
        Result(m, _OUTCOMES[letter], tuple(changes.get(str(m.row.row), ())) if changes else ())
        for m, letter in zip(merges, answer["outcomes"], strict=True)
    )
