"""From a file to checked applications."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, tzinfo
from itertools import islice
from pathlib import Path

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import number
from printdesk.intake.fields import Fields
from printdesk.intake.model import IntakeCancelledError, IntakeResult, RowIssue, ServiceAlias
from printdesk.intake.rows import Rows
from printdesk.intake.sheet_file import MAX_ROWS, open_sheet
from printdesk.intake.table import Table
from printdesk.intake.text_file import open_text
from printdesk.intake.words import service_names

MAX_BYTES = 50 * 1024 * 1024

_STEP = 256
_SHEET_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read_applications(
    path: Path,
    services: Sequence[ServiceAlias],
    zone: tzinfo,
    today: date,
    _: Catalogue,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> IntakeResult:
    """The applications in a CSV, XLSX, XLS or ODS file; the file's content decides what it is, not its name.

    Args:
        path: the file; at most 50 MB, 200,000 rows, 10,000 characters a cell.
        services: the names of the office's service types.
        zone: the office's zone, for dates without one.
        today: the office's date, for warnings.
        progress: called every 256 rows with rows done and about how many there are, at the end with the exact count.
        cancelled: asked as often; when it answers true the reading ends.

    Raises:
        RuleViolationError: the file as a whole cannot be read; its sentences say why and what to do.
        EnvironmentFailureError: the system refused to read the file.
        IntakeCancelledError: the user cancelled.
    """
    names = service_names(services, _)
    labels = ", ".join(service.names[0] if service.names else service.code for service in services)
    with _open(path, _) as table:
        rows = Rows(table.heading, Fields(names, labels, zone, _), today, table.ragged, _)
        _read_all(table, rows, _, progress, cancelled)
    rows.finish()
    return IntakeResult(
        rows=tuple(rows.rows),
        errors=tuple(rows.errors),
        warnings=(*_unknown_columns(table, _), *rows.warnings),
        total=rows.total,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
    )


@contextmanager
def _open(path: Path, _: Catalogue) -> Iterator[Table]:
    data = _bytes(path, _)
    if data.startswith(_SHEET_SIGNATURES):
        del data
        with open_sheet(path, _) as table:
            yield table
    else:
        yield open_text(data, _)


def _bytes(path: Path, _: Catalogue) -> bytes:
    """The file's content.

    Raises:
        RuleViolationError: there is no such file, or it is too large.
        EnvironmentFailureError: the system refused.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise RuleViolationError(
            _("There is no file {name}.").format(name=path.name), _("Choose the file with the list of applications.")
        ) from None
    except OSError as failure:
        raise EnvironmentFailureError(
            _("The file {name} cannot be read: {reason}.").format(
                name=path.name, reason=failure.strerror or str(failure)
            ),
            _("Check that you may read it and that it is not open elsewhere, then try again."),
        ) from failure
    if len(data) > MAX_BYTES:
        raise RuleViolationError(
            _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // 1024**2),
            _("Save only the list in a new file and import that."),
        )
    return data


def _read_all(
    table: Table,
    rows: Rows,
    _: Catalogue,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    done = 0
    while records := list(islice(table.records, _STEP)):
        if cancelled is not None and cancelled():
            raise IntakeCancelledError(_("The import was cancelled; nothing was taken over."))
        if progress is not None:
            progress(done, max(done, table.total))
        rows.add(records)
        done += len(records)
        if rows.total > MAX_ROWS:
            raise RuleViolationError(
                _("The list has more than {limit} rows.").format(limit=number(MAX_ROWS, _.lang)),
                _("Split it and import the parts."),
            )
    if progress is not None:
        progress(rows.total, rows.total)


def _unknown_columns(table: Table, _: Catalogue) -> Iterator[RowIssue]:
    if table.heading.unknown:
        names = ", ".join(table.heading.unknown)
        message = _("These columns are not known and were ignored: {names}.").format(names=names)
        yield RowIssue(table.heading.row, names, "", message)
