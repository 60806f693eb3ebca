"""What the office knows of one person's application, handed to that person: the data, and who did what with them.

Article 5 to 7 of UU 27/2022: who asks is told what is kept, why, and who has seen it. Each making is recorded.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Select, select

from printdesk.documents.blank_minutes_layout import Signer
from printdesk.documents.document import Document
from printdesk.documents.subject_sheet import SubjectSheet, subject_sheet
from printdesk.domain import codes, numbers
from printdesk.domain.retention import rule_on
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import day_long, moment_long
from printdesk.models.contacts import Contact
from printdesk.models.handing import PostRow
from printdesk.models.safety import Erasure
from printdesk.models.tables import Application, Booklet, LedgerEntry, Paper, Pickup
from printdesk.services import cards, papers
from printdesk.services.contact_words import outcome_words
from printdesk.services.office import names
from printdesk.services.safety_words import application_words
from printdesk.services.shift_papers import paper_head, signer
from printdesk.services.slip_scan import slip_scan
from printdesk.services.story import story
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_LOOKS = ("open_card", "look", "export_subject")


@dataclass(frozen=True, slots=True)
class SubjectExport:
    """What was made: the number it has, and its text as JSON."""

    number: str
    text: str


class SubjectService:
    """Makes a person's own data as a paper or as JSON."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def named(self, text: str) -> int:
        """The id of the application that a number, the serial of its booklet or its slip names.

        Raises:
            RuleViolationError: there is none, or the slip is forged.
        """
        with self._workplace.reading() as view:
            slip = slip_scan(view, text)
            found = slip.application_id if slip is not None else view.session.scalar(_named(text))
        if found is None:
            raise RuleViolationError(
                _("There is no application {number} here.").format(number=text.strip()),
                _("Give the 16 digits of its number, or the serial of its booklet."),
            )
        return found

    def as_json(self, actor: Actor, application_id: int, reader: Catalogue, operation_id: str) -> SubjectExport:
        """Everything as one JSON document, with the trail in the reader's language.

        Raises:
            RuleViolationError: there is no such application.
        """
        number = self._recorded(actor, application_id, "json", operation_id)
        with self._workplace.reading() as view:
            found = _values(view, application_id, reader)
        text = json.dumps({"export": number, **found}, ensure_ascii=False, indent=2)
        return SubjectExport(number, f"{text}\n")

    def document(self, actor: Actor, application_id: int, reader: Catalogue, operation_id: str) -> Document:
        """The same as a paper.

        Raises:
            RuleViolationError: there is no such application.
        """
        number = self._recorded(actor, application_id, "pdf", operation_id)
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            sheet = _sheet(view, application_id, number, actor, reader)
        return subject_sheet(sheet, reader.lang, watermark)

    def _recorded(self, actor: Actor, application_id: int, form: str, operation_id: str) -> str:
        def do(work: Work) -> Answer:
            cards.existing(work.session, application_id)
            number, _copy = papers.next_copy(work, codes.SUBJECT_DATA, application_id)
            work.record("export_subject", "application", application_id, number=number, form=form)
            return {"number": number}

        return str(self._workplace.perform("export_subject", actor, operation_id, do)["number"])


def _named(text: str) -> Select[int]:
    digits, serial = numbers.strip_separators(text), numbers.passport_number(text)
    booklet = select(Booklet.id).where(Booklet.serial == serial)
    return select(Application.id).where((Application.number == digits) | Application.booklet_id.in_(booklet))


def _sheet(view: View, application_id: int, number: str, actor: Actor, reader: Catalogue) -> SubjectSheet:
    last = papers.last_copy(view.session, number)
    title = reader("Personal data kept by this office")
    return SubjectSheet(
        head=paper_head(view, codes.SUBJECT_DATA, number, title, actor, last.copy if last else 1),
        groups=_groups(view, application_id, reader),
        trail=tuple((line.at, line.text) for line in story(view, application_id, reader)),
        looks=_looks(view, application_id),
        why=_why(view, reader),
        signers=(signer(view, reader("Issued by"), actor.user), Signer(reader("Received by"))),
    )


