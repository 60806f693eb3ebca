"""The window's own life: it keeps banner, badges and status true, knows who sits here, and routes scans."""

from collections.abc import Callable
from datetime import UTC
from time import monotonic
from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from printdesk.config import PreferencesFile
from printdesk.errors import DeskError
from printdesk.i18n import _, language, set_language
from printdesk.i18n.dates import number
from printdesk.services.backups import status_text
from printdesk.services.bundle import Services
from printdesk.services.work import Actor
from printdesk.ui.background import Background
from printdesk.ui.front.connection import Connection
from printdesk.ui.front.facts import Facts, badges, banner_items, office_time, read_facts, risk_text
from printdesk.ui.front.forms_language import FormsLanguage
from printdesk.ui.front.paper_desk import as_scanned, is_filed, room_of_work
from printdesk.ui.front.person_desk import PersonDesk
from printdesk.ui.front.plan_keeper import PlanKeeper
from printdesk.ui.messages import Messages
from printdesk.ui.shell.status_bar import StatusFacts
from printdesk.ui.shell.window import ShellWindow
from printdesk.ui.theme import ThemeSwitch
from printdesk.ui.theme.apply import palette_of
from printdesk.ui.theme.tokens import DARK

POLL_MS, SLOW_POLL_MS = 500, 5_000
"""How often the database is asked for changes: without a watch that tells of them, and with one."""
CLOCK_MS = 10_000
LONGEST_STILL_S = 180
"""Seconds after which the plan is made anew although nothing happened: what it says of today slides on."""


class RoomPage(Protocol):
    """What the front desk asks of a room."""

    def refresh(self) -> None:
        """Read anew in the background; selection, scroll and typed text stay."""

    def handle_scan(self, text: str) -> bool:
        """Use a scanned or typed code; False when it means nothing here."""


class RiskPage(Protocol):
    """What the front desk asks of the room of trips."""

    def show_view(self, code: str) -> None:
        """Show a view, such as "risk"."""

    def plan_kept(self) -> None:
        """A plan was kept."""


