"""The service board: one switch for the quality check, the counter's answers and the banner."""

from datetime import datetime

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.forecasts import ForecastService
from printdesk.services.inbox import InboxService
from printdesk.services.pickup import HandOver, PickupService
from printdesk.services.plans import PlanService
from printdesk.services.quality import QualityService
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.stages import StageService
from tests.services.offices import BAGUS, SRI, MadeOffice, at, op

EN = catalogue("en")


def turn(
    office: MadeOffice, stage: str, state: str, back: datetime | None = None, service: str = "regular48"
) -> None:
    entry = SwitchEntry(service, state, 100, back, "")
    StageService(office.workplace).set_state(SRI, stage, entry, op())


def test_everything_is_up_until_somebody_says_otherwise_and_each_turn_is_remembered(office: MadeOffice):
    stages = StageService(office.workplace)
    assert {one.switch.state for one in stages.board()} == {"up"}
    assert len(stages.board()) == 12

    turn(office, "pickup", "down", at(28))
    turn(office, "pickup", "up")
    turn(office, "pickup", "up")
    turn(office, "print", "down")

    assert {(one.service, one.stage) for one in stages.board() if one.switch.state != "up"} == {
        ("regular48", "print")
    }
    told = [(one.kind, one.before, one.state, one.expected_back, one.who) for one in stages.history()]
    assert told == [
        ("print", "up", "down", None, "Sri Wahyuni"),
        ("pickup", "down", "up", None, "Sri Wahyuni"),
        ("pickup", "up", "down", at(28), "Sri Wahyuni"),
    ]


def test_what_is_no_switch_is_refused(sqlite_office: MadeOffice):
    for stage, state, service in (("chip", "up", "regular48"), ("check", "tired", "regular48"), ("check", "up", "x")):
        with pytest.raises(RuleViolationError):
            turn(sqlite_office, stage, state, service=service)
    assert StageService(sqlite_office.workplace).history() == ()


def test_a_stopped_quality_check_passes_nothing_until_it_works_again(office: MadeOffice):
    quality = QualityService(office.workplace)
    printed = office.application(state="printed", serial="C1000001")
    checked = [item.code for item in quality_items(office)]
    turn(office, "check", "down")
    with pytest.raises(RuleViolationError, match="stopped since Wed 26 June 08:00"):
        quality.passes(BAGUS, printed, checked, op())
    assert office.get(printed).state == "printed"
    turn(office, "check", "up")
    assert quality.passes(BAGUS, printed, checked, op())


def quality_items(office: MadeOffice) -> tuple[object, ...]:
    with office.workplace.reading() as view:
        return view.settings.checklist


def answer(office: MadeOffice, application_id: int) -> tuple[str, datetime | None, str]:
    said = PlanService(office.workplace).answer_for(application_id, catalogue("en"))
    return said.verdict, said.ready_from, said.sentence


def test_a_stopped_pickup_is_told_with_the_day_on_which_it_opens_again(office: MadeOffice):
    shelved = office.application(state="shelved", serial="C1000001", shelf_slot="A-001")
    office.blanks(first="C2000001")
    waiting = office.application("BUDI")
    turn(office, "pickup", "down", at(28, 8))
    verdict, ready, said = answer(office, shelved)
    assert (verdict, ready) == ("ready", at(28, 8))
    assert said == (
        "It is ready and can be collected from Fri 28 June 08:00. "
        "The pickup of Regular passport 48 is stopped at present; it is expected again Fri 28 June 08:00."
    )
    assert answer(office, waiting)[1] == at(28, 8)
    turn(office, "pickup", "up")
    assert answer(office, shelved)[2] == "It is ready and can be collected now."


def test_a_pickup_that_nobody_knows_the_end_of_promises_no_trip(office: MadeOffice):
    flies = office.application(departs_at=at(5, 0, month=7), proof="ticket")
    assert answer(office, flies)[0] == "yes"
    turn(office, "pickup", "down", at(26, 7))  # an hour ago: nobody knows any more
    verdict, ready, said = answer(office, flies)
    assert (verdict, ready) == ("no", None)
    assert said.startswith(
        "The pickup of Regular passport 48 is stopped at present, and nobody knows yet until when."
    )
    assert "Please speak to the supervisor." in said


