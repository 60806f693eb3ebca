import gettext
import io
from pathlib import Path

import pytest
from babel.messages import mofile, pofile

from printdesk import paths
from printdesk.domain.states import Act
from printdesk.i18n import Catalogue, catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.importing import ImportService
from printdesk.services.moves import application_for_update, move_application
from printdesk.services.story import sentences
from printdesk.services.work import Answer, Work
from tests.services.offices import DWI, SRI, MadeOffice, at, list_file, op


@pytest.fixture(scope="module")
def indonesian() -> Catalogue:
    """The Indonesian texts of the services, from their source, whether or not the catalogues are compiled."""
    compiled, texts = io.BytesIO(), pofile.Catalog(locale="id")
    for area in sorted((paths.resources() / "locale" / "id").glob("*.po")):
        with area.open("rb") as source:
            for message in pofile.read_po(source):
                if message.id and message.id not in texts:
                    texts[message.id] = message
    mofile.write_mo(compiled, texts)
    compiled.seek(0)
    return Catalogue("id", gettext.GNUTranslations(compiled))


def test_every_act_has_a_sentence_in_both_languages(indonesian: Catalogue) -> None:
    english, own = sentences(catalogue("en")), sentences(indonesian)
    assert set(Act) <= set(english)
    for act, sentence in english.items():
        assert "{who}" in sentence
        assert own[act] != sentence, act
        assert fields(own[act]) == fields(sentence), act


def fields(template: str) -> set[str]:
    return {part.split("}")[0] for part in template.split("{")[1:]}


def test_story_tells_what_happened_with_names_stations_and_reasons(
    office: MadeOffice, tmp_path: Path, indonesian: Catalogue
) -> None:
    row = "3311000000000001;Siti;;;Paspor biasa 48;21/06/2024;29/06/2024;;;"
    imports = ImportService(office.workplace)
    imports.apply(SRI, list_file(tmp_path / "list.csv", row), op(), language=catalogue("en"))
    key = office.by_number("3311000000000001").id
    applications = ApplicationsService(office.workplace)
    applications.hold(SRI, key, "incomplete", op())
    applications.resume(SRI, key, op())
    applications.give_proof(DWI, key, "ticket", op())
    applications.set_trip(DWI, key, at(30, 10, 40), True, "", 0, op())
    move(office, key, Act.CLAIM, station="R2")
    move(office, key, Act.BIND, serial="B4471203")
    move(office, key, Act.CONFIRM_FAILED, serial="B4471203", reason="ink")
    move(office, key, "teleported")
    office.clock.step(minutes=5)
    lines = applications.story(key, catalogue("en"))
    assert [line.text for line in lines] == [
        "Taken over from a list; promised for Thu 27 June (Sri Wahyuni).",
        "Put on hold: File incomplete (Sri Wahyuni).",
        "Released from hold; its place in the queue stayed (Sri Wahyuni).",
        "Proof seen: ticket (Dwi Rahayu).",
        "Departure set to Sun 30 June 10:40; the proof must be seen again (Dwi Rahayu).",
        "Handed out at station R2 (Dwi Rahayu).",
        "Put into the machine on blank B4471203 at station R2 (Dwi Rahayu).",
        "Print on B4471203 failed: Ink bleeding. It waits again at its old place (Dwi Rahayu).",
        "Recorded: teleported (Dwi Rahayu).",
    ]
    assert str(lines[0].at) == "2024-06-26 08:00:00+07:00"
    assert "Min 30 Juni 10.40" in applications.story(key, indonesian)[4].text
    assert "Tinta melebar" in applications.story(key, indonesian)[7].text


def move(office: MadeOffice, key: int, act: Act | str, **details: str) -> None:
    def do(work: Work) -> Answer:
        if isinstance(act, Act):
            move_application(work, application_for_update(work.session, key), act, **details)
        else:
            work.record(act, "application", key, **details)
        return {}

    office.workplace.perform(str(act), DWI, op(), do)
