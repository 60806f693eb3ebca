"""Settings changed in the window: checked, tried on the queue, kept as versions, nothing of anybody's lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from printdesk.domain.settings import DayOverride, Label, OfficeSettings, Reason, RequiredDocument
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import settings_file
from printdesk.services.bundle import Services, services
from printdesk.services.settings_editing import PersonRecord, SavedMeanwhileError, fitting
from printdesk.services.settings_file import PersonEntry
from printdesk.services.settings_names import field_names, number_names, section_names
from printdesk.services.settings_words import differences
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op

WRINKLE = Reason(
    "wrinkle", "print", Label("Halaman kusut", "Wrinkled page"), "blank", Label("Ratakan.", "Flatten it.")
)  # fmt: skip


def _services(office: MadeOffice) -> Services:
    return services(office.database, office.clock)


def _settings(office: MadeOffice) -> OfficeSettings:
    return _services(office).office.data().settings


def _without(settings: OfficeSettings, use: str, code: str) -> tuple[Reason, ...]:
    return tuple(each for each in settings.reasons if (each.use, each.code) != (use, code))


def test_a_list_of_reasons_is_saved_as_a_version_with_its_author_and_in_words(office: MadeOffice):
    desk, settings = _services(office), _settings(office)
    reasons = (replace(settings.reasons[1], family="print"), settings.reasons[0], *settings.reasons[2:], WRINKLE)

    version = desk.editing.save(SRI, {"reasons": reasons}, op(), version=1)

    assert (version, _settings(office).reasons) == (2, reasons)
    assert [each.code for each in _settings(office).reasons_for("print")][:2] == ["serial_unreadable", "page_torn"]
    newest = desk.editing.versions("en")[0]
    assert (newest.author, newest.at, newest.in_force) == ("Sri Wahyuni", at(26, 8), True)
    assert newest.changes == (
        "Reasons: added Wrinkled page (Failed print).",
        "Reasons, Serial unreadable (Failed print): family Blank → Print.",
        "Reasons: in another order.",
    )
    assert "Alasan: ditambah Halaman kusut (Gagal cetak)." in desk.editing.versions("id")[0].changes
    entry = office.ledger("change_settings")[-1]
    assert (entry.user, json.loads(entry.details)["sections"]) == ("sri", ["reasons"])


def test_a_reason_taken_off_the_list_is_offered_no_more_but_still_named_in_records(office: MadeOffice):
    desk, settings = _services(office), _settings(office)
    waiting, other = office.application("Budi"), office.application("Tono")
    desk.applications.hold(SRI, waiting, "payment", op())

    desk.editing.save(SRI, {"reasons": _without(settings, "hold", "payment")}, op(), version=1)

    now = _settings(office)
    assert "payment" not in [each.code for each in now.reasons_for("hold")]
    assert [each.code for each in now.reasons_known("hold") if not each.active] == ["payment"]
    with pytest.raises(RuleViolationError, match="no reason “payment”"):
        desk.applications.hold(SRI, other, "payment", op())
    card, told = desk.applications.card(waiting), desk.applications.story(waiting, catalogue("en"))
    assert card.hold_reason_text == "Payment not confirmed"
    assert "Payment not confirmed" in told[-1].text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: tuple(each for each in s.reasons if each.use != "check"), "“Failed check” would be empty"),
        (lambda s: (*s.reasons, replace(WRINKLE, family="")), "belongs to no family"),
        (lambda s: (*s.reasons, replace(WRINKLE, next_step=Label("Ratakan.", " "))), "lacks a text"),
        (lambda s: (*s.reasons, replace(WRINKLE, label=Label("", "Wrinkled"))), "lacks a text"),
        (lambda s: (*s.reasons, replace(WRINKLE, label=Label("Lain", "torn page"))), "twice in one list"),
        (lambda s: (*s.reasons, replace(WRINKLE, code="ink")), "has a code twice"),
        (lambda s: (*s.reasons, replace(WRINKLE, family="paper")), "“paper”; known are"),
    ],
)
def test_reasons_that_leave_somebody_without_words_or_choice_are_refused(
    sqlite_office: MadeOffice, change: Callable[[OfficeSettings], tuple[Reason, ...]], words: str
):
    settings = _settings(sqlite_office)
    with pytest.raises(RuleViolationError, match=words):
        _services(sqlite_office).editing.save(SRI, {"reasons": change(settings)}, op(), version=1)
    assert _settings(sqlite_office) == settings


def test_kinds_of_collectors_are_refused_that_leave_out_the_applicant_or_words(sqlite_office: MadeOffice):
    settings = _settings(sqlite_office)
    own, family, *others = settings.pickup.collectors
    for kinds, words in (
        ((family, *others), "passport of their own"),
        ((own, replace(family, label=Label("Keluarga", " "))), "one of the languages"),
        ((own, replace(family, documents=(RequiredDocument("x", Label("", "Card")),))), "one of the languages"),
        ((own, family, replace(others[0], label=family.label)), "stands twice"),
    ):
        with pytest.raises(RuleViolationError, match=words):
            fitting(settings, {"pickup": replace(settings.pickup, collectors=kinds)})


def test_sections_that_do_not_fit_together_are_refused_with_the_file_s_own_words(sqlite_office: MadeOffice):
    settings = _settings(sqlite_office)
    with pytest.raises(RuleViolationError, match=r"promise_days” is 61.*0 and 60"):
        fitting(settings, {"services": (replace(settings.services[0], promise_days=61), *settings.services[1:])})
    with pytest.raises(RuleViolationError, match="no service type “epassport_polycarbonate”"):
        fitting(settings, {"services": settings.services[:3]})
    with pytest.raises(RuleViolationError, match="is not a time zone"):
        fitting(settings, {"office": replace(settings.office, zone="Asia/Semarang")})
    sqlite_office.application("Budi", service="regular24")
    with pytest.raises(RuleViolationError, match="“regular24” exist"):
        _services(sqlite_office).editing.save(
            SRI,
            {
                "services": tuple(each for each in settings.services if each.code != "regular24"),
                "stations": tuple(
                    replace(each, services=tuple(code for code in each.services if code != "regular24"))
                    for each in settings.stations
                ),
            },
            op(),
            version=1,
        )


def test_the_second_of_two_who_save_is_told_and_overwrites_nothing(office: MadeOffice):
    desk, settings = _services(office), _settings(office)
    office.clock.set(27, 9)
    faster = (replace(settings.stations[0], rate_per_hour=12.0), *settings.stations[1:])
    desk.editing.save(BAGUS, {"stations": faster}, op(), version=1)

    slower = (replace(settings.stations[0], rate_per_hour=8.0), *settings.stations[1:])
    with pytest.raises(SavedMeanwhileError, match=r"Bagus Prakoso saved other settings .*, on Thu 27 June 09:00"):
        desk.editing.save(SRI, {"stations": slower}, op(), version=1)
    # Another section is not in the way, unless the values were tried on a plan that other settings made.
    with pytest.raises(SavedMeanwhileError):
        desk.editing.save(SRI, {"reasons": (*settings.reasons, WRINKLE)}, op(), version=1, tried=True)
    desk.editing.save(SRI, {"reasons": (*settings.reasons, WRINKLE)}, op(), version=1)
    now = _settings(office)
    assert (now.stations[0].rate_per_hour, now.reasons[-1]) == (12.0, WRINKLE)
    with pytest.raises(RuleViolationError, match="in force already"):
        desk.editing.save(SRI, {"stations": faster}, op(), version=3)


def test_an_old_version_is_looked_at_tried_and_comes_back_as_a_new_one(office: MadeOffice):
    desk, settings = _services(office), _settings(office)
    order = replace(settings.order, overdue_share_percent=40, same_day_quota=5)
    desk.editing.save(SRI, {"order": order}, op(), version=1, tried=True)
    desk.editing.save(SRI, {"reasons": (*settings.reasons, WRINKLE)}, op(), version=2)

    old = desk.editing.look(1, "en")
    assert set(old.back) == {
        "Share of the longest overdue, in percent: 40 → 10.", "Same-day applications a day: 5 → 25.",
        "Reasons: removed Wrinkled page (Failed print).",
    }  # fmt: skip
    assert "overdue_share_percent = 10" in old.text
    trial = desk.editing.try_version(1)
    with pytest.raises(SavedMeanwhileError):
        desk.editing.restore(SRI, 1, op(), version=2)
    assert desk.editing.restore(SRI, 1, op(), version=trial.version) == 4

    now = _settings(office)
    assert now.order == settings.order
    assert [each.code for each in now.reasons_for("print")] == [each.code for each in settings.reasons_for("print")]
    assert [each.code for each in now.reasons if not each.active] == ["wrinkle"]
    assert [each.version for each in desk.editing.versions("en")] == [4, 3, 2, 1]
    assert json.loads(office.ledger("change_settings")[-1].details)["restored"] == 1
    with pytest.raises(RuleViolationError, match="no version 9"):
        desk.editing.look(9, "en")


def test_a_closed_day_says_which_print_by_dates_and_promises_it_moves(sqlite_office: MadeOffice):
    office = sqlite_office
    for n in range(5):
        office.application(f"Janji {n}", promised=at(28, 15, 30))
    office.application("Lewat", promised=at(24, 15, 30))
    office.application("Jauh", promised=at(5, 15, 30, month=7))
    calendar = _settings(office).calendar
    closed = replace(calendar, overrides=(DayOverride(date(2024, 6, 28), "Cuti bersama", "joint_leave"),))

    trial = _services(office).editing.trial({"calendar": closed})

    assert (trial.promises_closed, trial.print_by_moved) == (5, 5)
    same = _services(office).editing.trial({"calendar": calendar})
    assert (same.promises_closed, same.print_by_moved, same.moved) == (0, 0, ())
    assert office.by_number("3311000000000001").promised == at(28, 15, 30)


def test_a_class_s_own_values_are_tried_and_saved(sqlite_office: MadeOffice):
    office = sqlite_office
    for n in range(150):
        office.application(f"Berangkat {n}", departs_at=at(28, 0), proof="ticket")
    settings = _settings(office)
    classes = tuple(
        replace(each, pickup_lead_days=3, label=Label("Terbukti", "Proven"))
        if each.rule in ("proven_trip", "leaves_soon") else each
        for each in settings.order.classes
    )  # fmt: skip
    desk = _services(office)
    trial = desk.editing.trial({"order": replace(settings.order, classes=classes)})
    assert trial.print_by_moved == 150
    assert trial.trips_at_risk_after > trial.trips_at_risk_before
    desk.editing.save(SRI, {"order": replace(settings.order, classes=classes)}, op(), version=1, tried=True)
    assert sum(row.trip_at_risk for row in desk.plans.plan().rows) == trial.trips_at_risk_after


def test_the_share_says_by_when_the_overdue_are_printed_and_what_it_costs(sqlite_office: MadeOffice):
    office = sqlite_office
    for n in range(30):
        office.application(f"Lama {n}", promised=at(24, 15, 30), arrived=at(14, 8) + timedelta(minutes=n))
    desk, order = _services(office), _settings(office).order

    half = desk.editing.share({"order": replace(order, overdue_share_percent=50)}, catalogue("en"))
    none = desk.editing.share({"order": replace(order, overdue_share_percent=0)}, catalogue("en"))

    regular = next(each for each in half.bounds if "Regular passport 48" in each.services)
    assert regular.overdue == 30
    assert regular.services == ("Regular passport 48", "Passport 24")
    assert regular.first_by is not None
    assert regular.last_by is not None
    assert at(26, 8) < regular.first_by < regular.last_by
    rows = {row.application_id: row.planned for row in desk.plans.plan().rows}
    assert max(planned for planned in rows.values() if planned) <= regular.last_by
    assert [each.percent for each in half.prices] == [0, 5, 10, 15, 20, 30, 50]
    assert "Share 50 %" in half.prices[-1].sentence
    assert {each.first_by for each in none.bounds} == {None}


def test_people_are_changed_with_an_entry_for_each_and_nobody_is_deleted(office: MadeOffice):
    desk = _services(office)
    before = desk.editing.people()
    by_login = {each.entry.login: each for each in before}
    rudi = PersonEntry("rudi", "Rudi Hartono", ("print",), "198506152010121002", "II", ("E1",))
    people = (
        replace(by_login["dwi"], active=False),
        replace(by_login["bagus"], entry=replace(by_login["bagus"].entry, roles=("quality",))),
        by_login["sri"],
        PersonRecord(rudi, active=True),
    )

    desk.editing.save_people(SRI, people, op(), before=before)

    assert {each.entry.login: each.active for each in desk.editing.people()} == {
        "bagus": True, "rudi": True, "sri": True, "dwi": False,
    }  # fmt: skip
    acts = [(entry.act, entry.object_id) for entry in office.ledger()[-3:]]
    assert acts == [("change_person", "bagus"), ("leave_person", "dwi"), ("add_person", "rudi")]
    assert "Rudi" not in office.ledger()[-1].details
    with pytest.raises(SavedMeanwhileError):
        desk.editing.save_people(SRI, before, op(), before=before)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (PersonEntry("sri", "Sri", ("counter",)), "Nobody would supervise"),
        (PersonEntry("sri", "Sri", ()), "nothing to do"),
        (PersonEntry("sri", "Sri", ("supervisor",), "123"), "18 digits"),
        (PersonEntry("sri", "Sri", ("supervisor",), "", "", ("R9",)), "no station “R9”"),
        (PersonEntry("sri", "", ("supervisor",)), "needs 1 to 200"),
        (PersonEntry("DWI", "Sri", ("supervisor",)), "the login"),
    ],
)
def test_people_that_do_not_fit_are_refused(sqlite_office: MadeOffice, entry: PersonEntry, words: str):
    desk = _services(sqlite_office)
    before = desk.editing.people()
    people = (*(each for each in before if each.entry.login != "sri"), PersonRecord(entry, active=True))
    with pytest.raises(RuleViolationError, match=words):
        desk.editing.save_people(DWI, people, op(), before=before)
    assert desk.editing.people() == before


def test_every_kind_of_change_is_said_in_both_languages_and_without_codes(sqlite_office: MadeOffice):
    before = _settings(sqlite_office)
    after = replace(
        before,
        office=replace(before.office, phone="024 555"),
        calendar=replace(
            before.calendar, national_years=(2024, 2028), office=before.calendar.counter,
            overrides=(DayOverride(date(2024, 7, 5), "Pindah gedung", "holiday"),),
        ),
        overtime=replace(before.overtime, rates=before.overtime.rates[1:]),
        pickup=replace(before.pickup, shelf_boxes=("A", "B")),
        order=replace(
            before.order, classes=(replace(before.order.classes[0], proofs=("death",)), *before.order.classes[1:])
        ),
    )  # fmt: skip
    assert differences(before, before, catalogue("en")) == ()
    assert set(differences(before, after, catalogue("en"))) == {
        "Letterhead: telephone – → 024 555.",
        "Calendar: office hours changed.",
        "Calendar: years of the national days 2024–2027 → 2024–2028.",
        "Calendar, own days: added Fri 5 July 2024 (Pindah gedung).",
        "Overtime, rates: removed I 2016.",
        "Pickup: shelf boxes A, B, C, D, E, F → A, B.",
        (
            "Urgency class, Medical or death, proven: accepted proofs medical referral, death certificate → "
            "death certificate."
        ),
    }
    assert "Kop surat: telepon – → 024 555." in differences(before, after, catalogue("id"))


def test_every_setting_has_a_name_in_words(sqlite_office: MadeOffice):
    plain = settings_file.to_plain(_settings(sqlite_office))
    reader = catalogue("en")
    named = {**section_names(reader), **number_names(reader), **field_names(reader)}
    fields = {key for name, group in plain.items() if isinstance(group, dict) for key in group if name != "order"}
    fields |= {key for group in plain.values() if isinstance(group, list | tuple) for key in group[0]}
    assert {*plain, *plain["order"], *fields} - named.keys() == {"order", "classes", "code", "use"}
