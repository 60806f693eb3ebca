"""What lies uncollected: the month, its reminders, the office's switch, and the supervised batch of cancellations."""

from datetime import date
from typing import Any

import pytest

from printdesk.domain.collection import Known
from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import BookletState as B
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.contacts import Contact
from printdesk.models.outages import Outage, OutageCase
from printdesk.models.tables import Booklet
from printdesk.services import bundle
from printdesk.services.pickup import HandOver
from tests.documents.papers import scanned, texts
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _lying(office: MadeOffice, name: str = "Siti Nurhaliza", day: int = 20, **values: Any) -> int:
    """A booklet that was ready in time, known by its promise on that day of May."""
    known = {"state": A.SHELVED, "state_since": at(day - 2, month=5), "arrived": at(day - 8, month=5)}
    return office.application(name, **{**known, "promised": at(day, 15, month=5), **values})


def _add(office: MadeOffice, *rows: Any) -> None:
    with office.database.writing() as session:
        session.add_all(rows)


def _outage(office: MadeOffice, first: int, last: int, stages: list[str], month: int = 6) -> Outage:
    outage = Outage(
        number="GG-2024-000001", started_at=at(first, 0, month=month), ended_at=at(last, 23, month=month),
        cause="PDN", services=["regular48"], stages=stages, recorded_at=office.clock.now(), recorded_by="sri",
    )  # fmt: skip
    _add(office, outage)
    return outage


def _row(office: MadeOffice, application: int) -> Any:
    return next(row for row in _services(office).pickup.ready() if row.application_id == application)


def test_both_dates_are_kept_and_a_slip_in_a_drawer_shortens_nobodys_month(office: MadeOffice) -> None:
    promised = _lying(office)
    slip = _lying(office, "Budi", state_since=at(25, 9), promised=at(28, 15))
    late = _lying(office, "Late", state_since=at(24, 9), promised=at(20, 15))
    before = _row(office, slip).collection
    _services(office).slips.make(DWI, [slip], "a6", catalogue("en"), op())

    first, second, third = (_row(office, each).collection for each in (promised, slip, late))

    assert (first.issued, first.announced, first.known_by) == (at(18, month=5), at(20, 15, month=5), Known.PROMISE)
    assert first.last_day == date(2024, 6, 20)
    assert second == before
    assert (second.issued, second.announced, second.known_by) == (at(25, 9), at(28, 15), Known.PROMISE)
    assert second.last_day == date(2024, 7, 29)
    assert (third.announced, third.known_by, third.last_day) == (None, Known.NOTHING, None)
    _services(office).slips.make(DWI, [late], "a6", catalogue("en"), op())
    assert _row(office, late).collection.known_by == Known.SLIP
    _services(office).contacts.log(DWI, late, "told", op())
    assert _row(office, late).collection.known_by == Known.TOLD
    assert _row(office, late).last_day == date(2024, 7, 26)


def test_the_slip_says_the_same_last_day_as_the_list_and_none_while_the_rule_is_suspended(office: MadeOffice) -> None:
    application = _lying(office, day=29)
    _outage(office, 20, 21, ["pickup"])
    services = _services(office)

    batch = services.slips.make(DWI, [application], "a6", catalogue("en"), op())
    assert _row(office, application).last_day == date(2024, 7, 1)
    assert "1 July" in texts(batch.document.content)[0]

    services.uncollected.suspend(SRI, date(2024, 6, 26), None, "Letter 12 of the head", op())
    assert _row(office, application).last_day is None
    batch = services.slips.make(DWI, [application], "a6", catalogue("en"), op())
    assert "July" not in texts(batch.document.content)[0]


def test_an_outage_of_printing_only_does_not_lengthen_the_time_to_collect(office: MadeOffice) -> None:
    application = _lying(office, day=29)
    _outage(office, 20, 21, ["print"])
    assert _row(office, application).last_day == date(2024, 7, 1)
    others = Outage(
        number="GG-2024-000002", started_at=at(24, 0), ended_at=at(24, 23), cause="PDN", stages=["pickup"],
        services=["epassport_laminated"], recorded_at=office.clock.now(), recorded_by="sri",
    )  # fmt: skip
    _add(office, others)
    assert _row(office, application).last_day == date(2024, 7, 1)


