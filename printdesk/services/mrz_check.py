"""The scanned MRZ of a printed booklet against what is known of it: serial, name, birth date, sex.

The MRZ itself is not kept: only that it was scanned, by whom, and what came of each field. While the last scan of a
booklet stands against it, nobody passes it; a supervisor may overrule that with a reason.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain import mrz as zone_text
from printdesk.domain import numbers
from printdesk.domain.mrz import Mrz, MrzField, field_name
from printdesk.domain.mrz_names import NameFit, compare_name
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Application, Booklet
from printdesk.models.transfers import MrzScan
from printdesk.services.moves import application_for_update, bound_booklet
from printdesk.services.second_person import other_signed_in, reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

OK, DIFFERS, FAULT, UNKNOWN = "ok", "differs", "fault", "unknown"
"""Outcomes: agrees; says something else; a check digit or character is wrong; nothing to compare with."""

_SHOWN = (
    MrzField.NUMBER, MrzField.NAME, MrzField.BIRTH, MrzField.SEX, MrzField.EXPIRY, MrzField.ISSUER,
    MrzField.NATIONALITY, MrzField.OPTIONAL, MrzField.COMPOSITE,
)  # fmt: skip
_SEXES = {"M": "L", "F": "P"}


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What came of one field.

    Attributes:
        field: one of `MrzField`. label: its name.
        outcome: "ok", "differs", "fault" or "unknown".
        sentence: what was found, in words.
    """

    field: str
    label: str
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MrzReport:
    """What a scan said.

    Attributes:
        scan_id: under which it is kept. sound: nothing stands against a pass.
    """

    scan_id: int
    application_id: int
    fields: tuple[FieldResult, ...]
    sound: bool

    @property
    def against(self) -> tuple[FieldResult, ...]:
        """The fields that stand against a pass."""
        return tuple(each for each in self.fields if each.outcome in (DIFFERS, FAULT))


class MrzCheckService:
    """Compares scanned MRZs, and lets a supervisor overrule what stands against one."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def scan(self, actor: Actor, application_id: int, text: str, operation_id: str) -> MrzReport:
        """Compare the scanned MRZ with the application's booklet, and keep the outcome.

        Raises:
            RuleViolationError: the text is no MRZ (nothing is kept then), or no booklet is bound to the application.
        """
        read = zone_text.read(text, active())

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            fields = compare(work, application, booklet, read, active())
            outcomes = {each.field: each.outcome for each in fields}
            sound = not any(each.outcome in (DIFFERS, FAULT) for each in fields)
            row = MrzScan(
                application_id=application.id, booklet_id=booklet.id, at=work.now, by=work.actor.user,
                outcomes=outcomes, sound=sound,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.record("scan_mrz", "booklet", booklet.serial, sound=sound, outcomes=outcomes)
            return {"id": row.id, "sound": sound}

        answer = self._workplace.perform("scan_mrz", actor, operation_id, do)
        with self._workplace.reading() as view:
            application = view.session.get_one(Application, application_id)
            booklet = view.session.get_one(Booklet, view.session.get_one(MrzScan, int(answer["id"])).booklet_id)
            fields = compare(view, application, booklet, read, active())
        return MrzReport(int(answer["id"]), application_id, fields, bool(answer["sound"]))

    def overrule(self, actor: Actor, application_id: int, reason: str, operation_id: str) -> None:
        """A supervisor looked: the booklet is right although its last scan stands against it.

        Raises:
            RuleViolationError: the actor is no supervisor, no reason is given, or nothing stands against it.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            booklet = bound_booklet(work.session, application_for_update(work.session, application_id))
            row = last_scan(work.session, booklet.id)
            if row is None or not stands_against(row):
                raise RuleViolationError(
                    _("No scan stands against this booklet."), _("Nothing needs to be overruled.")
                )
            if row.by == actor.user:
                other_signed_in(work)
            row.overruled_by, row.overruled_at, row.overruled_reason = work.actor.user, work.now, said
            work.record(
                "overrule_mrz", "booklet", booklet.serial, against=_against(row), scanned_by=row.by,
                reason_length=len(said), reason_sha256=reason_mark(said),
            )  # fmt: skip
            work.record("overrule_mrz", "application", application_id, serial=booklet.serial, against=_against(row))
            return {}

        self._workplace.perform("overrule_mrz", actor, operation_id, do)


def last_scan(session: Session, booklet_id: int) -> MrzScan | None:
    """The newest scan of a booklet's MRZ, or None."""
    return session.scalars(
        select(MrzScan).where(MrzScan.booklet_id == booklet_id).order_by(MrzScan.id.desc()).limit(1)
    ).first()


def stands_against(scan: MrzScan) -> bool:
    """Whether a scan keeps its booklet from passing."""
    return not scan.sound and scan.overruled_at is None


def scan_word(view: View | Work, booklet_id: int) -> tuple[str, tuple[str, ...]]:
    """What the last scan of a booklet said: "", "agrees", "differs" or "overruled"; and the names of what differs."""
    scan = last_scan(view.session, booklet_id)
    if scan is None:
        return "", ()
    if scan.sound:
        return "agrees", ()
    fields = tuple(field_name(MrzField(each), active()) for each in _against(scan))
    return "overruled" if scan.overruled_at is not None else "differs", fields


