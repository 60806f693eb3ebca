"""What holds at a station at this moment, in one question: what is stopped, and what waits for a person's look."""

from dataclasses import dataclass

from printdesk.domain.states import ApplicationState
from printdesk.models.quick import Statement
from printdesk.services.work import View, Work


@dataclass(frozen=True, slots=True)
class StationNow:
    """What stands in the way of handing out.

    Attributes:
        is_down: a person set the station to stopped.
        down, flaky: codes of the office's service types that are set so.
        stopped: service types that the station stopped by itself.
        question: serial and holder of a booklet there that waits for a person's look.
    """

    is_down: bool
    down: frozenset[str]
    flaky: frozenset[str]
    stopped: frozenset[str]
    question: tuple[str, str | None] | None


_NOW = Statement(
    f"""SELECT 'station', station, state FROM station_switch WHERE station = :station
 UNION ALL SELECT 'service', service, state FROM service_switch
 UNION ALL SELECT 'stop', service, '' FROM failure_stop WHERE station = :station AND released_at IS NULL
 UNION ALL SELECT * FROM (SELECT 'question', b.serial, a.claimed_by FROM application a
 JOIN booklet b ON b.id = a.booklet_id
 WHERE a.state = '{ApplicationState.UNCONFIRMED}' AND a.claimed_station = :station LIMIT 1) AS one"""  # noqa: S608
)


NOTHING_IN_THE_WAY = f"""NOT EXISTS (SELECT 1 FROM station_switch WHERE station = :station AND state = 'down')
 AND NOT EXISTS (SELECT 1 FROM service_switch WHERE state IN ('down', 'flaky'))
 AND NOT EXISTS (SELECT 1 FROM failure_stop WHERE station = :station AND released_at IS NULL)
 AND NOT EXISTS (SELECT 1 FROM application AS held
 WHERE held.state = '{ApplicationState.UNCONFIRMED}' AND held.claimed_station = :station)"""  # noqa: S608
"""As a condition of a statement: no part of `StationNow` holds, which is so nearly always."""


def station_now(work: Work | View, station: str) -> StationNow:
    """What holds there now."""
    rows = _NOW.run(work.session, {"station": station})
    services = {service.code for service in work.settings.services}
    questions = [(code, state) for kind, code, state in rows if kind == "question"]
    return StationNow(
        any(kind == "station" and state == "down" for kind, _code, state in rows),
        frozenset(code for kind, code, state in rows if kind == "service" and state == "down" and code in services),
        frozenset(code for kind, code, state in rows if kind == "service" and state == "flaky" and code in services),
        frozenset(code for kind, code, _state in rows if kind == "stop"),
        questions[0] if questions else None,
    )
