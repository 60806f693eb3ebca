"""Another time to come by hand: on slip, text, card and list, kept by new waves, and taken back."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from tests.services.offices import DWI, SRI, MadeOffice, at, op

EN, ID = catalogue("en"), catalogue("id")
NINE, TEN, ELEVEN = (at(26, hour) for hour in (9, 10, 11))


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_another_time_stands_on_slip_and_text_with_its_reason_on_the_list_until_it_is_taken_back(
    office: MadeOffice,
) -> None:
    services, key = _services(office), office.application("Kartini", state=A.SHELVED, phone="081234567890")
    services.waves.save(DWI, services.waves.propose(), op())
    assert services.waves.of(key) == (NINE, TEN)
    found = services.wave_moves.choices(key)
    assert (found.now_at, found.choices[0].taken, found.choices[1].taken) == ((NINE, TEN), 1, 0)

    services.wave_moves.give(DWI, [key], TEN, "works until ten", op())

    assert services.waves.of(key) == (TEN, ELEVEN)
    assert "10.00–11.00" in services.contact_texts.offer(key).text("wave", "id").text
    page = pdfium.PdfDocument(services.slips.make(DWI, [key], "a6", ID, op()).document.content)[0]
    assert "10.00–11.00" in page.get_textpage().get_text_range()
    told = [line.text for line in services.applications.story(key, EN)]
    assert "Asked to come Wed 26 June 10:00–11:00 instead, by hand (Dwi Rahayu)." in told
    entry = office.ledger("give_wave")[-1]
    assert "works" not in entry.details
    current = services.waves.current()
    assert current is not None
    (member,) = [each for wave in current.waves for each in wave.members]
    assert (member.by_hand, member.hand_reason) == ("Dwi Rahayu", "works until ten")

    services.wave_moves.give(SRI, [key], ELEVEN, "or later", op())
    services.wave_moves.give_back(SRI, [key], op())
    assert services.waves.of(key) == (NINE, TEN)
    with pytest.raises(RuleViolationError, match="not given by hand"):
        services.wave_moves.give_back(SRI, [key], op())


def test_new_waves_keep_a_time_that_was_given_by_hand_as_such(office: MadeOffice) -> None:
    services, key = _services(office), office.application("Kartini", state=A.SHELVED)
    services.waves.save(DWI, services.waves.propose(), op())
    services.wave_moves.give(DWI, [key], ELEVEN, "asked for it", op())

    services.waves.save(SRI, services.waves.propose(), op())

    current = services.waves.current()
    assert current is not None
    found = [(wave.start, each.by_hand) for wave in current.waves for each in wave.members]
    assert found == [(ELEVEN, "Dwi Rahayu")]


def test_the_rest_of_a_group_comes_along_and_somebody_new_gets_a_time_and_loses_it_again(office: MadeOffice) -> None:
    services = _services(office)
    first = office.application("Ani", state=A.SHELVED, group_name="Kel. Santoso")
    second = office.application("Budi", state=A.SHELVED, group_name="Kel. Santoso")
    services.waves.save(DWI, services.waves.propose(), op())
    late = office.application("Late", state=A.SHELVED)
    found = services.wave_moves.choices(first)
    assert (found.group_name, found.group) == ("Kel. Santoso", ((second, "Budi"),))

    services.wave_moves.give(DWI, [first, second], ELEVEN, "school until eleven", op())
    services.wave_moves.give(DWI, [late], TEN, "came to ask", op())
    assert [services.waves.of(key) and services.waves.of(key)[0] for key in (first, second, late)] == [
        ELEVEN, ELEVEN, TEN,
    ]  # fmt: skip

    services.wave_moves.give_back(DWI, [late], op())
    assert services.waves.of(late) is None


def test_nobody_is_asked_to_come_before_the_booklet_or_without_a_reason(office: MadeOffice) -> None:
    services = _services(office)
    office.blanks(how_many=40, holder=None)
    lying, waiting = office.application("Kartini", state=A.SHELVED), office.application("Widodo")
    with pytest.raises(RuleViolationError, match="No waves"):
        services.wave_moves.choices(lying)
    services.waves.save(DWI, services.waves.propose(), op())
    ready = services.wave_moves.choices(waiting).ready_from

    assert all(each.start >= ready for each in services.wave_moves.choices(waiting).choices)
    for ids, start, reason, said in (
        ([lying], TEN, "  ", "reason"),
        ([lying], at(26, 7), "early", "passed"),
        ([lying], at(26, 9, 17), "odd", "no such time"),
        ([waiting], NINE, "now", "from"),
        ([], TEN, "nobody", "Nobody"),
    ):
        with pytest.raises(RuleViolationError, match=said):
            services.wave_moves.give(DWI, ids, start, reason, op())
    assert services.waves.of(lying) == (NINE, TEN)


def test_a_time_after_the_last_pickup_for_the_trip_says_so(office: MadeOffice) -> None:
    services = _services(office)
    data = services.office.data()
    contacts = replace(data.settings.contacts, wave_days=3)
    services.editing.save(SRI, {"contacts": contacts}, op(), version=data.version)
    key = office.application("Kartini", state=A.SHELVED, departs_at=at(28), proof="ticket")
    services.waves.save(DWI, services.waves.propose(), op())

    late = {each.start.day: each.late for each in services.wave_moves.choices(key).choices}

    assert (late[26], late[28]) == (False, True)
