"""What stands on a batch sheet's paper: its rows as the plan had them, and the codes that scan them back."""

from printdesk.documents.batch_sheet_values import BatchPaper, BatchPaperRow, Dated
from printdesk.documents.worksheet_values import Letterhead, Urgency
from printdesk.domain import codes
from printdesk.domain.urgency import Case, classify
from printdesk.i18n import Catalogue
from printdesk.models.tables import Application
from printdesk.services.batch_views import SheetRow, SheetView, sheet_view
from printdesk.services.office import names, paper_key
from printdesk.services.plan_input import pickup_clock
from printdesk.services.plan_kinds import need_by
from printdesk.services.plan_waiting import waiting_of
from printdesk.services.work import Actor, View


def paper_of(view: View, sheet_id: int, actor: Actor, reader: Catalogue, copy: int) -> BatchPaper:
    """The values of a copy of the paper."""
    sheet = sheet_view(view, sheet_id)
    office, key = view.settings.office, paper_key(view.session)
    now = view.now.astimezone(view.office.zone)
    day = sheet.made_at.date()
    labels = view.settings.service_labels(reader.lang)
    known = names(view.session)
    address = " · ".join(part for part in (office.address, office.phone) if part)
    slack = Slack(view, reader)
    return BatchPaper(
        number=sheet.number,
        letterhead=Letterhead(office.name, office.parent_lines, address),
        station=view.settings.station(sheet.station).label.text(reader.lang),
        operator=sheet.operator,
        made_at=sheet.made_at,
        rows=tuple(
            BatchPaperRow(
                position=row.position,
                application_number=row.number,
                name=row.name,
                service=labels.get(row.service, row.service),
                code=row_code(view, sheet, row.position),
                foreseen=row.foreseen,
                dated=slack.of(row),
            )
            for row in sheet.rows
        ),
        reasons=tuple(
            (number, reason.label.text(reader.lang))
            for number, reason in enumerate(view.settings.reasons_for("print"), 1)
        ),
        code=codes.sign(key, codes.BATCH_SHEET, sheet.number, day, copy),
        issued_at=now,
        issued_by=known.get(actor.user, actor.user),
        copy=copy,
    )


def row_code(view: View, sheet: SheetView, position: int) -> str:
    """The signed code of a row; the same on every copy."""
    number = f"{sheet.number}/{position}"
    return codes.sign(paper_key(view.session), codes.BATCH_SHEET_ROW, number, sheet.made_at.date())


class Slack:
    """Departure and slack of each row, by the dates that hold when the paper is made."""

    def __init__(self, view: View, reader: Catalogue) -> None:
        self._view = view
        self._ = reader
        self._clock = pickup_clock(view)
        self._today = view.now.astimezone(view.office.zone).date()

    def of(self, row: SheetRow) -> Dated:
        """What stands beside the name."""
        return self.of_application(self._view.session.get_one(Application, row.application_id))

    def of_application(self, application: Application) -> Dated:
        """The same for an application that stands on no sheet yet."""
        view, office = self._view, self._view.office.office_hours
        waiting = waiting_of(application, view.now)
        case = Case(waiting.departs_at, waiting.proof or "", waiting.same_day)
        urgency = classify(case, view.settings.order.classes, self._today, office)
        needed = need_by(view, waiting, urgency, self._clock).astimezone(view.office.zone)
        days = office.open_days_between(self._today, needed.date())
        late = waiting.promised < view.now
        departs = application.departs_at.astimezone(view.office.zone) if application.departs_at else None
        return Dated(
            departs=departs if departs is None or waiting.departs_has_time else departs.date(),
            slack=self._words(days),
            urgency=_shade(days, has_trip=urgency.has_trip, late=late),
            note=waiting.group_name or "",
        )

    def _words(self, days: int) -> str:
        _ = self._
        count = abs(days)
        if days < 0:
            late = _.plural("{count} working day late", "{count} working days late", count)
            return late.format(count=count)
        if not days:
            return _("print today")
        return _.plural("{count} working day", "{count} working days", count).format(count=count)


def _shade(days: int, *, has_trip: bool, late: bool) -> Urgency:
    if has_trip:
        return Urgency.TODAY if days <= 0 else Urgency.SLACK
    return Urgency.LATE if late or days < 0 else Urgency.NONE
