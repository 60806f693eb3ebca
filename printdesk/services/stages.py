"""What works, by service type and stage: one switch for the plan, the counter's answers, the banner and the notice.

Printing has the switch of the service type itself (`office.service_switches`); quality check and pickup have theirs
here. All are up where nothing else was said.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from printdesk.domain.outage import CHECK, PICKUP, PRINT, STAGES
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.outages import ServiceStage
from printdesk.models.tables import LedgerEntry
from printdesk.services import settings_limits
from printdesk.services.office import Switch, names, service_switches
from printdesk.services.settings_change import put_service_state, record_state
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_KINDS = {PRINT: "service", CHECK: "check", PICKUP: "pickup"}
"""Under which kind of object the ledger keeps a stage's changes."""


@dataclass(frozen=True, slots=True)
class StageSwitch:
    """Whether a stage of a service type works."""

    stage: str
    switch: Switch

    @property
    def service(self) -> str:
        """Code of the service type."""
        return self.switch.code


@dataclass(frozen=True, slots=True)
class BoardChange:
    """A switch that was turned.

    Attributes:
        kind: "print", "check", "pickup" or "station". who: name of the person.
        before, state: "up", "flaky" or "down".
    """

    at: datetime
    who: str
    kind: str
    code: str
    before: str
    state: str
    success_percent: int
    expected_back: datetime | None


class StageService:
    """The board of what works."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def board(self) -> tuple[StageSwitch, ...]:
        """Every service type, in the order of the settings, with its three stages."""
        with self._workplace.reading() as view:
            return stage_switches(view)

    def set_state(self, actor: Actor, stage: str, entry: SwitchEntry, operation_id: str) -> None:
        """Say whether a stage of a service type works from now on.

        Raises:
            RuleViolationError: there is no such service type, stage or state.
        """

        def do(work: Work) -> Answer:
            put_stage(work, stage, entry)
            return {}

        self._workplace.perform("set_state", actor, operation_id, do)

    def history(self, limit: int = 100) -> tuple[BoardChange, ...]:
        """The switches turned last, of stages and stations, the newest first."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(
                select(LedgerEntry)
                .where(LedgerEntry.act == "set_state", LedgerEntry.object_kind.in_([*_KINDS.values(), "station"]))
                .order_by(LedgerEntry.seq.desc())
                .limit(limit)
            )
            known = names(view.session)
            return tuple(_change(view, row, known) for row in rows)


def stage_switches(view: View | Work) -> tuple[StageSwitch, ...]:
    """Every service type with its three stages."""
    rows = {(row.service, row.stage): row for row in view.session.scalars(select(ServiceStage))}
    printing = {switch.code: switch for switch in service_switches(view)}
    found = []
    for service in view.settings.services:
        found.append(StageSwitch(PRINT, printing[service.code]))
        found.extend(
            StageSwitch(stage, _switch(service.code, rows.get((service.code, stage)))) for stage in (CHECK, PICKUP)
        )
    return tuple(found)


def stage_switch(view: View | Work, service: str, stage: str) -> Switch:
    """The switch of the quality check or the pickup of one service type."""
    return _switch(service, view.session.get(ServiceStage, (service, stage)))


def put_stage(work: Work, stage: str, entry: SwitchEntry) -> bool:
    """Put one switch and record it; whether anything changed.

    Raises:
        RuleViolationError: there is no such service type, stage or state.
    """
    if stage not in STAGES:
        raise RuleViolationError(
            _("There is no stage “{stage}”.").format(stage=stage),
            _("Stages are: {names}.").format(names=", ".join(STAGES)),
        )
    work.settings.service(entry.code)
    settings_limits.check_values({"service_states": [asdict(entry)]})
    before = put_service_state(work.session, entry, work.now) if stage == PRINT else _put(work, stage, entry)
    if before is None:
        return False
    record_state(work, _KINDS[stage], entry, before)
    return True


def set_all(work: Work, services: Iterable[str], stages: Iterable[str], state: SwitchEntry) -> int:
    """Put the switches of these service types and stages to one state; how many changed."""
    wanted = [stage for stage in STAGES if stage in set(stages)]
    return sum(
        put_stage(work, stage, SwitchEntry(code, state.state, state.success_percent, state.expected_back, state.note))
        for code in services
        for stage in wanted
    )


def put_back(work: Work, stage: str, service: str) -> bool:
    """Put a switch to what it was before it was turned last, as the ledger tells; whether anything changed.

    A note is not in the ledger and does not come back.
    """
    rows = work.session.scalars(
        select(LedgerEntry.details)
        .where(
            LedgerEntry.act == "set_state", LedgerEntry.object_kind == _KINDS[stage], LedgerEntry.object_id == service
        )
        .order_by(LedgerEntry.seq.desc())
        .limit(2)
    )  # fmt: skip
    last, *earlier = [json.loads(row) for row in rows] or [{}]
    before = str(last.get("before", "up"))
    said: dict[str, Any] = next((each for each in earlier if each.get("state") == before), {})
    back = said.get("expected_back")
    moment = datetime.fromisoformat(back) if back else None
    return put_stage(work, stage, SwitchEntry(service, before, int(said.get("success", 100)), moment))


def stage_words(_: Catalogue) -> dict[str, str]:
    """The three stages as a noun each."""
    return {PRINT: _("Printing"), CHECK: _("Quality check"), PICKUP: _("Pickup")}


def _put(work: Work, stage: str, entry: SwitchEntry) -> str | None:
    """The state before, or None where nothing changed."""
    row = work.session.get(ServiceStage, (entry.code, stage))
    if row is None:
        row = ServiceStage(service=entry.code, stage=stage, state="up", success_percent=100, note="", since=work.now)
    new = (entry.state, entry.success_percent, entry.expected_back, entry.note)
    before = row.state
    if (row.state, row.success_percent, row.expected_back, row.note) == new:
        return None
    row.state, row.success_percent, row.expected_back, row.note = new
    row.since = work.now
    work.session.add(row)
    work.session.flush()
    return before


def _switch(service: str, row: ServiceStage | None) -> Switch:
    if row is None:
        return Switch(service, "up", None, 100, None, "")
    return Switch(service, row.state, row.since, row.success_percent, row.expected_back, row.note)


def _change(view: View, row: LedgerEntry, known: dict[str, str]) -> BoardChange:
    said = json.loads(row.details)
    back = said.get("expected_back")
    kinds = {kind: stage for stage, kind in _KINDS.items()}
    zone = view.office.zone
    return BoardChange(
        row.at.astimezone(zone), known.get(row.user, row.user), kinds.get(row.object_kind, row.object_kind),
        row.object_id, str(said.get("before", "up")), str(said.get("state", "up")), int(said.get("success", 100)),
        datetime.fromisoformat(back).astimezone(zone) if back else None,
    )  # fmt: skip
