"""Raises as they are shown: one by one, and summed up by the officers who asked for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from printdesk.models.tables import Application, RaiseRequest
from printdesk.services.office import names
from printdesk.services.second_person import APPROVED, REFUSED
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class RaiseView:
    """A raise; moments in the office's zone.

    Attributes:
        proof: code of the proof that was shown with the request, or "".
        state: "open", "approved", "refused" or "withdrawn"; an approved one that has run out is "expired".
        class_code: the class it is raised to, or "" before it is decided.
        asked_by, decided_by, withdrawn_by: names, or "".
        note: what the supervisor said to it, or "".
        asked_login, decided_login: the logins behind these names.
        departs_at: when the holder travels; None without a trip. Without `departs_has_time` only its day counts.
    """

    id: int
    application_id: int
    number: str
    name: str
    service: str
    reason: str
    proof: str
    state: str
    class_code: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str
    expires_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    asked_login: str
    decided_login: str
    departs_at: datetime | None
    departs_has_time: bool


@dataclass(frozen=True, slots=True)
class OfficerRaises:
    """What one officer asked for in a time (the weekly look at raises, against favours).

    Attributes:
        without_proof: of those asked for, without any proof.
        numbers: of the applications, in the order of asking.
    """

    officer: str
    asked: int
    approved: int
    refused: int
    without_proof: int
    numbers: tuple[str, ...]


def raise_views(view: View, condition: ColumnElement[bool]) -> tuple[RaiseView, ...]:
    """The raises that fit, the oldest first."""
    rows = view.session.execute(
        select(RaiseRequest, Application)
        .join(Application, Application.id == RaiseRequest.application_id)
        .where(condition)
        .order_by(RaiseRequest.asked_at, RaiseRequest.id)
    )
    known = names(view.session)
    return tuple(_view(view, row, application, known) for row, application in rows)


def _view(view: View, row: RaiseRequest, application: Application, known: dict[str, str]) -> RaiseView:
    zone = view.office.zone

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment else None

    def name(login: str | None) -> str:
        return known.get(login or "", login or "")

    over = row.state == APPROVED and row.expires_at is not None and row.expires_at <= view.now
    return RaiseView(
        row.id, application.id, application.number, application.name, application.service, row.reason,
        row.proof or "", "expired" if over else row.state, row.class_code or "", name(row.asked_by),
        row.asked_at.astimezone(zone), name(row.decided_by), local(row.decided_at), row.note or "",
        local(row.expires_at), name(row.withdrawn_by), local(row.withdrawn_at), row.asked_by, row.decided_by or "",
        local(application.departs_at), application.departs_has_time,
    )  # fmt: skip


def by_officer(rows: Iterable[RaiseView]) -> tuple[OfficerRaises, ...]:
    """The raises summed up by who asked for them; who asked for most first."""
    by_name: dict[str, list[RaiseView]] = {}
    for row in rows:
        by_name.setdefault(row.asked_by, []).append(row)
    found = [_of_officer(officer, asked) for officer, asked in by_name.items()]
    return tuple(sorted(found, key=lambda each: (-each.asked, each.officer)))


def _of_officer(officer: str, rows: list[RaiseView]) -> OfficerRaises:
    decided = [row.state for row in rows]
    return OfficerRaises(
        officer,
        len(rows),
        sum(row.decided_at is not None and bool(row.class_code) for row in rows),
        decided.count(REFUSED),
        sum(not row.proof for row in rows),
        tuple(row.number for row in rows),
    )
