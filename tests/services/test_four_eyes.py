"""Acts of two people in an office where people have passwords: the second one types their own."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from printdesk.domain.roles import SECOND
from printdesk.domain.shifts import Counted
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Person
from printdesk.services import bundle
from printdesk.services.access import NotAllowedError
from printdesk.services.accounts import VOUCHER_LASTS, SignInError
from printdesk.services.bundle import Services
from printdesk.services.hand_over_acts import HandOver
from printdesk.services.handing import Piece, Visit
from printdesk.services.second_person import SecondSignInError
from printdesk.services.shifts import IssueLine, More
from printdesk.services.work import Actor
from tests.domain.mrz_maker import made_mrz
from tests.services.offices import DWI, SRI, MadeOffice, op
from tests.services.signed_in import PASSWORD, close, voucher, with_role
from tests.services.test_handing import FAMILY, KTP
from tests.services.test_mrz_check import RIGHT
from tests.services.test_overtime_papers import Evenings
from tests.services.test_quality_orders import ORDER

pytestmark = pytest.mark.usefixtures("quick_passwords")

Do = Callable[[Actor, str], object]
"""One act, by an actor and an operation id."""


def line(count: int, first: int = 1) -> IssueLine:
    return IssueLine("regular48", count, f"C{1000000 + first}", f"C{1000000 + first + count - 1}")


def _work_for_a_day(office: MadeOffice) -> None:
    """Blanks in the safe, and a need for them."""
    office.blanks(holder=None)
    for name in "abcdef":
        office.application(name)


def delivery(_office: MadeOffice, services: Services) -> Do:
    return lambda actor, key: services.blanks.receive(actor, "regular48", "D1000001", "D1000010", "dwi", key)


def opening(office: MadeOffice, services: Services) -> Do:
    _work_for_a_day(office)
    return lambda actor, key: services.shifts.open(actor, "dwi", "R2", [line(1)], key)


def issuing(office: MadeOffice, services: Services) -> Do:
    _work_for_a_day(office)
    return lambda actor, key: services.shifts.issue(actor, "dwi", line(1), key, station="R2")


def _shift(office: MadeOffice, services: Services) -> int:
    _work_for_a_day(office)
    return services.shifts.open(SRI, "dwi", "R2", [line(2)], op()).id


def adding(office: MadeOffice, services: Services) -> Do:
    shift = _shift(office, services)
    return lambda actor, key: services.shifts.add(actor, shift, [line(1, 3)], key)


def giving_back(office: MadeOffice, services: Services) -> Do:
    shift, pile = _shift(office, services), [Counted("regular48", (("C1000002", "C1000002"),), 1)]
    return lambda actor, key: services.shifts.give_back(actor, shift, "dwi", pile, key)


def closing(office: MadeOffice, services: Services) -> Do:
    shift, pile = _shift(office, services), [Counted("regular48", (("C1000001", "C1000002"),), 2)]
    return lambda actor, key: services.shifts.close(actor, shift, "dwi", pile, key)


def _spoiled(office: MadeOffice, services: Services) -> str:
    serial = office.blanks(how_many=1)[0]
    services.quarantine.set_aside(SRI, serial, serial, "wet", op())
    services.quarantine.release(SRI, [serial], "spoiled", "dwi", op())
    return serial


def minutes(office: MadeOffice, services: Services) -> Do:
    serial = _spoiled(office, services)
    return lambda actor, key: services.destruction.make_minutes(actor, [serial], key, "dwi")


def destroying(office: MadeOffice, services: Services) -> Do:
    serial = _spoiled(office, services)
    return lambda actor, key: services.destruction.destroy(actor, {serial: "scan"}, "dwi", key)


def losing(office: MadeOffice, services: Services) -> Do:
    serial = office.blanks(how_many=1)[0]
    services.missing.declare(SRI, [serial], "not there", op())
    services.missing.search(SRI, serial, "dwi", "drawer", "nothing", op())
    return lambda actor, key: services.missing.report(actor, [serial], "dwi", key)


def releasing(office: MadeOffice, services: Services) -> Do:
    serial = office.blanks(how_many=1)[0]
    services.quarantine.set_aside(SRI, serial, serial, "wet", op())
    return lambda actor, key: services.quarantine.release(actor, [serial], "safe", "dwi", key)


def ordering(_office: MadeOffice, services: Services) -> Do:
    return lambda actor, key: services.quality_orders.record(actor, ORDER, key)


def overruling(office: MadeOffice, services: Services) -> Do:
    application = office.application("NUR'AINI KARTINI", state=A.PRINTED, serial="C7000001")
    services.mrz.scan(SRI, application, made_mrz(**{**RIGHT, "sex": "M"}), op())
    return lambda actor, key: services.mrz.overrule(actor, application, "birth act seen", key)


def _form(office: MadeOffice, services: Services, slip: str = "") -> HandOver:
    application = office.application(state=A.SHELVED, serial="C7000001")
    kind = services.office.data().settings.collector("applicant")
    return HandOver(application, "C7000001", "applicant", tuple(each.code for each in kind.documents), slip=slip)


def handing(office: MadeOffice, services: Services) -> Do:
    form = _form(office, services)
    return lambda actor, key: services.pickup.hand_over(actor, form, key)


def handing_many(office: MadeOffice, services: Services) -> Do:
    serials = ("C7000001", "C7000002")
    pieces = tuple(Piece(office.application(f"A {s}", state=A.SHELVED, serial=s), s) for s in serials)
    visit = Visit(pieces, "family", FAMILY, "Sri Lestari", KTP)
    return lambda actor, key: services.handing.hand_over(actor, visit, key)


def closing_an_evening(office: MadeOffice, _services: Services) -> Do:
    """One blank fewer lies there than the books say."""
    made = Evenings(office)
    office.clock.set(27)
    made.services.work_sheets.open(SRI, made.first.id, op())
    made.services.attendance.enter(SRI, made.first.id, made.hours(), op())
    return lambda actor, key: made.services.work_sheets.close(actor, made.first.id, 11, "one is gone", key)


def erasing(office: MadeOffice, services: Services) -> Do:
    form = _form(office, services)
    services.pickup.hand_over(SRI, form, op())
    number = services.applications.card(form.application_id).number
    return lambda actor, key: services.retention.erase(actor, number, "dwi", key)


ACTS: dict[str, Callable[[MadeOffice, Services], Do]] = {
    "receive": delivery, "open_shift": opening, "issue": issuing, "add_to_shift": adding, "give_back": giving_back,
    "close_shift": closing, "make_spoiled_minutes": minutes, "destroy": destroying, "report_missing": losing,
    "release_quarantine": releasing, "order_one_person": ordering, "overrule_mrz": overruling,
    "close_work_sheet": closing_an_evening, "hand_over": handing,
    "hand_over_many": handing_many, "erase_personal": erasing,
}  # fmt: skip


def test_every_act_of_two_people_is_tried_here():
    assert set(ACTS) == set(SECOND) - {"restore"}  # which stands aside from the database that it replaces


@pytest.mark.parametrize("act", ACTS)
def test_the_act_waits_for_the_second_persons_password_and_is_then_done_once(sqlite_office: MadeOffice, act: str):
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    do = ACTS[act](sqlite_office, services)
    close(sqlite_office)
    before = len(sqlite_office.ledger())

    with pytest.raises(SecondSignInError) as waiting:
        do(SRI, op())
    assert waiting.value.login in ("dwi", "")
    assert len(sqlite_office.ledger()) == before
    given = voucher(sqlite_office, "dwi", "L1", act)
    key = op()
    first = do(Actor("sri", "L1", (given,)), key)

    entries = sqlite_office.ledger()[before:]
    assert entries[0].act == "second_sign_in"
    assert (entries[0].object_id, json.loads(entries[0].details)) == ("dwi", {"for_act": act})
    assert len(entries) > 1
    assert do(Actor("sri", "L1", (given,)), key) == first, "a retry finds the first answer"
    assert len(sqlite_office.ledger()) == before + len(entries)
    assert services.office.verify().ok


def test_a_second_sign_in_is_for_one_act_at_one_desk_soon(office: MadeOffice):
    services = bundle.services(office.database, office.clock)
    serials = office.blanks(how_many=3)
    for serial in serials:
        services.quarantine.set_aside(SRI, serial, serial, "wet", op())
    close(office)

    def release(serial: str, *vouchers: object, desk: str = "L1") -> int:
        actor = Actor("sri", desk, vouchers)  # type: ignore[arg-type]
        return services.quarantine.release(actor, [serial], "safe", "dwi", op())

    for wrong in (
        voucher(office, "dwi", "L1", "destroy"),
        voucher(office, "dwi", "L2"),
        voucher(office, "bagus", "L1"),
    ):
        with pytest.raises(SecondSignInError, match="dwi has not signed in"):
            release(serials[0], wrong)
    old = voucher(office, "dwi", "L1", "release_quarantine")
    office.clock.moment += VOUCHER_LASTS
    with pytest.raises(SecondSignInError):
        release(serials[0], old)
    given = voucher(office, "dwi", "L1", "release_quarantine")
    with pytest.raises(RuleViolationError, match="C9999999"):
        release("C9999999", given)
    assert release(serials[0], given) == 1, "an act that was refused for another reason leaves it as it is"
    with pytest.raises(SecondSignInError):
        release(serials[1], given)
    assert "token" not in repr(given)


def test_nobody_is_the_second_person_of_their_own_act(sqlite_office: MadeOffice):
    """The approver is never the actor, by no spelling and with no voucher."""
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    releasing(sqlite_office, services)
    close(sqlite_office)
    own = voucher(sqlite_office, "sri", "L1")

    for name in ("sri", "SRI", " sri "):
        with pytest.raises(RuleViolationError, match="two people"):
            services.quarantine.release(Actor("sri", "L1", (own,)), ["C1000001"], "safe", name, op())
    with pytest.raises(SecondSignInError):
        services.quality_orders.record(Actor("sri", "L1", (own,)), ORDER, op())


def test_the_second_person_needs_a_password_a_role_and_a_place_here(sqlite_office: MadeOffice):
    accounts = close(sqlite_office, with_role("auditor"), with_role("administrator"))
    with sqlite_office.database.writing() as session:
        session.add(Person(login="baru", name="Baru", roles=["print"], skills=[], active=True))

    for login, password in (("dwi", "not the password"), ("baru", PASSWORD), ("nobody", PASSWORD)):
        with pytest.raises(SignInError):
            accounts.vouch(login, password, "L1", "destroy")
    with pytest.raises(NotAllowedError, match="The second person for this is a print operator, "):
        accounts.vouch("administrator", PASSWORD, "L1", "destroy")
    assert accounts.vouch("auditor", PASSWORD, "L1", "destroy").login == "auditor"
    blanks = bundle.services(sqlite_office.database, sqlite_office.clock).blanks
    sri = Actor("sri", "L1", (accounts.vouch("administrator", PASSWORD, "L1"),))
    with pytest.raises(NotAllowedError, match="second person for this"):
        blanks.receive(sri, "regular48", "D1000001", "D1000002", "administrator", op())


def test_more_than_the_need_is_agreed_to_by_a_supervisor_with_her_password(sqlite_office: MadeOffice):
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    sqlite_office.blanks(holder=None)
    close(sqlite_office, with_role("blanks"))
    keeper = Actor("blanks", "B1", (voucher(sqlite_office, "dwi", "B1"),))

    def give(actor: Actor, agrees: str) -> object:
        return services.shifts.open(actor, "dwi", "R2", [line(9)], op(), more=More("a long queue", agrees))

    with pytest.raises(NotAllowedError, match="Only a supervisor"):
        give(keeper, "bagus")
    with pytest.raises(SecondSignInError, match="sri has not signed in"):
        give(keeper, "sri")
    assert give(Actor("blanks", "B1", (*keeper.vouchers, voucher(sqlite_office, "sri", "B1", "open_shift"))), "sri")


def test_a_slip_makes_the_second_person_needless_and_the_ledger_names_who_saw_the_identity(sqlite_office: MadeOffice):
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    form = _form(sqlite_office, services)
    close(sqlite_office)
    other = sqlite_office.application("Widodo", state=A.SHELVED, serial="C7000002")
    (slip,) = services.slips.make(DWI, [other], "a6", catalogue("en"), op()).numbers

    services.pickup.hand_over(
        DWI, HandOver(other, "C7000002", "applicant", form.documents, slip=slip.replace("-", "")), op()
    )
    with pytest.raises(SecondSignInError, match="nobody else has signed in"):
        services.pickup.hand_over(DWI, form, op())
    services.pickup.hand_over(Actor("dwi", "R2", (voucher(sqlite_office, "sri", "R2", "hand_over"),)), form, op())

    told = [json.loads(e.details) for e in sqlite_office.ledger("hand_over") if e.object_kind == "application"]
    assert [(each["proved_by"], each.get("second")) for each in told] == [("slip_number", None), ("identity", "sri")]


def test_in_an_open_office_being_named_is_enough(sqlite_office: MadeOffice):
    services = bundle.services(sqlite_office.database, sqlite_office.clock)

    for made in (releasing, ordering, handing):
        made(sqlite_office, services)(SRI, op())
    assert sqlite_office.ledger("second_sign_in") == []


def test_a_supervisor_overrules_what_another_has_scanned_by_herself(sqlite_office: MadeOffice):
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    application = sqlite_office.application("NUR'AINI KARTINI", state=A.PRINTED, serial="C7000001")
    services.mrz.scan(DWI, application, made_mrz(**{**RIGHT, "sex": "M"}), op())
    close(sqlite_office)

    services.mrz.overrule(SRI, application, "birth act seen", op())
    assert len(sqlite_office.ledger("overrule_mrz")) == 2


def test_old_sign_ins_are_swept_away(sqlite_office: MadeOffice):
    from printdesk.models.accounts import SecondSignIn

    close(sqlite_office)
    voucher(sqlite_office, "dwi", "L1")
    sqlite_office.clock.moment += timedelta(days=2)
    voucher(sqlite_office, "dwi", "L1")

    with sqlite_office.database.reading() as session:
        assert session.query(SecondSignIn).count() == 1
