"""Rows of a table one by one: each becomes an application, or errors in words."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import number as write
from printdesk.intake.checks import second_looks
from printdesk.intake.fields import LONGEST_CELL, Fields, Warned, text_of
from printdesk.intake.model import ApplicationRow, RowIssue
from printdesk.intake.table import Cell, Heading
from printdesk.intake.words import REQUIRED

# The template's example row carries it; no office hands it out.
EXAMPLE_NUMBER = "0" * 16

# Columns in which the same cell comes again and again.
_REPEATED = frozenset(
    ("birth_date", "sex", "service", "interview_date", "ready_since", "departs_at", "destination", "proof", "group",
     "same_day", "priority")
)  # fmt: skip
_MOST_REPEATED = 5_000
"""Cells kept of a column; one that has more of them hardly repeats any."""
_FEW_FOR_ZEROS = 10
_FAILED = object()


class Rows:
    """Collects the applications, errors and warnings of one list."""

    def __init__(self, heading: Heading, fields: Fields, today: date, ragged: bool, _: Catalogue) -> None:
        """`ragged`: a row of another length than the heading has misplaced cells."""
        self.rows: list[ApplicationRow] = []
        self.errors: list[RowIssue] = []
        self.warnings: list[RowIssue] = []
        self.total = 0
        self._heading = heading
        self._today = today
        self._ragged = ragged
        self._ = _
        # The application that a number named first, or only its row where that is refused.
        self._seen: dict[str, ApplicationRow | int] = {}
        self._plan: list[tuple[str, int, Callable[[Cell], Any], dict[Cell, Any] | None]] = [
            (field, index, fields.readers[field], {} if field in _REPEATED else None)
            for field, index in heading.columns.items()
        ]

    def add(self, row: int, cells: Sequence[Cell]) -> None:
        """Take the next row; a blank one is passed over."""
        if not any(cells) or all(isinstance(cell, str) and not cell.strip() for cell in cells):
            return
        self.total += 1
        if self._ragged and len(cells) != len(self._heading.titles) and not self._fits(row, cells):
            return
        values, failed = self._values(row, cells)
        if values.get("number") == EXAMPLE_NUMBER:
            self._warn(row, "number", EXAMPLE_NUMBER, self._("The example row of the template is left out."))
            return
        application = None if failed else _application(row, values)
        if not self._is_again(row, values.get("number"), application) and application is not None:
            self.rows.append(application)
            for field, message in second_looks(values, self._today, self._):
                self._warn(row, field, text_of(cells[self._heading.columns[field]]), message)

    def finish(self) -> None:
        """Look at the list as a whole."""
        if len(self.rows) >= _FEW_FOR_ZEROS and all(row.number.endswith("0") for row in self.rows):
            _ = self._
            message = _("All application numbers end in 0: a spreadsheet may have cut off their last digit.")
            self._warn(self._heading.row, "number", "", message)

    def _fits(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether the cells stand under their headings; a row of another length is an error."""
        _ = self._
        expected = len(self._heading.titles)
        if len(cells) > expected:
            extra = [cell for cell in cells[expected:] if str(cell).strip()]
            if not extra:
                return True
            message = _(
                "The row has {count} cells, but there are {expected} headings: "
                "a text that contains the delimiter must stand in quotation marks."
            )
            value = text_of(extra[0])
        else:
            message = _("The row has {count} cells, but there are {expected} headings: it was cut short.")
            value = ""
        self._fail(row, "number", value, message.format(count=len(cells), expected=expected))
        return False

    def _values(self, row: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], bool]:
        values: dict[str, Any] = {}
        failed = False
        for field, index, read, known in self._plan:
            cell = cells[index] if index < len(cells) else ""
            if cell == "":
                failed |= self._lacks(row, field, "")
                continue
            value = known.get(cell) if known is not None else None
            if value is None:
                try:
                    odd = type(cell) is str and (len(cell) > LONGEST_CELL or not cell.strip())
                    value = self._odd(row, field, cell) if odd else read(cell)
                except RuleViolationError as wrong:
                    self._fail(row, field, text_of(cell), str(wrong))
                    value = _FAILED
                if known is not None and value is not _FAILED and len(known) < _MOST_REPEATED:
                    known[cell] = value
            if type(value) is Warned:
                self._warn(row, field, text_of(cell), value.message)
                value = value.value
            if value is _FAILED or (value is None and self._lacks(row, field, text_of(cell))):
                failed = True
            else:
                values[field] = value
        return values, failed

    def _odd(self, row: int, field: str, cell: Cell) -> Any:
        """None for a blank cell, and `_FAILED` with its error noted for one too long to be read."""
        text = str(cell)
        if not text.strip():
            return None
        _ = self._
        message = _("The cell has {count} characters; at most {limit} are read.")
        told = message.format(count=write(len(text), _.lang), limit=write(LONGEST_CELL, _.lang))
        self._fail(row, field, text[:80] + "…", told)
        return _FAILED

    def _lacks(self, row: int, field: str, value: str) -> bool:
        """Note the error of an empty cell in a required column."""
        if field not in REQUIRED:
            return False
        _ = self._
        self._fail(row, field, value, _("The cell is empty; every application needs it."))
        return True

    def _is_again(self, row: int, number: str | None, application: ApplicationRow | None) -> bool:
        """Whether the number stood in an earlier row; says so."""
        if number is None:
            return False
        seen = self._seen.setdefault(number, row if application is None else application)
        first = seen if isinstance(seen, int) else seen.row
        if first == row:
            return False
        _ = self._
        same = application is not None and not isinstance(seen, int) and seen._replace(row=row) == application
        if same:
            message = _("The row is the same as row {first}; it is left out.").format(first=first)
            self._warn(row, "number", number, message)
        else:
            message = _("Application number {number} stands already in row {first}, with other details.").format(
                number=number, first=first
            )
            self._fail(row, "number", number, message)
        return True

    def _fail(self, row: int, field: str, value: str, message: str) -> None:
        self.errors.append(RowIssue(row, self._heading.title(field), value, message))

    def _warn(self, row: int, field: str, value: str, message: str) -> None:
        self.warnings.append(RowIssue(row, self._heading.title(field), value, message))


def _application(row: int, values: dict[str, Any]) -> ApplicationRow:
    departs = values.get("departs_at")
    get = values.get
    # Past the class's own constructor, which takes twice as long.
    return tuple.__new__(ApplicationRow, (
        row, values["number"], values["name"], values["service"], values["ready_since"].moment, get("nik"),
        get("birth_date"), get("sex"), get("phone"), get("interview_date"), departs.moment if departs else None,
        departs.has_time if departs else False, get("destination"), get("proof"), get("group"), get("same_day"),
        get("priority"),
    ))  # fmt: skip
