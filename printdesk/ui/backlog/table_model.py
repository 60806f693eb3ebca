"""The room's tables: trips at risk, what works, what an evening prints, the evenings ordered."""

from dataclasses import dataclass
from datetime import date, datetime

from printdesk.i18n import _, dates, language
from printdesk.services.office import Switch
from printdesk.services.overtime import SessionView
from printdesk.services.plans import PlanRow
from printdesk.ui.backlog.reading import BacklogFacts
from printdesk.ui.backlog.words import (
    count_text,
    days_until,
    departure_text,
    hours_text,
    moment_text,
    rate_text,
    short_number,
    success_text,
)
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.state_words import stage_names, state_pill
from printdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class TripLine:
    """An application with the name of its service type, as of a day."""

    row: PlanRow
    service: str
    today: date


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """A service type or station, its state, and what belongs to it in words.

    Attributes:
        kind: "service" for its printing, "check" or "pickup" for its later stages, or "station". title: of the
            service type or station. stage: in words; "" of a station. about: how fast a station is and what it
            prints, or how often prints of a service type succeed.
    """

    kind: str
    title: str
    stage: str
    switch: Switch
    about: str
    since: datetime | None
    back: datetime | None

    @property
    def name(self) -> str:
        """Title and stage."""
        return f"{self.title} · {self.stage}" if self.stage else self.title

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}/{self.switch.code}"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """An evening that was ordered."""

    session: SessionView
    station: str
    people: str


def trip_lines(facts: BacklogFacts) -> list[TripLine]:
    """The trips at risk, the next to depart first."""
    today = facts.board.now.date()
    return [TripLine(row, facts.service(row.service), today) for row in facts.at_risk()]


def switch_lines(facts: BacklogFacts) -> list[SwitchLine]:
    """The service types, each with the later stages that do not work, then the stations."""
    zone = facts.office.zone

    def line(kind: str, title: str, stage: str, switch: Switch, about: str) -> SwitchLine:
        since = switch.since.astimezone(zone) if switch.since else None
        back = switch.expected_back.astimezone(zone) if switch.expected_back else None
        return SwitchLine(kind, title, stage, switch, about, since, back)

    success = {one.service: success_text(one) for one in facts.forecast.success}
    rates = {one.station: rate_text(one) for one in facts.forecast.rates}
    found, stages = [], stage_names()
    for one in facts.services:
        found.append(line("service", facts.service(one.code), stages["print"], one, success.get(one.code, "")))
        found += [
            line(each.stage, facts.service(one.code), stages[each.stage], each.switch, "")
            for each in facts.later if each.service == one.code
        ]  # fmt: skip
    for one in facts.stations:
        prints = ", ".join(facts.service(code) for code in facts.office.settings.station(one.code).services)
        about = " · ".join(part for part in (rates.get(one.code, ""), prints) if part)
        found.append(line("station", facts.station(one.code), "", one, about))
    return found


def session_lines(facts: BacklogFacts) -> list[SessionLine]:
    """The evenings ordered, by day."""
    return [
        SessionLine(one, facts.station(one.station), ", ".join(facts.name(login) for login in one.people))
        for one in (*facts.sessions, *facts.worked)
    ]


def trips_model() -> RowsModel[TripLine]:
    """The table of trips at risk, empty."""
    columns: list[Column[TripLine]] = [
        Column(lambda: _("Applicant"), _applicant, 180, 1, strong=True),
        Column(lambda: _("Departs"), _departs, 126),
        Column(lambda: _("Must be printed"), _must, 158),
    ]
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def _applicant(line: TripLine) -> Cell:
    return Cell(
        line.row.name,
        f"{short_number(line.row.number)} · {line.service}",
        tooltip=f"{line.row.name}\n{line.row.number}",
    )


def _departs(line: TripLine) -> Cell:
    day = line.row.departs_at.date() if line.row.departs_at else line.today
    return Cell(departure_text(line.row), days_until(day, line.today))


def _must(line: TripLine) -> Cell:
    planned = _("planned {moment}").format(moment=moment_text(line.row.planned))
    return Cell(
        moment_text(line.row.need_by), planned if line.row.planned else _("no place in the plan"), tone=Tone.RED
    )


def switches_model() -> RowsModel[SwitchLine]:
    """The table of what works, empty."""
    columns: list[Column[SwitchLine]] = [
        Column(lambda: _("What"), _what, 180, 1, strong=True),
        Column(lambda: _("State"), lambda line: Cell(pill=state_pill(line.switch)), 156),
        Column(lambda: _("Since"), _since, 146),
    ]
    return RowsModel(columns, key=lambda line: line.key)


def _what(line: SwitchLine) -> Cell:
    text = " · ".join(part for part in (line.stage, line.about, line.switch.note) if part)
    return Cell(line.title, text, tooltip=f"{line.name}\n{text}" if text else line.name)


def _since(line: SwitchLine) -> Cell:
    since = dates.moment_short(line.since, language()) if line.since else "—"
    if line.switch.state == "up":
        return Cell(since)
    if line.back is None:
        return Cell(since, _("return not known"))
    return Cell(since, _("back {moment}").format(moment=dates.moment_short(line.back, language())))


def preview_model() -> RowsModel[TripLine]:
    """The table of what an evening prints, empty."""
    columns: list[Column[TripLine]] = [
        Column(lambda: _("#"), lambda line: Cell(count_text(line.row.position)), 56, align="right"),
        Column(
            lambda: _("Applicant"), lambda line: Cell(line.row.name, tooltip=line.row.number), 170, 1, strong=True
        ),
        Column(lambda: _("Departs"), lambda line: Cell(departure_text(line.row)), 126),
        Column(lambda: _("Print by"), _print_by, 126),
    ]
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def _print_by(line: TripLine) -> Cell:
    late = line.row.need_by.date() < line.today
    return Cell(moment_text(line.row.need_by), tone=Tone.RED if late else None)


def sessions_model() -> RowsModel[SessionLine]:
    """The table of the evenings ordered, empty."""
    columns: list[Column[SessionLine]] = [
        Column(lambda: _("Evening"), _evening, 186, strong=True),
        Column(lambda: _("Station and people"), lambda line: Cell(line.station, line.people), 180, 1),
        Column(lambda: _("Booklets"), lambda line: Cell(count_text(line.session.target)), 80, align="right"),
    ]
    return RowsModel(columns, key=lambda line: str(line.session.id))


def _evening(line: SessionLine) -> Cell:
    one = line.session
    when = f"{dates.day_short(one.day, language())} {hours_text(one.start, one.end)}"
    return Cell(when, one.number)
