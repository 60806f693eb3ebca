"""The empty list for offices to fill in: columns formatted as text or date, one example row, explanations.

The example row carries an application number of zeros, which reading leaves out with a note.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import Catalogue, catalogue
from printdesk.intake.rows import EXAMPLE_NUMBER
from printdesk.intake.words import HEADINGS, REQUIRED

_ROWS = 5000
_DATES = {"birth_date": "dd/mm/yyyy", "interview_date": "dd/mm/yyyy", "ready_since": "dd/mm/yyyy hh:mm",
          "departs_at": "dd/mm/yyyy hh:mm"}  # fmt: skip
_WIDE = {"name": 34, "number": 22, "nik": 22, "service": 30, "ready_since": 19, "departs_at": 19}
_CHOICES = {
    "sex": ["L", "P"],
    "same_day": ["ya", "tidak"],
    "priority": ["lansia", "balita", "hamil", "disabilitas"],
    "proof": ["tiket", "jadwal perjalanan", "undangan", "rujukan medis", "kematian", "surat kerja", "pernyataan",
              "tidak ada"],
}  # fmt: skip
_EXAMPLE: dict[str, str | date] = {
    "number": EXAMPLE_NUMBER,
    "name": "CONTOH (baris ini dilewati)",
    "nik": "3374016402900001",
    "birth_date": date(1990, 2, 24),
    "sex": "P",
    "phone": "081234567890",
    "interview_date": date(2024, 6, 24),
    "ready_since": datetime(2024, 6, 26, 8, 0),  # noqa: DTZ001 - a cell holds wall time
    "departs_at": datetime(2024, 7, 6, 13, 5),  # noqa: DTZ001 - a cell holds wall time
    "destination": "Malaysia",
    "proof": "tiket",
    "group": "",
    "same_day": "tidak",
    "priority": "",
}


def write_template(path: Path, services: Sequence[str]) -> None:
    """Write the template as XLSX.

    Args:
        path: the new file; an old one is replaced.
        services: names of the office's service types, offered as choices; the first stands in the example.

    Raises:
        EnvironmentFailureError: the file cannot be written.
    """
    import xlsxwriter  # only who writes a spreadsheet pays for it
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    _list_sheet(book, services)
    _explanations(book)
    try:
        book.close()
    except FileCreateError as failure:
        _ = catalogue("id")
        raise EnvironmentFailureError(
            _("The file {name} cannot be written.").format(name=path.name),
            _("Choose another folder, or close the program that has the file open."),
        ) from failure


def _list_sheet(book: Any, services: Sequence[str]) -> None:
    sheet = book.add_worksheet("Permohonan")
    bold = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    choices = _CHOICES | {"service": list(services)}
    example = _EXAMPLE | {"service": services[0] if services else ""}
    for column, (field, names) in enumerate(HEADINGS.items()):
        style = book.add_format({"num_format": _DATES[field]}) if field in _DATES else text
        sheet.set_column(column, column, _WIDE.get(field, 16), style)
        sheet.write_string(0, column, names[0], bold)
        value = example[field]
        if isinstance(value, str):
            sheet.write_string(1, column, value, style)
        else:
            sheet.write_datetime(1, column, value, style)
        listed = choices.get(field, [])
        # A spreadsheet holds at most 255 characters of choices in a cell rule.
        if listed and len(",".join(listed)) <= 255:
            rule = {"validate": "list", "source": listed, "error_type": "warning"}
            sheet.data_validation(1, column, _ROWS, column, rule)
    sheet.freeze_panes(1, 2)


def _explanations(book: Any) -> None:
    sheet = book.add_worksheet("Penjelasan - Explanations")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 1, 24, wrap)
    sheet.set_column(2, 3, 62, wrap)
    for column, title in enumerate(("Judul kolom", "Column heading", "Penjelasan", "Explanation")):
        sheet.write_string(0, column, title, bold)
    indonesian, english = _texts(catalogue("id")), _texts(catalogue("en"))
    for row, (field, names) in enumerate(HEADINGS.items(), start=1):
        for column, value in enumerate((names[0], names[1] if len(names) > 1 else names[0])):
            sheet.write_string(row, column, value + (" *" if field in REQUIRED else ""))
        sheet.write_string(row, 2, indonesian[field])
        sheet.write_string(row, 3, english[field])
    sheet.write_string(len(HEADINGS) + 1, 0, "* wajib")
    sheet.write_string(len(HEADINGS) + 1, 1, "* required")


def _texts(_: Catalogue) -> dict[str, str]:
    day = _("A date such as 26/06/2024 or 26 Juni 2024: day before month, year with four digits.")
    return {
        "number": _("16 digits, as text."),
        "name": _("The full name on one line; one word is enough."),
        "nik": _("16 digits, as text; may be empty."),
        "birth_date": day,
        "sex": _("L for male, P for female."),
        "phone": _("A number such as 081234567890, as text."),
        "service": _("The service type, by one of the names in the settings of the office."),
        "interview_date": day,
        "ready_since": _("Date, or date and time, from which the application could be printed."),
        "departs_at": _("Date, or date and time, of departure, such as 06/07/2024 13.05 WIB; empty without a trip."),
        "destination": _("The country of destination."),
        "proof": _('The proof of the trip that was seen, or "tidak ada".'),
        "group": _("The same name for all who travel or collect together."),
        "same_day": _("ya where same-day service was paid for."),
        "priority": _("lansia (elderly), balita (toddler), hamil (pregnant), disabilitas (disabled), or empty."),
    }
