"""The sentence on each row, in both languages, in all its variants."""

from typing import Any

import pytest

from printdesk.domain.explain import why
from printdesk.domain.explain_facts import JobFacts
from printdesk.domain.order import Because, Job, Risk, Slot
from printdesk.i18n import Catalogue, catalogue
from tests.domain.semarang import NOW, WIB, at, job

_TRIP = job(1)._replace(need_by=at("2024-06-27 16:00"), has_trip=True, promised=at("2024-06-28 15:30"))
_PLAIN = _TRIP._replace(need_by=at("2024-06-28 13:30"), has_trip=False)
_RISK = Risk(1, True, NOW, at("2024-06-26 16:00"), 480, {4: 480}, 0, 20)


def _slot(planned: str | None = "2024-06-26 10:40", **other: Any) -> Slot:
    values: dict[str, Any] = {
        "in_time": planned is not None,
        "at_risk": False,
        "overtakes": 0,
        "because": Because.TRIP,
    }
    return Slot(1, 1, "R1", 0, at(planned) if planned else None, **(values | other))


def _facts(**other: Any) -> JobFacts:
    values: dict[str, Any] = {"departs_at": at("2024-06-29"), "proof": "ticket", "spare_days": 1}
    return JobFacts(now=NOW, service="Paspor biasa 48", **(values | other))


def _said(each: Job, slot: Slot | None, facts: JobFacts) -> str:
    return why(slot, each, facts, catalogue("en"), WIB)


def test_the_designs_sentence() -> None:
    assert _said(_TRIP, _slot(overtakes=112), _facts()) == (
        "Flies Sat 29 June (ticket seen). Must be printed by Thu 27 June 16:00. "
        "Planned today 10:40, 1 working day to spare. "
        "Goes ahead of 112 who came earlier; none of them loses a trip."
    )


_VARIANTS: dict[str, tuple[Job, Slot | None, JobFacts, str]] = {
    "a departure with its time, unproven": (
        _TRIP,
        _slot("2024-06-27 09:00"),
        _facts(departs_at=at("2024-06-29 14:30"), departs_has_time=True, proof=None, spare_days=0),
        (
            "Flies Sat 29 June 14:30 by own account, no proof seen. Must be printed by Thu 27 June 16:00. "
            "Planned tomorrow 09:00, on the last day that is in time."
        ),
    ),
    "a promise": (
        _PLAIN,
        _slot(because=Because.PROMISE),
        _facts(departs_at=None, spare_days=2),
        (
            "Promised for Fri 28 June. Must be printed by Fri 28 June 13:30. "
            "Planned today 10:40, 2 working days to spare."
        ),
    ),
    "a promise that is past": (
        _PLAIN._replace(need_by=at("2024-06-24 13:30"), promised=at("2024-06-24 15:30")),
        _slot(in_time=False, at_risk=True, because=Because.OVERDUE),
        _facts(departs_at=None, overdue_days=2),
        (
            "Promised for Mon 24 June, 2 working days overdue. Planned today 10:40. "
            "Its promise is past; those already late go first, the oldest before the others."
        ),
    ),
    "a place of the share": (
        _PLAIN._replace(need_by=at("2024-06-25 13:30"), promised=at("2024-06-25 15:30")),
        _slot(in_time=False, at_risk=True, because=Because.SHARE),
        _facts(departs_at=None, overdue_days=1),
        (
            "Promised for Tue 25 June, 1 working day overdue. Planned today 10:40. "
            "Has one of the places kept for the longest overdue."
        ),
    ),
    "at risk, with its certificate": (
        _TRIP._replace(need_by=at("2024-06-26 16:00")),
        _slot("2024-06-28 09:00", in_time=False, at_risk=True, because=Because.FULL),
        _facts(risk=_RISK),
        (
            "Flies Sat 29 June (ticket seen). Must be printed by Wed 26 June 16:00. "
            "Planned Fri 28 June 09:00, which is too late. "
            "Until Wed 26 June 16:00 there are only 480 places, all taken by applications at least as urgent. "
            "20 more places before then would save it."
        ),
    ),
    "a print-by date that is past": (
        _TRIP._replace(need_by=at("2024-06-25 13:30")),
        _slot(in_time=False, at_risk=True, because=Because.MISSED),
        _facts(departs_at=at("2024-06-27"), proof="medical"),
        (
            "Flies Thu 27 June (medical referral seen). Should have been printed by Tue 25 June 13:30. "
            "Planned today 10:40."
        ),
    ),
    "same-day service and a priority group": (
        _PLAIN._replace(promised=at("2024-06-26 15:30"), need_by=at("2024-06-26 13:30"), priority=True),
        _slot(because=Because.PROMISE, overtakes=3, overtakes_at_risk=2),
        _facts(departs_at=None, same_day=True, spare_days=0),
        (
            "Same-day service, promised for Wed 26 June. Must be printed by Wed 26 June 13:30. "
            "Planned today 10:40, on the last day that is in time. "
            "Priority group: ahead of others of its class who came the same day. "
            "Goes ahead of 3 who came earlier; the trips of 2 of them are at risk."
        ),
    ),
    "a service that is down": (
        _TRIP,
        _slot(None, at_risk=True, because=Because.NO_CAPACITY),
        _facts(service_state="down"),
        (
            "Flies Sat 29 June (ticket seen). Must be printed by Thu 27 June 16:00. "
            "Not planned: Paspor biasa 48 cannot be printed at present. Nobody knows yet until when."
        ),
    ),
    "a station that comes back": (
        _TRIP,
        _slot(None, at_risk=True, because=Because.NO_CAPACITY),
        _facts(service_state="no_station", service_back=at("2024-06-28 10:00")),
        (
            "Flies Sat 29 June (ticket seen). Must be printed by Thu 27 June 16:00. "
            "Not planned: no station that prints Paspor biasa 48 is working. Expected again Fri 28 June 10:00."
        ),
    ),
    "no blanks": (
        _PLAIN,
        _slot(None, at_risk=True, because=Because.NO_BLANKS),
        _facts(departs_at=None),
        (
            "Promised for Fri 28 June. Must be printed by Fri 28 June 13:30. "
            "Not planned: no blanks for Paspor biasa 48 are left. Nobody knows yet until when."
        ),
    ),
    "behind the horizon": (
        _PLAIN,
        _slot(None, because=Because.BEYOND),
        _facts(departs_at=None),
        (
            "Promised for Fri 28 June. Must be printed by Fri 28 June 13:30. "
            "Not planned: all places of the coming weeks are taken."
        ),
    ),
    "on hold": (
        _TRIP,
        None,
        _facts(held="Foto kurang jelas."),
        "On hold: Foto kurang jelas. It keeps its place. Flies Sat 29 June (ticket seen).",
    ),
    "nothing binds it": (
        _PLAIN._replace(need_by=None),
        _slot(in_time=False, because=Because.OPEN),
        _facts(departs_at=None),
        "Promised for Fri 28 June. Planned today 10:40.",
    ),
}


