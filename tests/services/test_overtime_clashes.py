"""People who are away after all: seen after the order, and replaced in it."""

from collections.abc import Iterator
from datetime import date, time

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.absences import AbsenceView
from printdesk.services.inbox import InboxService
from printdesk.services.overtime import Evening
from printdesk.services.overtime_papers import ATTENDANCE, ORDER
from tests.documents.papers import texts
from tests.services.offices import SRI, MadeOffice, op
from tests.services.test_overtime_papers import Evenings

EN, ID = catalogue("en"), catalogue("id")
DAY = date(2024, 6, 26)


@pytest.fixture
def made(office: MadeOffice) -> Iterator[Evenings]:
    return Evenings(office)


def away(made: Evenings, login: str, first: date = DAY, last: date = DAY, kind: str = "leave") -> None:
    made.services.absences.put(SRI, AbsenceView(login, first, last, kind), op())


def test_an_absence_after_the_order_stands_in_the_inbox_until_it_is_dealt_with(made: Evenings) -> None:
    inbox, overtime = InboxService(made.office.workplace), made.services.overtime
    away(made, "dwi", date(2024, 6, 27), date(2024, 6, 28))
    assert overtime.clashes() == ()

    away(made, "dwi")
    (found,) = overtime.clashes()
    assert found.sentence(EN) == (
        f"Dwi Rahayu is away from Wed 26 June to Fri 28 June (on leave) and is ordered for R1 on Wed 26 June "
        f"({made.first.number})."
    )
    (item,) = [each for each in inbox.items(EN) if each.kind == "overtime_clash"]
    assert (item.text, item.room, item.urgent) == (found.sentence(EN), "backlog", True)

    away(made, "dwi", kind="")
    assert overtime.clashes() == ()
    away(made, "bagus", kind="sick")
    assert "Bagus Prakoso is away on Wed 26 June (" in overtime.clashes()[0].sentence(EN)
    overtime.cancel(SRI, made.second.id, op())
    assert not [each for each in inbox.items(EN) if each.kind == "overtime_clash"]


def test_somebody_else_takes_the_place_and_the_papers_say_so_under_the_same_number(made: Evenings) -> None:
    papers, overtime = made.services.overtime_papers, made.services.overtime
    before = papers.paper(SRI, made.first.id, ORDER, EN, op())
    away(made, "dwi")

    changed = overtime.replace(SRI, made.first.id, "dwi", "sri", op())

    assert changed.people == ("sri",)
    assert overtime.clashes() == ()
    after = papers.paper(SRI, made.first.id, ORDER, EN, op())
    text = " ".join(texts(after.document.content)[0].split())
    assert after.name == before.name
    assert "Sri Wahyuni in the place of Dwi Rahayu. Earlier copies are void." in text
    assert "in the place of" not in texts(before.document.content)[0]
    listed = texts(papers.paper(SRI, made.first.id, ATTENDANCE, EN, op()).document.content)[0]
    assert "Sri Wahyuni" in listed
    assert "Dwi Rahayu" not in listed
    sheet = papers.work_sheets(SRI, made.first.id, EN, op())[-1]
    assert "Sri Wahyuni" in texts(sheet.document.content)[0]
    entry = made.office.ledger("replace_overtime")[-1]
    assert (entry.object_id, entry.user) == (made.first.number, SRI.user)


def test_who_may_not_come_is_refused_with_the_reason_and_nothing_changes(made: Evenings) -> None:
    overtime = made.services.overtime
    away(made, "sri")
    found = {each.login: each.refusal for each in overtime.candidates(made.first.id, "dwi")}

    assert "works at E1 in that evening already" in found["bagus"]
    assert "is away on Wed 26 June" in found["sri"]
    for leaves, comes, words in (
        ("dwi", "bagus", "works at E1"), ("dwi", "sri", "is away on"), ("bagus", "sri", "is not ordered for"),
        ("dwi", "nobody", "Nobody here is called"),
    ):  # fmt: skip
        with pytest.raises(RuleViolationError, match=words):
            overtime.replace(SRI, made.first.id, leaves, comes, op())
    made.office.clock.set(27)
    with pytest.raises(RuleViolationError, match="is over"):
        overtime.replace(SRI, made.first.id, "dwi", "bagus", op())
    assert [each.people for each in overtime.sessions()] == [("bagus",), ("dwi",)]


def test_an_evening_too_long_is_told_without_a_false_fraction(made: Evenings) -> None:
    for end, words in ((time(23), "Overtime of 7 hours is"), (time(22, 30), "Overtime of 6.5 hours is")):
        with pytest.raises(RuleViolationError, match=words):
            made.services.overtime.preview(Evening(DAY, time(16), end, "R2", ("sri",)))
