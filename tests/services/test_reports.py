"""Reports read back from their pages: the figures, the draw that can be repeated, and what must not stand on them."""

from datetime import date, timedelta

import pypdfium2
import pytest
import zxingcpp

from printdesk.documents.document import Document
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.outages import Outage, OutageCase
from printdesk.services.raises import RaisesService
from printdesk.services.report_raises import drawn, initials
from printdesk.services.reports import ReportService
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op

EN, ID = catalogue("en"), catalogue("id")


def text_of(document: Document) -> str:
    with pypdfium2.PdfDocument(document.content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def reports(office: MadeOffice) -> ReportService:
    return ReportService(office.workplace)


def asked(office: MadeOffice, count: int) -> list[int]:
    """So many raises asked for by two officers, every second without proof; the first two share a telephone."""
    service = RaisesService(office.workplace)
    keys = []
    for n in range(count):
        phone = {"phone": "081299990000"} if n < 2 else {}
        keys.append(office.application(f"SITI AMINAH NOMOR{n}", arrived=at(21, 8) + timedelta(minutes=n), **phone))
        service.ask(DWI if n % 3 else BAGUS, keys[-1], f"Alasan ke-{n}", op(), proof="ticket" if n % 2 else "")
    return keys


def test_the_hand_over_is_one_page_with_everything_that_stands_somewhere(office: MadeOffice):
    office.blanks(first="C1000001")
    office.application("DI MESIN", state=A.PRINTING, claimed_station="R2", claimed_by="dwi")
    office.application("BELUM PASTI", state=A.UNCONFIRMED, claimed_station="R1", claimed_by="bagus")
    office.application("TERANCAM", departs_at=at(26, 0), proof="ticket")
    for n in range(60):
        office.application(f"TERANCAM {n}", departs_at=at(26, 0), proof="ticket")
    made, document = reports(office).handover(SRI, EN, op())
    text = text_of(document)

    assert document.pages == 1
    for said in (made.number, "Dwi Rahayu", "Bagus Prakoso", "C1000001–C1000010", "BELUM PASTI", "TERANCAM", "more",
                 "No evening is ordered for today.", "Hands over", "Takes over", "Sri Wahyuni"):  # fmt: skip
        assert said in text, said
    with pypdfium2.PdfDocument(document.content) as pdf:
        (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=3).to_pil())
    assert f"|HS|{made.number}|" in code.text


def test_the_figures_of_the_hand_over_are_those_of_the_board(office: MadeOffice):
    for n in range(7):
        office.application(f"W{n}")
    office.application("Rak", state=A.SHELVED)
    text = text_of(reports(office).handover(SRI, EN, op())[1])

    figures = "0 7 0 0 1 0 0 1 0"
    assert figures in " ".join(text.split())
    assert "Every trip can be kept by the plan." in text
    assert "All service types and stations work." in text


def test_the_outage_report_counts_from_the_ledger_and_names_nobody(office: MadeOffice):
    waits = office.application("SITI RAHASIA", promised=at(24, 15))
    office.application("BUDI TERLAMBAT", departs_at=at(25, 0), proof="ticket")
    done = office.application("ANI SELESAI", state=A.SHELVED, departs_at=at(30, 0))
    with office.database.writing() as session:
        outage = Outage(
            number="GG-2024-000001", started_at=at(20, 7, 30), ended_at=at(25, 15), cause="Server pusat mati",
            services=["regular48"], stages=["print"], recorded_at=at(20, 8), recorded_by="sri",
        )  # fmt: skip
        session.add(outage)
        session.flush()
        for key in (waits, done):
            session.add(
                OutageCase(
                    outage_id=outage.id, application_id=key, promised_before=at(24, 15), promised_after=at(28, 15)
                )
            )
    made, document = reports(office).outage(SRI, EN, op())
    text = text_of(document)

    assert made.wanted == {"first": "2024-06-20"}
    for said in ("Server pusat mati", "GG-2024-000001", "Promises moved by these outages 2",
                 "of these printed by now 1", "not printed by the day of departure", "Backlog each morning",
                 "Departures against ready", "Load against capacity", "No overtime was held"):  # fmt: skip
        assert said in text.replace("\r\n", " ").replace("\n", " ") or said in text, said
    assert not [name for name in ("SITI", "BUDI", "ANI SELESAI", "33110000") if name in text]


def test_the_outage_report_refuses_days_ahead_and_too_long_ago(office: MadeOffice):
    for first in (date(2024, 6, 27), date(2023, 1, 1)):
        with pytest.raises(RuleViolationError):
            reports(office).outage(SRI, EN, op(), first)


def test_the_weekly_sheet_says_who_asked_for_whom_with_what_proof_and_marks_shared_phones(office: MadeOffice):
    asked(office, 8)
    service = RaisesService(office.workplace)
    number = service.open_requests()[0].id
    service.approve(SRI, number, "leaves_soon", op())
    made, document = reports(office).raises(SRI, EN, op())
    text = text_of(document)

    assert made.wanted["first"] == "2024-06-24"
    assert "S. A. N." in text
    assert "SITI AMINAH" not in text
    for said in ("Dwi Rahayu", "Bagus Prakoso", "WITHOUT PROOF", "Proof: ticket", "approved", "Alasan ke-3",
                 "A: one phone on several raised applications"):  # fmt: skip
        assert said in text, said
    assert "081299990000" not in text
    assert text.count("not decided") == 7


