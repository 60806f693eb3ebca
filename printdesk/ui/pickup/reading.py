"""What the pickup room reads, off the window's thread: values in, values out."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.domain import mrz, numbers
from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.services.bundle import Services
from printdesk.services.cards import Card
from printdesk.services.office import PersonView
from printdesk.services.pickup import ReadyRow
from printdesk.services.search import Match
from printdesk.services.story import StoryLine
from printdesk.services.uncollected import Uncollected
from printdesk.ui.order.reading import Request, read_of

MOST_MATCHES = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """An application as the counter sees it.

    Attributes:
        brief: the history in few lines; `story` has every step of it.
        service: label of its service type.
        now: the office's instant, in its zone.
        requests: raises and places by hand that were asked for it.
        people: who works here.
    """

    card: Card
    story: tuple[StoryLine, ...]
    service: str
    settings: OfficeSettings
    now: datetime
    requests: tuple[Request, ...] = ()
    people: tuple[PersonView, ...] = ()
    brief: tuple[StoryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies ready, as of `now`, the other lists, and how many batches of cancellations are to be confirmed."""

    rows: tuple[ReadyRow, ...]
    now: datetime
    services: dict[str, str]
    lists: Uncollected
    to_confirm: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a scanned or typed text names.

    Attributes:
        slip_of: id of the application whose pickup slip it is, None when it is no slip.
        serial_of: name of the one whose booklet carries it as its serial, "" when it is no known serial; its
            application is `serial_id`.
        replaced: since when a newer copy replaces the scanned slip, as a sentence, or "".
        services: labels of service types by code.
    """

    text: str
    matches: tuple[Match, ...]
    services: dict[str, str]
    slip_of: int | None = None
    serial_of: str = ""
    serial_id: int | None = None
    replaced: str = ""


def open_card(services: Services, application_id: int) -> Opened:
    """Card, history and what is needed to word them.

    Raises:
        RuleViolationError: there is no such application.
    """
    card = services.applications.card(application_id)
    settings = services.office.data().settings
    return Opened(
        card=card,
        story=services.applications.story(application_id, active()),
        service=settings.service_labels(language()).get(card.service, card.service),
        settings=settings,
        now=services.office.now(),
        requests=read_of(services, application_id),
        people=services.office.people(),
        brief=services.applications.story_brief(application_id, active()),
    )


def read_shelf(services: Services) -> Shelf:
    """What lies ready now."""
    labels = services.office.data().settings.service_labels(language())
    lists = services.uncollected.lists()
    return Shelf(lists.rows, services.office.now(), dict(labels), lists, services.cancelling.waiting())


def look_up(services: Services, text: str) -> Found:
    """What a text names: a slip of ours, or whatever the search finds.

    Raises:
        RuleViolationError: it is a forged slip.
    """
    slip = services.slips.scan(text)
    slip_of = slip.application_id if slip is not None else None
    labels = dict(services.office.data().settings.service_labels(language()))
    if slip_of is not None:
        card = services.applications.card(slip_of)
        match = Match(card.id, card.number, card.name, card.service, card.state, card.shelf_slot, _("pickup slip"))
        return Found(text, (match,), labels, slip_of, replaced=slip.replaced if slip is not None else "")
    plain = spoken_number(text)
    matches = services.applications.find(plain, MOST_MATCHES)
    owner = _owner(services, plain, matches)
    return Found(plain, matches, labels, None, owner.name if owner else "", owner.application_id if owner else None)


def spoken_number(text: str) -> str:
    """The passport number of a scanned MRZ; any other text as it is."""
    return mrz.passport_number(text, active()) if mrz.looks_like(text) else text.strip()


def looks_like_booklet(text: str, serial: str) -> bool:
    """Whether a text stands where a booklet's serial is expected: that serial itself, or letters before digits."""
    plain = numbers.passport_number(spoken_number(text))
    return plain == serial or (plain[:1].isalpha() and plain[-1:].isdigit() and " " not in text.strip())


def _owner(services: Services, text: str, matches: tuple[Match, ...]) -> Match | None:
    """The one whose bound booklet carries this serial."""
    wanted = numbers.passport_number(text)
    if not wanted[-4:].isdigit() or len(matches) > 3:
        return None
    for match in matches:
        if services.applications.card(match.application_id).serial == wanted:
            return match
    return None
