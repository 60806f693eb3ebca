"""Minutes of shifts and closing sheets, read back from their pages; and the closing of the day."""

from dataclasses import replace

import pytest

from printdesk.domain import codes
from printdesk.domain.shifts import Counted
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.office import paper_key
from printdesk.services.shifts import More
from tests.documents.papers import overlaps, page_sizes, scanned, texts, words
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, issue, op
from tests.services.test_shifts import counted, line, opened, printed, services_of, waiting

MM = 72 / 25.4


def closed(office: MadeOffice):
    """Six blanks: two printed, one spoiled, one missing, two returned."""
    services, shift = opened(office)
    printed(services, ["C1000001", "C1000003"])
    printed(services, ["C1000002"], "spoiled")
    found = counted(("C1000004", ""), ("C1000006", ""), count=2)
    return services, services.shifts.close(DWI, shift.id, "sri", found, op(), ["C1000005"], "not in the drawer")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_opening_minutes_state_range_count_words_and_both_people(office: MadeOffice, lang: str):
    services = services_of(office)
    office.blanks(how_many=300, holder=None)
    waiting(office, 4)
    ground = More("a group of <b>pilgrims</b> comes", "bagus")
    shift = services.shifts.open(SRI, "dwi", "R2", [line(123)], op(), more=ground)

    made = services.shift_papers.minutes(BAGUS, shift.number, catalogue(lang), op())

    (page,) = texts(made.content)
    for said in ("BA-2024-000001", "C1000001 – C1000123", "123", "Sri Wahyuni", "Dwi Rahayu", "Bagus Prakoso",
                 "a group of <b>pilgrims</b> comes"):  # fmt: skip
        assert said in page
    spelled = "seratus dua puluh tiga" if lang == "id" else "one hundred and twenty-three"
    assert spelled in page
    with office.database.reading() as session:
        key = paper_key(session)
    (code,) = scanned(made.content)
    read = codes.read(key, code)
    assert read is not None
    assert (read.kind, read.number, read.genuine) == (codes.BLANK_MINUTES, "BA-2024-000001", True)
    again = services.shift_papers.minutes(BAGUS, shift.number, catalogue("en"), op())
    assert "copy 2" in texts(again.content)[0]
    (newer,) = scanned(again.content)
    copy = codes.read(key, newer)
    assert copy is not None
    assert (copy.number, copy.copy, copy.genuine) == (read.number, 2, True)


def test_closing_minutes_add_up_and_name_spoiled_and_missing_serials(office: MadeOffice):
    services, shift = closed(office)
    made = services.shift_papers.minutes(SRI, shift.closing_number, catalogue("en"), op())

    (page,) = texts(made.content)
    assert "Regular passport 48 6 2 1 2 0 1" in page
    assert "C1000004 (1)" in page
    assert "C1000006 (1)" in page
    assert "Spoiled of Regular passport 48: C1000002" in page
    assert "C1000005 Regular passport 48 Dwi Rahayu" in page
    assert "Supervisor" in page


def test_minutes_that_do_not_exist_are_refused(office: MadeOffice):
    services = services_of(office)
    with pytest.raises(RuleViolationError, match="BA-2024-000099"):
        services.shift_papers.minutes(SRI, "BA-2024-000099", catalogue("en"), op())
    with pytest.raises(RuleViolationError, match="PH-2024-000099"):
        services.day_closings.sheet(SRI, "PH-2024-000099", catalogue("en"), op())


def test_many_broken_ranges_run_over_pages_and_nothing_is_cut(sqlite_office: MadeOffice):
    services = services_of(sqlite_office)
    for first in range(3, 400, 3):
        sqlite_office.blanks(first=f"C{1000000 + first}", how_many=2, holder=None)
    waiting(sqlite_office, 2)
    ranges = services.shifts.proposed("regular48", 260)
    given = replace(line(1), count=260, first_scan=ranges[0][0], last_scan=ranges[-1][1])
    shift = services.shifts.open(SRI, "dwi", "R2", [given], op(), more=More("a group", "bagus"))

    made = services.shift_papers.minutes(SRI, shift.number, catalogue("id"), op())

    whole = " ".join(texts(made.content))
    assert all(first in whole and last in whole for first, last in ranges)
    for page, (width, height) in enumerate(page_sizes(made.content)):
        found = words(made.content, page)
        assert all(word.left > 8 * MM and word.right < width - 8 * MM for word in found)
        assert all(word.bottom > 8 * MM and word.top < height - 8 * MM for word in found)
        assert overlaps(found) == []


def test_the_day_closes_after_its_shifts_with_the_head_of_the_ledger(office: MadeOffice):
    services, shift = opened(office)
    with pytest.raises(RuleViolationError, match="Dwi Rahayu"):
        services.day_closings.close(SRI, op())
    services.shifts.close(DWI, shift.id, "sri", [Counted("regular48", (("C1000001", "C1000006"),), 6)], op())
    before = services.office.verify()

    day = services.day_closings.close(SRI, op())

    assert (day.number, day.ledger_head, day.ledger_entries) == ("PH-2024-000001", before.head, before.entries)
    assert services.office.verify(day.ledger_head).head_found
    made = services.day_closings.sheet(SRI, day.number, catalogue("en"), op())
    whole = " ".join(texts(made.content))
    parts = [day.ledger_head[at : at + 8] for at in range(0, 64, 8)]
    assert " ".join(parts) in whole
    assert f"held {day.ledger_entries} entries" in whole
    assert "In the safe 40 0 0 0 40" in whole
    assert "Received 40 0 0 0 40" in whole
    assert "Dwi Rahayu R2 BA-2024-000001, BA-2024-000002" in whole
    again = services.day_closings.close(SRI, op())
    assert "This sheet replaces PH-2024-000001" in " ".join(
        texts(services.day_closings.sheet(SRI, again.number, catalogue("en"), op()).content)
    )
    assert [one.number for one in services.day_closings.closings()] == ["PH-2024-000002", "PH-2024-000001"]


def test_a_closed_day_stays_what_it_was(office: MadeOffice):
    services, _shift = closed(office)
    day = services.day_closings.close(SRI, op())
    first = texts(services.day_closings.sheet(SRI, day.number, catalogue("en"), op()).content)
    issue(services, SRI, "regular48", "dwi", 5)
    after = texts(services.day_closings.sheet(SRI, day.number, catalogue("en"), op()).content)
    assert "With operators 0 0 0 0 0" in first[0]
    assert "With operators 0 0 0 0 0" in after[0]
