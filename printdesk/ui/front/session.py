"""Who is signed in at this desk: signing in and out, locking, and another person at a shared desk."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from printdesk.config import PreferencesFile, system_user
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.accounts import SignedIn
from printdesk.services.bundle import Services
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Background
from printdesk.ui.front.access import AccessFacts, read_access
from printdesk.ui.front.idle import IdleWatch
from printdesk.ui.shell.cover import WindowCover
from printdesk.ui.sign_in.cover import SignInCover

_log = logging.getLogger(__name__)


class Session(QObject):
    """The sign-in of this desk.

    In an open office there is none: whoever sits here says who it is. In a closed one the rooms are covered until
    somebody has signed in, from the first moment of the program on, so a desk that was locked when the program or the
    computer stopped is not open after it.

    Args:
        cover: of the window. clock: seconds that never run backwards.

    Attributes:
        page: what lies over the rooms. idle: locks the desk that nobody touches.

    Signals:
        entered: somebody may work here now; whether it is the person whose work was behind the cover.
        left: the rooms are covered. failed: it could not be read whether the office is open.
    """

    entered = Signal(bool)
    left = Signal()
    failed = Signal(object)

    def __init__(
        self,
        cover: WindowCover,
        services: Services,
        background: Background,
        preferences: PreferencesFile,
        clock: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._cover = cover
        self._services = services
        self._background = background
        self._preferences = preferences
        self._facts: AccessFacts | None = None
        self._signed: SignedIn | None = None
        self._behind: str | None = None
        self._own: SignedIn | None = None
        self._old_password = ""
        self._asking = False
        self.page = SignInCover(clock, cover.window)
        self.page.hide()
        self.idle = IdleWatch(clock, self)
        self.page.form.submitted.connect(self._sign_in)
        self.page.own.submitted.connect(self._take_own_password)
        self.idle.idle.connect(self.lock)
        self.idle.lock_wanted.connect(self.lock)

    # what is known

    @property
    def known(self) -> bool:
        """Whether it is known that somebody may work here, or that nobody may."""
        return self._facts is not None

    @property
    def is_open(self) -> bool:
        """Whether nobody needs a password in this office yet."""
        return self._facts is not None and self._facts.is_open

    @property
    def working(self) -> bool:
        """Whether the rooms are shown: the office is open, or somebody is signed in and the desk is not locked."""
        return self.known and self._cover.widget is None

    @property
    def signed(self) -> SignedIn | None:
        """Who is signed in, at a locked desk as well; None in an open office and while nobody is."""
        return self._signed

    @property
    def facts(self) -> AccessFacts | None:
        """What is known of passwords; None before it was read."""
        return self._facts

    def actor(self) -> Actor:
        """Who acts here: nobody, while nobody has signed in where that is needed."""
        values = self._preferences.values
        if self._signed is not None:
            return Actor(self._signed.login, values.desk)
        if self._facts is not None and not self._facts.is_open:
            return Actor("", values.desk)
        return Actor(values.person or system_user(), values.desk)

    def roles(self) -> tuple[str, ...] | None:
        """What the person here does; None in an open office, where everybody may do everything."""
        return None if self._facts is None or self._facts.is_open else self._signed.roles if self._signed else ()

    # what happens

    def ask(self) -> None:
        """Read whether the office is open, before anything of it is shown."""
        if self._asking:
            return
        self._asking = True
        self._background.run(
            lambda _task: read_access(self._services), done=self.learn, failed=self._not_read, owner=self
        )

    def learn(self, facts: AccessFacts) -> None:
        """Take in who may come in now; whoever may not any more has to go."""
        first, was_open = self._facts is None, self.is_open
        self._asking = False
        self._facts = facts
        if facts.is_open:
            if first or not was_open:
                self._enter(None)
            return
        self._show_people()
        account = facts.account(self._signed.login) if self._signed else None
        if self._signed is None and self._cover.widget is not self.page:
            closed = _("People have passwords now, so everybody signs in.") if was_open else ""
            self._leave(behind=self._preferences.values.person if was_open else None, note=closed)
        elif self._signed is not None and account is None:
            self._signed = None
            self._leave(note=_("This person does not sign in here any more."))
        elif account is not None and self._signed is not None:
            self._signed = SignedIn(account.login, account.name, account.roles)
            if self.working:
                self.idle.start(facts.idle_minutes)

    def lock(self) -> None:
        """Cover the rooms; the same person goes on where the work stood, another one finds nothing of it."""
        if self._signed is None or self._cover.widget is not None:
            return
        self._note(self._services.accounts.lock, self.actor())
        self._leave(behind=self._signed.login, locked_by=self._signed.name)

    def switch(self) -> None:
        """Lock for another person, who does not have to take the name away first."""
        self.lock()
        if self._cover.widget is not None:
            self.page.form.propose("")
            self.page.form.begin()

    def sign_out(self) -> None:
        """Nobody is here any more, and nothing of the work stays behind the cover."""
        if self._signed is None:
            return
        self._note(self._services.accounts.sign_out, self.actor())
        self._signed = None
        self._leave()

    def came_in(self, signed: SignedIn) -> None:
        """Somebody has just proved who it is in another way: by making the first password."""
        self._facts = None
        self._signed = signed
        self.ask()
        self._enter(signed)

    def retranslate(self) -> None:
        """The page's words in the language of the moment."""
        self.page.retranslate()

    # inside

    def _sign_in(self, login: str, password: str) -> None:
        accounts, desk = self._services.accounts, self._preferences.values.desk
        unlocks = self._signed is not None and self._signed.login == login
        enter = accounts.unlock if unlocks else accounts.sign_in

        def done(signed: SignedIn) -> None:
            if signed.must_change:
                self._own, self._old_password = signed, password
                self.page.ask_own_password()
                return
            self._proved(signed)

        self._background.run(
            lambda _task: enter(login, password, desk), done=done, failed=self._refused, owner=self.page
        )

    def _take_own_password(self, password: str) -> None:
        signed, old = self._own, self._old_password
        if signed is None:
            return
        accounts, actor, operation = self._services.accounts, Actor(signed.login, self._desk()), new_operation_id()

        def done(_none: None) -> None:
            self._old_password = ""
            self._proved(SignedIn(signed.login, signed.name, signed.roles))

        self._background.run(
            lambda _task: accounts.set_password(actor, signed.login, password, operation, old),
            done=done, failed=lambda error: self.page.own.refuse(str(error)), owner=self.page,
        )  # fmt: skip

    def _proved(self, signed: SignedIn) -> None:
        leaver = self._signed
        if leaver is not None and leaver.login != signed.login:
            self._note(self._services.accounts.sign_out, Actor(leaver.login, self._desk()))
        self._enter(signed)

    def _refused(self, error: DeskError) -> None:
        until: datetime | None = getattr(error, "until", None)
        wait = (until - self._services.clock.now()).total_seconds() if until is not None else 0.0
        self.page.form.refuse(error.message if wait > 0 else str(error), wait)

    def _enter(self, signed: SignedIn | None) -> None:
        behind = self._behind if self._cover.widget is not None else self._preferences.values.person
        same = signed is None or behind == signed.login
        self._signed = signed
        self._own, self._old_password = None, ""
        self.page.form.password.forget()
        self.page.own.fields.forget()
        if signed is not None:
            self._preferences.change(person=signed.login)
            self.idle.start(self._facts.idle_minutes if self._facts else 10)
        else:
            self.idle.stop()
        self._cover.lift(same_person=same)
        self.entered.emit(same)

    def _leave(self, *, behind: str | None = None, locked_by: str = "", note: str = "") -> None:
        """Cover the rooms.

        Args:
            behind: login of the person whose work waits; None for nobody's. locked_by: the name, where it is locked.
        """
        self.idle.stop()
        self._behind = behind
        self._show_people()
        self.page.form.propose(self._preferences.values.person)
        self.page.begin(self._facts.office_name if self._facts else "", locked_by=locked_by, note=note)
        self._cover.lay(self.page)
        self.page.form.take_focus()
        self.left.emit()

    def _show_people(self) -> None:
        if self._facts is not None:
            self.page.form.show_people(self._facts.sign_ins())

    def _note(self, write: Callable[[Actor], None], actor: Actor) -> None:
        """The history keeps it; that it could not be written keeps no desk open."""
        self._background.run(
            lambda _task: write(actor), failed=lambda error: _log.warning("not noted: %s", error), owner=self
        )

    def _not_read(self, error: DeskError) -> None:
        self._asking = False
        self.failed.emit(error)

    def _desk(self) -> str:
        return self._preferences.values.desk