@pytest.mark.parametrize(("each", "slot", "facts", "said"), _VARIANTS.values(), ids=_VARIANTS.keys())
def test_each_variant_says_its_facts(each: Job, slot: Slot | None, facts: JobFacts, said: str) -> None:
    assert _said(each, slot, facts) == said


def test_a_service_without_a_place_before_the_date_says_so_and_what_would_save_it() -> None:
    """Nothing fills an interval that has no places, but the supervisor must still read why the trip is lost."""
    slot = _slot("2024-07-01 14:46", in_time=False, at_risk=True, because=Because.MISSED)
    risk = Risk(1, True, NOW, at("2024-06-27 16:00"), 0, {}, 0, 3)
    stopped = _facts(risk=risk, service_state="down", service_back=at("2024-07-01 12:00"))
    assert _said(_TRIP, slot, stopped).endswith(
        "Planned Mon 1 July 14:46, which is too late. Paspor biasa 48 cannot be printed at present; it is expected "
        "again Mon 1 July 12:00. 3 places before its print-by date would save it."
    )
    assert "No blank for Paspor biasa 48 comes before then." in _said(
        _TRIP, slot, _facts(risk=risk, service_state="no_blanks")
    )
    assert "Paspor biasa 48 has no place to print before then." in _said(_TRIP, slot, _facts(risk=risk))


def test_a_trip_that_waits_in_a_place_of_the_share_has_its_certificate_too() -> None:
    slot = _slot("2024-07-01 11:45", in_time=False, at_risk=True, because=Because.SHARE)
    said = _said(_TRIP, slot, _facts(risk=_RISK))
    assert "20 more places before then would save it. Has one of the places kept" in said


def test_times_are_shown_in_the_zone_asked_for() -> None:
    utc = _TRIP._replace(need_by=at("2024-06-27 16:00").astimezone(None))
    assert "Thu 27 June 16:00" in _said(utc, _slot(), _facts())


def test_one_of_each_thing_reads_right() -> None:
    risk = Risk(1, True, NOW, at("2024-06-26 16:00"), 1, {6: 1}, 1, 1)
    slot = _slot("2024-06-28 09:00", in_time=False, at_risk=True, because=Because.FULL, overtakes=1)
    text = _said(_TRIP, slot, _facts(risk=risk))
    assert "there is only 1 place, taken by an application at least as urgent." in text
    assert "1 of them is kept for the longest overdue. 1 more place before then would save it." in text
    assert text.endswith("Goes ahead of 1 who came earlier, who loses no trip.")


def test_in_indonesian(indonesian: Catalogue) -> None:
    assert why(_slot(overtakes=1112), _TRIP, _facts(), indonesian, WIB) == (
        "Berangkat Sab 29 Juni (tiket dilihat). Harus tercetak paling lambat Kam 27 Juni 16.00. "
        "Direncanakan hari ini 10.40, longgar 1 hari kerja. "
        "Mendahului 1.112 orang yang datang lebih awal; tak seorang pun dari mereka kehilangan perjalanan."
    )
