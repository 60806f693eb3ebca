"""Batch sheets: made on paper, entered row by row, closed; what does not fit is listed with what was done."""

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import BookletState as B
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Booklet, PrintAttempt
from printdesk.services import bundle
from printdesk.services.batch_entry import Entry
from tests.documents.papers import scanned, texts
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _state(office: MadeOffice, serial: str) -> str:
    with office.database.reading() as session:
        return str(session.query(Booklet.state).filter_by(serial=serial).scalar())


@pytest.fixture
def made(office: MadeOffice):
    """Four applications on a sheet of Dwi's at R2, and what a test needs of them."""
    ids = [office.application(f"P{number}", arrived=at(21, 9, number)) for number in range(4)]
    serials = office.blanks(how_many=6)
    services = _services(office)
    sheet = services.sheets.make(DWI, "R2", 4, op())
    return services, sheet, ids, serials


def test_a_sheet_lists_the_next_of_the_plan_with_the_operators_next_blanks_and_keeps_them(office, made):
    services, sheet, ids, serials = made

    assert [row.application_id for row in sheet.rows] == ids
    assert [row.foreseen for row in sheet.rows] == serials[:4]
    assert sheet.number == "LB-2024-000001"
    assert {office.get(each).state for each in ids} == {A.CLAIMED}
    assert services.print_room.in_hand("R2", "dwi").waiting == ()
    office.application("LATER")
    assert [row.foreseen for row in services.sheets.make(DWI, "R2", 5, op()).rows] == [serials[4]]

    office.clock.step(days=5)
    office.application("NEXT")
    services.print_room.take_next(BAGUS, "R1", 1, op())
    assert {office.get(each).state for each in ids} == {A.CLAIMED}


def test_the_paper_shows_each_row_and_its_codes_lead_back_to_it(office, made):
    services, _sheet, _ids, serials = made
    office.application("BUDI FLIES", departs_at=at(28, 0), proof="ticket", group_name="Keluarga Budi")
    sheet = services.sheets.make(DWI, "R2", 1, op())
    document = services.sheets.paper(DWI, sheet.id, catalogue("en"), op())

    said = texts(document.content)[0]
    wanted = ("LB-2024-000002", "BUDI FLIES", "Keluarga Budi", serials[4], "Fri 28/6", "1 working day", "Batch sheet")
    assert [word for word in wanted if word not in said] == []
    assert "Ink bleeding" in said
    places = [services.sheets.find(code) for code in scanned(document.content, dpi=220)]
    assert {(place.sheet_id, place.position) for place in places if place} == {(sheet.id, None), (sheet.id, 1)}


def test_a_forged_code_and_an_unknown_sheet_are_refused_and_other_codes_are_not_for_sheets(office, made):
    services, sheet, _ids, serials = made
    document = services.sheets.paper(DWI, sheet.id, catalogue("en"), op())
    code = next(each for each in scanned(document.content, dpi=220) if "/1|" in each)

    with pytest.raises(RuleViolationError, match="was altered"):
        services.sheets.find(code.replace("/1|", "/2|"))
    with pytest.raises(RuleViolationError, match="no batch sheet LB-2024-000099"):
        services.sheets.find("lb2024000099")
    assert services.sheets.find(serials[0]) is None
    assert services.sheets.find("lb-2024-000001") == services.sheets.find("LB2024000001")


def test_entering_books_print_and_failure_for_the_one_who_printed(office, made):
    services, sheet, ids, serials = made

    services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[0]), op())
    failed = services.sheets.enter(SRI, sheet.id, Entry(2, "failed", serials[5], "ink"), op())
    services.sheets.enter(SRI, sheet.id, Entry(3, "not_printed"), op())
    closed = services.sheets.close(SRI, sheet.id, op())

    assert [office.get(each).state for each in ids] == [A.PRINTED, A.READY, A.READY, A.READY]
    assert (_state(office, serials[0]), _state(office, serials[5])) == (B.PERSONALISED, B.SPOILED)
    assert failed.failure is not None
    assert failed.failure.next_step.en.startswith("Clean the print head")
    assert (closed.count("printed"), closed.count("failed"), closed.released, closed.exceptions) == (1, 1, 1, ())
    with office.database.reading() as session:
        assert {row.operator for row in session.query(PrintAttempt)} == {"dwi"}
    with pytest.raises(RuleViolationError, match="printed this booklet yourself"):
        services.quality.passes(DWI, ids[0], ["photo", "data", "mrz", "chip", "binding", "lamination"], op())
    assert services.warnings.inbox() == ()


