"""The rows of an overtime work sheet: the applications as ordered, with what the plan says of each now."""

from sqlalchemy import select

from printdesk.documents.worksheet import Urgency, WorkSheetRow
from printdesk.domain import codes
from printdesk.i18n import Catalogue
from printdesk.models.tables import Application, OvertimeRow, OvertimeSession
from printdesk.services.plan_words import UrgencyKind, urgency_words
from printdesk.services.plans import PlanRow, make_plan
from printdesk.services.work import View

_SHADES = {
    UrgencyKind.RISK: Urgency.TODAY,
    UrgencyKind.TODAY: Urgency.TODAY,
    UrgencyKind.SLACK: Urgency.SLACK,
    UrgencyKind.OVERDUE: Urgency.LATE,
}


def sheet_rows(view: View, session: OvertimeSession, reader: Catalogue, key: bytes) -> list[WorkSheetRow]:
    """One row for each application of the session, in its order."""
    listed = view.session.execute(
        select(OvertimeRow.position, Application)
        .join(Application, Application.id == OvertimeRow.application_id)
        .where(OvertimeRow.session_id == session.id)
        .order_by(OvertimeRow.position)
    )
    planned = {row.application_id: row for row in make_plan(view).rows}
    return [_row(view, (session.number, position), row, planned.get(row.id), reader, key) for position, row in listed]


def _row(
    view: View, place: tuple[str, int], row: Application, planned: PlanRow | None, reader: Catalogue, key: bytes
) -> WorkSheetRow:
    number, position = place
    day = view.now.astimezone(view.office.zone).date()
    words = urgency_words(planned, view.now.astimezone(view.office.zone), reader) if planned else None
    departs = row.departs_at.astimezone(view.office.zone) if row.departs_at else None
    return WorkSheetRow(
        position=position,
        application_number=row.number,
        name=row.name,
        service=view.settings.service(row.service).label.text(reader.lang),
        code=codes.sign(key, codes.WORK_SHEET_ROW, f"{number}/{position}", day),
        departs=departs if departs is None or row.departs_has_time else departs.date(),
        need_by=planned.need_by if planned else None,
        slack=_slack(planned, reader),
        urgency=_SHADES.get(words.kind, Urgency.NONE) if words else Urgency.NONE,
        note=row.group_name or "",
    )


def _slack(planned: PlanRow | None, reader: Catalogue) -> str:
    """How much time is left, or how much is gone; the shape and word of the urgency stand beside it."""
    if planned is None:
        return reader("no longer waiting")
    days = planned.overdue_days if planned.overdue_days and planned.days_left < 0 else planned.days_left
    return reader.plural("{count} working day", "{count} working days", abs(days)).format(count=abs(days))
