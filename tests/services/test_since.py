"""An act that is taken back late does not take away what somebody else wrote after it."""

from dataclasses import replace

import pytest

from printdesk.errors import RuleViolationError
from printdesk.services.applications import ApplicationsService
from printdesk.services.since import Since
from printdesk.services.work import Actor, second_operation_id
from tests.services.offices import BAGUS, DWI, MadeOffice, at, op


def since(actor: Actor, key: int, *operations: str) -> Actor:
    return replace(actor, since=Since("application", (str(key),), ("hold", "resume", "expect_back"), operations))


def test_who_came_between_is_named_and_nothing_is_changed(office: MadeOffice):
    service, key, other = (
        ApplicationsService(office.workplace), office.application("Siti"), office.application("Budi"),
    )  # fmt: skip
    mine = op()
    service.hold(DWI, key, "incomplete", mine)
    service.hold(BAGUS, other, "incomplete", op())
    service.expect_back(BAGUS, key, at(28, 10), op())
    before = len(office.ledger())
    with pytest.raises(RuleViolationError, match="Bagus Prakoso has changed this since, Wed 26/6"):
        service.resume(since(DWI, key, mine), key, op())
    assert (office.get(key).state, len(office.ledger())) == ("held", before)

    again = op()
    service.expect_back(since(BAGUS, key, mine, office.ledger()[-1].operation_id), key, None, again)
    service.resume(since(DWI, key, mine, again), key, op())
    assert office.get(key).state == "ready"


def test_other_things_and_other_acts_do_not_stand_in_the_way(office: MadeOffice):
    service, key, other = (
        ApplicationsService(office.workplace), office.application("Siti"), office.application("Budi"),
    )  # fmt: skip
    mine = op()
    service.hold(DWI, key, "incomplete", mine)
    service.hold(BAGUS, other, "incomplete", op())
    service.give_proof(BAGUS, key, "ticket", op())
    service.resume(since(DWI, key, mine), key, op())
    assert office.get(key).state == "ready"


def test_the_second_act_of_two_has_the_same_id_whenever_it_is_tried():
    first = op()
    assert second_operation_id(first) == second_operation_id(first) != first
    assert second_operation_id(op()) != second_operation_id(first)
    assert len(second_operation_id(first)) == 36
