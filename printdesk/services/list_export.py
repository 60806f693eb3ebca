"""Lists printed or saved as files exactly as they are seen; the ledger tells of it, and of how many rows."""

from pathlib import Path
from typing import Literal

from printdesk import files
from printdesk.documents.document import Cancelled, CancelledError, Document, Progress
from printdesk.documents.list_sheet import list_sheet, measure_list
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import moment_long, number
from printdesk.services import papers
from printdesk.services.counter_papers import counter_head, next_copy_of
from printdesk.services.list_files import write_csv, write_xlsx
from printdesk.services.list_values import Listing, ListRows
from printdesk.services.office import names
from printdesk.services.work import Actor, Answer, View, Work, Workplace

Form = Literal["csv", "xlsx"]
MOST_ON_PAPER = 10_000
"""Rows of one paper: some hundred pages. More is for a file."""


class ListExportService:
    """Makes papers and files of lists.

    Args:
        most_on_paper: rows that a paper holds; tests bring a smaller one.
    """

    def __init__(self, workplace: Workplace, most_on_paper: int = MOST_ON_PAPER) -> None:
        self._workplace = workplace
        self._most_on_paper = most_on_paper

    def paper(
        self,
        actor: Actor,
        listing: Listing,
        reader: Catalogue,
        operation_id: str,
        progress: Progress,
        cancelled: Cancelled,
    ) -> tuple[str, Document]:
        """The list as a numbered paper: its number, and the PDF.

        Raises:
            RuleViolationError: there is nothing to print, or more than a paper holds.
            CancelledError: the person stopped it; no number was used then.
        """
        rows = listing.read()
        _refuse_empty(rows.total)
        if rows.total > self._most_on_paper:
            raise RuleViolationError(
                _("This list has {count} rows; a paper holds {most}.").format(
                    count=number(rows.total, reader.lang), most=number(self._most_on_paper, reader.lang)
                ),
                _("Narrow the filter, or save the list as XLSX or CSV."),
            )
        measured = measure_list(listing.columns, rows.portions(), rows.total, listing.title, progress, cancelled)
        count = len(measured.table.heights)

        def do(work: Work) -> Answer:
            made = papers.next_number(work, codes.LIST_SHEET)
            next_copy_of(work, codes.LIST_SHEET, made)
            work.record("export_list", "list", listing.code, form="pdf", rows=count, number=made)
            return {"number": made}

        made = str(self._workplace.perform("export_list", actor, operation_id, do)["number"])
        with self._workplace.reading() as view:
            facts = _facts(view, listing, count, reader)
            head = counter_head(view, actor, codes.LIST_SHEET, made, listing.title, facts, 1)
        mark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else ""
        return made, list_sheet(head, measured, reader.lang, mark)

    def save(
        self,
        actor: Actor,
        listing: Listing,
        form: Form,
        path: Path,
        reader: Catalogue,
        operation_id: str,
        progress: Progress,
        cancelled: Cancelled,
    ) -> int:
        """The list as a file for its owner alone; how many rows it has.

        The rows go to the disk as they are read. The ledger is told before the file gets its name, so that no file
        lies anywhere of which it does not know.

        Raises:
            RuleViolationError: the list is empty.
            EnvironmentFailureError: the file cannot be written; what stood there is unharmed.
            CancelledError: the person stopped it; nothing is left of the file.
        """
        rows = listing.read()
        _refuse_empty(rows.total)
        with files.growing(path) as part:
            count = self._write(listing, form, part, rows, reader, actor, progress, cancelled)

            def do(work: Work) -> Answer:
                work.record("export_list", "list", listing.code, form=form, rows=count)
                return {}

            if cancelled():
                raise CancelledError
            self._workplace.perform("export_list", actor, operation_id, do)
        return count

    def _write(
        self,
        listing: Listing,
        form: Form,
        part: Path,
        rows: ListRows,
        reader: Catalogue,
        actor: Actor,
        progress: Progress,
        cancelled: Cancelled,
    ) -> int:
        portions = rows.portions()
        if form == "csv":
            return write_csv(part, listing.columns, portions, rows.total, progress, cancelled)
        with self._workplace.reading() as view:
            facts = _facts(view, listing, rows.total, reader)
            by = names(view.session).get(actor.user, actor.user)
            about = (
                (reader("List"), listing.title), *facts, (reader("Office"), view.settings.office.name),
                (reader("Made by"), by),
            )  # fmt: skip
        return write_xlsx(part, listing.columns, portions, rows.total, about, reader, progress, cancelled)


def _facts(view: View, listing: Listing, total: int, reader: Catalogue) -> tuple[tuple[str, str], ...]:
    now = view.now.astimezone(view.office.zone)
    return (
        (reader("As of"), moment_long(now, reader.lang)),
        (reader("Filter"), listing.filtered),
        (reader("Order"), listing.sorted),
        (reader("Rows"), number(total, reader.lang)),
    )


def _refuse_empty(total: int) -> None:
    if not total:
        raise RuleViolationError(_("There is nothing in this list."), _("Change the filter, then try again."))
