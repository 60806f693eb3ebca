"""The table of roles and acts: what holds of it whatever its rows are."""

import pytest

from printdesk.domain.role_words import only, role_name, somebody, who_does
from printdesk.domain.roles import (
    ALLOWED,
    EVERYBODY,
    ISSUE_MORE,
    RIGHTS,
    ROOMS,
    SECOND,
    SUPERVISED,
    Role,
    known,
    may,
    sees,
    supervises,
    who_may,
)
from printdesk.i18n import catalogue
from printdesk.services.settings_limits import ROLES
from tests.services.acts_found import acts

ENGLISH, INDONESIAN = catalogue("en"), catalogue("id")


def test_every_act_of_the_program_has_its_row_and_every_row_its_act():
    found = acts()

    assert {act: found[act] for act in found if act not in ALLOWED} == {}
    assert set(ALLOWED) - set(found) == RIGHTS
    assert len(found) > 130
    assert {"take_next", "send_now", "sign_in", "unlock", "close_day", "open_card", "deactivate"} <= set(found)


def test_the_roles_are_those_that_are_stored():
    assert tuple(role.value for role in Role) == ROLES
    assert known(["print", "boss", "auditor"]) == {Role.PRINT, Role.AUDITOR}


def test_an_unknown_act_is_a_fault_and_no_right():
    with pytest.raises(KeyError):
        may("take_over_the_world", [*Role])


def test_nobody_without_a_role_may_anything():
    assert not any(may(act, []) for act in ALLOWED)


def test_who_audits_changes_nothing_of_the_work_and_who_administrates_sees_no_applicant():
    audits = {act for act in ALLOWED if may(act, ["auditor"]) and ALLOWED[act] != EVERYBODY}

    assert audits == {
        "open_card", "read_personal", "make_report", "print_report", "print_register", "print_minutes",
        "print_closing_sheet", "make_verification", "export_subject", "export_list", "draw_raises_again",
        "save_view", "change_view", "rename_view", "delete_view", "restore_view",
    }  # fmt: skip
    of_applicants = ("look", "open_card", "read_personal", "hand_over", "import")
    assert not any(may(act, ["administrator"]) for act in of_applicants)


def test_what_a_supervisor_decides_in_an_open_office_is_only_hers_in_a_closed_one():
    assert {act: ALLOWED[act] for act in SUPERVISED} == dict.fromkeys(SUPERVISED, frozenset({Role.SUPERVISOR}))
    assert ALLOWED[ISSUE_MORE] == {Role.SUPERVISOR}


def test_acts_of_two_people_are_acts_and_somebody_else_can_always_be_the_second():
    assert set(SECOND) <= set(ALLOWED)
    assert all(len(SECOND[act]) > 1 for act in SECOND)


def test_a_supervisor_is_anybody_until_the_office_names_one():
    assert supervises("dwi", {"dwi": ("print",)})
    assert not supervises("dwi", {"dwi": ("print",), "sri": ("supervisor",)})
    assert supervises("sri", {"dwi": ("print",), "sri": ("supervisor",)})


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        ("print", {"print_room", "records"}),
        ("quality", {"quality", "records"}),
        ("counter", {"pickup", "trips", "outages", "records"}),
        ("blanks", {"blanks", "records"}),
        ("supervisor", set(ROOMS)),
        ("administrator", {"outages", "settings"}),
        ("auditor", {"blanks", "backlog", "outages", "records", "settings"}),
    ],
)
def test_each_role_sees_its_rooms(role: str, rooms: set[str]):
    assert {room for room in ROOMS if sees(room, [role])} == rooms


def test_every_room_of_the_window_is_in_the_table():
    assert set(ROOMS) == {
        "print_room", "quality", "pickup", "blanks", "trips", "backlog", "outages", "records", "settings",
    }  # fmt: skip


def test_who_may_is_said_in_both_languages():
    assert who_does("destroy", ENGLISH) == "Only a keeper of blanks or a supervisor does this."
    assert who_does("destroy", INDONESIAN) == "Hanya penjaga blangko atau penyelia yang dapat melakukan ini."
    assert only([Role.SUPERVISOR], ENGLISH) == "Only a supervisor does this."
    assert somebody(who_may("scan_out"), ENGLISH) == "a quality checker or a supervisor"
    assert (
        somebody(["print", "quality", "counter"], ENGLISH)
        == "a print operator, a quality checker or a counter officer"
    )
    assert somebody(Role, INDONESIAN) == "siapa pun"
    assert role_name("boss", ENGLISH) == "boss"
