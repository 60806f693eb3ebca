"""Missing booklets and the quarantine: frozen everywhere, searched for in writing, found or written off."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from printdesk.domain.states import ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Booklet
from printdesk.services import bundle
from printdesk.services.pickup import HandOver
from printdesk.services.story import story
from tests.documents.papers import texts
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, issue, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _state(office: MadeOffice, serial: str) -> str:
    with office.database.reading() as session:
        return str(session.scalars(select(Booklet.state).where(Booklet.serial == serial)).one())


def test_who_had_a_missing_blank_last_comes_from_the_ledger(office: MadeOffice):
    services = _services(office)
    services.blanks.receive(SRI, "regular48", "C1000001", "C1000010", "bagus", op())
    office.clock.step(hours=1)
    issue(services, SRI, "regular48", "dwi", 3)
    office.clock.step(hours=1)

    services.missing.declare(SRI, ["c 1000002", "C1000008"], "counted at noon", op())

    held, safe = sorted(services.missing.cases(), key=lambda case: case.serial)
    assert (held.serial, held.state_before, held.last_act, held.last_user, held.last_at.hour) == (
        "C1000002", "issued", "issue", "Dwi Rahayu", 9,
    )  # fmt: skip
    assert (safe.last_act, safe.last_user, safe.last_at.hour) == ("receive", "Sri Wahyuni", 8)
    assert services.blanks.balances()[0].sums["missing"] == 2
    assert services.blanks.balances()[0].balanced
    assert "noon" not in "".join(entry.details for entry in office.ledger())


def test_a_missing_blank_is_refused_in_words_wherever_it_is_scanned(office: MadeOffice):
    services = _services(office)
    serial, *_rest = office.blanks()
    application = office.application(
        state=ApplicationState.CLAIMED, claimed_by="dwi", claimed_station="R2", claimed_at=office.clock.now(),
        claimed_until=office.clock.now(),
    )  # fmt: skip
    services.missing.declare(SRI, [serial], "gone", op())

    with pytest.raises(RuleViolationError, match="must not be used: it is missing"):
        services.print_room.bind(DWI, application, serial, op())
    assert f"STOP: booklet {serial} was reported missing" in services.missing.warning(serial.lower())
    assert services.missing.warning("C9999999") == ""
    with pytest.raises(RuleViolationError, match="missing"):
        services.missing.declare(SRI, [serial], "gone again", op())


def test_a_missing_printed_booklet_stops_the_counter_until_it_is_found_on_its_shelf(office: MadeOffice):
    services = _services(office)
    shelved = office.application("Rudi", state=ApplicationState.SHELVED, serial="X1000001")
    other = office.application("Wati", state=ApplicationState.SHELVED, serial="X1000002")
    printed = office.application("Budi", state=ApplicationState.PRINTED, serial="X1000003")
    services.missing.declare(SRI, ["X1000001", "X1000003"], "not in its slot", op())

    hand_over = HandOver(shelved, "X1000001", "self", ("payment_proof", "own_id"))
    kinds = services.office.data().settings.pickup.collectors
    kind = next(one for one in kinds if not one.other_person)
    hand_over = HandOver(shelved, "X1000001", kind.code, tuple(each.code for each in kind.documents))
    with pytest.raises(RuleViolationError, match="STOP: booklet X1000001 was reported missing"):
        services.pickup.hand_over(SRI, hand_over, op())
    wrong = HandOver(other, "X1000001", kind.code, hand_over.documents)
    with pytest.raises(RuleViolationError, match="STOP: booklet X1000001 was reported missing"):
        services.pickup.hand_over(SRI, wrong, op())
    with pytest.raises(RuleViolationError, match="X1000003 was reported missing"):
        services.quality.fails(BAGUS, printed, services.office.data().settings.reasons_for("check")[0].code, op())
    assert [(one.serial, one.name, one.state) for one in services.missing.in_house()] == [
        ("X1000001", "Rudi", "missing"), ("X1000003", "Budi", "missing"),
    ]  # fmt: skip
    assert services.plans.answer("X1000001", catalogue("en")).verdict == "held"
    assert "being looked for" in services.plans.answer("X1000001", catalogue("en")).sentence

    assert services.missing.found(SRI, "X1000001", "box B", op()) == BookletState.SHELVED
    services.pickup.hand_over(SRI, hand_over, op())

    assert _state(office, "X1000001") == BookletState.HANDED_OVER
    assert [one.serial for one in services.missing.in_house()] == ["X1000003"]


def test_the_search_is_kept_step_by_step_and_ends_in_minutes_of_loss(office: MadeOffice):
    services = _services(office)
    serial, *_rest = office.blanks()
    services.missing.declare(SRI, [serial], "not there at closing", op())

    with pytest.raises(RuleViolationError, match="Nobody has looked"):
        services.missing.report(SRI, [serial], "dwi", op())
    with pytest.raises(RuleViolationError, match="Say where"):
        services.missing.search(SRI, serial, "dwi", " ", "nothing", op())
    services.missing.search(SRI, serial, "dwi", "drawer of R2", "nothing", op())
    case = services.missing.search(SRI, serial, "", "the safe", "not among the returned", op())
    with pytest.raises(RuleViolationError, match="two people"):
        services.missing.report(SRI, [serial], "sri", op())
    number = services.missing.report(SRI, [serial], "dwi", op())

    assert [(step.looked_by, step.place) for step in case.steps] == [
        ("Dwi Rahayu", "drawer of R2"), ("Sri Wahyuni", "the safe"),
    ]  # fmt: skip
    text = " ".join(texts(services.minutes.paper(SRI, number, catalogue("en"), op()).content))
    assert number == "BK-2024-000001"
    for words in (serial, "drawer of R2", "not among the returned", "not there at closing", "1 (one)", "Dwi Rahayu"):
        assert words in text
    assert services.missing.case(serial).state == "reported"
    with pytest.raises(RuleViolationError, match="stands on the minutes BK-2024-000001 already"):
        services.missing.report(SRI, [serial], "dwi", op())
    assert services.missing.found(SRI, serial, "behind the safe", op(), "quarantine") == BookletState.QUARANTINED
    assert services.missing.cases() == ()
    assert services.missing.cases(closed=True)[0].found_place == "behind the safe"
    assert services.blanks.balances()[0].balanced
    assert services.office.verify().ok


def test_a_found_blank_goes_back_to_its_operator_or_to_the_safe(office: MadeOffice):
    services = _services(office)
    held, *_rest = office.blanks(how_many=2)
    (kept,) = office.blanks(first="D2000001", how_many=1, holder=None)
    services.missing.declare(SRI, [held, kept], "gone", op())

    assert services.missing.found(SRI, held, "drawer", op()) == BookletState.ISSUED
    assert services.missing.found(SRI, kept, "drawer", op()) == BookletState.IN_SAFE
    with pytest.raises(RuleViolationError, match="not reported missing"):
        services.missing.found(SRI, kept, "drawer", op())

    assert [one.in_hand for one in services.blanks.holdings()] == [2]


def test_a_supervisor_gives_a_new_print_at_the_old_place_and_the_old_booklet_never_goes_out(office: MadeOffice):
    services = _services(office)
    shelved = office.application("Rudi", state=ApplicationState.SHELVED, serial="X1000001")
    later = office.application("Wati", arrived=office.get(shelved).arrived.replace(hour=5))
    services.missing.declare(SRI, ["X1000001"], "not in its slot", op())

    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        services.missing.reprint(DWI, shelved, "flies tomorrow", op())
    services.missing.reprint(SRI, shelved, "flies tomorrow", op())

    row = office.get(shelved)
    assert (row.state, row.booklet_id, row.shelf_slot) == (ApplicationState.READY, None, None)
    assert [one.application_id for one in services.plans.plan().rows] == [shelved, later]
    assert services.missing.in_house() == ()
    assert services.missing.found(SRI, "X1000001", "under the shelf", op()) == BookletState.QUARANTINED
    with pytest.raises(RuleViolationError, match="never becomes a blank again"):
        services.quarantine.release(SRI, ["X1000001"], "safe", "dwi", op())
    with pytest.raises(RuleViolationError, match="never becomes a blank again"):
        services.quarantine.release(SRI, ["X1000001"], "back", "dwi", op())
    services.quarantine.release(SRI, ["X1000001"], "spoiled", "dwi", op())
    assert [one.serial for one in services.destruction.spoiled()] == ["X1000001"]
    with office.workplace.reading() as view:
        told = [line.text for line in story(view, shelved, catalogue("en"))]
    assert any("X1000001" in line and "missing" in line for line in told)
    assert any("new print" in line for line in told)
    assert services.blanks.balances()[0].balanced


def test_a_range_is_set_aside_at_once_and_released_by_two(office: MadeOffice):
    services = _services(office)
    office.blanks(how_many=3, holder=None)
    office.blanks(first="C1000004", how_many=3, holder="dwi")
    shelved = office.application("Rudi", state=ApplicationState.SHELVED, serial="C1000007")

    seen = services.quarantine.preview("C1000001", "C1000010")
    assert (seen.blank, seen.printed, seen.unknown) == ({"in_safe": 3, "issued": 3}, {"shelved": 1}, 3)
    with pytest.raises(RuleViolationError, match="needs a reason"):
        services.quarantine.set_aside(SRI, "C1000001", "C1000010", " ", op())
    blank = services.quarantine.set_aside(SRI, "C1000001", "C1000010", "box found open", op())
    assert len(blank) == 6
    printed = services.quarantine.set_aside(SRI, "C1000007", "C1000007", "same batch", op(), with_printed=True)
    assert printed == ("C1000007",)
    assert [one.state for one in services.missing.in_house()] == ["quarantined"]

    with pytest.raises(RuleViolationError, match="two people"):
        services.quarantine.release(SRI, blank[:2], "safe", "SRI", op())
    with pytest.raises(RuleViolationError, match="goes to the safe or to the spoiled"):
        services.quarantine.release(SRI, blank[:1], "back", "dwi", op())
    with pytest.raises(RuleViolationError, match="for which an applicant waits"):
        services.quarantine.release(SRI, printed, "spoiled", "dwi", op())
    assert services.quarantine.release(SRI, blank[:5], "safe", "dwi", op()) == 5
    assert services.quarantine.release(SRI, blank[5:], "spoiled", "dwi", op()) == 1
    assert services.quarantine.release(SRI, printed, "back", "dwi", op()) == 1

    sums = services.blanks.balances()[0].sums
    assert (sums["in_safe"], sums["spoiled"], sums["shelved"], sums["quarantined"]) == (5, 1, 1, 0)
    assert office.get(shelved).state == ApplicationState.SHELVED
    (row,) = services.destruction.spoiled()
    assert (row.serial, row.reason, row.spoiled_by) == ("C1000006", "box found open", "Sri Wahyuni")
    assert "box found" not in "".join(entry.details for entry in office.ledger())


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_is_lost_found_set_aside_and_destroyed_the_sums_balance(sqlite_office: MadeOffice, data):
    services = _services(sqlite_office)
    letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"[len(services.blanks.batches()) % 25]
    start = data.draw(st.integers(1, 900)) * 1000 + len(services.blanks.batches())
    serials = sqlite_office.blanks(first=f"{letters}{start:07d}", how_many=6, holder=None)
    acts = st.sampled_from(["miss", "find", "aside", "safe", "spoiled", "destroy", "issue"])

    for act in data.draw(st.lists(acts, max_size=16)):
        serial = data.draw(st.sampled_from(serials))
        try:
            _do(services, act, serial)
        except RuleViolationError:
            continue

    assert all(balance.balanced for balance in services.blanks.balances())
    assert services.office.verify().ok


def _do(services: bundle.Services, act: str, serial: str) -> None:
    if act == "miss":
        services.missing.declare(SRI, [serial], "gone", op())
    elif act == "find":
        services.missing.found(SRI, serial, "here", op())
    elif act == "aside":
        services.quarantine.set_aside(SRI, serial, serial, "suspected", op())
    elif act in ("safe", "spoiled"):
        services.quarantine.release(SRI, [serial], act, "dwi", op())
    elif act == "destroy":
        services.destruction.destroy(SRI, {serial: "scan"}, "dwi", op())
    else:
        issue(services, SRI, "regular48", "dwi", 1, serial)
