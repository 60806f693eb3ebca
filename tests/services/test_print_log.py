"""The log of what was printed."""

import json
from collections.abc import Iterator

import pytest

from printdesk.services.bundle import Services, services
from printdesk.services.print_log import Outcome, SentPaper
from tests.services.offices import BAGUS, DWI, MadeOffice, made_office, op

SLIPS = SentPaper("SP-2024-000001--SP-2024-000014", "1-14", 14, 1, "Loket A")


@pytest.fixture
def office(database_url: str) -> Iterator[MadeOffice]:
    made = made_office(database_url)
    yield made
    made.close()


@pytest.fixture
def desk(office: MadeOffice) -> Services:
    return services(office.database, office.clock)


def test_the_log_says_who_sent_which_pages_where_and_what_became_of_them(office: MadeOffice, desk: Services):
    log, began = desk.print_log, op()
    assert log.begin(DWI, SLIPS, began) == 1
    assert [(line.outcome, line.printout) for line in log.lines()] == [(Outcome.RUNNING, 1)]
    log.end(DWI, SLIPS, began, Outcome.FAILED, "4-14", op())
    office.clock.step(minutes=5)

    assert log.begin(BAGUS, SentPaper(SLIPS.name, "4-14", 11, 2, "Loket B"), op()) == 2
    assert log.begin(BAGUS, SentPaper("LB-2024-000001", "1", 1, 1, "Loket B"), op()) == 1

    newest, second, first = log.lines()
    assert (newest.name, newest.outcome) == ("LB-2024-000001", Outcome.RUNNING)
    assert (second.by, second.desk, second.printer, second.copies) == ("Bagus Prakoso", "Q1", "Loket B", 2)
    assert (first.by, first.desk, first.pages, first.count) == ("Dwi Rahayu", "R2", "1-14", 14)
    assert (first.outcome, first.missing, first.key) == (Outcome.FAILED, "4-14", began)
    assert first.at < second.at
    assert first.at.tzinfo is not None
    assert len(log.lines(1)) == 1


def test_the_same_sending_twice_is_one_printout_and_long_names_are_counted_too(office: MadeOffice, desk: Services):
    long = SentPaper("register-" + "x" * 60, "1", 1, 1, "Loket A")
    began = op()

    assert [desk.print_log.begin(DWI, long, began) for _each in range(2)] == [1, 1]
    assert desk.print_log.begin(DWI, long, op()) == 2
    assert len(desk.print_log.lines()) == 2
    assert all(len(json.dumps(line.name)) <= 42 for line in desk.print_log.lines())
