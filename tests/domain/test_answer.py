"""Will I make it? The verdict and the sentence to read aloud."""

from typing import Any

import pytest

from printdesk.domain.answer import AnswerFacts, Verdict, sentence, spare_days, verdict
from printdesk.domain.order import Risk
from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue, catalogue
from tests.domain.semarang import COUNTER, NOW, WIB, at

_RISK = Risk(1, True, NOW, at("2024-06-28 13:30"), 480, {4: 480}, 0, 20)


def _facts(**other: Any) -> AnswerFacts:
    """Flies on Sat 29 June, so the last pickup is on Fri 28 June."""
    values: dict[str, Any] = {
        "state": ApplicationState.READY,
        "planned": at("2024-06-26 10:40"),
        "ready_from": at("2024-06-26 13:40"),
        "last_pickup": at("2024-06-28 15:30"),
        "spare_days": 2,
        "departs_at": at("2024-06-29"),
        "proven": True,
    } | other
    return AnswerFacts(now=NOW, service="Paspor biasa 48", promised=at("2024-06-28 15:30"), **values)


_PLANNED = "It is planned to be printed today 10:40 and can be collected from today 13:40."
_LATE = {"planned": at("2024-07-01 09:00"), "ready_from": at("2024-07-01 11:00"), "spare_days": -1}
_TOO_LATE = (
    "Not as things stand. It is planned to be printed Mon 1 July 09:00 and can be collected from Mon 1 July 11:00. "
    "For your trip you would have to collect it by Fri 28 June 15:30. "
)
_CASES: dict[str, tuple[dict[str, Any], Verdict, str]] = {
    "yes": (
        {},
        Verdict.YES,
        f"Yes. {_PLANNED} The last day to collect it for your trip is Fri 28 June: 2 working days to spare.",
    ),
    "in the print room": (
        {"state": ApplicationState.PRINTED, "planned": None, "spare_days": 1},
        Verdict.YES,
        (
            "Yes. It is in the print room and can be collected from today 13:40. "
            "The last day to collect it for your trip is Fri 28 June: 1 working day to spare."
        ),
    ),
    "tight": (
        {"ready_from": at("2024-06-28 08:00"), "spare_days": 0},
        Verdict.TIGHT,
        (
            "Yes, but only just. "
            "It is planned to be printed today 10:40 and can be collected from Fri 28 June 08:00. "
            "That is the last day for your trip; please collect it by Fri 28 June 15:30."
        ),
    ),
    "no, proven": (
        {**_LATE, "risk": _RISK},
        Verdict.NO,
        f"{_TOO_LATE}The supervisor sees your case first: 20 more places before Fri 28 June 13:30 would save it.",
    ),
    "no, proven, and nothing to be won": (_LATE, Verdict.NO, f"{_TOO_LATE}Please speak to the supervisor."),
    "no, proven, and its service stands still until it is too late": (
        {**_LATE, "service_back": at("2024-07-01 07:30"), "risk": _RISK._replace(places=0)},
        Verdict.NO,
        (
            f"{_TOO_LATE}Paspor biasa 48 cannot be printed at present; it is expected again Mon 1 July 07:30. "
            "Please speak to the supervisor."
        ),
    ),
    "no, unproven, and its service stands still until it is too late": (
        {**_LATE, "proven": False, "service_back": at("2024-07-01 07:30"), "risk": _RISK._replace(places=0)},
        Verdict.NO,
        (
            f"{_TOO_LATE}Paspor biasa 48 cannot be printed at present; it is expected again Mon 1 July 07:30. "
            "Show your ticket: with proof it goes to a more urgent class."
        ),
    ),
    "no, unproven": (
        {**_LATE, "proven": False, "risk": _RISK},
        Verdict.NO,
        f"{_TOO_LATE}Show your ticket: with proof it goes to a more urgent class.",
    ),
    "no, the service is down": (
        {"planned": None, "ready_from": None},
        Verdict.NO,
        (
            "Not as things stand. Paspor biasa 48 cannot be printed at present, and nobody knows yet until when. "
            "For your trip you would have to collect it by Fri 28 June 15:30. Please speak to the supervisor."
        ),
    ),
    "no trip, in time for the promise": ({"last_pickup": None, "departs_at": None}, Verdict.NO_TRIP, _PLANNED),
    "no trip, later than promised": (
        {**_LATE, "last_pickup": None, "departs_at": None},
        Verdict.NO_TRIP,
        (
            "It is planned to be printed Mon 1 July 09:00 and can be collected from Mon 1 July 11:00. "
            "That is later than promised (Fri 28 June); we are sorry."
        ),
    ),
    "no trip, the service comes back": (
        {"planned": None, "ready_from": None, "last_pickup": None, "service_back": at("2024-06-27 10:00")},
        Verdict.NO_TRIP,
        "Paspor biasa 48 cannot be printed at present; it is expected again tomorrow 10:00.",
    ),
    "ready": (
        {"state": ApplicationState.SHELVED, "ready_from": NOW},
        Verdict.READY,
        "It is ready and can be collected now. For your trip, collect it by Fri 28 June 15:30.",
    ),
    "ready, but the counter is closed": (
        {"state": ApplicationState.SHELVED, "ready_from": at("2024-06-27 08:00"), "last_pickup": None},
        Verdict.READY,
        "It is ready and can be collected from tomorrow 08:00.",
    ),
    "collected": (
        {"state": ApplicationState.COLLECTED, "collected_at": at("2024-06-25 09:15")},
        Verdict.COLLECTED,
        "It was collected on Tue 25 June 09:15.",
    ),
    "posted": ({"state": ApplicationState.POSTED}, Verdict.COLLECTED, "It was sent by post."),
    "held": (
        {"state": ApplicationState.HELD, "reason": "Foto kurang jelas."},
        Verdict.HELD,
        "It is on hold: Foto kurang jelas. As soon as that is settled it goes on at its old place.",
    ),
    "cancelled": (
        {"state": ApplicationState.CANCELLED, "reason": "Permohonan ganda"},
        Verdict.HELD,
        "It was cancelled: Permohonan ganda.",
    ),
    "lapsed": ({"state": ApplicationState.LAPSED}, Verdict.HELD, "It has lapsed."),
}


@pytest.mark.parametrize(("given", "word", "said"), _CASES.values(), ids=_CASES.keys())
def test_each_case_has_its_word_and_its_sentence(given: dict[str, Any], word: Verdict, said: str) -> None:
    facts = _facts(**given)
    assert verdict(facts) is word
    assert sentence(facts, catalogue("en"), WIB) == said


@pytest.mark.parametrize(
    ("ready", "days"),
    [
        ("2024-06-26 13:40", 2),
        ("2024-06-28 15:30", 0),
        ("2024-06-28 15:31", -1),
        ("2024-06-29 08:00", -1),
        ("2024-07-02 08:00", -2),
    ],
)
def test_spare_days_are_open_days_of_the_counter_to_the_last_pickup(ready: str, days: int) -> None:
    assert spare_days(at(ready), at("2024-06-28 15:30"), COUNTER) == days


def test_in_indonesian(indonesian: Catalogue) -> None:
    assert sentence(_facts(), indonesian, WIB) == (
        "Ya, terkejar. Paspor direncanakan dicetak hari ini 10.40 dan dapat diambil mulai hari ini 13.40. "
        "Hari terakhir pengambilan untuk perjalanan Anda Jum 28 Juni: masih longgar 2 hari kerja."
    )
