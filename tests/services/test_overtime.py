"""Overtime evenings: what they print, what forbids them, and their work sheets."""

from dataclasses import replace
from datetime import date, time

import pypdfium2 as pdfium
import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.overtime import Evening
from tests.services.offices import SRI, MadeOffice, at, op

EVENING = Evening(date(2024, 6, 26), time(16), time(19), "R1", ("dwi", "bagus"))


@pytest.fixture
def services(sqlite_office: MadeOffice) -> bundle.Services:
    """An office with more work than the day holds: 75 places a station and day."""
    for number in range(160):
        sqlite_office.application(f"P{number:03d}", arrived=at(21, 8, number % 60))
    sqlite_office.application("FLIES FRIDAY", departs_at=at(28, 0), proof="ticket")
    return bundle.services(sqlite_office.database, sqlite_office.clock)


def test_an_evening_prints_what_the_day_leaves_and_its_sheet_lists_it_in_order(services: bundle.Services):
    preview = services.overtime.preview(EVENING)
    regular = [row for row in services.plans.plan().rows if row.planned and row.planned <= at(26, 16)]

    session = services.overtime.order(SRI, EVENING, op())
    document = services.overtime.work_sheet(SRI, session.id, catalogue("en"), op())

    assert preview.places == 30
    assert len(preview.rows) == session.target == 161 - len(regular)
    assert not {row.application_id for row in preview.rows} & {row.application_id for row in regular}
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(document.content))
    places = [text.index(row.name) for row in preview.rows]
    assert places == sorted(places)
    assert "Dwi Rahayu" in text
    assert session.number in text


def test_ordered_overtime_is_in_the_plan_until_it_is_taken_back(services: bundle.Services):
    def evening_places() -> int:
        return sum(bucket.booklets for bucket in services.plans.plan().capacity if bucket.start >= at(26, 16)
                   and bucket.end <= at(26, 19))  # fmt: skip

    session = services.overtime.order(SRI, EVENING, op())
    assert evening_places() == 30
    services.overtime.cancel(SRI, session.id, op())
    assert evening_places() == 0
    assert services.overtime.sessions() == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": time(15)}, "runs into office hours"),
        ({"end": time(20)}, "Overtime of 4.0 hours is not allowed"),
        ({"end": time(16, 30)}, "is not allowed on this day"),
        ({"day": date(2024, 6, 25)}, "This evening is over"),
        ({"people": ()}, "Nobody is named"),
        ({"people": ("nobody",)}, "Nobody here is called"),
        ({"station": "X9"}, "no station"),
    ],
)
def test_an_evening_that_must_not_be_is_refused_in_words(services: bundle.Services, change: dict, words: str):
    with pytest.raises(RuleViolationError, match=words):
        services.overtime.preview(replace(EVENING, **change))


def test_nobody_works_in_two_places_and_no_station_is_ordered_twice(services: bundle.Services):
    services.overtime.order(SRI, replace(EVENING, people=("dwi",)), op())

    with pytest.raises(RuleViolationError, match="Dwi Rahayu works at R1"):
        services.overtime.preview(replace(EVENING, station="R2", people=("dwi",)))
    with pytest.raises(RuleViolationError, match="ordered for that evening already"):
        services.overtime.preview(replace(EVENING, people=("bagus",)))


def test_a_saturday_may_be_longer_and_an_evening_over_midnight_ends_the_next_day(services: bundle.Services):
    saturday = replace(EVENING, day=date(2024, 6, 29), start=time(8), end=time(16))
    night = replace(EVENING, start=time(22), end=time(1))

    assert services.overtime.preview(saturday).places == 80
    assert services.overtime.preview(night).places == 30
