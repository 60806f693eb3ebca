import json
from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.intake import IntakeCancelledError
from printdesk.models.tables import Application
from printdesk.services import ledger
from printdesk.services.applications import ApplicationsService
from printdesk.services.entry import EntryForm, EntryRefusedError
from printdesk.services.importing import ImportReport, ImportService
from printdesk.services.promises import promise
from tests.services.offices import DWI, SRI, MadeOffice, at, list_file, op

ENGLISH = catalogue("en")
SITI = (
    "3311000000000001;SITI NUR'AINI;3374015708990003;0812-3456-7890;Paspor biasa 48;21/06/2024;29/06/2024;Malaysia;"
    "tiket;"
)
BUDI = "3311000000000002;Budi;;;e-Paspor laminasi;20-06-2024 09.30;;;;Keluarga Santoso"


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.rows, report.new, report.updated, report.unchanged


def run(office: MadeOffice, path: Path, *, accept_valid: bool = False) -> ImportReport:
    return ImportService(office.workplace).apply(SRI, path, op(), language=ENGLISH, accept_valid=accept_valid)


def test_import_takes_a_list_over_once_and_finds_it_unchanged_the_second_time(
    office: MadeOffice, tmp_path: Path
) -> None:
    path = list_file(tmp_path / "list.csv", SITI, BUDI, BUDI)
    checked = ImportService(office.workplace).check(path, ENGLISH)
    assert (counts(checked), checked.applied) == ((3, 2, 0, 1), False)
    assert office.ledger("import") == []

    first = run(office, path)
    assert (counts(first), first.applied) == ((3, 2, 0, 1), True)
    assert [(line.row, line.outcome) for line in first.lines] == [(2, "new"), (3, "new"), (4, "unchanged")]
    siti = office.by_number("3311000000000001")
    assert (siti.state, siti.service, siti.phone, siti.name_key) == (
        "ready",
        "regular48",
        "081234567890",
        " nuraini siti ",
    )
    assert siti.arrived == siti.ready_at == at(21, 0)
    assert siti.promised == siti.promised_first == at(27, 15, 30)  # the 4th office day after Fri 21 June
    assert (siti.proof, siti.proof_seen_by, siti.proof_seen_at) == ("ticket", "sri", office.clock.now())
    assert office.by_number("3311000000000002").group_name == "Keluarga Santoso"

    again = run(office, path)
    assert counts(again) == (3, 0, 0, 3)
    assert again.warnings == first.warnings
    assert office.by_number("3311000000000001").version == 1
    with office.workplace.reading() as view:
        assert ledger.verify(view.session).ok


def test_import_with_a_wrong_row_takes_nothing_over_unless_told_to_leave_it_out(
    office: MadeOffice, tmp_path: Path
) -> None:
    path = list_file(tmp_path / "list.csv", SITI, "3,31E+15;Rina;;;Paspor biasa 48;21/06/2024;;;;", BUDI)
    refused = run(office, path)
    assert (counts(refused), refused.applied) == ((3, 0, 0, 0), False)
    assert [error.row for error in refused.errors] == [3]
    assert [line.outcome for line in refused.lines] == ["new", "refused", "new"]
    assert office.ledger("import_list") == office.ledger("import") == []

    accepted = run(office, path, accept_valid=True)
    assert (counts(accepted), accepted.applied) == ((3, 2, 0, 0), True)


def test_a_repeated_operation_finds_the_first_answer_and_changes_nothing(office: MadeOffice, tmp_path: Path) -> None:
    service, operation = ImportService(office.workplace), op()
    path = list_file(tmp_path / "list.csv", SITI, BUDI)
    first = service.apply(SRI, path, operation, language=ENGLISH)
    entries = len(office.ledger())
    assert service.apply(SRI, path, operation, language=ENGLISH) == first
    assert len(office.ledger()) == entries
    with pytest.raises(RuleViolationError, match="another file"):
        service.apply(SRI, list_file(tmp_path / "other.csv", SITI), operation, language=ENGLISH)


