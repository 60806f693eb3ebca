"""One application typed by hand: read by the same readers as a row of a list."""

from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select

from printdesk.domain.settings import OfficeSettings
from printdesk.domain.states import application_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import day_medium
from printdesk.intake import ApplicationRow, RowIssue, ServiceAlias
from printdesk.intake.fields import Fields
from printdesk.intake.rows import Rows
from printdesk.intake.table import Heading
from printdesk.intake.words import service_names
from printdesk.models.tables import Application
from printdesk.services.merging import heading
from printdesk.services.work import OfficeData, Work


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What was typed, field by field, as text.

    Attributes:
        service: code, label or alias of the service type.
        ready_since: date, or date and time; "" is now.
        departs_at: date, or date and time.
        same_day: "ya" or "tidak", "" is no.
    """

    number: str
    name: str
    service: str
    ready_since: str = ""
    nik: str = ""
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    interview_date: str = ""
    departs_at: str = ""
    destination: str = ""
    proof: str = ""
    group: str = ""
    same_day: str = ""
    priority: str = ""


class EntryRefusedError(RuleViolationError):
    """Entries that cannot stand.

    Attributes:
        issues: each with the form's field as column.
    """

    def __init__(self, message: str, issues: tuple[RowIssue, ...]) -> None:
        super().__init__(message)
        self.issues = issues


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as it was read."""

    row: ApplicationRow | None
    errors: tuple[RowIssue, ...]
    warnings: tuple[RowIssue, ...]

    def accepted(self) -> ApplicationRow:
        """The application.

        Raises:
            EntryRefusedError: an entry is wrong.
        """
        if self.row is not None:
            return self.row
        issues = self.errors or self.warnings
        sentences = [f"{heading(issue.column, active())}: {issue.message}" for issue in issues]
        raise EntryRefusedError(" ".join(sentences), issues)


def aliases(settings: OfficeSettings, _: Catalogue) -> list[ServiceAlias]:
    """The names of the office's service types, the reader's label first."""
    return [
        ServiceAlias(service.code, (service.label.text(_.lang), service.label.id, service.label.en, *service.aliases))
        for service in settings.services
    ]


def read_entry(form: EntryForm, office: OfficeData, now: datetime) -> Entry:
    """Check a form as a row of a list is checked; the sentences are in the active language."""
    local = now.astimezone(office.zone)
    names = [field.name for field in fields(EntryForm)]
    cells: list[Any] = list(astuple(form))
    if not form.ready_since.strip():
        # Lists hold the office's wall clock without a zone.
        cells[names.index("ready_since")] = local.replace(tzinfo=None)
    known = aliases(office.settings, active())
    readers = Fields(
        service_names(known, active()), ", ".join(alias.names[0] for alias in known), office.zone, active()
    )
    columns = {name: index for index, name in enumerate(names)}
    rows = Rows(Heading(1, tuple(names), columns, (), None), readers, local.date(), ragged=False, _=active())
    rows.add([(1, cells)])
    return Entry(rows.rows[0] if rows.rows else None, tuple(rows.errors), tuple(rows.warnings))


def refuse_known(work: Work, number: str) -> None:
    """Refuse a number that stands in the office already, and say where.

    Raises:
        RuleViolationError: it does.
    """
    found = work.session.scalar(select(Application).where(Application.number == number))
    if found is not None:
        since = found.state_since.astimezone(work.office.zone).date()
        raise RuleViolationError(
            _("Application {number} is here already: {state} since {day}.").format(
                number=number, state=application_state_text(found.state), day=day_medium(since, active().lang)
            ),
            _("Search for it to see what comes next."),
        )
