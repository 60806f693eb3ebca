"""The facts around the rooms, read in one go: today's figures, what works, who is here."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.i18n import _, catalogue, language, plural
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import clock_time, day_medium, number, zone_name
from printdesk.services.backups import BackupStatus, missed_text
from printdesk.services.board import Board
from printdesk.services.bundle import Services
from printdesk.services.notices import NoticeView
from printdesk.services.office import PersonView, Switch
from printdesk.services.plans import PlanView
from printdesk.services.stages import StageSwitch
from printdesk.ui.front.access import AccessFacts, read_access
from printdesk.ui.shell.banner import BannerItem
from printdesk.ui.shell.rail import Badge, BadgeKind
from printdesk.ui.theme import Kind


@dataclass(frozen=True, slots=True)
class Facts:
    """What the window says outside its rooms.

    Attributes:
        plan: the plan that the figures were made of, to be kept.
        sequence: number of the newest entry of the ledger; what came after it is not in these facts.
        due: when the plan may next change by itself.
        requests: raises and places by hand that wait for a second person. inbox: what a supervisor has not noted.
        stages: quality check and pickup of each service type. outages: how many go on.
        notice: the public notice that counts. access: whether people have passwords, and who.
        backups: how the office stands with them. unsound: the last check at this desk found something wrong.
    """

    board: Board
    plan: PlanView
    services: tuple[Switch, ...]
    labels: dict[str, tuple[str, str]]
    office_name: str
    people: tuple[PersonView, ...]
    sequence: int
    due: datetime
    requests: int
    inbox: int
    database: str
    is_demo: bool
    access: AccessFacts
    stages: tuple[StageSwitch, ...] = ()
    outages: int = 0
    notice: NoticeView | None = None
    backups: BackupStatus | None = None
    unsound: bool = False


def read_facts(services: Services) -> Facts:
    """Read them; slow, so not on the window's thread."""
    sequence = services.office.last_change()
    office = services.office.data().settings
    plan = services.plans.plan()
    return Facts(
        board=services.board.board(plan),
        plan=plan,
        services=services.office.service_switches(),
        labels={each.code: (each.label.id, each.label.en) for each in office.services},
        office_name=office.office.short_name,
        people=services.office.people(),
        sequence=sequence,
        due=services.history.next_due(),
        inbox=services.inbox.count(active(), plan),
        requests=len(services.raises.open_requests()) + len(services.pins.waiting()),
        database=services.database.shown_name,
        is_demo=services.clock.is_demo,
        stages=tuple(one for one in services.stages.board() if one.stage != "print"),
        outages=services.outages.open_count(),
        notice=services.notices.in_force(catalogue(language()), plan),
        backups=services.backups.status(),
        unsound=services.integrity.last is not None and not services.integrity.last.ok,
        access=read_access(services),
    )


def banner_items(facts: Facts, now: datetime) -> list[BannerItem]:
    """The practice clock, then what is flaky or stopped."""
    items = []
    if facts.is_demo:
        said = _("Practice clock: {moment}")
        time = clock_time(now, language())
        items.append(
            BannerItem(
                said.format(moment=office_time(now)), icon="clock", strong=True, short=said.format(moment=time)
            )
        )
    at = 1 if language() == "en" else 0
    for switch in facts.services:
        name = facts.labels[switch.code][at]
        if switch.state == "flaky":
            whole = _("{service} is flaky: {percent} of 100 succeed")
            text = _("{service}: {percent} % succeed")
            fields = {"service": name, "percent": switch.success_percent}
            items.append(BannerItem(text.format(**fields), Kind.FLAKY, whole=whole.format(**fields)))
        elif switch.state == "down":
            items.append(BannerItem(_("{service} stopped").format(service=name), Kind.STOPPED))
    return [*items, *_safety_items(facts), *_stage_items(facts), *_notice_items(facts)]


def _safety_items(facts: Facts) -> list[BannerItem]:
    """That the database is damaged, or that a backup is missing."""
    items = []
    if facts.unsound:
        items.append(BannerItem(_("The database is not sound: see Settings, Backups and checks"), Kind.STOPPED))
    missed = missed_text(facts.backups) if facts.backups is not None else ""
    if missed:
        items.append(BannerItem(missed, Kind.FLAKY))
    return items


def _stage_items(facts: Facts) -> list[BannerItem]:
    """Quality checks and pickups that do not simply work."""
    at = 1 if language() == "en" else 0
    stopped = {"check": _("Quality check of {service} stopped"), "pickup": _("Pickup of {service} stopped")}
    flaky = {"check": _("Quality check of {service} is flaky"), "pickup": _("Pickup of {service} is flaky")}
    items = []
    for one in facts.stages:
        if one.switch.state != "up":
            down = one.switch.state == "down"
            text = (stopped if down else flaky)[one.stage].format(service=facts.labels[one.service][at])
            items.append(BannerItem(text, Kind.STOPPED if down else Kind.FLAKY))
    return items


def _notice_items(facts: Facts) -> list[BannerItem]:
    """That the public notice says what is not true any more."""
    notice = facts.notice
    if notice is None or not notice.is_stale:
        return []
    made = notice.made_at
    when = clock_time(made, language())
    if made.date() != facts.board.now.date():
        when = f"{day_medium(made.date(), language())} {when}"
    return [BannerItem(_("Notice of {time} is out of date").format(time=when), Kind.FLAKY)]


def risk_text(facts: Facts) -> str:
    """The trips at risk, or "" when there are none."""
    count = facts.board.trips_at_risk
    if not count:
        return ""
    return plural("{count} trip at risk", "{count} trips at risk", count).format(count=number(count, language()))


def badges(facts: Facts) -> dict[str, Badge]:
    """The counts beside the rooms."""
    board = facts.board
    return {
        "print_room": _count(board.waiting, _("waiting for printing")),
        "quality": _count(board.in_check, _("at quality check")),
        "pickup": _count(board.ready, _("ready for pickup")),
        "trips": _trips(facts),
        "backlog": _backlog(facts),
        "outages": _count(facts.outages, _("outages going on")),
    }


def _trips(facts: Facts) -> Badge:
    """The trips at risk; requests are said as well, and counted where no trip is at risk."""
    asked = plural("{count} request to decide", "{count} requests to decide", facts.requests)
    said = asked.format(count=number(facts.requests, language()))
    badge = _count(facts.board.trips_at_risk, _("trips at risk"), BadgeKind.ALERT)
    if not facts.requests:
        return badge
    if not badge.text:
        return Badge(number(facts.requests, language()), BadgeKind.COUNT, said)
    return Badge(badge.text, badge.kind, f"{badge.spoken}, {said}")


def _backlog(facts: Facts) -> Badge:
    """Those past their promise; what is in the inbox is said as well, and counted where nobody is late."""
    badge = _count(facts.board.past_promise, _("past their promise"))
    if not facts.inbox:
        return badge
    said = _("{count} in the inbox").format(count=number(facts.inbox, language()))
    if not badge.text:
        return Badge(number(facts.inbox, language()), BadgeKind.COUNT, said)
    return Badge(badge.text, badge.kind, f"{badge.spoken}, {said}")


def _count(count: int, what: str, kind: BadgeKind = BadgeKind.COUNT) -> Badge:
    return Badge(number(count, language()), kind, f"{count} {what}") if count else Badge()


def office_time(now: datetime) -> str:
    """ "Rab 26 Juni 2024, 08.42 WIB"."""
    day = now.date()
    return f"{day_medium(day, language())} {day.year}, {clock_time(now, language())} {zone_name(now)}"