def test_reimport_puts_a_waiting_application_right_but_keeps_its_arrival_and_what_the_list_leaves_out(
    office: MadeOffice, tmp_path: Path
) -> None:
    run(office, list_file(tmp_path / "first.csv", SITI))
    office.clock.step(hours=1)
    later = "3311000000000001;Siti Nur'aini;;0857 1111 2222;e-Paspor laminasi;24/06/2024;30/06/2024 10.40;;;"
    report = run(office, list_file(tmp_path / "later.csv", later))
    assert counts(report) == (1, 0, 1, 0)
    assert report.lines[0].text == "name, phone, service type, departure"
    assert "Fri 21 June 00:00" in report.warnings[0].message
    row = office.by_number("3311000000000001")
    assert (row.name, row.phone, row.service, row.nik) == (
        "Siti Nur'aini", "085711112222", "epassport_laminated", "3374015708990003",
    )  # fmt: skip
    assert (row.departs_at, row.departs_has_time, row.destination) == (at(30, 10, 40), True, "Malaysia")
    assert (row.arrived, row.promised_first, row.version) == (at(21, 0), at(27, 15, 30), 2)

    day_only = "3311000000000001;Siti Nur'aini;;;e-Paspor laminasi;21/06/2024;30/06/2024;;;"
    assert counts(run(office, list_file(tmp_path / "day.csv", day_only))) == (1, 0, 0, 1)


@pytest.mark.parametrize("state", [s for s in ApplicationState if s not in ("ready", "held")])
def test_reimport_never_sets_back_what_moved_on(
    sqlite_office: MadeOffice, tmp_path: Path, state: ApplicationState
) -> None:
    key = sqlite_office.application("Siti", number="3311000000000001", state=state, phone="08120000000")
    before = sqlite_office.get(key)
    later = "3311000000000001;Siti Aminah;;0857 1111 2222;Paspor biasa 48;21/06/2024 10.00;29/06/2024;;tiket;"
    report = run(sqlite_office, list_file(tmp_path / "later.csv", later))
    after = sqlite_office.get(key)
    assert (after.state, after.name, after.arrived, after.state_since) == (
        before.state, "Siti", before.arrived, before.state_since,
    )  # fmt: skip
    closed = state in ("collected", "posted", "cancelled", "lapsed")
    assert after.phone == ("08120000000" if closed else "085711112222")
    assert (after.departs_at is None, after.proof_seen_by) == (closed, None if closed else "sri")
    assert report.warnings[0].column == "name"
    assert "Siti." in report.warnings[0].message
    assert counts(report) == ((1, 0, 0, 1) if closed else (1, 0, 1, 0))


def test_ten_thousand_rows_are_taken_over_whole_and_a_cancelled_import_leaves_nothing(
    office: MadeOffice, tmp_path: Path
) -> None:
    rows = [f"33110000{n:08d};Pemohon {n};;;Paspor biasa 48;21/06/2024;;;;" for n in range(10_001)][1:]
    path = list_file(tmp_path / "list.csv", *rows)
    seen: list[tuple[int, int]] = []

    def cancelled() -> bool:
        return bool(seen) and seen[-1][0] > 15_000  # in the middle of writing: reading is the first half

    service = ImportService(office.workplace)
    with pytest.raises(IntakeCancelledError):
        service.apply(
            SRI, path, op(), language=ENGLISH, progress=lambda *step: seen.append(step), cancelled=cancelled
        )
    assert office.ledger("import") == []
    assert stored(office) == 0

    seen.clear()
    report = service.apply(SRI, path, op(), language=ENGLISH, progress=lambda *step: seen.append(step))
    assert counts(report) == (10_000, 10_000, 0, 0)
    assert seen[-1] == (20_000, 20_000)
    assert [step[0] for step in seen] == sorted(step[0] for step in seen)
    assert stored(office) == len(office.ledger("import")) == 10_000


def stored(office: MadeOffice) -> int:
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Application)) or 0


def test_ledger_of_an_import_names_nobody(office: MadeOffice, tmp_path: Path) -> None:
    run(office, list_file(tmp_path / "first.csv", SITI))
    run(office, list_file(tmp_path / "later.csv", SITI.replace("7890", "7891").replace("SITI", "Aisyah")))
    entries = office.ledger("import") + office.ledger("import_list") + office.ledger("update")
    assert len(entries) == 4
    text = json.dumps([[entry.object_id, entry.details] for entry in entries])
    for secret in ("3311000000000001", "SITI", "Aisyah", "NUR'AINI", "3374015708990003", "08123456789"):
        assert secret not in text


