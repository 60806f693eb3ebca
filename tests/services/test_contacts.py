"""The contact log, corrected numbers, calls that are owed, and the texts."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from printdesk.domain.settings_contacts import TEXT_FIELDS, MessageTemplate
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.outages import Outage, OutageCase
from printdesk.services import bundle
from tests.services.offices import DWI, SRI, MadeOffice, at, list_file, op

PHONE, OTHER = "081234567890", "081399998888"
NIK = "3374015708990003"


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _outage(office: MadeOffice, *moved: int, first: int = 20, last: int = 25) -> int:
    with office.database.writing() as session:
        row = Outage(
            number="GG-2024-000001", started_at=at(first), ended_at=at(last, 16), cause="PDN", services=["regular48"],
            stages=["print"], recorded_at=at(first), recorded_by="sri",
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add_all(
            OutageCase(outage_id=row.id, application_id=key, promised_before=at(28), promised_after=at(30))
            for key in moved
        )
        return row.id


def test_what_came_of_calls_is_kept_told_in_the_history_and_can_be_taken_back(office: MadeOffice) -> None:
    services, key = _services(office), office.application("Kartini", phone=PHONE)

    for outcome in ("not_reached", "not_reached", "told"):
        office.clock.step(minutes=1)
        made = services.contacts.log(DWI, key, outcome, op(), note="ibunya: Kartini" if outcome == "told" else "")
    view = services.contacts.of(key)
    assert [each.outcome for each in view.entries] == ["told", "not_reached", "not_reached"]
    assert (view.attempts, view.told and view.told.by) == (0, "Dwi Rahayu")
    assert [line.text for line in services.applications.story(key, catalogue("en"))][-1] == (
        "Told by telephone or at the counter (Dwi Rahayu)."
    )
    assert not any("Kartini" in entry.details or PHONE[-4:] in entry.details for entry in office.ledger("contact"))

    services.contacts.undo(SRI, made, op())
    assert (services.contacts.of(key).attempts, services.contacts.of(key).told) == (2, None)
    with pytest.raises(RuleViolationError, match="taken back already"):
        services.contacts.undo(SRI, made, op())


def test_an_act_that_is_sent_twice_is_noted_once(office: MadeOffice) -> None:
    services, key, once = _services(office), office.application("Kartini"), op()

    assert services.contacts.log(DWI, key, "told", once) == services.contacts.log(DWI, key, "told", once)
    assert len(services.contacts.of(key).entries) == 1


@pytest.mark.parametrize(("outcome", "kind"), [("sung", ""), ("told", "poem")])
def test_an_unknown_outcome_or_text_is_refused(office: MadeOffice, outcome: str, kind: str) -> None:
    services, key = _services(office), office.application("Kartini")

    with pytest.raises(RuleViolationError):
        services.contacts.log(DWI, key, outcome, op(), text_kind=kind)
    assert services.contacts.of(key).entries == ()


def test_a_wrong_number_stands_until_another_one_is_written(office: MadeOffice, tmp_path: Path) -> None:
    services, key = _services(office), office.application("Kartini", phone=PHONE)
    services.contacts.log(DWI, key, "wrong_number", op())
    assert services.contacts.of(key).number_is_wrong

    assert services.contacts.correct_phone(DWI, key, "+62 813-9999-8888", op()) == OTHER
    assert not services.contacts.of(key).number_is_wrong
    assert office.get(key).phone == OTHER
    assert OTHER[-4:] not in office.ledger("correct_phone")[0].details

    row = office.get(key)
    path = list_file(tmp_path / "list.csv", f"{row.number};Kartini;{NIK};{PHONE};regular48;21/06/2024 10:00;;;;")
    services.imports.apply(SRI, path, op(), language=catalogue("en"))
    assert office.get(key).phone == OTHER

    services.contacts.correct_phone(DWI, key, PHONE, op())
    assert services.contacts.of(key).number_is_wrong


@pytest.mark.parametrize("text", ["abc", "0812 3456 7890 / 0813 1111 2222", PHONE])
def test_what_is_no_other_single_number_is_refused(office: MadeOffice, text: str) -> None:
    services, key = _services(office), office.application("Kartini", phone=PHONE)

    with pytest.raises(RuleViolationError):
        services.contacts.correct_phone(DWI, key, text, op())
    assert office.get(key).phone == PHONE


def test_a_number_on_several_applications_is_seen(office: MadeOffice) -> None:
    services = _services(office)
    keys = tuple(office.application(name, phone=PHONE) for name in "ABC")
    office.application("D", phone=OTHER)

    assert services.contacts.of(keys[0]).sharing == 3
    (shared,) = services.contacts.shared_numbers(3)
    assert (shared.applications, shared.phone_masked) == (keys, "0812*****890")


def test_who_was_promised_for_the_outage_and_not_told_is_owed_a_call_nearest_trip_first(office: MadeOffice) -> None:
    services = _services(office)
    office.blanks(how_many=40, holder=None)
    plain = office.application("No trip", promised=at(24, 15), promised_first=at(24, 15))
    later = office.application("Later", promised_first=at(24, 15), departs_at=at(20, month=7))
    soon = office.application("Soon", promised_first=at(24, 15), departs_at=at(29))
    moved = office.application("Moved", promised_first=at(28, 15))
    office.application("After it", promised_first=at(28, 15))
    office.application("Other kind", promised_first=at(24, 15), service="regular24")
    office.application("Ready before", promised_first=at(24, 15), state=A.SHELVED, state_since=at(19))
    office.application("Collected", promised_first=at(24, 15), state=A.COLLECTED)
    outage = _outage(office, moved)

    found = services.owed_calls.owed()
    assert [row.application_id for row in found.rows] == [soon, later, plain, moved]
    assert found.rows[0].new_date is not None
    assert found.rows[0].phone_masked.count("*") == 5
    assert (found.chosen and found.chosen.id, services.owed_calls.untold(outage)) == (outage, 4)

    services.contacts.log(DWI, soon, "not_reached", op())
    services.contacts.log(DWI, later, "text_copied", op(), text_kind="delayed")
    services.contacts.log(DWI, plain, "told", op())
    services.contacts.log(DWI, moved, "message_sent", op(), text_kind="delayed")
    found = services.owed_calls.owed(outage)
    assert [(row.application_id, row.attempts) for row in found.rows] == [(soon, 1), (later, 0)]
    assert found.chosen is not None
    assert (found.chosen.owed, found.chosen.told) == (2, 2)


def test_who_was_told_before_the_outage_is_owed_a_call_again(office: MadeOffice) -> None:
    services, key = _services(office), office.application("Soon", promised_first=at(24, 15))
    office.clock.set(19)
    services.contacts.log(DWI, key, "told", op())
    office.clock.set(26)
    _outage(office)

    assert [row.application_id for row in services.owed_calls.owed().rows] == [key]


def test_the_texts_say_what_is_true_and_no_identity_number(office: MadeOffice) -> None:
    services = _services(office)
    office.blanks(how_many=40, holder=None)
    waiting = office.application("Siti Ayu", phone=PHONE, departs_at=at(10, month=7), proof="ticket")
    delayed = office.application("Kartini", phone=PHONE, promised_first=at(24, 15))
    ready = office.application("Dewi", phone=PHONE, state=A.SHELVED, state_since=at(25))
    _outage(office)

    for key, kind in ((waiting, "waiting"), (delayed, "delayed"), (ready, "ready")):
        offer = services.contact_texts.offer(key)
        assert offer.kinds[0] == kind
        row = office.get(key)
        for text in offer.texts:
            assert row.name in text.text
            assert f"…{row.number[-4:]}" in text.text
            assert not any(secret in text.text for secret in (NIK, row.number, PHONE, "1999", "{", "}"))
    delayed_text = services.contact_texts.offer(delayed).text("delayed", "en").text
    assert "later than promised (Mon 24 June)" in delayed_text
    ready_text = services.contact_texts.offer(ready).text("ready", "id").text
    assert "Bawa: " in ready_text
    assert "08.00–15.30" in ready_text
    answer = services.plans.answer_for(waiting, catalogue("id")).written.split(" Menurut")[0]
    assert answer[:60] in services.contact_texts.offer(waiting).text("waiting", "id").text


def test_the_chat_link_gives_the_text_back_and_stands_for_mobiles_only(office: MadeOffice) -> None:
    services = _services(office)
    mobile, fixed = office.application("A & B = 100%?", phone=PHONE), office.application("B", phone="0247601234")

    text = services.contact_texts.offer(mobile).text("", "id")
    parts = urlsplit(text.link)
    assert (parts.netloc, parts.path) == ("wa.me", "/6281234567890")
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [text.text]}
    assert " " not in text.link
    assert services.contact_texts.offer(fixed).text("", "id").link == ""


def test_a_text_of_the_office_is_used_and_one_with_an_unknown_field_is_refused(sqlite_office: MadeOffice) -> None:
    services, key = _services(sqlite_office), sqlite_office.application("Kartini")
    data = services.office.data()

    def save(text: str, version: int) -> None:
        mine = replace(data.settings.contacts, texts=(MessageTemplate("waiting", text, "Hello {name}"),))
        services.editing.save(SRI, {"contacts": mine}, op(), version=version)

    for wrong, said in (("Halo {nik}", "nik"), ("Halo {name", "left open"), ("  ", "characters")):
        with pytest.raises(RuleViolationError, match=said):
            save(wrong, data.version)
    save("Halo {name}\nRombongan {wave}", data.version)
    assert services.contact_texts.offer(key).text("waiting", "id").text == "Halo Kartini"
    assert not {"nik", "birth_date"} & set(TEXT_FIELDS)
