"""The supervisor's inbox: what went wrong somewhere and needs a look, until it was noted or dealt with.

An act that meets such a thing raises the warning in its own transaction. Some kinds only want to be seen: a person
notes them, and they leave the inbox. Others wait for an act (an approval, a "go on") and leave it with that act.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import day_medium, moment_short
from printdesk.models.print_work import SupervisorWarning
from printdesk.models.tables import Application
from printdesk.services.office import names
from printdesk.services.second_person import stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

SECOND_ATTEMPT_AT_RISK = "second_attempt_at_risk"
DATA_ERROR_WAITS = "data_error_waits"
STATION_STOPPED = "station_stopped_by_failures"
SHEET_EXCEPTIONS = "batch_sheet_exceptions"
WORK_SHEET_BLANKS = "work_sheet_blanks"
OVERTIME_REPORT_DUE = "overtime_report_due"

WAIT_FOR_AN_ACT = frozenset({DATA_ERROR_WAITS, STATION_STOPPED, OVERTIME_REPORT_DUE})
"""Kinds that stay in the inbox until the act that settles them, whoever noted them."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One warning; moments in the office's zone.

    Attributes:
        kind: one of this module's constants, or another area's.
        by: name of the person whose act raised it.
        application_id: of the application it is about, or None; `number`, `name` and `departs_at` are its own.
        subject: what else it is about: "R2/regular48", a sheet's number, or "".
        details: ids and values of the kind.
        noted_by: name of who noted it, or "".
        settled: an act dealt with it.
    """

    id: int
    kind: str
    at: datetime
    by: str
    desk: str
    application_id: int | None
    number: str
    name: str
    departs_at: datetime | None
    subject: str
    details: dict[str, Any]
    noted_at: datetime | None
    noted_by: str
    note: str
    settled: bool

    @property
    def open(self) -> bool:
        """Whether it still belongs into the inbox."""
        return not self.settled and (self.noted_at is None or self.kind in WAIT_FOR_AN_ACT)


def raise_warning(
    work: Work, kind: str, *, application_id: int | None = None, subject: str = "", details: dict[str, Any]
) -> None:
    """Warn the supervisor, with the act that is under way; an open warning of the same thing is replaced."""
    settle(work, kind, application_id=application_id, subject=subject)
    row = SupervisorWarning(
        kind=kind, at=work.now, by=work.actor.user, desk=work.actor.desk, application_id=application_id,
        subject=subject, details=details,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.record("warn", "warning", row.id, kind=kind, application=application_id, subject=subject)


def settle(work: Work, kind: str, *, application_id: int | None = None, subject: str = "") -> None:
    """An act dealt with what was warned of."""
    rows = work.session.scalars(
        select(SupervisorWarning).where(
            SupervisorWarning.kind == kind,
            SupervisorWarning.application_id.is_(None)
            if application_id is None
            else SupervisorWarning.application_id == application_id,
            SupervisorWarning.subject == subject,
            SupervisorWarning.settled_at.is_(None),
        )
    )
    for row in rows:
        row.settled_at, row.settled_by = work.now, work.actor.user


def open_warnings(view: View | Work) -> tuple[WarningRow, ...]:
    """What is in the inbox, the oldest first."""
    return tuple(row for row in _rows(view) if row.open)


class WarningsService:
    """The inbox."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def inbox(self) -> tuple[WarningRow, ...]:
        """What is in the inbox, the oldest first."""
        with self._workplace.reading() as view:
            return open_warnings(view)

    def acknowledge(self, actor: Actor, warning_id: int, note: str, operation_id: str) -> None:
        """A supervisor has seen it; what waits for an act stays in the inbox with that person's name.

        Args:
            note: what will be done, in a few words; may be empty.

        Raises:
            RuleViolationError: the actor is no supervisor, or it was noted or dealt with already.
        """

        def do(work: Work) -> Answer:
            acknowledge_row(work, warning_id, note)
            return {}

        self._workplace.perform("note_warning", actor, operation_id, do)


def acknowledge_row(work: Work, warning_id: int, note: str) -> None:
    """A supervisor has seen a warning, inside an act.

    Raises:
        RuleViolationError: it was noted or dealt with already.
    """
    row = work.session.get(SupervisorWarning, warning_id, with_for_update=True)
    if row is None or row.noted_at is not None or row.settled_at is not None:
        raise RuleViolationError(_("This was noted or dealt with already."), _("Read the list anew."))
    row.noted_at, row.noted_by = work.now, work.actor.user
    row.note = stated_reason(note) if note.strip() else None
    work.record("note_warning", "warning", row.id, kind=row.kind)