def test_a_suspension_is_a_supervisors_act_with_its_days_and_ends_with_them_uncounted(office: MadeOffice) -> None:
    application = _lying(office, day=29)
    uncollected = _services(office).uncollected
    with pytest.raises(RuleViolationError, match="supervisor"):
        uncollected.suspend(DWI, date(2024, 6, 3), None, "Letter 12", op())
    with pytest.raises(RuleViolationError, match="before its first"):
        uncollected.suspend(SRI, date(2024, 6, 3), date(2024, 6, 2), "Letter 12", op())
    with pytest.raises(RuleViolationError, match="needs a reason"):
        uncollected.suspend(SRI, date(2024, 6, 3), None, " ", op())

    uncollected.suspend(SRI, date(2024, 6, 24), None, "Letter 12", op())
    with pytest.raises(RuleViolationError, match="suspended on some of these days"):
        uncollected.suspend(SRI, date(2024, 7, 1), None, "again", op())
    lists = uncollected.lists()
    assert lists.suspension is not None
    assert (lists.suspension.reason, lists.due()) == ("Letter 12", ())

    office.clock.set(27)
    uncollected.end_suspension(SRI, lists.suspension.id, op())
    assert uncollected.lists().suspension is None
    # 29 June and the three days 24 to 26 June: 2 July.
    assert _row(office, application).last_day == date(2024, 7, 2)
    with pytest.raises(RuleViolationError, match="over already"):
        uncollected.end_suspension(SRI, lists.suspension.id, op())
    assert "Letter 12" not in "".join(entry.details for entry in office.ledger())


def test_reminders_are_due_on_their_days_marked_once_and_taken_back(office: MadeOffice) -> None:
    first = _lying(office, day=31)
    second, young = _lying(office, "Budi", day=29), _lying(office, "Young", state_since=at(20), promised=at(24, 15))
    uncollected = _services(office).uncollected
    due = {row.name: row.collection.due for row in uncollected.lists().due()}
    assert due == {"Budi": 28, "Siti Nurhaliza": 21}

    assert uncollected.remind(DWI, [first, second, young], op()) == (first, second)
    assert uncollected.lists().due() == ()
    assert _row(office, first).collection.reminders == (21,)
    assert [entry.outcome for entry in _services(office).contacts.of(first).entries] == ["message_sent"]
    with pytest.raises(RuleViolationError, match="No reminder is due"):
        uncollected.remind(BAGUS, [first], op())

    assert uncollected.undo_reminders(DWI, [first], op()) == 1
    assert [row.name for row in uncollected.lists().due()] == ["Siti Nurhaliza"]
    assert _services(office).contacts.of(first).entries == ()
    story = [line.text for line in _services(office).applications.story(first, catalogue("en"))]
    assert "Reminded to collect, day 21 (Dwi Rahayu)." in story


def test_the_lists_part_waiting_expiring_past_posted_and_missing(office: MadeOffice) -> None:
    past, last, soon = _lying(office, "Past", day=24), _lying(office, "Today", day=26), _lying(office, "Soon", day=30)
    gone = _lying(office, "Gone", day=24, serial="C7000001")
    office.application("Posted", state=A.POSTED, state_since=at(25))
    services = _services(office)
    services.missing.declare(DWI, ["C7000001"], "not in its slot", op())

    lists = services.uncollected.lists()

    assert [row.application_id for row in lists.past()] == [past]
    assert [(row.application_id, lists.days_left(row)) for row in lists.expiring()] == [(last, 0), (soon, 5)]
    assert [row.name for row in lists.posted] == ["Posted"]
    assert [row.application_id for row in lists.missing] == [gone]
    assert gone not in {row.application_id for row in lists.rows}


def _reason(office: MadeOffice, application: int) -> str:
    return next(c.refused for c in _services(office).cancelling.dry_run() if c.application_id == application)


