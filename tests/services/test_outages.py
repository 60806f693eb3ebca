"""The outage ledger: what it moves, what it leaves alone, and that undoing puts everything back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.outages import OutageCase
from printdesk.models.tables import Application
from printdesk.services import ledger
from printdesk.services.import_report import ImportReport
from printdesk.services.importing import EntryForm, ImportService
from printdesk.services.outage_entry import OutageEntry
from printdesk.services.outages import OutageService
from printdesk.services.plans import PlanService
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.stages import StageService
from printdesk.services.story import story
from tests.services.offices import SRI, MadeOffice, at, list_file, op

ALL = ("regular48", "regular24", "epassport_laminated", "epassport_polycarbonate")


def entry(start: datetime, end: datetime | None, **values: object) -> OutageEntry:
    said = {"cause": "PDN padam", "services": ALL, "stages": ("print",), **values}
    return OutageEntry(start, end, **said)  # type: ignore[arg-type]


LONG = entry(at(20, 7, 30), at(25, 16))


def waiting(office: MadeOffice, name: str = "SITI", arrived: int = 19, due: int = 25, **values: object) -> int:
    """Somebody who came on one day of June and was promised another."""
    close = at(due, 15, 30)
    return office.application(
        name, arrived=at(arrived, 9), ready_at=at(arrived, 9), promised=close, promised_first=close, **values
    )


def promises(office: MadeOffice) -> dict[int, tuple[datetime, datetime]]:
    """First promise and the one that holds, of everybody."""
    with office.database.reading() as session:
        rows = session.execute(select(Application.id, Application.promised_first, Application.promised))
        return {key: (first, now) for key, first, now in rows}


def cases(office: MadeOffice) -> list[tuple[int, datetime, datetime]]:
    with office.database.reading() as session:
        rows = session.scalars(select(OutageCase).order_by(OutageCase.outage_id, OutageCase.application_id))
        return [(row.outage_id, row.promised_before, row.promised_after) for row in rows]


def test_an_outage_moves_promises_as_one_act_and_keeps_both_dates(office: MadeOffice):
    outages = OutageService(office.workplace)
    siti = waiting(office)
    other = waiting(office, "BUDI", service="epassport_laminated")
    told = outages.preview(entry(at(20, 7, 30), at(25, 16), services=("regular48",)))
    assert [(each.service, each.touched, each.moved, each.most_days) for each in told.services] == [
        ("regular48", 1, 1, 4)
    ]
    assert promises(office)[siti][1] == at(25, 15, 30)

    done = outages.record(SRI, entry(at(20, 7, 30), at(25, 16), services=("regular48",)), op())

    assert (done.number, done.moved, done.foreign) == ("GG-2024-000001", 1, ())
    assert promises(office)[siti] == (at(25, 15, 30), at(1, 15, 30, month=7))
    assert promises(office)[other] == (at(25, 15, 30), at(25, 15, 30))
    assert cases(office) == [(1, at(25, 15, 30), at(1, 15, 30, month=7))]
    with office.workplace.reading() as view:
        lines = [line.text for line in story(view, siti, catalogue("en"))]
        assert ledger.verify(view.session).ok
    assert lines == ["Outage GG-2024-000001: the promise moved from Tue 25 June to Mon 1 July (Sri Wahyuni)."]


def test_undoing_puts_every_promise_back_and_says_so_in_the_history(office: MadeOffice):
    outages = OutageService(office.workplace)
    for number in range(3):
        waiting(office, f"ORANG {number}", due=25 + number)
    before = promises(office)
    number = outages.record(SRI, LONG, op()).number
    assert promises(office) != before

    undone = outages.undo(SRI, number, op())

    assert promises(office) == before
    assert undone.moved == 3
    view = outages.outages()[0]
    assert (view.undone_by, view.is_open) == ("Sri Wahyuni", False)
    with office.workplace.reading() as reading:
        assert story(reading, 1, catalogue("en"))[-1].text == (
            "Outage GG-2024-000001 was taken back: the promise is Tue 25 June again (Sri Wahyuni)."
        )
    with pytest.raises(RuleViolationError, match="was undone"):
        outages.undo(SRI, number, op())


def test_a_promise_that_another_cause_changed_is_named_and_left_alone(office: MadeOffice):
    outages = OutageService(office.workplace)
    changed, mine = waiting(office), waiting(office, "BUDI")
    number = outages.record(SRI, LONG, op()).number
    with office.database.writing() as session:
        row = session.get_one(Application, changed)
        row.promised, wanted = at(5, 15, 30, month=7), row.number

    assert outages.preview_undo(number).foreign == (wanted,)
    assert outages.undo(SRI, number, op()).foreign == (wanted,)

    assert promises(office)[changed][1] == at(5, 15, 30, month=7)
    assert promises(office)[mine][1] == at(25, 15, 30)


def test_two_at_the_same_time_count_once_and_each_can_be_undone_alone(office: MadeOffice):
    outages = OutageService(office.workplace)
    siti = waiting(office)
    first = outages.record(SRI, entry(at(20, 7, 30), at(21, 16, 30)), op()).number
    assert promises(office)[siti][1] == at(27, 15, 30)
    second = outages.record(SRI, entry(at(21, 7, 30), at(24, 16), stages=("check",)), op()).number
    assert promises(office)[siti][1] == at(28, 15, 30)
    assert [(before, after) for _id, before, after in cases(office)] == [
        (at(25, 15, 30), at(27, 15, 30)), (at(27, 15, 30), at(28, 15, 30)),
    ]  # fmt: skip

    outages.undo(SRI, first, op())
    assert promises(office)[siti][1] == at(27, 15, 30)
    outages.undo(SRI, second, op())
    assert promises(office)[siti] == (at(25, 15, 30), at(25, 15, 30))


def test_an_open_one_is_counted_until_now_and_ended_later(office: MadeOffice):
    outages = OutageService(office.workplace)
    siti = waiting(office, arrived=24, due=28)
    number = outages.record(SRI, entry(at(25, 7, 30), None), op()).number
    assert promises(office)[siti][1] == at(1, 15, 30, month=7)
    late = waiting(office, "BUDI", arrived=26, due=2)  # came meanwhile
    with office.database.writing() as session:
        session.get_one(Application, late).promised = at(2, 15, 30, month=7)

    office.clock.set(28, 8)
    done = outages.end(SRI, number, at(27, 16), op())

    assert done.moved == 2
    assert promises(office)[siti][1] == at(3, 15, 30, month=7)
    assert promises(office)[late][1] == at(3, 15, 30, month=7)
    assert outages.outages()[0].ended_at == at(27, 16)
    with pytest.raises(RuleViolationError, match="ended already"):
        outages.end(SRI, number, at(27, 16), op())


def test_shortening_gives_back_what_was_too_much(office: MadeOffice):
    outages = OutageService(office.workplace)
    siti = waiting(office)
    number = outages.record(SRI, LONG, op()).number
    shorter = entry(at(20, 7, 30), at(20, 16), services=("regular48",))
    assert outages.preview(shorter, number).moved == 1
    outages.change(SRI, number, shorter, op())
    assert promises(office)[siti] == (at(25, 15, 30), at(26, 15, 30))

    outages.change(SRI, number, entry(at(20, 7, 30), at(25, 16), services=("regular24",)), op())
    assert promises(office)[siti] == (at(25, 15, 30), at(25, 15, 30))
    assert cases(office) == []


def test_what_is_over_or_came_too_late_is_not_touched(office: MadeOffice):
    outages = OutageService(office.workplace)
    waiting(office, "DIAMBIL", state="collected", state_since=at(24))
    waiting(office, "BATAL", state="cancelled", state_since=at(24))
    waiting(office, "BESOK", arrived=26, due=2)
    waiting(office, "LAMA", arrived=10, due=14)
    told = outages.preview(entry(at(20, 7, 30), at(25, 16)))
    assert [(each.touched, each.moved, each.passed) for each in told.services] == [(1, 0, 1)]


def test_opening_one_turns_its_switches_and_ending_it_turns_them_back(office: MadeOffice):
    outages, stages = OutageService(office.workplace), StageService(office.workplace)
    open_ = entry(
        at(26, 7, 30), None, services=("regular48", "regular24"), stages=("print", "pickup"), expected_back=at(28)
    )
    kept = entry(at(26, 7, 45), None, services=("regular24",), stages=("pickup",))
    first = outages.record(SRI, open_, op(), board=True)
    outages.record(SRI, kept, op(), board=True)
    assert first.switches == 4
    board = {(one.service, one.stage): one.switch for one in stages.board()}
    assert {key for key, switch in board.items() if switch.state == "down"} == {
        ("regular48", "print"), ("regular48", "pickup"), ("regular24", "print"), ("regular24", "pickup"),
    }  # fmt: skip
    assert board["regular48", "pickup"].expected_back == at(28)

    outages.end(SRI, first.number, office.clock.now(), op())

    down = {(one.service, one.stage) for one in stages.board() if one.switch.state == "down"}
    assert down == {("regular24", "pickup")}


def test_ending_one_leaves_an_earlier_stop_and_what_was_set_to_flaky_since(office: MadeOffice):
    outages, stages = OutageService(office.workplace), StageService(office.workplace)
    stages.set_state(SRI, "print", SwitchEntry("regular24", "down", 100, at(1, month=7), "central"), op())
    office.clock.step(hours=1)
    open_ = entry(office.clock.now(), None, services=("regular48", "regular24"), stages=("print", "check"))
    assert outages.record(SRI, open_, op(), board=True).switches == 3
    stages.set_state(SRI, "check", SwitchEntry("regular48", "flaky", 60), op())
    office.clock.step(hours=1)

    assert outages.end(SRI, "GG-2024-000001", office.clock.now(), op()).switches == 2

    board = {(one.service, one.stage): one.switch for one in stages.board()}
    assert (board["regular24", "print"].state, board["regular24", "print"].expected_back) == ("down", at(1, month=7))
    assert board["regular48", "check"].state == "flaky"
    assert board["regular48", "print"].state == board["regular24", "check"].state == "up"


def test_undoing_one_puts_its_switches_back_to_what_they_were(office: MadeOffice):
    outages, stages = OutageService(office.workplace), StageService(office.workplace)
    stages.set_state(SRI, "print", SwitchEntry("regular24", "flaky", 60, at(1, month=7)), op())
    office.clock.step(hours=1)
    wrong = entry(office.clock.now(), None, services=("regular48", "regular24"))
    outages.record(SRI, wrong, op(), board=True)

    assert outages.undo(SRI, "GG-2024-000001", op()).switches == 2

    board = {one.service: one.switch for one in stages.board() if one.stage == "print"}
    flaky = board["regular24"]
    assert (flaky.state, flaky.success_percent, flaky.expected_back) == ("flaky", 60, at(1, month=7))
    assert board["regular48"].state == "up"


def test_the_preview_names_trips_that_the_stop_would_lose(office: MadeOffice):
    outages = OutageService(office.workplace)
    office.application("TERBANG", departs_at=at(28, 0), proof="ticket")
    told = outages.preview(entry(at(26, 7, 30), None, expected_back=at(1, month=7)))
    assert [trip.name for trip in told.at_risk] == ["TERBANG"]
    assert told.risk_before == 0
    for stage in ("check", "pickup"):
        late = outages.preview(entry(at(26, 7, 30), None, stages=(stage,), expected_back=at(1, month=7)))
        soon = outages.preview(entry(at(26, 7, 30), None, stages=(stage,), expected_back=at(26, 9)))
        assert ([trip.name for trip in late.at_risk], soon.at_risk) == (["TERBANG"], ())
    assert PlanService(office.workplace).plan().trips_at_risk == 0


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: entry(at(25), at(24)), "ends before it begins"),
        (lambda: entry(at(27), None), "cannot be recorded as an outage"),
        (lambda: entry(at(25), at(27)), "cannot be recorded as an outage"),
        (lambda: entry(at(20) - timedelta(days=400), None), "more than a year ago"),
        (lambda: entry(at(20), None, services=()), "at least one service type"),
        (lambda: entry(at(20), None, stages=()), "at least one service type"),
        (lambda: entry(at(20), None, stages=("chip",)), "no stage"),
        (lambda: entry(at(20), None, cause="  "), "cause of the outage is missing"),
        (lambda: entry(at(20), None, cause="x" * 201), "longer than 200"),
    ],
)
def test_what_makes_no_outage_is_refused(office: MadeOffice, make: Callable[[], OutageEntry], said: str):
    outages = OutageService(office.workplace)
    with pytest.raises(RuleViolationError, match=said):
        outages.record(SRI, make(), op())
    assert outages.outages() == ()


def test_the_cause_stays_out_of_the_ledger(office: MadeOffice):
    OutageService(office.workplace).record(SRI, LONG, op())
    StageService(office.workplace).set_state(SRI, "check", SwitchEntry("regular48", "down", note="PDN padam"), op())
    assert "PDN" not in str([(entry.act, entry.details) for entry in office.ledger()])


def taken_over(office: MadeOffice, folder: Path, *rows: str, check: bool = False) -> ImportReport:
    """A list after the outages: SITI came on Wed 19 June, promised for Tue 25 June."""
    file = list_file(folder / "late.csv", *rows)
    imports, english = ImportService(office.workplace), catalogue("en")
    if check:
        return imports.check(file, english)
    return imports.apply(SRI, file, op(), language=english)


LATE = "3311062000319901;SITI LESTARI;;;regular48;2024-06-19 09:00;;;;"


def test_a_list_taken_over_after_outages_is_moved_like_the_others_and_belongs_to_them(
    office: MadeOffice, tmp_path: Path
):
    outages = OutageService(office.workplace)
    twin = waiting(office)
    first = outages.record(SRI, entry(at(20, 7, 30), at(21, 16, 30)), op()).number
    second = outages.record(SRI, entry(at(21, 7, 30), at(24, 16), stages=("check",)), op()).number
    rows = (
        LATE,
        "3311062000319902;KEMUDIAN;;;regular48;2024-06-25 09:00;;;;",
        "3311062000319903;JANJI LEWAT;;;regular48;2024-06-10 09:00;;;;",
    )
    told = taken_over(office, tmp_path, *rows, check=True)
    assert (told.rebased, [line.text for line in told.lines]) == (1, [
        "new, promised for Fri 28 June instead of Tue 25 June because of GG-2024-000001, GG-2024-000002",
        "new, promised for Mon 1 July",
        "new, promised for Fri 14 June",
    ])  # fmt: skip
    assert len(promises(office)) == 1

    done = taken_over(office, tmp_path, *rows)

    assert done.lines == told.lines
    late = office.by_number("3311062000319901").id
    assert promises(office)[late] == promises(office)[twin] == (at(25, 15, 30), at(28, 15, 30))
    assert cases(office)[::2] == cases(office)[1::2]  # the same of both, for each outage
    assert {view.number: view.moved for view in outages.outages()} == {first: 2, second: 2}
    with office.workplace.reading() as view:
        assert [line.text for line in story(view, late, catalogue("en"))] == [
            "Taken over from a list; promised for Tue 25 June (Sri Wahyuni).",
            "Outage GG-2024-000001: the promise moved from Tue 25 June to Thu 27 June (Sri Wahyuni).",
            "Outage GG-2024-000002: the promise moved from Thu 27 June to Fri 28 June (Sri Wahyuni).",
        ]

    assert (outages.undo(SRI, first, op()).moved, outages.undo(SRI, second, op()).foreign) == (2, ())
    assert promises(office)[late] == promises(office)[twin] == (at(25, 15, 30), at(25, 15, 30))
    taken_over(office, tmp_path, LATE.replace("9901", "9904"))
    assert office.by_number("3311062000319904").promised == at(25, 15, 30)


def test_another_service_type_in_a_later_list_is_moved_by_what_stopped_that_type(office: MadeOffice, tmp_path: Path):
    outages = OutageService(office.workplace)
    taken_over(office, tmp_path, LATE)
    siti = office.by_number("3311062000319901").id
    number = outages.record(SRI, entry(at(20, 7, 30), at(21, 16), services=("regular48",)), op()).number
    assert promises(office)[siti][1] == at(27, 15, 30)

    taken_over(office, tmp_path, LATE.replace("regular48", "regular24"))
    assert (promises(office)[siti][1], cases(office)) == (at(25, 15, 30), [])
    taken_over(office, tmp_path, LATE)
    assert promises(office)[siti] == (at(25, 15, 30), at(27, 15, 30))

    assert outages.undo(SRI, number, op()).moved == 1
    assert promises(office)[siti][1] == at(25, 15, 30)


def test_one_typed_in_while_an_outage_goes_on_moves_until_now_and_further_at_its_end(office: MadeOffice):
    outages = OutageService(office.workplace)
    number = outages.record(SRI, entry(at(24, 7, 30), None), op()).number
    form = EntryForm("3311062000319905", "BUDI", "regular48", ready_since="2024-06-24 09:00")
    key = ImportService(office.workplace).add_single(SRI, form, op())
    assert promises(office)[key] == (at(28, 15, 30), at(1, 15, 30, month=7))

    office.clock.set(27, 16)
    outages.end(SRI, number, at(27, 16), op())

    assert promises(office)[key][1] == at(3, 15, 30, month=7)
    outages.undo(SRI, number, op())
    assert promises(office)[key][1] == at(28, 15, 30)