def test_a_stopped_check_makes_ready_later_but_not_for_what_has_passed(office: MadeOffice):
    printed = office.application(state="printed", serial="C1000001")
    passed = office.application("BUDI", state="passed", serial="C1000002", shelf_slot="A-002")
    before = answer(office, passed)
    turn(office, "check", "down", at(28, 8))
    assert answer(office, printed)[1] == at(28, 10)
    assert answer(office, passed) == before


def test_a_trip_that_a_stopped_stage_cannot_serve_is_at_risk_and_takes_no_place(office: MadeOffice):
    soon = office.application("SOON", departs_at=at(28), service="regular48")
    later = office.application("LATER", departs_at=at(12, month=7), service="regular48")
    plans, reader = PlanService(office.workplace), catalogue("en")
    assert plans.plan().trips_at_risk == 0

    for stage in ("check", "pickup"):
        turn(office, stage, "down", at(28, 15))
        plan = plans.plan()
        assert (plan.row(soon).trip_at_risk, plan.row(later).trip_at_risk) == (True, False)
        assert plan.row(soon).need_by < plan.now <= (plan.row(soon).planned or plan.now)
        words = {"check": "quality check", "pickup": "pickup"}[stage]
        assert f"The {words} of Regular passport 48 is stopped since Wed 26 June 08:00" in plan.why(
            plan.row(soon), reader
        )
        turn(office, stage, "down")
        plan = plans.plan()
        assert (plan.row(soon).trip_at_risk, plan.row(later).trip_at_risk) == (True, False)
        assert plan.row(soon).need_by > plan.now, "it may work again in time, so it keeps its place"
        assert plan.row(soon).position == 1
        turn(office, stage, "flaky")
        assert plans.plan().trips_at_risk == 0
        turn(office, stage, "up")


@pytest.mark.parametrize("stage", ["check", "pickup"])
def test_the_forecast_counts_what_a_stopped_stage_holds_back(sqlite_office: MadeOffice, stage: str):
    office = sqlite_office
    for number in range(60):
        office.application(f"W{number}")
    office.application("P", state="printed", serial="C1000001")
    office.blanks(first="C2000001", how_many=300, holder=None)
    forecasts = ForecastService(office.workplace)
    before = forecasts.forecast()
    turn(office, stage, "down", at(28, 15))
    stopped = forecasts.forecast()

    today, then = before.usual.days[0], stopped.usual.days[0]
    assert then.printed == today.printed > 50
    assert then.backlog.middle >= today.backlog.middle + 0.9 * today.printed
    assert "is stopped since Wed 26 June 08:00; expected back Fri 28 June 15:00." in stopped.stops_ahead({}, EN)[0]
    assert not stopped.is_normal
    assert stopped.sentence(EN) != "The queue is normal."
    turn(office, stage, "flaky")
    assert "is flaky since" in forecasts.forecast().stops_ahead({}, EN)[0]


@pytest.mark.parametrize(("stage", "words"), [("check", "quality check"), ("pickup", "pickup")])
def test_a_flaky_stage_is_told_at_the_counter_and_in_the_inbox(sqlite_office: MadeOffice, stage: str, words: str):
    waits = sqlite_office.application("W")
    sqlite_office.blanks(first="C2000001", how_many=3, holder=None)
    turn(sqlite_office, stage, "flaky")
    told = f"The {words} of Regular passport 48 works only now and then at present. Please ask before you come."
    assert told in answer(sqlite_office, waits)[2]
    (found,) = [each for each in InboxService(sqlite_office.workplace).items(EN) if each.kind == "stage_stopped"]
    assert found.text.startswith(f"The {words} of Regular passport 48 is flaky since Wed 26 June 08:00")
    assert (found.room, found.view) == ("outages", "board")
    turn(sqlite_office, stage, "up")
    assert "now and then" not in answer(sqlite_office, waits)[2]


def test_nothing_is_handed_over_while_the_pickup_stands_still(office: MadeOffice):
    pickup = PickupService(office.workplace)
    ready = office.application("READY", state="shelved", serial="C1000001")
    form = HandOver(ready, "C1000001", "applicant", ("payment_proof", "identity"))
    turn(office, "pickup", "down")

    assert pickup.missing(form)[0] == "pickup of Regular passport 48 must work again"
    with pytest.raises(RuleViolationError, match="pickup of Regular passport 48 is stopped since Wed 26 June 08:00"):
        pickup.hand_over(SRI, form, op())
    assert office.get(ready).state == "shelved"
    turn(office, "pickup", "up")
    pickup.hand_over(SRI, form, op())
    assert office.get(ready).state == "collected"
