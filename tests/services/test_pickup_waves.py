"""Waves and the public board on a real office: sized, saved, on slips and in texts, taken back; numbers only."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.waves import wave_words
from printdesk.services.work import Actor
from tests.services.offices import DWI, SRI, MadeOffice, at, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _set(services: bundle.Services, **values: object) -> None:
    data = services.office.data()
    contacts = replace(data.settings.contacts, **values)  # type: ignore[arg-type]
    services.editing.save(SRI, {"contacts": contacts}, op(), version=data.version)


def _last_line(services: bundle.Services, key: int) -> str:
    return services.applications.story(key, catalogue("en"))[-1].text


def test_waves_hold_no_more_than_the_counter_and_nobody_comes_before_the_booklet(office: MadeOffice) -> None:
    services = _services(office)
    office.blanks(how_many=40, holder=None)
    _set(services, hand_overs_per_desk=4, counter_desks=1, walk_in_percent=50, wave_days=2)
    shelved = [office.application(f"S{n}", state=A.SHELVED) for n in range(3)]
    waiting = office.application("W")

    found = services.waves.propose()

    assert {wave.places for wave in found.waves} == {1, 2}
    assert all(len(wave.members) <= wave.places for wave in found.waves)
    assert found.waves[0].start == at(26, 9)
    ready = services.plans.answer_for(waiting, catalogue("en")).ready_from
    by_id = {each.application_id: wave for wave in found.waves for each in wave.members}
    assert set(by_id) == {*shelved, waiting}
    assert ready is not None
    assert by_id[waiting].start >= ready


def test_a_wave_has_a_list_on_paper_with_names_and_no_whole_number(office: MadeOffice) -> None:
    services = _services(office)
    ready = office.application("Kartini", state=A.SHELVED, shelf_slot="B-007", serial="C7000001")
    coming = office.application("Suhartini <b>", departs_at=at(12, 0, month=7))
    office.blanks(how_many=10, holder=None)
    services.waves.save(DWI, services.waves.propose(), op())
    wave = services.waves.of(ready)
    assert wave is not None

    made = services.wave_papers.paper(DWI, wave[0], catalogue("en"), op())
    with pdfium.PdfDocument(made.document.content) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert made.number == "GP-2024-000001"
    for said in ("Kartini", "B-007", "Wednesday, 26 June 2024", "09:00–10:00", f"…{office.get(ready).number[-4:]}"):
        assert said in text, said
    assert office.get(ready).number not in text
    assert "C7000001" not in text
    later = services.waves.of(coming)
    assert later is not None
    assert later[0] != wave[0]
    second = services.wave_papers.paper(DWI, later[0], catalogue("id"), op())
    with pdfium.PdfDocument(second.document.content) as pdf:
        assert "Suhartini <b>" in pdf[0].get_textpage().get_text_range()
    assert second.number == "GP-2024-000002"
    with pytest.raises(RuleViolationError, match="Nobody is asked to come in this wave"):
        services.wave_papers.paper(DWI, at(26, 3), catalogue("en"), op())


def test_saved_waves_stand_on_slips_and_in_texts_until_they_are_taken_back(office: MadeOffice) -> None:
    services, key = _services(office), office.application("Kartini", state=A.SHELVED, phone="081234567890")

    made = services.waves.save(DWI, services.waves.propose(), op())

    wave = services.waves.of(key)
    assert wave == (at(26, 9), at(26, 10))
    assert _last_line(services, key) == "Asked to come Wed 26 June 09:00–10:00 (Dwi Rahayu)."
    said = wave_words(*wave, catalogue("id"))
    assert said == "Rabu 26 Juni, 09.00–10.00"
    assert said in services.contact_texts.offer(key).text("wave", "id").text
    for size in ("a6", "a5", "a4", "roll80"):
        page = pdfium.PdfDocument(services.slips.make(DWI, [key], size, catalogue("id"), op()).document.content)[0]
        words = " ".join(page.get_textpage().get_text_range().split())
        assert "Datang" in words
        assert "09.00–10.00" in words

    services.waves.undo(SRI, made, op())
    assert (services.waves.of(key), services.waves.current()) == (None, None)
    assert _last_line(services, key).startswith("The time to come was taken back (")
    with pytest.raises(RuleViolationError, match="not in force"):
        services.waves.undo(SRI, made, op())
    page = pdfium.PdfDocument(services.slips.make(DWI, [key], "a6", catalogue("id"), op()).document.content)[0]
    assert "09.00–10.00" not in page.get_textpage().get_text_range()


def test_who_was_given_a_time_keeps_it_when_waves_are_made_anew(office: MadeOffice) -> None:
    services = _services(office)
    _set(services, hand_overs_per_desk=2, counter_desks=1, walk_in_percent=50, wave_days=2)
    first = office.application("First", state=A.SHELVED)
    services.waves.save(DWI, services.waves.propose(), op())
    urgent = office.application("Urgent", state=A.SHELVED, departs_at=at(28), proof="ticket")

    found = services.waves.propose()

    members = {each.application_id: (wave.start, each.kept) for wave in found.waves for each in wave.members}
    assert members == {first: (at(26, 9), True), urgent: (at(26, 10), False)}


def test_of_two_desks_that_put_waves_in_force_the_second_is_told(office: MadeOffice) -> None:
    services = _services(office)
    office.application("First", state=A.SHELVED)
    mine, theirs = services.waves.propose(), services.waves.propose()
    made = services.waves.save(SRI, theirs, op())

    with pytest.raises(RuleViolationError, match="meanwhile"):
        services.waves.save(DWI, mine, op())
    current = services.waves.current()
    assert current is not None
    assert current.set_id == made


def test_nobody_to_come_makes_no_waves(office: MadeOffice) -> None:
    services = _services(office)

    with pytest.raises(RuleViolationError, match="Nobody"):
        services.waves.save(DWI, services.waves.propose(), op())
    assert services.waves.current() is None


def test_the_board_shows_slip_numbers_of_what_is_ready_and_what_a_desk_calls(office: MadeOffice) -> None:
    services = _services(office)
    one, two, plain = (office.application(name, state=A.SHELVED) for name in ("Kartini", "Dewi", "Sari"))
    made = services.slips.make(DWI, [one, two], "a6", catalogue("id"), op()).numbers
    first, second = (number[-4:] for number in made)
    assert services.pickup_board.board().ready == (first, second)

    assert services.pickup_board.call(Actor("dwi", "Loket 1"), one, op()) == first
    board = services.pickup_board.board()
    assert ([(each.number, each.desk) for each in board.called], board.ready) == ([(first, "Loket 1")], (second,))

    services.pickup_board.call(Actor("dwi", "Loket 1"), two, op())
    board = services.pickup_board.board()
    assert ([each.number for each in board.called], board.ready) == ([second], (first,))
    with pytest.raises(RuleViolationError, match="slip"):
        services.pickup_board.call(DWI, plain, op())

    office.clock.step(minutes=11)
    assert services.pickup_board.board().called == ()


def test_two_slips_with_the_same_end_show_all_their_digits(office: MadeOffice) -> None:
    services = _services(office)
    one, two = office.application("A", state=A.SHELVED), office.application("B", state=A.SHELVED)
    services.slips.make(DWI, [one, two], "a6", catalogue("id"), op())
    with office.database.writing() as session:
        from printdesk.models.tables import Paper

        for paper in session.query(Paper).filter(Paper.application_id == two):
            paper.number = "SP-2024-010001"

    assert services.pickup_board.board().ready == ("000001", "010001")
