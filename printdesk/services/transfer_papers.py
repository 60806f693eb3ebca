"""The custody list as a numbered paper."""

from printdesk.documents.custody_list import CustodyLine, CustodySheet, custody_list
from printdesk.documents.document import Document
from printdesk.documents.worksheet_values import Letterhead
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import moment_short
from printdesk.models.transfers import CustodyList
from printdesk.services import papers
from printdesk.services.custody_views import CustodyRow, CustodyView, ExtraRow, custody_view
from printdesk.services.office import names, paper_key
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_FEW = 3
"""So many differences are named one by one on the screen; the paper always names each."""


def make_list(workplace: Workplace, actor: Actor, list_id: int, reader: Catalogue, operation_id: str) -> Document:
    """A list that was sent, as PDF for a reader; each making of it is a copy in the log.

    Raises:
        RuleViolationError: it does not exist, or was not sent yet.
    """

    def do(work: Work) -> Answer:
        row = work.session.get(CustodyList, list_id)
        if row is None or row.number is None:
            raise RuleViolationError(_("This list was not sent yet."), _("The print room sends it first."))
        last = papers.last_copy(work.session, row.number)
        copy = last.copy + 1 if last else 1
        papers.keep(work, codes.CUSTODY_LIST, row.number, copy, None)
        return {"copy": copy}

    copy = int(workplace.perform("print_custody_list", actor, operation_id, do)["copy"])
    with workplace.reading() as view:
        sheet = _sheet(view, view.session.get_one(CustodyList, list_id), actor, reader, copy)
    return custody_list(sheet, reader.lang, reader("SAMPLE · DEMO") if workplace.clock.is_demo else None)


def differences(found: CustodyView, reader: Catalogue) -> tuple[str, ...]:
    """What did not arrive, with who had it last, and what arrived without standing on the list, in sentences."""
    return (*(_missing(row, reader) for row in found.missing), *(_extra(row, reader) for row in found.extras))


def difference_words(found: CustodyView, reader: Catalogue) -> tuple[str, ...]:
    """The same, many at once in one sentence, for a line on the screen."""
    if len(found.missing) + len(found.extras) <= _FEW:
        return differences(found, reader)
    said = []
    by_holder: dict[str, list[str]] = {}
    for row in found.missing:
        by_holder.setdefault(row.last_by, []).append(row.serial)
    for who, serials in by_holder.items():
        template = reader.plural(
            "{count} booklet did not arrive ({serials}); {who} had it last.",
            "{count} booklets did not arrive ({serials}); {who} had them last.", len(serials),
        )  # fmt: skip
        said.append(template.format(count=len(serials), serials=", ".join(serials), who=who))
    if found.extras:
        template = reader.plural(
            "{count} booklet arrived without being on the list: {serials}.",
            "{count} booklets arrived without being on the list: {serials}.", len(found.extras),
        )  # fmt: skip
        said.append(template.format(count=len(found.extras), serials=", ".join(e.serial for e in found.extras)))
    return tuple(said)


def _missing(row: CustodyRow, reader: Catalogue) -> str:
    return reader("{serial} ({name}, {slot}) is on the list but did not arrive; {who} had it last, {moment}.").format(
        serial=row.serial,
        name=row.name,
        slot=row.slot,
        who=row.last_by,
        moment=moment_short(row.last_at, reader.lang),
    )


def _extra(row: ExtraRow, reader: Catalogue) -> str:
    return reader("{serial} ({name}) arrived but is not on the list; scanned by {who}, {moment}.").format(
        serial=row.serial, name=row.name or "–", who=row.by, moment=moment_short(row.at, reader.lang)
    )


def _sheet(view: View, row: CustodyList, actor: Actor, reader: Catalogue, copy: int) -> CustodySheet:
    found = custody_view(view, row)
    office = view.settings.office
    now = view.now.astimezone(view.office.zone)
    labels = view.settings.service_labels(reader.lang)
    known = names(view.session)
    return CustodySheet(
        number=found.number,
        code=codes.sign(paper_key(view.session), codes.CUSTODY_LIST, found.number, now.date(), copy),
        letterhead=Letterhead(
            office.name, office.parent_lines, " · ".join(each for each in (office.address, office.phone) if each)
        ),
        lines=tuple(
            CustodyLine(
                each.slot, each.serial, each.number, each.name, labels.get(each.service, each.service), out=True,
                arrived=each.state == "in",
                note=reader("taken back into the print room") if each.state == "back" else "",
            )
            for each in found.rows
        ),
        sent_at=found.sent_at or now,
        sent_by=found.sent_by,
        desk=found.desk,
        received_at=found.closed_at,
        received_by=found.closed_by,
        differences=differences(found, reader),
        issued_at=now,
        issued_by=known.get(actor.user, actor.user),
        copy=copy,
    )  # fmt: skip
