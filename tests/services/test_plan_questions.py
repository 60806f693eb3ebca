"""Why this one before that one, and what the share of the longest overdue costs."""

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from tests.services.offices import MadeOffice, at

EN = catalogue("en")


def test_two_rows_are_compared_by_exchanging_them(sqlite_office: MadeOffice):
    for number in range(99):
        sqlite_office.application(f"FLIES {number}", departs_at=at(27, 0), proof="ticket")
    later = sqlite_office.application("WIDODO", departs_at=at(12, 0, month=7), proof="ticket")
    flies = sqlite_office.application("SITI", departs_at=at(27, 0), proof="ticket")
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    numbers = [sqlite_office.get(each).number for each in (later, flies)]

    told = services.questions.why_before(*numbers, EN)

    assert (told.first, told.second) == (flies, later)
    assert "SITI" in told.text
    assert "WIDODO" in told.text
    with pytest.raises(RuleViolationError, match="same application"):
        services.questions.why_before(numbers[0], numbers[0], EN)


def test_what_does_not_wait_is_not_compared(sqlite_office: MadeOffice):
    waiting = sqlite_office.application("A")
    printed = sqlite_office.application("B", state=A.PRINTED)
    services = bundle.services(sqlite_office.database, sqlite_office.clock)

    with pytest.raises(RuleViolationError, match="does not wait for printing"):
        services.questions.why_before(sqlite_office.get(waiting).number, sqlite_office.get(printed).number, EN)


def test_the_price_of_the_share_is_told_for_several_sizes(sqlite_office: MadeOffice):
    for number in range(300):
        sqlite_office.application(f"OLD {number}", promised=at(21, 15, 30))
        sqlite_office.application(f"NEW {number}", promised=at(28, 15, 30))
    services = bundle.services(sqlite_office.database, sqlite_office.clock)

    prices = services.questions.share_prices(EN)

    assert [price.share for price, _text in prices] == [0, 0.1, 0.2, 0.3]
    assert sum(prices[0][0].late.values()) <= sum(prices[-1][0].late.values())
    assert all(text for _price, text in prices)
