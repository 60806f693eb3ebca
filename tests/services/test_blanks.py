"""Blanks: received by range, counted by two, issued, taken back, and always balanced."""

import json

import pytest

from printdesk.domain.shifts import Counted
from printdesk.errors import RuleViolationError
from printdesk.services import bundle
from printdesk.services.shifts import IssueLine, More
from tests.services.offices import SRI, MadeOffice, issue, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_a_delivery_is_booked_in_by_its_range_and_issued_lowest_first(office: MadeOffice):
    blanks = _services(office).blanks

    batch = blanks.receive(SRI, "regular48", "C1000098", "c 1000102", "bagus", op())
    issued = issue(_services(office), SRI, "regular48", "dwi", 2)

    assert (batch.count, batch.first, batch.last) == (5, "C1000098", "C1000102")
    assert issued == ["C1000098", "C1000099"]
    balance = blanks.balances()[0]
    assert (balance.received, balance.sums["in_safe"], balance.sums["issued"], balance.balanced) == (5, 3, 2, True)
    (holding,) = blanks.holdings()
    assert (holding.holder_name, holding.received, holding.in_hand, holding.first) == ("Dwi Rahayu", 2, 2, "C1000098")
    assert blanks.batches()[0].in_safe == 3


def blanks_to_dwi(office: MadeOffice, count: int, first: str) -> None:
    line = IssueLine("regular48", count, first, first, first)
    _services(office).shifts.issue(SRI, "dwi", line, op(), station="R2", more=More("all of them", "bagus"))


@pytest.mark.parametrize(
    ("first", "last", "counted_by", "words"),
    [
        ("C1000001", "C1000010", "sri", "counted by two people"),
        ("C1000001", "C1000010", " ", "counted by two people"),
        ("C1000010", "C1000001", "dwi", "comes before"),
        ("C1000001", "D1000010", "dwi", "do not belong to one range"),
        ("C0000001", "C9999999", "dwi", "can be booked in at once"),
        ("C2000005", "C2000020", "dwi", "were received before: C2000005 to C2000010"),
    ],
)
def test_a_delivery_that_cannot_be_right_is_refused_whole(
    office: MadeOffice, first: str, last: str, counted_by: str, words: str
):
    blanks = _services(office).blanks
    blanks.receive(SRI, "regular48", "C2000001", "C2000010", "dwi", op())

    with pytest.raises(RuleViolationError, match=words):
        blanks.receive(SRI, "regular48", first, last, counted_by, op())

    assert blanks.balances()[0].received == 10


def test_a_box_in_which_the_two_counted_another_number_is_not_booked_in(office: MadeOffice):
    blanks = _services(office).blanks

    with pytest.raises(RuleViolationError, match="are 10 booklets; 9 were counted"):
        blanks.receive(SRI, "regular48", "C2000001", "C2000010", "dwi", op(), counted=9)

    assert blanks.batches() == ()
    assert blanks.receive(SRI, "regular48", "C2000001", "C2000009", "dwi", op(), counted=9).count == 9
    assert json.loads(office.ledger("receive")[0].details)["counted"] == 9


def test_more_than_the_safe_holds_is_not_issued(office: MadeOffice):
    blanks = _services(office).blanks
    blanks.receive(SRI, "regular48", "C2000001", "C2000010", "dwi", op())

    with pytest.raises(RuleViolationError, match="holds only 10 blanks"):
        blanks_to_dwi(office, 11, "C2000001")
    with pytest.raises(RuleViolationError, match="is not in the safe"):
        blanks_to_dwi(office, 1, "C2000011")

    assert blanks.balances()[0].sums["issued"] == 0


def test_the_ledger_names_exactly_the_blanks_that_went_out_and_came_back(office: MadeOffice):
    blanks = _services(office).blanks
    blanks.receive(SRI, "regular48", "C1000001", "C1000004", "dwi", op())
    blanks.receive(SRI, "regular48", "C1000007", "C1000009", "dwi", op())
    blanks.receive(SRI, "regular48", "D1000010", "D1000010", "dwi", op())
    services = _services(office)
    issue(services, SRI, "regular48", "bagus", 1, "C1000002")

    assert len(issue(services, SRI, "regular48", "dwi", 6)) == 6
    piles = [Counted("regular48", (("C1000001", "C1000009"),), 6)]
    assert len(services.shifts.give_back(SRI, 2, "dwi", piles, op())) == 6
    issue(services, SRI, "regular48", "dwi", 7)

    out = [["C1000001", "C1000001"], ["C1000003", "C1000004"], ["C1000007", "C1000009"]]
    told = [json.loads(entry.details) for entry in office.ledger("issue") + office.ledger("return")]
    assert [each["ranges"] for each in told] == [
        [["C1000002", "C1000002"]], out, [*out, ["D1000010", "D1000010"]], out,
    ]  # fmt: skip
    assert [each["count"] for each in told] == [1, 6, 7, 6]
