"""What a scan at the counter is: a booklet that lies ready, or something else, said in one sentence."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from printdesk.domain import codes, mrz, numbers
from printdesk.domain.states import ApplicationState, BookletState, application_state_text, booklet_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import clock_time, moment_medium
from printdesk.models.tables import Application, Booklet, Pickup
from printdesk.services.office import paper_key
from printdesk.services.slip_scan import ForgedPaperError, slip_scan
from printdesk.services.work import View

_OUT = (ApplicationState.COLLECTED, ApplicationState.POSTED)


@dataclass(frozen=True, slots=True)
class CounterItem:
    """A booklet that lies ready for pickup."""

    application_id: int
    number: str
    name: str
    serial: str
    slot: str
    service: str
    group: str
    phone: str


@dataclass(frozen=True, slots=True)
class CounterScan:
    """What was scanned.

    Attributes:
        kind: "booklet" (its serial was scanned and it lies ready), "slip" (a slip of ours in force), "number" (an
            application's number); else why not: "replaced", "forged", "handed_over", "not_ready", "paper", "unknown".
        sentence: what it is and what to do, for the officer.
        item: the booklet it belongs to, where that lies ready.
        text: what was scanned, to be handed on as the proof of a slip.
    """

    kind: str
    sentence: str
    item: CounterItem | None
    text: str


def counter_scan(view: View, text: str) -> CounterScan:
    """What a scanned or typed text is."""
    plain = mrz.passport_number(text, active()) if mrz.looks_like(text) else text.strip()
    try:
        slip = slip_scan(view, plain)
    except ForgedPaperError:
        sentence = _("This code was not made by this office: it is forged, or another office's. Keep the paper.")
        return CounterScan("forged", sentence, None, plain)
    if slip is not None and slip.application_id is not None:
        return _slip(view, plain, slip.application_id, slip.replaced)
    if (paper := _other_paper(view, plain)) is not None:
        return CounterScan("paper", paper, None, plain)
    return _number_or_booklet(view, plain)


def item_of(row: Application, serial: str) -> CounterItem:
    """An application with its booklet as the counter lists it."""
    return CounterItem(
        row.id, row.number, row.name, serial, row.shelf_slot or "", row.service, row.group_name or "", row.phone or ""
    )


def _slip(view: View, text: str, application_id: int, replaced: str) -> CounterScan:
    row = view.session.get_one(Application, application_id)
    item = _ready(view, row)
    if replaced:
        return CounterScan("replaced", replaced, item, text)
    if item is None:
        return CounterScan(*_not_here(view, row, _("the slip")), None, text)
    sentence = _("This is the slip of {name}. Scan the booklet; it lies in {slot}.")
    return CounterScan("slip", sentence.format(name=row.name, slot=item.slot or "–"), item, text)


def _other_paper(view: View, text: str) -> str | None:
    code = codes.read(paper_key(view.session), text)
    number = code.number if code is not None else codes.from_short_form(text) or codes.from_typed(text)
    if number is None:
        return None
    if number.startswith(codes.PICKUP_SLIP):
        return _("No slip {number} was made here: it is another office's. Scan the booklet.").format(number=number)
    return _("This is paper {number}, no booklet. Scan the booklet.").format(number=number)


def _number_or_booklet(view: View, text: str) -> CounterScan:
    bare = numbers.strip_separators(text)
    row = view.session.scalar(select(Application).where(Application.number == bare))
    if row is not None:
        item = _ready(view, row)
        if item is None:
            return CounterScan(*_not_here(view, row, _("the number")), None, text)
        sentence = _("This is the number of {name}. Scan the booklet; it lies in {slot}.")
        return CounterScan("number", sentence.format(name=row.name, slot=item.slot or "–"), item, text)
    try:
        serial = numbers.serial(text, active())
    except RuleViolationError:
        serial = numbers.passport_number(text)
    booklet = view.session.scalar(select(Booklet).where(Booklet.serial == serial))
    if booklet is None:
        sentence = _("No booklet {serial} was ever received here. Is it another office's?")
        return CounterScan("unknown", sentence.format(serial=serial), None, text)
    return _booklet(view, booklet, text)


def _booklet(view: View, booklet: Booklet, text: str) -> CounterScan:
    if booklet.state in (BookletState.MISSING, BookletState.QUARANTINED):
        sentence = _("STOP: booklet {serial} is {state}. Keep it and call the supervisor.")
        said = sentence.format(serial=booklet.serial, state=booklet_state_text(booklet.state))
        return CounterScan("not_ready", said, None, text)
    row = view.session.get(Application, booklet.application_id) if booklet.application_id else None
    if row is None or row.booklet_id != booklet.id:
        sentence = _("Booklet {serial} is {state} and belongs to nobody.")
        said = sentence.format(serial=booklet.serial, state=booklet_state_text(booklet.state))
        return CounterScan("not_ready", said, None, text)
    item = _ready(view, row)
    if item is None:
        return CounterScan(*_not_here(view, row, booklet.serial), None, text)
    return CounterScan("booklet", _("{serial} is the booklet of {name}.").format(
        serial=item.serial, name=item.name), item, text)  # fmt: skip


def _ready(view: View, row: Application) -> CounterItem | None:
    if row.state != ApplicationState.SHELVED or row.booklet_id is None:
        return None
    booklet = view.session.get_one(Booklet, row.booklet_id)
    return item_of(row, booklet.serial) if booklet.state == BookletState.SHELVED else None


def _not_here(view: View, row: Application, what: str) -> tuple[str, str]:
    """Kind and sentence for an application whose booklet does not lie ready."""
    if row.state not in _OUT:
        said = _("{name} ({what}) is {state}, so nothing can be handed over.")
        return "not_ready", said.format(name=row.name, what=what, state=application_state_text(row.state))
    pickup = view.session.scalar(
        select(Pickup)
        .where(Pickup.application_id == row.id, Pickup.undone_at.is_(None))
        .order_by(Pickup.id.desc())
        .limit(1)
    )
    if pickup is None:
        said = _("{name} ({what}) is {state}, so nothing can be handed over.")
        return "handed_over", said.format(name=row.name, what=what, state=application_state_text(row.state))
    at = pickup.at.astimezone(view.office.zone)
    if at.date() == view.now.astimezone(view.office.zone).date():
        said, when = _("{what} of {name} was handed over at {moment} ({register})."), clock_time(at, language())
    else:
        said, when = _("{what} of {name} was handed over on {moment} ({register})."), moment_medium(at, language())
    sentence = said.format(what=what, name=row.name, moment=when, register=pickup.register_number)
    return "handed_over", sentence[:1].upper() + sentence[1:]


def together_with(view: View, application_id: int) -> tuple[CounterItem, ...]:
    """Those of the same group, or with the same telephone, that lie ready; this one first, then by slot."""
    row = view.session.get(Application, application_id)
    if row is None:
        return ()
    same = [Application.id == application_id]
    if row.group_name:
        same.append(Application.group_name == row.group_name)
    if row.phone:
        same.append(Application.phone == row.phone)
    rows = view.session.execute(
        select(Application, Booklet.serial)
        .join(Booklet, Booklet.id == Application.booklet_id)
        .where(or_(*same), Application.state == ApplicationState.SHELVED, Booklet.state == BookletState.SHELVED)
        .order_by(Application.shelf_slot)
    ).all()
    items = [item_of(each, serial) for each, serial in rows]
    return tuple(sorted(items, key=lambda item: item.application_id != application_id))
