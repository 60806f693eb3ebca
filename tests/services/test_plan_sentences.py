"""A sentence put together from parts says what the same row's sentence says when it is told by itself."""

from datetime import timedelta

import pytest

from printdesk.domain.order_types import Because
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.plan_words import sentence_of
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import SRI, MadeOffice, at, op


def _crowded(office: MadeOffice) -> bundle.Services:
    """Trips and promises kept and lost, services stopped, blanks short, a hold, a proof to be seen again."""
    services = bundle.services(office.database, office.clock)
    horizon = services.plans.plan().capacity[-1].end
    for n in range(120):
        office.application(
            f"P{n}", promised=at(20 + n % 9, 15), departs_at=at(27 + n // 90, 10) if n % 3 else None,
            proof="ticket" if n % 2 else None, arrived=at(19, 8) + timedelta(hours=n), same_day=n % 11 == 0,
            priority="elderly" if n % 7 == 0 else None, group_name="Keluarga Budi" if n % 13 == 0 else None,
        )  # fmt: skip
    for n in range(6):
        stopped = "epassport_laminated" if n % 2 else "regular24"
        office.application(f"E{n}", service=stopped, departs_at=at(27, 9) + timedelta(days=n), proof="itinerary")
    office.application("H", state="held", hold_until=at(28, 9), hold_reason="data")
    office.application("R", departs_at=at(28, 9), proof="ticket", proof_recheck_at=at(26, 7))
    office.application("L", ready_at=horizon + timedelta(days=1))
    office.blanks("regular48", how_many=115)
    services.office.set_station_state(SRI, SwitchEntry("R2", "down"), op())
    services.office.set_service_state(SRI, SwitchEntry("epassport_laminated", "down"), op())
    services.office.set_service_state(SRI, SwitchEntry("regular24", "down", expected_back=at(28, 8)), op())
    return services


@pytest.mark.parametrize("lang", ["en", "id"])
def test_parts_put_together_say_what_each_row_says_by_itself(sqlite_office: MadeOffice, lang: str):
    plan, reader = _crowded(sqlite_office).plans.plan(), catalogue(lang)

    said = {row.application_id: plan.why(row, reader) for row in plan.rows}

    assert said == {row.application_id: sentence_of(plan.told(row.application_id), row, reader) for row in plan.rows}
    assert {slot.because for slot in plan.plan.slots} >= {
        Because.TRIP, Because.SHARE, Because.FULL, Because.NO_BLANKS, Because.NO_CAPACITY, Because.BEYOND,
    }  # fmt: skip
    assert len(set(said.values())) > 60