class FrontDesk(QObject):
    """Keeps the frame around the rooms true.

    Signals:
        searched: a text that no room used, to be looked up.
        changed_somewhere: something was written here or elsewhere, or another person sits here.
    """

    searched = Signal(str)
    changed_somewhere = Signal()

    def __init__(
        self,
        window: ShellWindow,
        services: Services,
        background: Background,
        messages: Messages,
        preferences: PreferencesFile,
        theme: ThemeSwitch,
    ) -> None:
        super().__init__(window)
        self._messages = messages
        self._window = window
        self._services = services
        self._background = background
        self._preferences = preferences
        self._theme = theme
        self._facts: Facts | None = None
        self._reading = False
        self._asking = False
        self._again = False
        self.connection = Connection(services, self)
        self._first_act: Callable[[Actor], object] | None = None
        self.person = PersonDesk(window, services, background, messages, preferences, self._person_changed)
        self._read_at = 0.0
        self._keeper = PlanKeeper(services, background, self)
        self._forms = FormsLanguage(window.cover, self.choose_language, self)
        self._connect()
        self._poll = self._every(POLL_MS, self._look_for_changes)
        self._clock = self._every(CLOCK_MS, self._tick)

    def actor(self) -> Actor:
        """Who works at this desk now."""
        return self.person.actor()

    def begin(self, work: Callable[[Actor], object]) -> None:
        """Do this once, in the background, as soon as somebody may work here: at once in an open office."""
        self._first_act = work
        if self.person.session.working:
            self._begin_work()
        else:
            self.person.session.ask()

    def _begin_work(self) -> None:
        work, self._first_act = self._first_act, None
        if work is not None:
            actor = self.actor()
            self._background.run(lambda _task: work(actor), done=lambda _answer: self.changed(), owner=self._window)

    def station(self) -> str:
        """The station at this desk, "" for none."""
        return self._preferences.values.station

    def choose_station(self, code: str) -> None:
        """Make another station this desk's."""
        self._preferences.change(station=code)
        self.person.show()

    def changed(self) -> None:
        """After an act: read anew what the window says."""
        self.read()
        self._refresh_room()

    def read(self) -> None:
        """Read the facts around the rooms in the background."""
        self.changed_somewhere.emit()
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._background.run(
            lambda _task: read_facts(self._services), done=self._show, failed=self._not_read, owner=self
        )

    def route(self, text: str) -> None:
        """A scan or a typed code: the room in front may use it, else it is looked up."""
        text = as_scanned(text, self._window.current_room)
        room = room_of_work(text)
        taken = self._room_takes(room, text) if room else not is_filed(text) and self._page_takes(text)
        if not taken:
            self.searched.emit(text)

    def _page_takes(self, text: str) -> bool:
        return cast("RoomPage", self._window.page(self._window.current_room)).handle_scan(text)

    def _room_takes(self, room: str, text: str) -> bool:
        """A paper that is filled in belongs to the room where it is entered, where this person has that."""
        return room in self._window.shown_rooms() and self._window.go_to(room) and self._page_takes(text)

    def _connect(self) -> None:
        window = self._window
        window.scanned.connect(self.route)
        window.search_submitted.connect(self.route)
        window.room_changed.connect(lambda _code: self._refresh_room())
        window.language_chosen.connect(self.choose_language)
        window.theme_chosen.connect(self._choose_theme)
        window.text_scale_chosen.connect(self._choose_text_scale)
        window.risk_clicked.connect(self._show_risk)
        self._keeper.kept.connect(self._tell_kept)
        self.person.session.entered.connect(self._forms.came_in)
        self.person.session.page.language_chosen.connect(self.choose_language)
        self.person.session.left.connect(lambda: None if self._facts is not None else self.read())
        self.connection.news.connect(self._take_news)
        self.connection.lost.connect(self._show_time)
        self.connection.back.connect(self._show_time)
        self.connection.back.connect(self.changed)
        self._theme.changed.connect(self._show_theme)
        self._background.busy_changed.connect(self._idle)
        self._show_theme()
        window.status.set_language(self._preferences.values.language)

    def _show_risk(self) -> None:
        """From the banner to the trips themselves, whatever the room showed last."""
        if not self._window.go_to("trips"):
            return
        cast("RiskPage", self._window.page("trips")).show_view("risk")

    def _tell_kept(self) -> None:
        """The room of trips shows what was kept; it reads by itself when it is entered."""
        if self._window.current_room == "trips":
            cast("RiskPage", self._window.page("trips")).plan_kept()

    def _every(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        timer.start()
        return timer

    def choose_language(self, code: str) -> None:
        """All texts in another language, at once."""
        self._forms.changes(language(), code)
        set_language(code)
        self._preferences.change(language=code)
        self._window.status.set_language(code)
        self._window.retranslate()
        self.person.retranslate()
        if self._facts is not None:
            self._show(self._facts)
        self._refresh_room()

    def _choose_theme(self, mode: str) -> None:
        self._preferences.change(theme=mode)
        self._theme.choose("dark" if mode == "dark" else "light")

    def _choose_text_scale(self, percent: int) -> None:
        self._preferences.change(text_scale=str(percent))
        self._theme.choose_text_scale(self._preferences.values.scale)

    def _show_theme(self) -> None:
        self._window.status.set_theme("dark" if palette_of(self._window) is DARK else "light")

    def _look_for_changes(self) -> None:
        if self._facts is None or self._reading or self._asking:
            return
        self._asking = True
        self._background.run(
            lambda _task: self._services.office.last_change(),
            done=self._compare,
            failed=self._not_asked,
            owner=self,
        )

    def _take_news(self) -> None:
        """Somebody wrote something: read it, unless what is read or being read holds it already."""
        if self._facts is not None and not self._reading and self.connection.sequence > self._facts.sequence:
            self.changed()

    def _compare(self, sequence: int) -> None:
        self._asking = False
        self._poll.setInterval(SLOW_POLL_MS if self.connection.is_watching else POLL_MS)
        self.connection.answered()
        if self._facts is not None and not self._reading and sequence != self._facts.sequence:
            self.changed()

    def _not_asked(self, _error: DeskError) -> None:
        self._asking = False
        self.connection.failed()

    def _not_read(self, error: DeskError) -> None:
        self._reading = False
        if self._facts is None:
            self._messages.error(error)
        else:
            self.connection.failed()

    def _idle(self, busy: bool) -> None:
        """Nothing runs any more: what a bug may have cut short is over as well."""
        if not busy:
            self._reading = self._asking = False

    def _show(self, facts: Facts) -> None:
        self._reading = False
        self._facts = facts
        self._read_at = monotonic()
        self._keeper.saw(facts.plan, facts.sequence)
        self._window.rail.set_office(facts.office_name)
        for code, badge in badges(facts).items():
            self._window.set_badge(code, badge)
        self.person.learn(facts)
        self._show_time()
        self.connection.answered()
        if self._again:
            self._again = False
            self.read()
        else:
            self._take_news()

    def _tick(self) -> None:
        """Show the time; read anew when something ran out by itself, and once in a while in any case."""
        self._show_time()
        if self._facts is None or self._reading:
            return
        over = self._services.clock.now() >= self._facts.due
        if over or monotonic() - self._read_at >= LONGEST_STILL_S:
            self.changed()

    def _show_time(self) -> None:
        if self._facts is None:
            local = self._services.clock.now().astimezone().tzinfo
            self._window.banner.set_banner(self.connection.items(local or UTC))
            return
        now = self._services.clock.now().astimezone(self._facts.board.now.tzinfo)
        said = [*self.connection.items(now.tzinfo or UTC), *banner_items(self._facts, now)]
        self._window.banner.set_banner(said, risk_text(self._facts))
        self._show_status(self._facts)

    def _show_status(self, facts: Facts) -> None:
        sound = not self.connection.is_lost
        now = self._services.clock.now().astimezone(facts.board.now.tzinfo)
        database = _("Connected: {name}") if sound else _("Connection lost: {name}")
        self._window.status.set_facts(
            StatusFacts(
                time=office_time(now),
                database=database.format(name=facts.database),
                ledger=_("Ledger: {count} entries").format(count=number(facts.sequence, language())),
                backup=self.person.status(),
                safety=status_text(facts.backups) if facts.backups is not None else "",
                desk=_("Desk {desk}").format(desk=self._preferences.values.desk),
                sound=sound,
            )
        )

    def sign_in(self, login: str) -> None:
        """In an open office: another person works at this desk from now on."""
        self.person.become(login)

    def _person_changed(self) -> None:
        """Another person works here, or somebody came back: the rooms show what is true for them."""
        self.changed_somewhere.emit()
        self._show_time()
        self._refresh_room()
        self._begin_work()

    def _refresh_room(self) -> None:
        """Nothing is read for a room before it is known that somebody may see it."""
        session = self.person.session
        if not session.known:
            session.ask()
        elif session.working:
            cast("RoomPage", self._window.page(self._window.current_room)).refresh()
