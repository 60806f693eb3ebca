"""Passwords: the first one, signing in and out, wrong ones, and who gives and takes."""

import contextlib
import json
from datetime import timedelta

import pytest

from printdesk.domain.roles import Role
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.accounts import Account
from printdesk.models.tables import Person
from printdesk.services import hashing
from printdesk.services.access import NotAllowedError
from printdesk.services.accounts import Accounts, SignedIn, SignInError
from printdesk.services.office import OfficeService
from printdesk.services.settings_editing import PersonRecord, SettingsEditingService
from printdesk.services.settings_file import PersonEntry
from printdesk.services.work import Actor
from tests.services.offices import DWI, SRI, MadeOffice, op
from tests.services.signed_in import PASSWORD, close, first

pytestmark = pytest.mark.usefixtures("quick_passwords")

WRONG = "soto ayam dingin"


def acts(office: MadeOffice, *of: str) -> list[tuple[str, str, str, str]]:
    """Act, object, user and desk of the ledger's entries."""
    return [(e.act, e.object_id, e.user, e.desk) for e in office.ledger() if not of or e.act in of]


def roles(office: MadeOffice, login: str) -> list[str]:
    with office.database.reading() as session:
        return list(session.query(Person.roles).filter(Person.login == login).scalar())


def hold(office: MadeOffice, actor: Actor) -> None:
    """An act that everybody on the floor may do."""
    office.workplace.perform("hold", actor, op(), lambda _work: {})


def test_the_first_password_closes_the_office_and_its_owner_heads_it(office: MadeOffice):
    accounts = Accounts(office.workplace)
    hold(office, Actor("baru", "T1"))
    assert accounts.is_open()
    assert set(roles(office, "baru")) == set(Role)

    found = accounts.first("Sri Wahyuni", PASSWORD, "L1", op())

    assert found == SignedIn("sri", "Sri Wahyuni", ("counter", "blanks", "supervisor", "administrator"))
    assert not accounts.is_open()
    assert roles(office, "dwi") == ["print", "quality", "counter"], "roles that were given are kept"
    assert roles(office, "baru") == ["print", "quality", "counter", "blanks", "auditor"]
    assert acts(office, "close_office", "set_password") == [
        ("close_office", "sri", "sri", "L1"), ("set_password", "sri", "sri", "L1"),
    ]  # fmt: skip
    assert PASSWORD not in json.dumps([entry.details for entry in office.ledger()])
    with pytest.raises(RuleViolationError, match="cannot act here"):
        accounts.first("dwi", PASSWORD, "R2", op())


def test_somebody_new_can_be_the_first(sqlite_office: MadeOffice):
    found = Accounts(sqlite_office.workplace).first("Nur Aini", PASSWORD, "L1", op())

    assert found == SignedIn("nur.aini", "Nur Aini", ("supervisor", "administrator"))


def test_a_weak_first_password_leaves_the_office_open(sqlite_office: MadeOffice):
    accounts = Accounts(sqlite_office.workplace)

    for weak in ("kurang", "sriwahyuni", "12345678"):
        with pytest.raises(RuleViolationError, match="password"):
            accounts.first("sri", weak, "L1", op())
    assert accounts.is_open()


def test_signing_in_needs_the_right_name_and_password_and_says_no_more(office: MadeOffice):
    accounts = close(office)

    assert accounts.sign_in(" Sri ", PASSWORD, "L1") == SignedIn("sri", "Sri Wahyuni", tuple(roles(office, "sri")))
    said = []
    for login, password in (("sri", WRONG), ("nobody here", PASSWORD), ("", "")):
        with pytest.raises(SignInError) as refused:
            accounts.sign_in(login, password, "L1")
        said.append(str(refused.value))
    assert said == ["Name or password is wrong. Check both, and whether Caps Lock is on."] * 3
    accounts.lock(SRI)
    assert accounts.unlock("sri", PASSWORD, "L1").login == "sri"
    accounts.sign_out(SRI)

    assert acts(office)[1:] == [
        ("sign_in", "sri", "sri", "L1"), ("sign_in_failed", "sri", "sri", "L1"), ("sign_in_failed", "", "", "L1"),
        ("sign_in_failed", "", "", "L1"), ("lock", "sri", "sri", "L1"), ("unlock", "sri", "sri", "L1"),
        ("sign_out", "sri", "sri", "L1"),
    ]  # fmt: skip
    assert "nobody here" not in json.dumps([[e.details, e.object_id] for e in office.ledger()])


def test_wrong_passwords_are_slower_and_slower_until_a_right_one(office: MadeOffice):
    accounts = close(office)

    def wrong() -> timedelta | None:
        with pytest.raises(SignInError) as refused:
            accounts.sign_in("sri", WRONG, "L1")
        return refused.value.until - office.clock.moment if refused.value.until else None

    waits = []
    for _try in range(7):
        waits.append(wrong())
        office.clock.moment += waits[-1] or timedelta(0)

    assert waits == [None, None, *(timedelta(seconds=n) for n in (5, 15, 30, 60, 120))]
    assert [e.details for e in office.ledger("sign_in_failed")] == [f'{{"failures":{n}}}' for n in range(1, 8)]
    assert len(office.ledger("lock_out")) == 2, "from a minute on it is a lock-out"
    assert accounts.sign_in("sri", PASSWORD, "L1").login == "sri"
    assert wrong() is None, "a right one wipes the wrong ones out"


