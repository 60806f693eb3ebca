"""Public notices: numbered, one in force, the old ones kept, out of date when figures move, nobody named."""

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.contacts import Wave, WaveSet
from printdesk.services.notices import NoticeService
from printdesk.services.outage_entry import OutageEntry
from printdesk.services.outages import OutageService
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.stages import StageService
from tests.services.offices import SRI, MadeOffice, at, op

EN = catalogue("en")


def stop(office: MadeOffice, stage: str = "print", state: str = "down") -> None:
    StageService(office.workplace).set_state(SRI, stage, SwitchEntry("epassport_laminated", state), op())


def test_a_notice_replaces_the_one_before_and_both_are_kept(office: MadeOffice):
    notices = NoticeService(office.workplace)
    first = notices.issue(SRI, op())
    stop(office)
    second = notices.issue(SRI, op())

    assert (first, second) == ("PG-2024-000001", "PG-2024-000002")
    listed = notices.notices(EN)
    assert [(one.number, one.standing, one.replaced_by) for one in listed] == [
        (second, "in_force", ""), (first, "superseded", second),
    ]  # fmt: skip
    old, new = notices.paper(first), notices.paper(second)
    assert "NO LONGER VALID – replaced by PG-2024-000002" in old.english
    assert "e-Passport laminated: WORKS NORMALLY." in old.english
    assert "e-Passport laminated: INTERRUPTED." in new.english
    assert "This replaces notice PG-2024-000001." in new.english
    assert "Menggantikan pengumuman PG-2024-000001." in new.indonesian
    assert "NO LONGER VALID" not in new.english


def test_it_is_out_of_date_as_soon_as_a_figure_moves_and_true_again_when_it_moves_back(office: MadeOffice):
    notices = NoticeService(office.workplace)
    notices.issue(SRI, op())
    assert not stale(notices)
    stop(office, "pickup")
    (change,) = stale(notices)
    assert change.startswith("e-Passport laminated: the notice says “WORKS NORMALLY.")
    assert "Pickup is stopped since Wed 26 June 08:00. When it returns is not known yet." in change
    stop(office, "pickup", "up")
    assert not stale(notices)
    OutageService(office.workplace).record(
        SRI, OutageEntry(at(26, 7, 30), None, "Listrik padam", ("regular48",), ("check",)), op()
    )
    assert stale(notices) == ("The outages that go on are others now.",)


def test_what_an_outage_stopped_stands_since_the_outage_began(office: MadeOffice):
    entry = OutageEntry(at(26, 7, 30), None, "Listrik padam", ("regular48",), ("check",))
    OutageService(office.workplace).record(SRI, entry, op(), board=True)
    (service,) = [
        one for one in NoticeService(office.workplace).draft().values.figures.services if one.code == "regular48"
    ]
    (check,) = [stage for stage in service.stages if stage.state == "down"]
    assert (check.stage, check.since) == ("check", at(26, 7, 30))


def stale(notices: NoticeService) -> tuple[str, ...]:
    current = notices.in_force(EN)
    assert current is not None
    assert current.is_stale is bool(current.changes)
    return current.changes


def test_the_same_figures_make_no_second_notice(office: MadeOffice):
    notices = NoticeService(office.workplace)
    first = notices.issue(SRI, op())
    office.clock.step(hours=1)
    assert notices.issue(SRI, op()) == first
    notices.withdraw(SRI, first, op())
    assert notices.in_force(EN) is None
    with pytest.raises(RuleViolationError, match="not in force"):
        notices.withdraw(SRI, first, op())
    assert notices.issue(SRI, op()) == "PG-2024-000002"
    assert "withdrawn" in notices.paper(first).english


def test_waiting_is_told_in_working_days_from_the_plan(office: MadeOffice):
    notices = NoticeService(office.workplace)
    stop(office)  # nobody waits yet; who applies now waits for it all the same
    assert notices.draft().english.count("When a new application will be ready cannot be said yet.") == 1
    for number in range(600):
        office.application(f"ORANG {number}", service="epassport_laminated")
    office.application("SATU", service="epassport_polycarbonate")
    stop(office)
    text = notices.draft().english
    assert "e-Passport laminated: INTERRUPTED. Printing is stopped" in text
    assert "When a new application will be ready cannot be said yet." in text
    stop(office, state="up")
    text = notices.draft().english
    # 600 at 10 an hour on one station, 7.5 hours a day: eight days of printing.
    assert (
        "e-Passport laminated: WORKS, LONG QUEUE. A new application is ready in about 8 working days (usually 4)."
        in text
    )
    assert (
        "e-Passport polycarbonate: WORKS NORMALLY. A new application is ready within the usual 4 working days."
        in text
    )


def test_no_person_stands_on_a_notice(office: MadeOffice):
    notices = NoticeService(office.workplace)
    office.application("SITI NURHALIZA", nik="3374015505900003", phone="081234567890", departs_at=at(28, 0))
    paper = notices.paper(notices.issue(SRI, op()))
    row = office.get(1)
    secrets = (row.name, row.number, row.nik, row.phone, "Sri Wahyuni")
    assert all(secrets)
    assert not [secret for secret in secrets if str(secret) in paper.text]


def test_pickup_waves_are_told_by_day_and_those_over_are_left_out(office: MadeOffice):
    with office.database.writing() as session:
        made = WaveSet(made_at=at(26), made_by="sri")
        session.add(made)
        session.flush()
        for start, end in (
            (at(25, 9), at(25, 10)),
            (at(27, 9), at(27, 10)),
            (at(27, 10), at(27, 11)),
            (at(27, 13), at(27, 14)),
        ):
            session.add(Wave(set_id=made.id, starts_at=start, ends_at=end, places=5))
    draft = NoticeService(office.workplace).draft()
    told = "Pickup in groups; come at the time that you were told: Thu 27 June: 09:00–11:00, 13:00–14:00."
    assert told in draft.english
