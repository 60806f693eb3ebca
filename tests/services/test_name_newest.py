"""The newest who have a name, on PostgreSQL by three ways: the newest names, those after them, and the index."""

import pytest

from printdesk.services import name_newest
from printdesk.services.applications import ApplicationsService
from tests.services.offices import MadeOffice

_NAMES = ("SITI NURAINI", "NUR AINI SITI", "BUDI SANTOSO", "BUDIMAN", "NOOR KHOLIS", "SITI BUDI SANTI", "WIDODO")
_RARE = ("AHMAD ZULKIFLI BUDI", "SITI ZULAIKHA", "NURAINI BUDI WIDODO")
_TYPED = (
    "siti", "budi", "nur aini", "nuraini", "budi santoso", "siti budi", "zul", "zulkifli ahmad", "widodp",
    "nor kholis", "siti nuraini budi", "zulaika siti", "budiman zul", "nur aini siti budi santi", "nobody", "b",
)  # fmt: skip
_LIMIT = 4


@pytest.mark.parametrize(
    ("fetch", "farther"),
    [(0.0, 3.0), (1.0, 3.0), (1e9, 3.0), (1e9, 0.5)],
    ids=["by the index", "by both", "read on", "read on too short"],
)
def test_the_same_are_found_by_whichever_way(
    office: MadeOffice, monkeypatch: pytest.MonkeyPatch, fetch: float, farther: float
):
    for name in (*_RARE, *_NAMES * 5):
        office.application(name=name, state="cancelled")
    office.application(name="WIDODO", group_name="Umrah Barokah")
    search = ApplicationsService(office.workplace)
    by_all_names = [search.find(typed, _LIMIT) for typed in _TYPED]
    monkeypatch.setattr(name_newest, "_SAMPLE", 6)
    monkeypatch.setattr(name_newest, "_LEAST_SAMPLE", 6)
    monkeypatch.setattr(name_newest, "_COMMON", 1)
    monkeypatch.setattr(name_newest, "_FETCH", fetch)
    monkeypatch.setattr(name_newest, "_MISJUDGED", farther)

    assert [search.find(typed, _LIMIT) for typed in _TYPED] == by_all_names
    assert [match.name for match in search.find("umrah", _LIMIT)] == ["WIDODO"]
    assert [match.name for match in search.find("siti nuraini", 2)] == ["SITI NURAINI"] * 2
    assert {match.name for match in search.find("zul", _LIMIT)} == {"AHMAD ZULKIFLI BUDI", "SITI ZULAIKHA"}
