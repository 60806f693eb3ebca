"""Lists that were cut, damaged or made to harm: read or refused in words, and what is refused takes nothing over."""

import csv
import io
import random
import time
from pathlib import Path

import pytest

from printdesk.errors import DeskError
from printdesk.i18n.catalogue import active
from printdesk.services.bundle import services
from tests.cli.command_line import list_of
from tests.services.offices import HEADINGS, SRI, MadeOffice, list_file, made_office, op

pytestmark = [pytest.mark.fault, pytest.mark.timeout(600)]
_ROWS = [
    f"33110000000009{n:02d};Person {n};;08123456789;Paspor biasa 48;21/06/2024 10.00;;;;" for n in range(12)
]  # fmt: skip


@pytest.fixture
def office(sqlite_url: str):
    made = made_office(sqlite_url)
    yield made
    made.close()


def _take_over(office: MadeOffice, path: Path) -> str:
    """Import; "taken", or the sentence of the refusal. Anything else is a bug and raises."""
    imports = services(office.database, office.clock).imports
    before, said = _entries(office), ""
    try:
        report = imports.apply(SRI, path, op(), language=active())
        if report.applied:
            return "taken"
        said = f"{len(report.errors)} errors"
    except DeskError as refused:
        said = str(refused)
    assert _entries(office) == before
    assert said
    return said


def _entries(office: MadeOffice) -> int:
    return services(office.database, office.clock).office.last_change()


def test_a_csv_list_that_is_cut_at_any_byte_is_taken_whole_rows_or_refused(office: MadeOffice, tmp_path: Path):
    whole = list_file(tmp_path / "whole.csv", *_ROWS[:4]).read_bytes()
    found = set()
    for offset in range(len(whole)):
        path = tmp_path / "cut.csv"
        path.write_bytes(whole[:offset])
        found.add(_take_over(office, path).split()[-1])
    assert "taken" in found
    assert len(found) > 2
    assert office.by_number("3311000000000900").name == "Person 0", "no name was cut and kept"


def test_a_workbook_that_is_cut_or_damaged_is_refused_or_read_and_never_half(office: MadeOffice, tmp_path: Path):
    row = ("3311000000000900", "Person 0", "Paspor biasa 48", "21/06/2024", "", "", "", "", "")
    whole = list_of(tmp_path / "whole.xlsx", row).read_bytes()
    fates, outcomes = random.Random(3), []
    for offset in range(0, len(whole), len(whole) // 60):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:offset])
        outcomes.append(_take_over(office, path))
    assert "taken" not in outcomes
    for _turn in range(60):
        damaged = bytearray(whole)
        damaged[fates.randrange(len(damaged))] ^= 1 << fates.randrange(8)
        path.write_bytes(damaged)
        outcomes.append(_take_over(office, path))
    assert "taken" in outcomes
    assert office.by_number("3311000000000900").name == "Person 0"


def _csv(path: Path, name: str) -> Path:
    made = io.StringIO()
    rows = csv.writer(made, delimiter=";")
    rows.writerow(HEADINGS.split(";"))
    rows.writerow(["3311000000000977", name, "", "", "Paspor biasa 48", "21/06/2024", "", "", "", ""])
    path.write_bytes(made.getvalue().encode("utf-8", "surrogatepass"))
    return path


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("=cmd|'/c calc'!A1", None), ("+SUM(A1)", None), ("@SUM(A1)", None), ("<b>BOLD", None),
        ("<img src='file:///etc/passwd'/>", None), ("%s%n%x", None), ("'; DROP TABLE application; --", None),
        ("NUL\x00INSIDE", False), ("BELL\x07", None), ("\u202eREVERSED", None), ("HALF \ud800", False),
        ("A" * 10_000_000, False), ("\n" * 5, False), ("{who}", None), ("../../etc/passwd", None),
        ("Z" + "\u0301" * 5000, None), ("\ufeff\u200b", False),
    ],
    ids=lambda value: ascii(value)[:24],
)  # fmt: skip
def test_a_name_that_was_made_to_harm_is_refused_or_kept_as_the_text_it_is(
    office: MadeOffice, tmp_path: Path, name: str, taken: bool | None
):
    began = time.monotonic()
    outcome = _take_over(office, _csv(tmp_path / "harm.csv", name))
    assert time.monotonic() - began < 30
    if taken is not None:
        assert (outcome == "taken") is taken, outcome[:300]
    assert len(outcome) < 2000, "a refusal does not repeat what it refuses"
    if outcome == "taken":
        kept = office.by_number("3311000000000977").name
        assert kept.split() == name.split() or set(kept) <= set(name)


def test_a_list_beyond_every_measure_is_refused_at_once(office: MadeOffice, tmp_path: Path):
    path = tmp_path / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADINGS + "\n")
        for n in range(600_000):
            file.write(f"331100{n:010d};Person;;;Paspor biasa 48;21/06/2024;;;;\n")
    began = time.monotonic()
    outcome = _take_over(office, path)
    print(f"\n{path.stat().st_size // 10**6} MB, 600,000 rows: {outcome[:120]} ({time.monotonic() - began:.1f} s)")
    assert outcome != "taken"