def test_a_row_is_entered_once_and_a_closed_sheet_takes_nothing(office, made):
    services, sheet, _ids, serials = made
    services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[0]), op())

    with pytest.raises(RuleViolationError, match="Row 1 was entered already: C1000001"):
        services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[1]), op())
    with pytest.raises(RuleViolationError, match="has no row 9"):
        services.sheets.enter(SRI, sheet.id, Entry(9, "printed", serials[1]), op())
    with pytest.raises(RuleViolationError):
        services.sheets.enter(SRI, sheet.id, Entry(2, "failed", serials[1], "nonsense"), op())
    services.sheets.close(SRI, sheet.id, op())
    with pytest.raises(RuleViolationError, match="was closed already"):
        services.sheets.enter(SRI, sheet.id, Entry(2, "printed", serials[1]), op())


@pytest.mark.parametrize(
    ("serial_of", "kind"),
    [
        (lambda _o, _s: "Z9999999", "unknown_serial"),
        (lambda _o, s: s[0], "doubled"),
        (lambda o, _s: o.blanks("regular24", "D1000001", 1)[0], "wrong_kind"),
        (lambda o, _s: o.blanks("regular48", "E1000001", 1, holder=None)[0], "in_safe"),
    ],
)
def test_a_serial_that_cannot_be_is_not_booked_listed_and_settled_by_the_right_one(office, made, serial_of, kind):
    services, sheet, ids, serials = made
    services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[0]), op())

    found = services.sheets.enter(SRI, sheet.id, Entry(2, "printed", serial_of(office, serials)), op())

    assert found.exception is not None
    assert (found.exception.kind, found.exception.done, found.exception.position) == (kind, "not_booked", 2)
    assert office.get(ids[1]).state == A.CLAIMED
    services.sheets.enter(SRI, sheet.id, Entry(2, "printed", serials[1]), op())
    assert [each.settled for each in services.sheets.sheet(sheet.id).exceptions] == [True]
    services.sheets.close(SRI, sheet.id, op())
    assert services.warnings.inbox() == ()


def test_a_blank_of_a_colleague_is_booked_and_named(office, made):
    services, sheet, ids, _serials = made
    foreign = office.blanks(first="F1000001", how_many=1, holder="bagus")[0]

    found = services.sheets.enter(SRI, sheet.id, Entry(1, "printed", foreign), op()).exception

    assert found is not None
    assert (found.kind, found.done, found.other) == ("foreign_blank", "booked", "Bagus Prakoso")
    assert (office.get(ids[0]).state, _state(office, foreign)) == (A.PRINTED, B.PERSONALISED)


def test_a_row_given_back_meanwhile_is_booked_and_one_printed_elsewhere_goes_into_quarantine(office, made):
    services, sheet, ids, serials = made
    services.print_room.release(DWI, ids[:2], op())
    others = office.blanks(first="F1000001", how_many=1, holder="bagus")
    services.print_room.take_next(BAGUS, "R1", 1, op())
    services.print_room.bind(BAGUS, ids[0], others[0], op())
    services.print_room.confirm_printed(BAGUS, ids[0], op())

    elsewhere = services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[0]), op()).exception
    gone = services.sheets.enter(SRI, sheet.id, Entry(2, "printed", serials[1]), op()).exception
    closed = services.sheets.close(SRI, sheet.id, op())

    assert elsewhere is not None
    assert gone is not None
    assert (elsewhere.kind, elsewhere.done, _state(office, serials[0])) == ("elsewhere", "quarantined", B.QUARANTINED)
    assert (gone.kind, gone.done, office.get(ids[1]).state) == ("gone", "booked", A.PRINTED)
    assert closed.released == 2
    inbox = services.warnings.inbox()
    assert [(row.kind, row.subject, row.details["count"]) for row in inbox] == [
        ("batch_sheet_exceptions", sheet.number, 2)
    ]


def test_the_stock_balances_and_the_ledger_holds_after_a_sheet(office, made):
    services, sheet, _ids, serials = made
    services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[0]), op())
    services.sheets.enter(SRI, sheet.id, Entry(2, "failed", serials[1], "ink"), op())
    services.sheets.close(SRI, sheet.id, op())

    assert all(balance.balanced for balance in services.blanks.balances())
    assert services.office.verify().ok
