"""The window of the first start: one step at a time, back and on by keyboard; nothing is written before the last."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import DeskError
from printdesk.i18n import _, language, set_language
from printdesk.services.first_run import FoundOffice, NewOffice, stations_of
from printdesk.ui.background import Background
from printdesk.ui.first_run.page import Page
from printdesk.ui.first_run.pages import (
    DEMO,
    JOIN,
    NEW,
    JoinPage,
    OfficePage,
    PersonPage,
    ReadyPage,
    WayPage,
    WorkPage,
)
from printdesk.ui.kit import Card, ChipRow, PrimaryButton, SecondaryButton, label
from printdesk.ui.kit.mnemonics import give_letters
from printdesk.ui.theme import Space

_LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


@dataclass(frozen=True)
class Ways:
    """What the wizard has done for it, off the window's thread; each gives the address of an office that is there.

    Attributes:
        make: makes a new office. demo: makes a demo office. find: tries an address.
        join: keeps an address that was found.
    """

    make: Callable[[NewOffice], str]
    demo: Callable[[], str]
    find: Callable[[str], FoundOffice]
    join: Callable[[str], str]


class FirstRunWizard(QDialog):
    """Asks how to begin.

    Keys: Enter goes on, Alt+Left and Esc go back; Alt with the letter underlined does what has it.

    Attributes:
        way, office, work, person, ready, join: the pages. back, on: the buttons.
        address: of the office, "" until one is there.

    Signals:
        language_chosen: "id" or "en".
    """

    language_chosen = Signal(str)

    def __init__(self, ways: Ways, usual: OfficeSettings, background: Background) -> None:
        super().__init__()
        self._ways, self._usual, self._background = ways, usual, background
        self._busy = ""
        self.address = ""
        self.way, self.office, self.work = WayPage(), OfficePage(), WorkPage(usual)
        self.person, self.ready, self.join = PersonPage(), ReadyPage(), JoinPage()
        self._stack = QStackedWidget()
        self._step = label("", "secondary")
        self.languages = ChipRow()
        self.back, self.on = SecondaryButton("", "", "chevron-left"), PrimaryButton("")
        self._build()
        self._connect()
        self.retranslate()
        self._show(self.way)

    def begin_with(self, address: str, error: DeskError) -> None:
        """The office that this computer joined cannot be opened: say why, and let the address be mended."""
        self.way.ways[JOIN].setChecked(True)
        self.join.address.setText(address)
        self.join.show_failed(error)
        self._show(self.join)

    def page(self) -> Page:
        """The step shown."""
        return cast("Page", self._stack.currentWidget())

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.setWindowTitle(_("PrintDesk: first start"))
        self.languages.choose(language())
        for page in self._pages():
            page.retranslate()
        self.back.setText(_("Back"))
        if self.page() is self.ready:
            self.ready.show_rows(self._summary())
        self._adapt()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from any field; Esc goes back, and never closes what was typed away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.click()
        else:
            super().keyPressEvent(event)

    # inside

    def _pages(self) -> tuple[Page, ...]:
        return (self.way, self.office, self.work, self.person, self.ready, self.join)

    def _path(self) -> tuple[Page, ...]:
        paths: dict[str, tuple[Page, ...]] = {
            NEW: (self.way, self.office, self.work, self.person, self.ready), DEMO: (self.way,),
            JOIN: (self.way, self.join),
        }  # fmt: skip
        return paths[self.way.way()]

    def _build(self) -> None:
        for code, name in _LANGUAGES:
            self.languages.set_chip(code, name)
        head = QHBoxLayout()
        head.addWidget(label("PrintDesk", "section"))
        head.addWidget(self._step, 1)
        head.addWidget(self.languages)
        head.setSpacing(Space.M)
        for page in self._pages():
            self._stack.addWidget(page)
        card = Card()
        card.body.setContentsMargins(Space.XXL, Space.XL, Space.XL, Space.L)
        card.body.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        self._doing = label("", "secondary", wrap=True)
        foot.addWidget(self._doing, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(card, 1)
        column.addLayout(foot)
        self.back.setAutoDefault(False)
        self.on.setAutoDefault(False)
        room = self.screen().availableSize()
        self.setMinimumSize(min(640, room.width()), min(480, room.height()))
        self.resize(min(780, room.width() - 40), min(640, room.height() - 60))

    def _connect(self) -> None:
        self.languages.chosen.connect(self._choose_language)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)
        self.join.test.clicked.connect(self._test)
        QShortcut(QKeySequence("Alt+Left"), self, self.back.click)
        for page in self._pages():
            page.changed.connect(self._adapt)

    def _choose_language(self, code: str) -> None:
        set_language(code)
        self.language_chosen.emit(code)
        self.retranslate()

    def _show(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        if page is self.ready:
            self.ready.show_rows(self._summary())
        page.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        self._adapt()

    def _go_back(self) -> None:
        path = self._path()
        at = path.index(self.page()) if self.page() in path else 0
        if at and not self._busy:
            self.page().show_error("")
            self._show(path[at - 1])

    def _go_on(self) -> None:
        page, path = self.page(), self._path()
        if self._busy:
            return
        wrong = page.problem()
        if wrong is not None:
            page.show_error(*wrong)
            return
        page.show_error("")
        at = path.index(page)
        if at + 1 < len(path):
            self._show(path[at + 1])
        elif page is self.join and self.join.found is None:
            self._test()
        else:
            self._finish()

    def _finish(self) -> None:
        """The last step: only now anything is written."""
        new, address = self._new(), self.join.address.text()
        acts: dict[str, tuple[str, Callable[[], str]]] = {
            NEW: (_("The office is being made…"), lambda: self._ways.make(new)),
            DEMO: (_("The demo office is being made; this takes a moment…"), self._ways.demo),
            JOIN: (_("Trying to reach the database…"), lambda: self._ways.join(address)),
        }
        words, act = acts[self.way.way()]
        self._set_busy(words)
        self._background.run(lambda _task: act(), done=self._done, failed=self._failed, owner=self)

    def _done(self, address: str) -> None:
        self._set_busy("")
        self.address = address
        self.accept()

    def _failed(self, error: DeskError) -> None:
        self._set_busy("")
        self.page().show_error(error)

    def _test(self) -> None:
        wrong = self.join.problem()
        if wrong is not None:
            self.join.show_error(*wrong)
            return
        address = self.join.address.text()
        self.join.show_testing()
        self._set_busy(_("Trying to reach the database…"))

        def found(office: FoundOffice) -> None:
            self._set_busy("")
            self.join.show_found(office)

        def failed(error: DeskError) -> None:
            self._set_busy("")
            self.join.show_failed(error)

        self._background.run(lambda _task: self._ways.find(address), done=found, failed=failed, owner=self)

    def _set_busy(self, words: str) -> None:
        self._busy = words
        self._doing.setText(words)
        self.join.address.setReadOnly(bool(words))
        self._adapt()

    def _adapt(self) -> None:
        """Words and state of the two buttons."""
        path, page = self._path(), self.page()
        at = path.index(page) if page in path else 0
        self._step.setText(_("Step {number} of {count}").format(number=at + 1, count=len(path)) if at else "")
        self.back.setVisible(bool(at))
        self.back.setEnabled(bool(at) and not self._busy)
        self.on.setEnabled(not self._busy)
        self.join.test.setEnabled(not self._busy)
        last = {NEW: _("Make the office"), DEMO: _("Open the demo office"), JOIN: _("Join this office")}
        untested = page is self.join and self.join.found is None
        self.on.setText(
            _("Test the connection") if untested else last[self.way.way()] if at + 1 == len(path) else _("Go on")
        )
        give_letters(self, page=page)

    def _new(self) -> NewOffice:
        office = self.office
        return NewOffice(
            office.name.text(), office.short_name.text(), office.address.text(), office.phone.text(),
            str(office.zone.currentData()), self.work.chosen(), self.work.counts(), self.person.name.text(),
            self.person.password(),
        )  # fmt: skip

    def _summary(self) -> list[tuple[str, str]]:
        new, indonesian = self._new(), language() == "id"
        services = tuple(each for each in self._usual.services if each.code in new.services)
        labels = [each.label.id if indonesian else each.label.en for each in services]
        return [
            (_("Office"), new.name.strip()),
            (_("Short name"), new.short_name.strip()),
            (_("Address"), new.address.strip() or "–"),
            (_("Time zone"), self.office.zone.currentText()),
            (_("Service types"), ", ".join(labels)),
            (_("Printers"), ", ".join(each.code for each in stations_of(services, new.printers))),
            (_("First person"), new.supervisor.strip()),
            (_("Passwords"), _("everybody signs in") if new.password else _("none: the office is open")),
        ]