def test_the_dry_run_refuses_everybody_whose_delay_was_ours_and_says_why(office: MadeOffice) -> None:
    free = _lying(office, "Free")
    moved = _lying(office, "Moved")
    _add(office, OutageCase(
        outage_id=_stored(office, _outage(office, 1, 3, ["print"], month=5)), application_id=moved,
        promised_before=at(14, 15, month=5), promised_after=at(20, 15, month=5),
    ))  # fmt: skip
    untold = _lying(office, "Untold", state_since=at(22, month=5))
    late = _lying(office, "Told late", state_since=at(22, month=5))
    _add(
        office,
        Contact(
            application_id=late, outcome="told", text_kind="", phone_tail="", at=at(23, month=5), by="dwi", note=""
        ),
    )
    gone = _lying(office, "Gone", serial="C7000001")
    _services(office).missing.declare(DWI, ["C7000001"], "not in its slot", op())

    assert _reason(office, free) == ""
    assert "GG-2024-000001 moved its promise from Tue 14 May to Mon 20 May" in _reason(office, moved)
    assert "Nobody told the applicant" in _reason(office, untold)
    assert "promised for Mon 20 May, and known to be ready only on Thu 23 May" in _reason(office, late)
    assert "missing in the house" in _reason(office, gone)
    _services(office).uncollected.suspend(SRI, date(2024, 6, 26), None, "Letter 12", op())
    assert "suspended since Wed 26 June" in _reason(office, free)


def _stored(office: MadeOffice, outage: Outage) -> int:
    with office.database.reading() as session:
        return int(session.query(Outage.id).filter(Outage.number == "GG-2024-000001").scalar())


def test_a_batch_is_proposed_by_one_confirmed_by_a_supervisor_and_taken_back(office: MadeOffice) -> None:
    application = _lying(office, serial="C7000001")
    services = _services(office)
    cancelling, operation = services.cancelling, op()

    number = cancelling.ask(DWI, [application], operation)
    assert (number, cancelling.ask(DWI, [application], operation)) == ("PB-2024-000001", number)
    assert "waits for a supervisor" in _reason(office, application)
    waits = [item for item in services.inbox.items(catalogue("en")) if item.kind == "cancel_batch_waits"]
    assert [item.text for item in waits] == [
        "Dwi Rahayu proposes to cancel 1 uncollected passport, batch PB-2024-000001."
    ]
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        cancelling.approve(BAGUS, number, op())
    batch = cancelling.approve(SRI, number, op())

    assert [(row.outcome, row.last_day, row.back) for row in batch.rows] == [("lapsed", date(2024, 6, 20), True)]
    row = office.get(application)
    assert (row.state, row.shelf_slot, row.booklet_id) == (A.LAPSED, None, None)
    assert _booklet(office, "C7000001").state == B.QUARANTINED
    assert all(each.balanced for each in services.blanks.balances())
    with pytest.raises(RuleViolationError, match="decided already"):
        cancelling.approve(SRI, number, op())
    with pytest.raises(RuleViolationError):
        services.pickup.hand_over(
            DWI, HandOver(application, "C7000001", "applicant", ("payment_proof", "identity")), op()
        )

    with pytest.raises(RuleViolationError, match="needs a reason"):
        cancelling.undo(SRI, application, "", op())
    slot = cancelling.undo(SRI, application, "The holder was in hospital", op())
    row = office.get(application)
    assert (row.state, row.shelf_slot, _booklet(office, "C7000001").state) == (A.SHELVED, slot, B.SHELVED)
    assert services.quarantine.rows() == ()
    assert [each.outcome for each in cancelling.batches()[0].rows] == ["undone"]
    assert "hospital" not in "".join(entry.details for entry in office.ledger())
    story = [line.text for line in services.applications.story(application, catalogue("en"))]
    assert f"The cancelling was taken back; it lies in {slot} again (Sri Wahyuni)." in story


