"""The values of the weekly sheet of raises, and the draw of the five that are checked."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.report_values import OfficerLine, RaiseLine, RaisesDraw, RaisesSheet
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import number
from printdesk.models.tables import Application, LedgerEntry, Pin, RaiseRequest
from printdesk.services.field_words import proof_words
from printdesk.services.office import names
from printdesk.services.second_person import APPROVED, OPEN, REFUSED
from printdesk.services.shift_papers import signer
from printdesk.services.work import Actor, View, Work

DRAWN = 5
"""How many are drawn to be checked."""
_LOOK_BACK = timedelta(days=84)
_TAIL = 6
_SEED_LETTERS = 16
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A raise or a place by hand with its application."""

    row: RaiseRequest | Pin
    application: Application

    @property
    def proof(self) -> str:
        return (self.row.proof or "") if isinstance(self.row, RaiseRequest) else ""


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def new_seed(view: View | Work) -> str:
    """A seed that nobody can choose: letters of the ledger's newest hash, which stand in the books for ever."""
    head = view.session.scalar(select(LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1))
    return (head or hashlib.sha256(b"").hexdigest())[:_SEED_LETTERS]


def drawn(seed: str, rows: int, count: int = DRAWN) -> frozenset[int]:
    """Which rows, counted from 1, a seed draws: those with the smallest SHA-256 of "seed:row"."""
    order = sorted(range(1, rows + 1), key=lambda row: hashlib.sha256(f"{seed}:{row}".encode()).hexdigest())
    return frozenset(order[:count])


def asked_until(view: View | Work, monday: date, moment: datetime) -> int:
    """How many raises and places by hand of a week were asked for up to a moment, itself included."""
    start, end = _bounds(view, monday)
    return sum(
        view.session.scalar(
            select(func.count()).select_from(table).where(table.asked_at >= start, table.asked_at < end,
                                                          table.asked_at <= moment)
        ) or 0
        for table in (RaiseRequest, Pin)
    )  # fmt: skip


def raises_values(
    view: View, head: PaperHead, actor: Actor, first: date, draw: RaisesDraw, reader: Catalogue
) -> RaisesSheet:
    """The sheet of the week that begins on a Monday.

    Args:
        draw: by which the five are chosen (`raises_draws`); those asked for after it stand behind the others.
    """
    found = _asked(view, first)
    phones = _phones(view, found, first)
    checked = drawn(draw.seed, min(draw.among, len(found)))
    return RaisesSheet(
        head=head,
        first=first,
        last=first + timedelta(days=6),
        rows=tuple(_line(view, one, phones, at in checked, reader) for at, one in enumerate(found, 1)),
        officers=_officers(view, found),
        phones=_phone_words(phones, found, reader),
        draw=draw,
        signers=(signer(view, reader("Made by"), actor.user), Signer(reader("Checked by the head"))),
    )


def _bounds(view: View | Work, monday: date) -> tuple[datetime, datetime]:
    """The instants between which a week of the office lies."""
    zone, after = view.office.zone, monday + timedelta(days=7)
    return datetime.combine(monday, time(), zone), datetime.combine(after, time(), zone)


def _asked(view: View, first: date) -> list[_Asked]:
    """All raises and places by hand that were asked for in a week, in the order of asking."""
    start, end = _bounds(view, first)
    raises = view.session.execute(
        select(RaiseRequest, Application)
        .join(Application, Application.id == RaiseRequest.application_id)
        .where(RaiseRequest.asked_at >= start, RaiseRequest.asked_at < end)
    )
    pins = view.session.execute(
        select(Pin, Application)
        .join(Application, Application.id == Pin.application_id)
        .where(Pin.asked_at >= start, Pin.asked_at < end)
    )
    found = [_Asked(row, application) for row, application in raises]
    found += [_Asked(row, application) for row, application in pins]
    return sorted(found, key=lambda one: (one.row.asked_at, isinstance(one.row, Pin), one.row.id))


def _phones(view: View, found: list[_Asked], first: date) -> dict[str, str]:
    """A letter for each phone that stands on several applications that were raised in the last twelve weeks."""
    earliest = datetime.combine(first, time(), view.office.zone) - _LOOK_BACK
    owners: dict[str, set[int]] = defaultdict(set)
    for table in (RaiseRequest, Pin):
        rows = view.session.execute(
            select(Application.phone, Application.id)
            .join(table, table.application_id == Application.id)
            .where(table.asked_at >= earliest, Application.phone.is_not(None))
        )
        for phone, key in rows:
            owners[str(phone)].add(key)
    shared = list(
        dict.fromkeys(
            one.application.phone for one in found if one.application.phone and len(owners[one.application.phone]) > 1
        )
    )
    return {str(phone): _letter(at) for at, phone in enumerate(shared)}


def _letter(at: int) -> str:
    round_, place = divmod(at, len(_LETTERS))
    return _LETTERS[place] + (str(round_ + 1) if round_ else "")


def _phone_words(phones: dict[str, str], found: list[_Asked], _: Catalogue) -> tuple[str, ...]:
    counts: Counter[str] = Counter(one.application.phone for one in found if one.application.phone in phones)
    template = _("{letter}: one phone on several raised applications of twelve weeks; {count} of them in this week.")
    return tuple(
        template.format(letter=letter, count=number(counts[phone], _.lang)) for phone, letter in phones.items()
    )


def _line(view: View, one: _Asked, phones: dict[str, str], checked: bool, _: Catalogue) -> RaiseLine:
    known, row, application = names(view.session), one.row, one.application
    kind = _("raise") if isinstance(row, RaiseRequest) else _("place by hand")
    no_proof = "" if isinstance(row, Pin) else _("WITHOUT PROOF")
    labels = view.settings.service_labels(_.lang)
    decided = row.decided_by or row.withdrawn_by or ""
    return RaiseLine(
        at=row.asked_at.astimezone(view.office.zone),
        kind=kind,
        asked_by=known.get(row.asked_by, row.asked_by),
        whom=f"{initials(application.name)} …{application.number[-_TAIL:]}",
        service=labels.get(application.service, application.service),
        reason=row.reason,
        proof=_("Proof: {proof}").format(proof=proof_words(_).get(one.proof, one.proof)) if one.proof else no_proof,
        decided_by=known.get(decided, decided),
        outcome=_outcome(view, row, _),
        phone=phones.get(application.phone or "", ""),
        drawn=checked,
    )


def initials(name: str) -> str:
    """ "SITI NUR'AINI BINTI ALI" becomes "S. N. B. A."."""
    return " ".join(f"{word[0]}." for word in name.split())


def _outcome(view: View, row: RaiseRequest | Pin, _: Catalogue) -> str:
    if row.state == APPROVED:
        over = row.expires_at is not None and row.expires_at <= view.now
        return _("approved, has run out") if over else _("approved")
    return {OPEN: _("not decided"), REFUSED: _("refused")}.get(row.state, _("taken back"))


def _officers(view: View, found: list[_Asked]) -> tuple[OfficerLine, ...]:
    known = names(view.session)
    by_login: dict[str, list[_Asked]] = defaultdict(list)
    for one in found:
        by_login[one.row.asked_by].append(one)
    lines = [
        OfficerLine(
            known.get(login, login), len(rows), sum(one.row.state == APPROVED for one in rows),
            sum(one.row.state == REFUSED for one in rows),
            sum(isinstance(one.row, RaiseRequest) and not one.proof for one in rows),
        )
        for login, rows in by_login.items()
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (-line.asked, line.officer)))