def test_ledger_keeps_the_values_of_a_new_application_as_it_keeps_those_of_every_act(
    sqlite_office: MadeOffice, tmp_path: Path
) -> None:
    timed = SITI.replace("0002", "0003").replace("29/06/2024", "29/06/2024 13.05").replace("000000001", "000000003")
    run(sqlite_office, list_file(tmp_path / "list.csv", SITI, BUDI, timed))
    with sqlite_office.database.reading() as session:
        texts = session.scalars(text("select details from ledger where act = 'import' order by seq")).all()
    told = [json.loads(each) for each in texts]
    canonical = [json.dumps(each, sort_keys=True, ensure_ascii=False, separators=(",", ":")) for each in told]
    assert list(texts) == canonical
    arrived, promised = at(21, 0).astimezone(UTC).isoformat(), at(27, 15, 30).isoformat()
    first = {"row": 2, "service": "regular48", "arrived": arrived, "promised": promised, "proof": "ticket"}
    assert told[0] == {**first, "departs": at(29, 0).astimezone(UTC).isoformat()}
    assert told[2] == {**first, "row": 4, "departs": at(29, 13, 5).astimezone(UTC).isoformat(), "has_time": True}
    assert sorted(told[1]) == ["arrived", "promised", "row", "service"]


def test_promise_counts_office_days_and_same_day_service_ends_with_the_morning(sqlite_office: MadeOffice) -> None:
    with sqlite_office.workplace.reading() as view:
        made = view.office
    assert promise(made, "regular48", at(14, 9), same_day=False) == at(24, 15, 30)  # Mon and Tue were days off
    assert promise(made, "regular48", at(26, 9), same_day=True) == at(26, 15, 30)
    assert promise(made, "regular48", at(28, 13), same_day=True) == at(1, 15, 30, month=7)
    assert promise(made, "regular48", at(29, 9), same_day=True) == at(1, 15, 30, month=7)


def test_single_application_is_typed_checked_and_refused_when_it_is_known(office: MadeOffice) -> None:
    service = ImportService(office.workplace)
    form = EntryForm("3311 0000 0000 0009", "Nur'aini", "regular48", phone="+62 812 3456 7890", same_day="ya")
    key = service.add_single(DWI, form, op())
    row = office.get(key)
    assert (row.number, row.phone, row.same_day) == ("3311000000000009", "081234567890", True)
    assert (row.arrived, row.promised) == (office.clock.now(), at(26, 15, 30))
    with pytest.raises(RuleViolationError, match="waits for printing since Wed 26 June"):
        service.add_single(DWI, form, op())

    wrong = EntryForm("123", "", "Paspor hijau", ready_since="13/25/2024", phone="12")
    with pytest.raises(EntryRefusedError) as refused:
        service.add_single(DWI, wrong, op())
    assert {issue.column for issue in refused.value.issues} == {"number", "name", "service", "ready_since"}
    errors, warnings = service.check_single(wrong)
    assert (len(errors), [warning.column for warning in warnings]) == (4, ["phone"])


FLIGHT = "3311000000000001;Budi;;;Paspor biasa 48;21/06/2024;{departs};Malaysia;{proof};"


def _trip_list(office: MadeOffice, tmp_path: Path, departs: str, proof: str = "") -> ImportReport:
    return run(office, list_file(tmp_path / "trip.csv", FLIGHT.format(departs=departs, proof=proof)))


def _trip(office: MadeOffice) -> tuple[object, bool, str | None, str | None]:
    row = office.by_number("3311000000000001")
    return row.departs_at, row.departs_has_time, row.destination, row.proof