def test_what_happened_between_proposal_and_confirmation_keeps_a_booklet(office: MadeOffice) -> None:
    stays, goes = _lying(office, "Stays", serial="C7000001"), _lying(office, "Goes", serial="C7000002")
    services = _services(office)
    number = services.cancelling.ask(SRI, [stays, goes], op())
    with pytest.raises(RuleViolationError, match="asked for this yourself"):
        services.cancelling.approve(SRI, number, op())
    services.pickup.hand_over(DWI, HandOver(stays, "C7000001", "applicant", ("payment_proof", "identity")), op())
    _make_supervisor(office, "dwi")

    batch = services.cancelling.approve(DWI, number, op())

    kept, gone = batch.rows
    assert (kept.outcome, kept.because) == ("kept", "It is handed over.")
    assert gone.outcome == "lapsed"
    assert office.get(stays).state == A.COLLECTED


def _make_supervisor(office: MadeOffice, login: str) -> None:
    from printdesk.models.tables import Person

    with office.database.writing() as session:
        person = session.query(Person).filter(Person.login == login).one()
        person.roles = [*person.roles, "supervisor"]


def test_nobody_who_may_not_be_cancelled_comes_onto_a_batch_and_a_batch_can_be_withdrawn(office: MadeOffice) -> None:
    application, young = _lying(office), _lying(office, "Young", state_since=at(20), promised=at(24, 15))
    cancelling = _services(office).cancelling
    with pytest.raises(RuleViolationError, match="Its last day is Wed 24 July"):
        cancelling.ask(DWI, [application, young], op())
    assert cancelling.batches() == ()

    number = cancelling.ask(DWI, [application], op())
    cancelling.refuse(DWI, number, op())
    assert [(batch.state, batch.rows[0].outcome) for batch in cancelling.batches()] == [("withdrawn", "kept")]
    assert office.get(application).state == A.SHELVED
    assert cancelling.ask(DWI, [application], op()) == "PB-2024-000002"


def test_a_booklet_on_minutes_is_not_taken_back(office: MadeOffice) -> None:
    application = _lying(office, serial="C7000001")
    services = _services(office)
    number = services.cancelling.ask(DWI, [application], op())
    services.cancelling.approve(SRI, number, op())

    services.quarantine.release(SRI, ["C7000001"], "spoiled", "dwi", op())
    assert services.cancelling.batch(number).rows[0].back
    services.destruction.destroy(SRI, {"C7000001": "scan"}, "dwi", op())

    assert not services.cancelling.batch(number).rows[0].back
    with pytest.raises(RuleViolationError, match="destroyed or stands on minutes"):
        services.cancelling.undo(SRI, application, "too late", op())


def test_letters_are_drafts_of_what_is_true_for_each_person(office: MadeOffice) -> None:
    cancelled, lies = _lying(office, "Siti Nurhaliza"), _lying(office, "Budi Santoso", day=29)
    services = _services(office)
    services.cancelling.approve(SRI, services.cancelling.ask(DWI, [cancelled], op()), op())

    document = services.cancelling.letters(SRI, [cancelled, lies], catalogue("en"), op())

    first, second = texts(document.content)
    assert "LETTER OF CANCELLATION" in first
    assert "SB-2024-000001" in first
    assert "Siti Nurhaliza" in first
    assert "Thursday, 20 June 2024" in first
    assert "article 30 of Regulation 8 of 2014" in first
    assert "LAST CALL" in second
    assert "SU-2024-000001" in second
    assert "Monday, 1 July 2024" in second
    assert all("DRAFT" in page for page in (first, second))
    assert [match.name for match in services.applications.find(_code(document.content))] == ["Siti Nurhaliza"]
    with pytest.raises(RuleViolationError, match="neither cancelled nor ready"):
        services.cancelling.letters(SRI, [office.application("Waits")], catalogue("en"), op())


def _code(content: bytes) -> str:
    (code,) = scanned(content)
    return code


def _booklet(office: MadeOffice, serial: str) -> Booklet:
    with office.database.reading() as session:
        row = session.query(Booklet).filter(Booklet.serial == serial).one()
        session.expunge(row)
        return row