def _groups(view: View, application_id: int, _: Catalogue) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The data under headings, as name and value; what is not known is left out."""
    row = cards.existing(view.session, application_id)
    zone = view.office.zone
    serial = view.session.scalar(select(Booklet.serial).where(Booklet.id == row.booklet_id)) or ""
    erased = view.session.get(Erasure, application_id)
    about = [
        (_("Application"), row.number),
        (_("Name"), row.name),
        ("NIK", row.nik or ""),
        (_("Date of birth"), day_long(row.birth_date, _.lang) if row.birth_date else ""),
        (_("Sex"), {"L": _("male"), "P": _("female")}.get(row.sex or "", "")),
        (_("Telephone"), row.phone or ""),
        (_("Group"), row.group_name or ""),
        (_("Priority"), _priority(row.priority, _)),
        (_("Erased on"), moment_long(erased.at.astimezone(zone), _.lang) if erased else ""),
    ]
    case = [
        (_("Passport type"), view.settings.service_labels(_.lang).get(row.service, row.service)),
        (_("State"), application_words(row.state, _)),
        (_("Interview"), day_long(row.interview_date, _.lang) if row.interview_date else ""),
        (_("Arrived"), moment_long(row.arrived.astimezone(zone), _.lang)),
        (_("Promised"), moment_long(row.promised.astimezone(zone), _.lang)),
        (_("Departure"), _departure(row, zone, _)),
        (_("Destination"), row.destination or ""),
        (_("Proof of the trip"), row.proof or ""),
        (_("Booklet"), serial),
    ]
    found = [(_("The person"), about), (_("The application"), case)]
    found += [(_("Hand-over"), _pickup(each, zone, _)) for each in _pickups(view, application_id)]
    found += [(_("Sent by post"), _post(each)) for each in _posts(view, application_id)]
    contacts = _contacts(view, application_id, _)
    if contacts:
        found.append((_("Calls and messages"), contacts))
    return tuple((title, tuple((name, value) for name, value in pairs if value)) for title, pairs in found)


def _priority(code: str | None, _: Catalogue) -> str:
    words = {
        "elderly": _("elderly"), "toddler": _("toddler"), "pregnant": _("pregnant"), "disabled": _("disabled"),
    }  # fmt: skip
    return words.get(code or "", code or "")


def _departure(row: Application, zone: tzinfo, _: Catalogue) -> str:
    if row.departs_at is None:
        return ""
    local = row.departs_at.astimezone(zone)
    return moment_long(local, _.lang) if row.departs_has_time else day_long(local.date(), _.lang)


def _pickups(view: View, application_id: int) -> list[Pickup]:
    rows = select(Pickup).where(Pickup.application_id == application_id).order_by(Pickup.id)
    return list(view.session.scalars(rows))


def _pickup(row: Pickup, zone: tzinfo, _: Catalogue) -> list[tuple[str, str]]:
    return [
        (_("When"), moment_long(row.at.astimezone(zone), _.lang)),
        (_("Register number"), row.register_number),
        (_("Collected by"), row.collector_name),
        (_("Identity number of the collector"), row.collector_identity or ""),
        (_("Taken back"), moment_long(row.undone_at.astimezone(zone), _.lang) if row.undone_at else ""),
    ]


def _posts(view: View, application_id: int) -> list[PostRow]:
    return list(view.session.scalars(select(PostRow).where(PostRow.application_id == application_id)))


def _post(row: PostRow) -> list[tuple[str, str]]:
    return [(row.tracking or "–", row.address)]


def _contacts(view: View, application_id: int, _: Catalogue) -> list[tuple[str, str]]:
    zone, words = view.office.zone, outcome_words(_)
    rows = view.session.scalars(
        select(Contact)
        .where(Contact.application_id == application_id, Contact.undone_at.is_(None))
        .order_by(Contact.at)
    )
    return [
        (
            moment_long(row.at.astimezone(zone), _.lang),
            " · ".join(part for part in (words.get(row.outcome, row.outcome), row.note) if part),
        )
        for row in rows
    ]


def _looks(view: View, application_id: int) -> tuple[tuple[datetime, str, str], ...]:
    """Who opened the card, looked at the full numbers or made such an export: when, name, act."""
    rows = view.session.execute(
        select(LedgerEntry.at, LedgerEntry.user, LedgerEntry.act)
        .where(
            LedgerEntry.object_kind == "application", LedgerEntry.object_id == str(application_id),
            LedgerEntry.act.in_(_LOOKS),
        )
        .order_by(LedgerEntry.seq)
    )  # fmt: skip
    known, zone = names(view.session), view.office.zone
    return tuple((at.astimezone(zone), known.get(user, user), act) for at, user, act in rows)


def _why(view: View, _: Catalogue) -> tuple[str, ...]:
    """Why it is kept and until when, in sentences."""
    rule = rule_on(view.settings.retention.rules, view.now.astimezone(view.office.zone).date())
    return (
        _("The office keeps these data to print the passport and to hand it to the right person."),
        _.plural(
            "They are erased {count} month after the hand-over or the cancelling.",
            "They are erased {count} months after the hand-over or the cancelling.", rule.personal_months,
        ).format(count=rule.personal_months),
        _("The trail says who did what when; it holds no personal data and stays with the books of the office."),
        _("If anything is wrong, tell the office: it is put right, and the correction stands in the trail."),
    )  # fmt: skip


def _values(view: View, application_id: int, reader: Catalogue) -> dict[str, Any]:
    """The raw values, and the trail in words."""
    row = cards.existing(view.session, application_id)
    zone = view.office.zone
    plain = {
        column.name: _plain(getattr(row, column.name), zone)
        for column in Application.__table__.columns
        if column.name not in {"id", "name_key", "version", "booklet_id"}
    }
    pickups = _pickups(view, application_id)
    made = view.session.scalars(select(Paper).where(Paper.application_id == application_id).order_by(Paper.id))
    return {
        "as_of": _plain(view.now, zone),
        "application": plain,
        "hand_overs": [
            {"at": _plain(each.at, zone), "register_number": each.register_number,
             "collector_kind": each.collector_kind, "collector_name": each.collector_name,
             "collector_identity": each.collector_identity, "documents": list(each.documents),
             "undone_at": _plain(each.undone_at, zone)}
            for each in pickups
        ],
        "post": [{"address": each.address, "tracking": each.tracking} for each in _posts(view, application_id)],
        "contacts": [
            {"at": _plain(each.at, zone), "outcome": each.outcome, "note": each.note}
            for each in view.session.scalars(
                select(Contact).where(Contact.application_id == application_id).order_by(Contact.at)
            )
        ],
        "papers": [{"number": each.number, "copy": each.copy, "at": _plain(each.made_at, zone)} for each in made],
        "trail": [{"at": _plain(line.at, zone), "text": line.text} for line in story(view, application_id, reader)],
        "seen_by": [
            {"at": _plain(at, zone), "by": who, "act": act} for at, who, act in _looks(view, application_id)
        ],
        "kept_because": list(_why(view, reader)),
    }  # fmt: skip


def _plain(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