def test_during_the_delay_the_right_password_does_not_count_and_the_delay_does_not_grow(sqlite_office: MadeOffice):
    accounts = close(sqlite_office)
    for _try in range(3):
        with pytest.raises(SignInError):
            accounts.sign_in("sri", WRONG, "L1")
    until = sqlite_office.clock.moment + timedelta(seconds=5)

    for _try in range(3):
        with pytest.raises(SignInError, match=r"Too many wrong passwords.*08:00:05") as refused:
            accounts.sign_in("sri", PASSWORD, "L1")
        assert refused.value.until == until
    assert next(each.blocked_until for each in accounts.people() if each.login == "sri") == until
    assert accounts.sign_in("dwi", PASSWORD, "L1").login == "dwi", "others are not kept out"
    sqlite_office.clock.moment = until
    assert accounts.sign_in("sri", PASSWORD, "L1").login == "sri"


def test_many_tries_at_once_are_counted_before_they_are_checked(office: MadeOffice, monkeypatch: pytest.MonkeyPatch):
    """While each is checked another one begins: so the third is the last that is checked at all."""
    accounts, checked = close(office), []
    real = hashing.fits

    def fits(kept: str | None, password: str) -> bool:
        checked.append(password)
        with pytest.raises(SignInError):
            accounts.sign_in("sri", f"{WRONG} {len(checked)}", "L2")
        return real(kept, password)

    monkeypatch.setattr(hashing, "fits", fits)
    with pytest.raises(SignInError):
        accounts.sign_in("sri", WRONG, "L1")

    assert len(checked) == 3


def test_an_administrator_gives_a_password_that_its_owner_changes_before_anything_else(office: MadeOffice):
    accounts = Accounts(office.workplace)
    first(accounts)

    with pytest.raises(RuleViolationError, match="fewer than 8"):
        accounts.set_password(SRI, "dwi", "pendek", op())
    accounts.set_password(SRI, "dwi", WRONG, op())
    assert accounts.sign_in("dwi", WRONG, "R2").must_change
    for act in (lambda: hold(office, DWI), lambda: accounts.vouch("dwi", WRONG, "R2", "destroy")):
        with pytest.raises(RuleViolationError, match="chosen by somebody else"):
            act()
    with pytest.raises(SignInError):
        accounts.set_password(DWI, "dwi", PASSWORD, op(), old="not the old one")
    accounts.set_password(DWI, "Dwi", PASSWORD, op(), old=WRONG)

    assert not accounts.sign_in("dwi", PASSWORD, "R2").must_change
    hold(office, DWI)
    with pytest.raises(SignInError):
        accounts.sign_in("dwi", WRONG, "R2")
    with pytest.raises(NotAllowedError, match="Only an administrator"):
        accounts.set_password(DWI, "bagus", PASSWORD, op())
    accounts.set_password(SRI, "bagus", PASSWORD, op(), must_change=False)
    assert not accounts.sign_in("bagus", PASSWORD, "R2").must_change


def test_a_password_is_kept_as_a_slow_hash_and_never_as_itself(sqlite_office: MadeOffice):
    close(sqlite_office)
    with sqlite_office.database.reading() as session:
        kept = session.get_one(Account, "sri").hash

    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_hash_made_at_lower_costs_is_made_anew_at_the_next_sign_in(
    sqlite_office: MadeOffice, monkeypatch: pytest.MonkeyPatch
):
    accounts = close(sqlite_office)
    monkeypatch.setattr(hashing, "COSTS", {"time_cost": 2, "memory_cost": 16, "parallelism": 1})

    for _twice in range(2):
        accounts.sign_in("sri", PASSWORD, "L1")
    with sqlite_office.database.reading() as session:
        hashes = {login: session.get_one(Account, login).hash for login in ("sri", "dwi")}
    assert "$m=16,t=2,p=1$" in hashes["sri"]
    assert "$m=8,t=1,p=1$" in hashes["dwi"]


