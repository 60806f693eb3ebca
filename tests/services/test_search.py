"""The index behind the search box, on both databases: words cut otherwise, ends of numbers, groups, changes."""

import pytest
from sqlalchemy import update

from printdesk.models.tables import Application
from printdesk.services.applications import ApplicationsService
from printdesk.services.name_index import Vocabulary
from printdesk.services.records import RecordQuery
from printdesk.services.work import Answer, Work
from tests.services.offices import DWI, MadeOffice, op


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("NUR'AINI", "nur aini", "name, other spelling"),
        ("NUR AINI", "nuraini", "name, other spelling"),
        ("SITI NUR AINI", "aini siti", "name"),
        ("MUHAMMAD RIZQI", "Moch. Rizki", "name, other spelling"),
        ("WIDODO", "widodp", "similar name"),
        ("BUDI SANTOSO", "bdui santoso", "similar name"),
        ("ANI LESTARI", "ami lestari", "similar name"),
        ("NUR KHOLIS", "noor cholis", "name, other spelling"),
        ("NOOR KHOLIS", "nur kolis", "similar name"),
        ("SUHARTINI", "suharti", "name"),
        ("Drs. H. AGUS SALIM, M.Si", "agus salim msi", "similar name"),
        ("李小龙", "李小龙", "name"),
    ],
)
def test_a_name_is_found_however_it_is_cut_and_spelled(office: MadeOffice, name: str, typed: str, why: str):
    wanted = office.application(name=name)
    office.application(name="KRISTINA LIEM")
    found = ApplicationsService(office.workplace).find(typed)
    assert [(match.application_id, match.why) for match in found] == [(wanted, why)]


def test_a_name_that_was_put_right_is_found_by_its_new_words_only(office: MadeOffice):
    wanted = office.application(name="SUKARDI")
    search = ApplicationsService(office.workplace)
    assert search.find("sukardi")
    assert search.find("zulkarnaem") == ()

    def put_right(work: Work) -> Answer:
        changed = {"name": "ZULKARNAEN", "name_key": " zulkarnaen "}
        work.session.execute(update(Application).where(Application.id == wanted).values(changed))
        work.record("update", "application", wanted)
        return {}

    office.workplace.perform("update", DWI, op(), put_right)
    assert search.find("sukardi") == ()
    assert [match.application_id for match in search.find("zulkarnaem")] == [wanted]


def test_the_end_and_the_beginning_of_a_number_find_it_and_its_middle_does_not(office: MadeOffice):
    wanted = office.application(number="1133061944027788")
    office.application(number="1133061944020001")
    search = ApplicationsService(office.workplace)
    assert [match.application_id for match in search.find("27788")] == [wanted]
    assert len(search.find("11330619")) == 2
    assert search.find("194402") == ()


@pytest.mark.parametrize("typed", ["0812345", "+62 812-345", "62 812 345 67", "0812 3456 7890"])
def test_a_telephone_is_found_by_its_beginning_however_it_is_written(office: MadeOffice, typed: str):
    wanted = office.application(name="WIDODO", phone="081234567890")
    office.application(name="KARTINI", phone="081299999999")
    assert [match.application_id for match in ApplicationsService(office.workplace).find(typed)] == [wanted]


def test_a_telephone_abroad_is_found_without_its_plus(office: MadeOffice):
    wanted = office.application(name="MARIA", phone="+60123456789")
    found = ApplicationsService(office.workplace).find("60 12 345 6789")
    assert [match.application_id for match in found] == [wanted]


def test_a_group_is_found_by_the_words_of_its_name(office: MadeOffice):
    wanted = office.application(name="KRISTINA LIEM", group_name="Rombongan Umrah An-Nur 'Barokah'")
    search = ApplicationsService(office.workplace)
    for typed in ("an-nur", "umrah baro", "NUR'"):
        assert [(match.application_id, match.why) for match in search.find(typed)] == [(wanted, "group")], typed


@pytest.mark.parametrize(
    "typed", ['"', "'", "a' OR 'b", 'nur" OR name_key:', "*", "nur*", "( siti", "a & b | !c", ":", "-", "NEAR(a b)"]
)
def test_signs_of_the_search_language_mean_nothing(office: MadeOffice, typed: str):
    office.application(name="KRISTINA LIEM")
    search = ApplicationsService(office.workplace)
    assert search.find(typed) == ()
    assert search.records(RecordQuery(text=typed), 0, 10).total == 0


def test_records_are_filtered_by_the_same_search(office: MadeOffice):
    office.application(name="NUR'AINI")
    office.application(name="KRISTINA LIEM")
    search = ApplicationsService(office.workplace)
    for typed in ("nur aini", "nurain", "nurajni"):
        assert search.records(RecordQuery(text=typed), 0, 10).total == 1, typed


def test_new_words_are_learned_while_the_program_runs(office: MadeOffice):
    words = Vocabulary()
    with office.database.reading() as session:
        assert "paijo" not in words.words(session)
    office.application(name="PAIJO")
    with office.database.reading() as session:
        assert "paijo" in words.words(session)
    assert words.has("paijo")
    assert words.begins("pai")
    assert not words.has("pai")
