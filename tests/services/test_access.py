"""Every cell of the table of roles and acts, tried through the door that every act takes."""

from pathlib import Path

import pytest

from printdesk.domain.roles import ALLOWED, BY_ITSELF, ROOMS, SECOND, SUPERVISED, Role, sees
from printdesk.errors import RuleViolationError
from printdesk.services.access import NotAllowedError
from printdesk.services.pickup import PickupService
from printdesk.services.plans import PlanService
from printdesk.services.print_room import PrintRoomService
from printdesk.services.quality_orders import QualityOrdersService
from printdesk.services.work import Actor, Answer, Work
from tests.services.offices import DWI, SRI, MadeOffice, op
from tests.services.signed_in import close, with_role

pytestmark = pytest.mark.usefixtures("quick_passwords")

_TABLE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"


class Reached(Exception):  # noqa: N818 - not an error: the act was let through
    """The act got past the door."""


def through(office: MadeOffice, act: str, login: str) -> bool:
    """Whether the act is let through to its work; nothing is written."""

    def do(_work: Work) -> Answer:
        raise Reached

    try:
        office.workplace.perform(act, Actor(login, "T1"), op(), do)
    except Reached:
        return True
    except NotAllowedError:
        return False
    raise AssertionError


def written(heading: str) -> dict[str, set[str]]:
    """The rows under a heading of the guide: what is named, and the roles with an x."""
    text = _TABLE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = {}
    for line in text.splitlines():
        if line.startswith("| `"):
            name, *cells = (cell.strip() for cell in line.strip()[1:-1].split("|"))
            assert len(cells) == len(Role), line
            found[name.strip("`")] = {role.value for role, cell in zip(Role, cells, strict=True) if cell == "x"}
    return found


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_each_role_gets_through_to_its_acts_and_to_no_other(sqlite_office: MadeOffice, role: str):
    close(sqlite_office, with_role(role))
    table = written("Acts")

    assert set(table) == set(ALLOWED)
    let_through = {act for act in table if through(sqlite_office, act, role)}

    assert let_through == {act for act, roles in table.items() if role in roles}
    assert 5 < len(let_through) < len(table)


def test_the_guide_tells_the_rooms_and_the_second_people_as_they_are():
    assert written("Rooms") == {room: {role.value for role in Role if sees(room, [role])} for room in ROOMS}
    assert written("The second person") == {act: {role.value for role in roles} for act, roles in SECOND.items()}


def test_an_act_without_a_row_is_a_fault_of_the_program_and_does_nothing(sqlite_office: MadeOffice):
    close(sqlite_office)

    with pytest.raises(KeyError):
        through(sqlite_office, "take_over_the_world", "sri")


def test_an_open_office_lets_everybody_do_everything_but_what_its_supervisor_decides(sqlite_office: MadeOffice):
    let_through = {act for act in ALLOWED if through(sqlite_office, act, "dwi")}

    assert set(ALLOWED) - let_through == SUPERVISED
    assert all(through(sqlite_office, act, "sri") for act in SUPERVISED)


def test_in_an_open_office_who_is_new_is_added_and_in_a_closed_one_refused(office: MadeOffice):
    def do(_work: Work) -> Answer:
        return {}

    office.workplace.perform("hold", Actor("baru", "T1"), op(), do)
    assert [entry.object_id for entry in office.ledger("add_person")] == ["baru"]
    close(office)

    with pytest.raises(RuleViolationError, match="lain cannot act here: nobody signs in by that name"):
        office.workplace.perform("hold", Actor("lain", "T1"), op(), do)
    assert len(office.ledger()) == 2


def test_who_has_no_password_or_has_left_does_not_act(sqlite_office: MadeOffice):
    left = with_role("quality")
    left.active = False
    close(sqlite_office, left)
    with sqlite_office.database.writing() as session:
        session.add(with_role("print"))

    for login in ("print", "quality", "", "SRI"):
        with pytest.raises(RuleViolationError, match="nobody signs in by that name"):
            sqlite_office.workplace.perform("hold", Actor(login, "T1"), op(), lambda _work: {})


def test_a_desk_at_which_nobody_is_signed_in_still_looks_after_itself(sqlite_office: MadeOffice):
    """Copies are made at night, and what was in a machine is asked about; nothing else is done in nobody's name."""
    close(sqlite_office)

    sqlite_office.workplace.perform(
        "back_up", Actor("", "R2"), op(), lambda work: work.record("back_up", "x", 1) or {}
    )
    assert [(e.user, e.desk) for e in sqlite_office.ledger("back_up")] == [("", "R2")]
    for act in sorted(set(ALLOWED) - BY_ITSELF):
        with pytest.raises(RuleViolationError, match="– cannot act here"):
            through(sqlite_office, act, "")


def test_a_refusal_names_who_may_and_changes_nothing(sqlite_office: MadeOffice):
    close(sqlite_office, with_role("auditor"))
    application = sqlite_office.application()

    with pytest.raises(NotAllowedError) as refused:
        PrintRoomService(sqlite_office.workplace, PlanService(sqlite_office.workplace)).take_next(
            Actor("auditor", "T1"), "R1", 1, op()
        )
    assert str(refused.value) == (
        "Only a print operator or a supervisor does this. Ask a print operator or a supervisor to sign in for it."
    )
    assert sqlite_office.get(application).state == "ready"
    assert [entry.act for entry in sqlite_office.ledger()] == ["make_office"]


def test_people_of_a_closed_office_do_their_own_work(sqlite_office: MadeOffice):
    """One real act of some roles, and the same one refused to another."""
    close(sqlite_office, with_role("counter"), with_role("blanks"))
    printing = PrintRoomService(sqlite_office.workplace, PlanService(sqlite_office.workplace))
    application = sqlite_office.application()
    sqlite_office.blanks(holder="dwi")

    with pytest.raises(NotAllowedError, match="Only a print operator"):
        printing.take_next(Actor("counter", "C1"), "R2", 1, op())
    assert [row.application_id for row in printing.take_next(DWI, "R2", 1, op())] == [application]
    with pytest.raises(NotAllowedError, match="Only a counter officer"):
        PickupService(sqlite_office.workplace).undo(Actor("blanks", "B1"), "C1000001", "salah orang", op())
    with pytest.raises(NotAllowedError, match="Only a supervisor"):
        QualityOrdersService(sqlite_office.workplace).end(Actor("counter", "C1"), 1, op())
    with pytest.raises(RuleViolationError, match="over already"):
        QualityOrdersService(sqlite_office.workplace).end(SRI, 1, op())