def test_nobody_takes_the_last_right_from_the_office(office: MadeOffice):
    """The last supervisor and the last administrator with a password stay, by whatever way they would go."""
    accounts = Accounts(office.workplace)
    first(accounts)
    accounts.set_password(SRI, "dwi", PASSWORD, op(), must_change=False)
    editing, settings = SettingsEditingService(office.workplace), OfficeService(office.workplace)
    everybody = editing.people()
    without = tuple(PersonRecord(each.entry, each.active and each.entry.login != "sri") for each in everybody)
    named = settings.export().replace('"supervisor"', '"auditor"')
    before = office.ledger()

    ways = {
        "roles": lambda: accounts.change_roles(SRI, "sri", ("print", "administrator"), op()),
        "leave": lambda: accounts.deactivate(SRI, "sri", op()),
        "password": lambda: accounts.remove_password(SRI, "sri", op()),
        "list": lambda: editing.save_people(
            SRI, (*without, PersonRecord(PersonEntry("x", "X", ("administrator",)), active=True)), op(),
            before=everybody,
        ),
        "file": lambda: settings.import_file(SRI, named, op()),
    }  # fmt: skip
    for way, take in ways.items():
        with pytest.raises(RuleViolationError, match=r"Nobody with a password would be left as (a|an) ") as refused:
            take()
        assert refused.value.advice, way
    assert len(office.ledger()) == len(before)

    accounts.change_roles(SRI, "dwi", ("supervisor", "administrator"), op())
    accounts.deactivate(DWI, "sri", op())
    with pytest.raises(RuleViolationError, match="cannot act here"):
        hold(office, SRI)
    with pytest.raises(SignInError):
        accounts.sign_in("sri", PASSWORD, "L1")
    accounts.reactivate(DWI, "sri", op())
    assert accounts.sign_in("sri", PASSWORD, "L1").login == "sri"


def test_the_only_password_stays(sqlite_office: MadeOffice):
    accounts = Accounts(sqlite_office.workplace)
    first(accounts)

    with pytest.raises(RuleViolationError, match="only password"):
        accounts.remove_password(SRI, "sri", op())
    assert not accounts.is_open()


def test_roles_are_given_by_an_administrator_alone(office: MadeOffice):
    """Neither a supervisor by a settings file nor anybody by the list of people makes themselves an administrator."""
    accounts = close(office)
    with office.database.writing() as session:
        session.query(Person).filter(Person.login == "bagus").one().roles = ["administrator"]
    bagus, settings = Actor("bagus", "Q1"), OfficeService(office.workplace)

    with pytest.raises(NotAllowedError, match="Only an administrator"):
        accounts.change_roles(SRI, "sri", ("supervisor", "administrator"), op())
    with pytest.raises(NotAllowedError, match="Only an administrator"):
        settings.import_file(SRI, settings.export().replace('"administrator"', '"print"'), op())
    assert roles(office, "bagus") == ["administrator"]
    with pytest.raises(RuleViolationError, match="“boss” is no role"):
        accounts.change_roles(bagus, "dwi", ("boss",), op())
    with pytest.raises(RuleViolationError, match="nothing to do"):
        accounts.change_roles(bagus, "dwi", (), op())
    with pytest.raises(RuleViolationError, match="Nobody has the login “nobody”"):
        accounts.change_roles(bagus, "nobody", ("print",), op())

    accounts.change_roles(bagus, "dwi", ("quality", "print"), op())
    assert roles(office, "dwi") == ["print", "quality"]
    assert json.loads(office.ledger("change_person")[-1].details) == {"roles": ["print", "quality"]}
    assert settings.add_person(bagus, "Nur Aini", op()) == "nur.aini"
    assert roles(office, "nur.aini") == ["print", "quality", "counter", "blanks"]


def test_the_ledger_tells_who_signed_in_where_and_who_gave_what(sqlite_office: MadeOffice):
    accounts = Accounts(sqlite_office.workplace)
    first(accounts)
    accounts.set_password(SRI, "dwi", PASSWORD, op())
    sqlite_office.clock.step(days=40)
    for login, password in (("dwi", WRONG), ("nobody", WRONG), ("dwi", PASSWORD)):
        with contextlib.suppress(SignInError):
            accounts.sign_in(login, password, "R2")
    accounts.change_roles(SRI, "dwi", ("print",), op())

    assert [(line.desk, line.text) for line in accounts.trail(catalogue("en"))] == [
        ("L1", "Dwi Rahayu: does something else here (print) · by Sri Wahyuni"), ("R2", "Dwi Rahayu: signed in"),
        ("R2", "an unknown name: wrong password"), ("R2", "Dwi Rahayu: wrong password"),
    ]  # fmt: skip
    whole = accounts.trail(catalogue("id"), days=50, login="dwi")
    assert whole[-1].text == "Dwi Rahayu: mendapat kata sandi · oleh Sri Wahyuni"
    assert {line.login for line in whole} == {"dwi"}


def test_the_list_of_people_says_who_can_sign_in(sqlite_office: MadeOffice):
    accounts = Accounts(sqlite_office.workplace)
    first(accounts)
    accounts.set_password(SRI, "dwi", PASSWORD, op())
    accounts.sign_in("sri", PASSWORD, "L1")

    found = {each.login: each for each in accounts.people()}

    assert [found[login].has_password for login in ("sri", "dwi", "bagus")] == [True, True, False]
    assert [found[login].must_change for login in ("sri", "dwi", "bagus")] == [False, True, False]
    assert found["sri"].last_sign_in_at == sqlite_office.clock.moment
    assert found["dwi"].last_sign_in_at is None
    assert found["bagus"].changed_at is None