def test_a_list_that_repeats_itself_never_undoes_what_the_counter_recorded(
    office: MadeOffice, tmp_path: Path
) -> None:
    applications = ApplicationsService(office.workplace)
    _trip_list(office, tmp_path, "05/07/2024", "tiket")
    key = office.by_number("3311000000000001").id

    applications.set_trip(DWI, key, at(3, 10, month=7), True, "Singapura", 0, op())
    applications.give_proof(DWI, key, "itinerary", op())
    later = FLIGHT.format(departs="05/07/2024", proof="tiket")
    report = run(office, list_file(tmp_path / "phone.csv", later.replace(";;;", ";;0812-3456-7890;", 1)))
    assert [line.text for line in report.lines] == ["phone"]
    assert _trip(office) == (at(3, 10, month=7), True, "Singapura", "itinerary")
    assert [(w.column, w.value) for w in report.warnings] == [
        ("departure", "Fri 5 July"), ("destination", "Malaysia"), ("proof", "ticket"),
    ]  # fmt: skip
    assert report.warnings[0].message == "Kept what was recorded at the counter on Wed 26 June: Wed 3 July 10:00."

    # Another field was put right by that list; the counter's word still holds against the same old date.
    applications.give_proof(DWI, key, "", op())
    applications.set_trip(DWI, key, None, False, "", 0, op())
    assert counts(_trip_list(office, tmp_path, "05/07/2024", "tiket")) == (1, 0, 0, 1)
    assert _trip(office) == (None, False, None, None)


def test_a_list_that_changed_its_own_date_since_is_newer_than_the_counter(office: MadeOffice, tmp_path: Path) -> None:
    applications = ApplicationsService(office.workplace)
    _trip_list(office, tmp_path, "05/07/2024", "tiket")
    key = office.by_number("3311000000000001").id
    applications.set_trip(DWI, key, at(3, 10, month=7), True, "Malaysia", 0, op())

    report = _trip_list(office, tmp_path, "08/07/2024", "tiket")

    assert _trip(office) == (at(8, 0, month=7), False, "Malaysia", "ticket")
    assert next(warning.message for warning in report.warnings) == (
        "Taken over, because the list changed it; on Wed 26 June the counter had recorded Wed 3 July 10:00."
    )
    assert counts(_trip_list(office, tmp_path, "09/07/2024", "tiket")) == (1, 0, 1, 0)


def test_a_withdrawn_proof_does_not_come_back_with_a_time_of_the_same_day(office: MadeOffice, tmp_path: Path) -> None:
    _trip_list(office, tmp_path, "05/07/2024", "tiket")
    key = office.by_number("3311000000000001").id
    ApplicationsService(office.workplace).give_proof(DWI, key, "", op())

    _trip_list(office, tmp_path, "05/07/2024 09.00", "tiket")

    assert _trip(office) == (at(5, 9, month=7), True, "Malaysia", None)


@pytest.mark.parametrize(
    ("proof", "later", "kept"),
    [("tiket", "28/06/2024", None), ("tiket", "05/07/2024 09.00", "ticket"), ("rujukan", "28/06/2024", "medical")],
)
def test_a_proof_of_another_day_does_not_prove_the_lists_new_departure(
    office: MadeOffice, tmp_path: Path, proof: str, later: str, kept: str | None
) -> None:
    _trip_list(office, tmp_path, "05/07/2024", proof)
    report = _trip_list(office, tmp_path, later)
    row = office.by_number("3311000000000001")
    assert (row.proof, row.proof_seen_by) == (kept, "sri" if kept else None)
    assert any("must be seen again" in warning.message for warning in report.warnings) is (kept is None)
    recorded = json.loads(office.ledger("update")[-1].details)
    assert recorded.get("proof") == (None if kept else ["ticket", None])

    assert counts(_trip_list(office, tmp_path, later, "tiket" if proof == "tiket" else proof))[2] == (kept is None)
    assert office.by_number("3311000000000001").proof == ("ticket" if proof == "tiket" else "medical")


def test_a_list_can_take_same_day_service_back_but_an_empty_cell_says_nothing(
    office: MadeOffice, tmp_path: Path
) -> None:
    headings = "nomor permohonan;nama;jenis layanan;siap cetak;percepatan"

    def read(word: str) -> tuple[bool, object]:
        line = f"3311000000000001;Budi;Paspor biasa 48;26/06/2024 07.40;{word}"
        run(office, list_file(tmp_path / "same.csv", line, headings=headings))
        row = office.by_number("3311000000000001")
        return row.same_day, row.promised

    assert read("ya") == (True, at(26, 15, 30))
    assert read("") == (True, at(26, 15, 30))
    assert read("-") == (True, at(26, 15, 30))
    assert read("tidak") == (False, at(2, 15, 30, month=7))
    assert office.by_number("3311000000000001").promised_first == at(26, 15, 30)