def warning_words(settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    """What happened and what to do, for a reader; a kind of another area is named as it is."""
    teller = _TELLERS.get(row.kind)
    if teller is None:
        return row.kind.replace("_", " "), ""
    return teller(settings, row, reader)


def _second_attempt(_settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    text = reader(
        "{name} ({number}) needs attempt {attempt} after a failed print, and the trip on {departs} is now at risk."
    ).format(
        name=row.name, number=row.number, attempt=row.details.get("attempt", "–"),
        departs=day_medium(row.departs_at.date(), reader.lang) if row.departs_at else "–",
    )  # fmt: skip
    others = int(row.details.get("others", 0))
    if others:
        text += " " + reader.plural(
            "{count} other trip came into danger with it.", "{count} other trips came into danger with it.", others
        ).format(count=others)
    if row.details.get("no_blank"):
        return text, reader("No blank of its kind is left: get some, or the trip is lost.")
    return text, reader("See that it is printed next, or plan an evening.")


def _data_error(_settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    text = reader("{name} ({number}): data error found by {by} on {serial}. It is not printed again before approval.")
    said = text.format(name=row.name, number=row.number, by=row.by, serial=row.details.get("serial") or "–")
    if row.departs_at:
        day = day_medium(row.departs_at.date(), reader.lang)
        said += " " + reader("The trip is on {departs}.").format(departs=day)
    return said, reader("Have the data put right, then approve the reprint.")


def _station_stopped(settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    station, _slash, service = row.subject.partition("/")
    label = settings.service_labels(reader.lang).get(service, service)
    text = reader("Station {station} stopped handing out {service}: {count} prints in a row failed.").format(
        station=station, service=label, count=row.details.get("failures", "–")
    )
    return text, reader("Look at the machine; it goes on when a person says so.")


def _sheet_exceptions(_settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    count = int(row.details.get("count", 0))
    text = reader.plural(
        "Batch sheet {number} was closed with {count} exception.",
        "Batch sheet {number} was closed with {count} exceptions.",
        count,
    ).format(number=row.subject, count=count)
    return text, reader("Look at its list of exceptions and at the booklets themselves.")


def _work_sheet_blanks(_settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    text = reader("Work sheet {number}: {left} unused blanks by the books, {counted} counted.").format(
        number=row.subject, left=row.details.get("left", "–"), counted=row.details.get("counted", "–")
    )
    return text, reader("Look for the difference now, while everybody remembers the evening.")


def _overtime_report_due(_settings: OfficeSettings, row: WarningRow, reader: Catalogue) -> tuple[str, str]:
    due = row.details.get("due")
    text = reader("The result report of overtime {number} is due by {day}.").format(
        number=row.subject, day=day_medium(date.fromisoformat(due), reader.lang) if due else "–"
    )
    return text, reader("Make it under Backlog, Ordered; what comes later may not be paid.")


_TELLERS: dict[str, Callable[[OfficeSettings, WarningRow, Catalogue], tuple[str, str]]] = {
    SECOND_ATTEMPT_AT_RISK: _second_attempt,
    DATA_ERROR_WAITS: _data_error,
    STATION_STOPPED: _station_stopped,
    SHEET_EXCEPTIONS: _sheet_exceptions,
    WORK_SHEET_BLANKS: _work_sheet_blanks,
    OVERTIME_REPORT_DUE: _overtime_report_due,
}


def since_text(row: WarningRow, reader: Catalogue) -> str:
    """When and by whom it was raised, and who has noted it."""
    parts = [moment_short(row.at, reader.lang), row.by, row.desk]
    if row.noted_at is not None:
        parts.append(reader("noted by {name}").format(name=row.noted_by))
    return " · ".join(part for part in parts if part)


def _rows(view: View | Work) -> list[WarningRow]:
    found = view.session.execute(
        select(SupervisorWarning, Application)
        .outerjoin(Application, Application.id == SupervisorWarning.application_id)
        .where(SupervisorWarning.settled_at.is_(None))
        .order_by(SupervisorWarning.at.desc(), SupervisorWarning.id.desc())
        .limit(_MOST)
    )
    known = names(view.session)
    return [_row(view, row, application, known) for row, application in reversed(list(found))]


def _row(
    view: View | Work, row: SupervisorWarning, application: Application | None, known: dict[str, str]
) -> WarningRow:
    zone = view.office.zone
    departs = application.departs_at if application else None
    return WarningRow(
        row.id, row.kind, row.at.astimezone(zone), known.get(row.by, row.by), row.desk, row.application_id,
        application.number if application else "", application.name if application else "",
        departs.astimezone(zone) if departs else None, row.subject, dict(row.details),
        row.noted_at.astimezone(zone) if row.noted_at else None, known.get(row.noted_by or "", row.noted_by or ""),
        row.note or "", row.settled_at is not None,
    )  # fmt: skip
