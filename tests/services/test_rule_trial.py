"""The rule of order: tried on today's queue, saved with its author, and kept version by version."""

from datetime import timedelta

import pytest

from printdesk.errors import RuleViolationError
from printdesk.services.office import OfficeService
from printdesk.services.plans import PlanService
from printdesk.services.rule_trial import RuleChange, RuleTrialService
from tests.services.offices import SRI, MadeOffice, at, op

UNPROVEN_FIRST = ("medical", "leaves_soon", "same_day", "unproven_trip", "proven_trip", "rest")


def crowd(office: MadeOffice) -> None:
    """More trips on one day than there are places: proven ones came later than the others."""
    for n in range(200):
        office.application(f"Tanpa {n}", departs_at=at(1, 0, month=7), arrived=at(20, 8) + timedelta(minutes=n))
    for n in range(200):
        office.application(
            f"Bukti {n}", departs_at=at(1, 0, month=7), proof="ticket", arrived=at(21, 8) + timedelta(minutes=n)
        )
    for n in range(120):
        office.application(f"Lama {n}", promised=at(24, 15, 30), arrived=at(14, 8) + timedelta(minutes=n))


def test_a_trial_tells_who_would_be_lost_and_saved_by_class_and_saves_nothing(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office)
    service = RuleTrialService(office.workplace)
    before, entries = PlanService(office.workplace).plan(), len(office.ledger())

    trial = service.trial(RuleChange(classes=UNPROVEN_FIRST))

    assert PlanService(office.workplace).plan().rows == before.rows
    assert (len(office.ledger()), len(service.versions("en"))) == (entries, 1)
    effects = {each.class_code: each for each in trial.by_class}
    assert {code: each.waiting for code, each in effects.items() if each.waiting} == {
        "unproven_trip": 200, "proven_trip": 200, "rest": 120,
    }  # fmt: skip
    assert trial.trips_at_risk_before == before.trips_at_risk > 0
    assert effects["proven_trip"].trips_lost > 0
    assert effects["unproven_trip"].trips_saved > 0
    assert trial.trips_at_risk_after - trial.trips_at_risk_before == trial.trips_lost - trial.trips_saved
    assert [each.loses_trip for each in trial.moved[: trial.trips_lost]] == [True] * trial.trips_lost
    assert sum(each.gains_trip for each in trial.moved) == trial.trips_saved


def test_a_trial_is_what_the_saved_rule_then_does(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office)
    service = RuleTrialService(office.workplace)
    change = RuleChange(classes=UNPROVEN_FIRST, overdue_share_percent=30, share_after_class=3)
    trial = service.trial(change)
    before = {row.application_id: row for row in PlanService(office.workplace).plan().rows}

    service.save(SRI, change, op(), version=trial.version)

    after = {row.application_id: row for row in PlanService(office.workplace).plan().rows}
    assert sum(row.trip_at_risk for row in after.values()) == trial.trips_at_risk_after
    for each in trial.moved:
        assert (each.before, each.after) == (before[each.application_id].planned, after[each.application_id].planned)
    lost = {key for key in after if after[key].trip_at_risk and not before[key].trip_at_risk}
    assert {each.application_id for each in trial.moved if each.loses_trip} == lost


def test_the_share_of_the_overdue_shows_its_price(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office)
    service = RuleTrialService(office.workplace)
    none = service.trial(RuleChange(overdue_share_percent=0))
    half = service.trial(RuleChange(overdue_share_percent=50, share_after_class=0))
    assert half.overdue_wait_after < half.overdue_wait_before
    assert half.trips_lost > 0
    assert none.overdue_wait_after >= none.overdue_wait_before
    assert none.trips_lost == 0
    same = service.trial(RuleChange())
    assert (same.moved, same.trips_lost, same.trips_saved) == ((), 0, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (RuleChange(classes=("medical", "rest")), "each of them once"),
        (RuleChange(classes=(*UNPROVEN_FIRST, "medical")), "each of them once"),
        (RuleChange(classes=("rest", *UNPROVEN_FIRST[:-1])), "comes last"),
        (RuleChange(overdue_share_percent=101), "no share"),
        (RuleChange(overdue_share_percent=-1), "no share"),
        (RuleChange(share_after_class=7), "no class 7"),
    ],
)
def test_a_rule_that_does_not_fit_is_refused(sqlite_office: MadeOffice, change: RuleChange, words: str):
    service = RuleTrialService(sqlite_office.workplace)
    with pytest.raises(RuleViolationError, match=words):
        service.trial(change)
    with pytest.raises(RuleViolationError, match=words):
        service.save(SRI, change, op())


def test_every_version_is_kept_with_its_day_its_author_and_what_changed(office: MadeOffice):
    service, settings = RuleTrialService(office.workplace), OfficeService(office.workplace)
    office.clock.set(27, 9)
    service.save(SRI, RuleChange(overdue_share_percent=15), op(), version=1)
    office.clock.set(28, 9)
    service.save(SRI, RuleChange(classes=UNPROVEN_FIRST), op())
    text = settings.export().replace("rate_per_hour = 10.0", "rate_per_hour = 12.0", 1)
    settings.import_file(SRI, text, op())

    found = service.versions("en")

    assert [(each.version, each.at, each.author, each.in_force) for each in found] == [
        (4, at(28, 9), "Sri Wahyuni", True), (3, at(28, 9), "Sri Wahyuni", False),
        (2, at(27, 9), "Sri Wahyuni", False), (1, at(26, 8), "init", False),
    ]  # fmt: skip
    assert found[0].changes == ("Stations, Printer R1: booklets an hour 10 → 12.",)
    order = found[1].changes[0].removeprefix("Order of the classes: ").removesuffix(".").split(" › ")
    assert (len(found[1].changes), order) == (
        1,
        [
            "Medical or death, proven", "Leaves within 2 working days, proven", "Same-day service", "Unproven trip",
            "Worker, group or other proven trip", "The rest by arrival",
        ],
    )  # fmt: skip
    assert found[2].changes == ("Share of the longest overdue, in percent: 10 → 15.",)
    assert found[3].changes == ("First settings.",)
    assert [entry.user for entry in office.ledger("change_settings")] == ["sri", "sri", "sri"]


def test_a_rule_tried_against_older_settings_is_not_saved(office: MadeOffice):
    service = RuleTrialService(office.workplace)
    trial = service.trial(RuleChange(overdue_share_percent=15))
    service.save(SRI, RuleChange(share_after_class=3), op())
    with pytest.raises(RuleViolationError, match="other settings since"):
        service.save(SRI, RuleChange(overdue_share_percent=15), op(), version=trial.version)
    with pytest.raises(RuleViolationError, match="in force already"):
        service.save(SRI, RuleChange(share_after_class=3), op())
    assert len(service.versions("en")) == 2