def refuse_mrz(work: Work, booklet: Booklet) -> MrzScan | None:
    """Refuse to pass a booklet whose MRZ stands against it, or was not scanned where the office asks for that.

    Returns:
        the last scan, or None.

    Raises:
        RuleViolationError: as said.
    """
    scan = last_scan(work.session, booklet.id)
    if scan is None:
        if work.settings.quality.mrz_scan:
            raise RuleViolationError(_("The MRZ was not scanned yet."), _("Scan the two lines of the data page."))
        return None
    if stands_against(scan):
        fields = ", ".join(field_name(MrzField(each), active()) for each in _against(scan))
        raise RuleViolationError(
            _("The MRZ does not agree: {fields}.").format(fields=fields),
            _("Scan it again, fail the booklet as a data error, or have a supervisor overrule it."),
        )
    return scan


def compare(
    view: View | Work, application: Application, booklet: Booklet, read: Mrz, _: Catalogue
) -> tuple[FieldResult, ...]:
    """What each field of an MRZ says against what is known; one that is wrong in itself is compared no further."""
    faults: dict[MrzField, list[str]] = {}
    for fault in read.faults:
        faults.setdefault(fault.field, []).append(fault.sentence)
    today = view.now.astimezone(view.office.zone).date()
    found = {
        MrzField.NUMBER: _number(read, booklet, _),
        MrzField.NAME: _name(read, application, _),
        MrzField.BIRTH: _birth(read, application, _),
        MrzField.SEX: _sex(read, application, _),
        MrzField.EXPIRY: _expiry(read, today, _),
        MrzField.ISSUER: _issuer(read.issuer, view.settings.quality.mrz_issuer, _),
        MrzField.NATIONALITY: (UNKNOWN, _("{value}: not compared.").format(value=read.nationality or "–")),
        MrzField.OPTIONAL: (UNKNOWN, _("Its check digit fits; nothing to compare it with.")),
        MrzField.COMPOSITE: (OK, _("The check digit over the whole line fits.")),
    }
    return tuple(
        FieldResult(field, field_name(field, _), FAULT, " ".join(faults[field]))
        if field in faults
        else FieldResult(field, field_name(field, _), *found[field])
        for field in _SHOWN
    )


def _number(read: Mrz, booklet: Booklet, _: Catalogue) -> tuple[str, str]:
    if numbers.passport_number(read.number) == booklet.serial:
        return OK, _("{serial}, as on the booklet.").format(serial=booklet.serial)
    said = _("The MRZ says {found}; this booklet is {serial}.")
    return DIFFERS, said.format(found=read.number or "–", serial=booklet.serial)


def _name(read: Mrz, application: Application, _: Catalogue) -> tuple[str, str]:
    shown = " ".join((*read.primary, *read.secondary))
    fit = compare_name(read, application.name)
    if fit is NameFit.SAME:
        return OK, _("{value}, as applied for.").format(value=shown)
    if fit is NameFit.CUT:
        return OK, _("{value}: cut to fit, and right as far as it goes.").format(value=shown)
    if fit is NameFit.UNKNOWN:
        return UNKNOWN, _("{name} holds letters that no MRZ has; compare it by eye.").format(name=application.name)
    return DIFFERS, _("The MRZ says {found}; the application says {name}.").format(found=shown, name=application.name)


def _birth(read: Mrz, application: Application, _: Catalogue) -> tuple[str, str]:
    born = application.birth_date
    shown = _date_words(read.birth)
    if born is None:
        return UNKNOWN, _("{value}: the application says no date of birth.").format(value=shown)
    if zone_text.FILLER in read.birth and zone_text.date_agrees(read.birth, born):
        return OK, _("{value}: right as far as it is known.").format(value=shown)
    if zone_text.date_agrees(read.birth, born):
        return OK, _("{value}, as applied for.").format(value=shown)
    said = _("The MRZ says {found}; the application says {day}.")
    return DIFFERS, said.format(found=shown, day=_date_words(f"{born:%y%m%d}"))


def _sex(read: Mrz, application: Application, _: Catalogue) -> tuple[str, str]:
    if not application.sex:
        return UNKNOWN, _("{value}: the application does not say it.").format(value=read.sex or "<")
    if _SEXES.get(read.sex) == application.sex:
        return OK, _("{value}, as applied for.").format(value=read.sex)
    wanted = {"L": "M", "P": "F"}.get(application.sex, application.sex)
    return DIFFERS, _("The MRZ says {found}; the application says {name}.").format(found=read.sex or "<", name=wanted)


def _expiry(read: Mrz, today: date, _: Catalogue) -> tuple[str, str]:
    shown = _date_words(read.expiry)
    if not zone_text.is_date(read.expiry, unknown=False):
        return FAULT, _("{value} is no date.").format(value=shown)
    expires = date(2000 + int(read.expiry[:2]), int(read.expiry[2:4]), int(read.expiry[4:]))
    if expires <= today:
        return DIFFERS, _("{value}: a new passport cannot have expired.").format(value=shown)
    return OK, _("{value}, in the future.").format(value=shown)


def _issuer(found: str, wanted: str, _: Catalogue) -> tuple[str, str]:
    if not wanted:
        return UNKNOWN, _("{value}: not compared.").format(value=found or "–")
    if found == wanted.upper():
        return OK, _("{value}, as it must be.").format(value=found)
    return DIFFERS, _("The MRZ says {found}; it must be {wanted}.").format(found=found or "–", wanted=wanted.upper())


def _date_words(text: str) -> str:
    """YYMMDD as "12-04-85", the day first; what is unknown stays `<<`."""
    return f"{text[4:]}-{text[2:4]}-{text[:2]}"


def _against(scan: MrzScan) -> list[str]:
    return [field for field, outcome in scan.outcomes.items() if outcome in (DIFFERS, FAULT)]