def test_five_are_drawn_and_the_printed_seed_draws_the_same_again(office: MadeOffice):
    asked(office, 12)
    made, document = reports(office).raises(SRI, EN, op())
    seed = made.wanted["seed"]
    rows = drawn(seed, 12)

    assert len(rows) == 5
    assert seed in text_of(document)
    assert marked(document) == [f"• {row}" for row in sorted(rows)]
    again, copy = reports(office).raises(BAGUS, EN, op(), date(2024, 6, 25), seed)
    assert (again.number, again.wanted) == (made.number, made.wanted)
    assert f"{made.number} · copy 2" in text_of(copy)
    assert marked(copy) == marked(document)
    assert drawn("another", 12) != rows
    assert drawn(seed, 3) == {1, 2, 3}


def marked(document: Document) -> list[str]:
    """The numbers of the rows that are marked as drawn."""
    return [line.strip() for line in text_of(document).splitlines() if line.startswith("•")]


def test_the_first_draw_of_a_week_stands_and_another_one_is_counted_and_tells_its_reason(office: MadeOffice):
    empty = reports(office).raises(SRI, EN, op())[0]
    with pytest.raises(RuleViolationError, match="Nothing was drawn"):
        reports(office).draw_again(SRI, EN, op(), "Coba saja")
    asked(office, 8)
    office.clock.step(minutes=1)
    made, document = reports(office).raises(SRI, EN, op())
    assert (empty.number, made.number) == ("LP-2024-000001", "LP-2024-000002")
    office.clock.step(minutes=1)
    asked(office, 9)

    later, copy = reports(office).raises(SRI, EN, op())
    words = " ".join(text_of(copy).split())
    assert (later.number, marked(copy)) == (made.number, marked(document))
    assert "Draw 1 of 1 in this week" in words
    assert "among rows 1 to 8" in words
    assert "9 were asked for after the draw" in words
    assert "asked for after" not in text_of(document)

    with pytest.raises(RuleViolationError, match="needs a reason"):
        reports(office).draw_again(SRI, EN, op(), "  ")
    anew, second = reports(office).draw_again(SRI, EN, op(), "Sembilan usulan <b>masuk</b> kemudian")
    words = " ".join(text_of(second).split())
    assert anew.number == "LP-2024-000003"
    assert marked(second) == [f"• {row}" for row in sorted(drawn(anew.wanted["seed"], 17))]
    assert "Draw 2 of 2 in this week" in words
    assert "Draw 2, LP-2024-000003: Wed 26/6 08:02, Sri Wahyuni. Reason: Sembilan usulan <b>masuk</b> kem" in words
    assert reports(office).raises(SRI, EN, op())[0].number == anew.number

    old = reports(office).raises(SRI, EN, op(), seed=made.wanted["seed"])[1]
    assert marked(old) == marked(document)
    assert "This draw does not stand any more; drawn anew on LP-2024-000003." in text_of(old).replace("\r\n", " ")
    with pytest.raises(RuleViolationError, match="not drawn with seed abc"):
        reports(office).raises(SRI, EN, op(), seed="abc")
    (entry,) = office.ledger("draw_raises_again")
    assert "Sembilan" not in str([each.details for each in office.ledger()])
    assert entry.object_id == anew.number


def test_a_seed_is_letters_and_digits_and_a_week_has_begun(office: MadeOffice):
    for day, seed in ((None, "a b"), (None, "x" * 41), (date(2024, 7, 1), "")):
        with pytest.raises(RuleViolationError):
            reports(office).raises(SRI, EN, op(), day, seed)


def test_on_a_monday_the_sheet_is_of_the_week_before(office: MadeOffice):
    office.clock.set(24, 9)
    assert reports(office).raises(SRI, EN, op())[0].wanted["first"] == "2024-06-17"


def test_a_copy_keeps_its_number_its_days_and_its_draw_and_says_that_it_is_one(office: MadeOffice):
    asked(office, 9)
    made, _document = reports(office).raises(SRI, EN, op())
    again, copy = reports(office).again(BAGUS, made.number, EN, op())

    assert (again.number, again.wanted) == (made.number, made.wanted)
    assert "copy 2" in text_of(copy)
    assert [each.number for each in reports(office).made()] == [made.number]
    with pytest.raises(RuleViolationError):
        reports(office).again(SRI, "LP-2024-000009", EN, op())


def test_numbers_have_no_gaps_and_a_retry_makes_no_second_report(office: MadeOffice):
    operation = op()
    first = reports(office).handover(SRI, ID, operation)[0].number
    assert reports(office).handover(SRI, ID, operation)[0].number == first == "HS-2024-000001"
    assert reports(office).handover(SRI, ID, op())[0].number == "HS-2024-000002"
    assert [entry.object_id for entry in office.ledger("make_report")] == ["HS-2024-000001", "HS-2024-000002"]


def test_initials_hide_the_name():
    assert initials("SITI NUR'AINI BINTI ALI") == "S. N. B. A."
