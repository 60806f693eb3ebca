"""The supervisor's inbox as a list: since when, what to do, a button that goes there, noted, given to somebody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.downtime import PackLine
from printdesk.services.inbox import InboxItem, unnoted
from printdesk.services.office import PersonView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, EmptyState, GhostButton, SecondaryButton, SignMark, label, thin_line
from printdesk.ui.kit.mnemonics import with_letters
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Kind, Space

_SIGNS = {
    "station_stopped_by_failures": Kind.STOPPED, "station_down": Kind.STOPPED, "service_stopped": Kind.FLAKY,
    "data_error_waits": Kind.FAILED, "missing_serial": Kind.FAILED, "custody_difference": Kind.FAILED,
    "low_stock": Kind.SLACK,
}  # fmt: skip


class InboxCard(Card):
    """One thing in the inbox.

    Attributes:
        go: goes there. noted: marks it as seen. give: chooses who looks after it.
    """

    def __init__(self, item: InboxItem, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.item = item
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        sign = SignMark(_SIGNS.get(item.kind, Kind.TODAY if item.urgent else Kind.WAITING), 12)
        sign.setContentsMargins(0, 3, 0, 0)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(item.text, "strong", wrap=True), 1)
        self.body.addLayout(head)
        self.body.addWidget(label(item.advice, "body", wrap=True))
        since = label(since_words(item), "detail", wrap=True)
        since.setVisible(bool(since.text()))
        self.body.addWidget(since)
        self.go, self.noted, self.give = SecondaryButton(_("Go there")), GhostButton(_("Noted")), GhostButton("")
        self.go.setVisible(bool(item.room) or item.application_id is not None)
        self.noted.setVisible(item.noted_at is None)
        self.give.setText(_("Give to…") if not item.assigned_login else _("Give to another…"))
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        for button in (self.give, self.noted, self.go):
            button.setAccessibleDescription(item.text)
            foot.addWidget(button)
        self.body.addLayout(foot)
        self.setAccessibleName(f"{item.text} {item.advice}")


def pack_words(pack: PackLine | None) -> str:
    """When paper for a time without computers was made last, and for which day."""
    if pack is None:
        return _("No down-time pack was made yet; it is made under Records, Reports.")
    text = plural(
        "Last down-time pack {number}: made {moment}, for {day}, {count} page.",
        "Last down-time pack {number}: made {moment}, for {day}, {count} pages.", pack.pages,
    )  # fmt: skip
    return text.format(
        number=pack.number, moment=dates.moment_medium(pack.made_at, language()),
        day=dates.day_medium(pack.day, language()), count=dates.number(pack.pages, language()),
    )  # fmt: skip


class InboxView(QWidget):
    """Everything that needs a look.

    Attributes:
        cards: those shown, in their order.

    Signals:
        count_changed: how many of them nobody has noted.
    """

    count_changed = Signal(int)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self._people: tuple[PersonView, ...] = ()
        self._items: tuple[InboxItem, ...] | None = None
        self.cards: list[InboxCard] = []
        self._column = QVBoxLayout()
        self._empty = EmptyState()
        self._line = thin_line()
        self._build()
        context.background.busy_changed.connect(self._rest)
        self._tell_empty("")

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._column)
        self._column.setContentsMargins(Space.L, 0, Space.L, Space.M)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its cards have it
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        self._pack = label("", "secondary", wrap=True)
        self._pack.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        column.addWidget(thin_line())
        column.addWidget(self._pack)

    def refresh(self) -> None:
        """Read the inbox anew in the background; what did not change keeps its place."""
        services, reader = self._context.services, active()
        self._reading.ask(
            lambda: (services.inbox.items(reader), services.office.people(), services.downtime.last()),
            lambda found: self._show(found[:2], found[2]),
            self._not_read,
        )

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._items = None
        self._tell_empty("")
        self.refresh()

    def items(self) -> tuple[InboxItem, ...]:
        """What is shown."""
        return self._items or ()

    def count(self) -> int:
        """How many nobody has noted."""
        return unnoted(self.items())

    def pack_text(self) -> str:
        """What is said of the last down-time pack."""
        return self._pack.text()

    def _show(self, found: tuple[tuple[InboxItem, ...], tuple[PersonView, ...]], pack: PackLine | None) -> None:
        items, self._people = found
        self._pack.setText(pack_words(pack))
        if items != self._items:
            self._items = items
            for card in self.cards:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = []
            for item in items:
                self._add(item)
        self._tell_empty("")
        self.count_changed.emit(self.count())

    def _add(self, item: InboxItem) -> None:
        card = InboxCard(item)
        card.go.clicked.connect(lambda: self._go(item))
        card.noted.clicked.connect(lambda: self._note(item))
        card.give.clicked.connect(lambda: self._choose(card))
        self._column.insertWidget(len(self.cards), card)
        self.cards.append(card)

    def _go(self, item: InboxItem) -> None:
        if item.application_id is not None:
            self._context.open_application(item.application_id)
        else:
            self._context.go_to(item.room, item.view)

    def _note(self, item: InboxItem) -> None:
        inbox = self._context.services.inbox
        self._acts.begin(lambda actor, operation: inbox.note(actor, item.key, operation), self._done)

    def _choose(self, card: InboxCard) -> None:
        self.menu_for(card.item, card.give).popup(card.give.mapToGlobal(card.give.rect().bottomLeft()))

    def menu_for(self, item: InboxItem, owner: QWidget) -> QMenu:
        """Who can look after it."""
        menu = with_letters(QMenu(owner))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self._people:
            if person.login != item.assigned_login:
                menu.addAction(person.name).triggered.connect(self._giving(item, person.login))
        if item.assigned_login:
            menu.addSeparator()
            menu.addAction(_("Nobody any more")).triggered.connect(self._giving(item, ""))
        return menu

    def _giving(self, item: InboxItem, login: str) -> Callable[[], None]:
        inbox = self._context.services.inbox

        def give() -> None:
            self._acts.begin(lambda actor, operation: inbox.assign(actor, item.key, login, operation), self._done)

        return give

    def _done(self, _none: object) -> None:
        self.refresh()

    def _not_read(self, error: DeskError) -> None:
        self._tell_empty(str(error))

    def _tell_empty(self, failure: str) -> None:
        if self._items is None:
            self._empty.set_unread(failure)
        else:
            self._empty.set("check", _("Nothing needs a look"), _("What goes wrong anywhere appears here."))
        self._empty.setVisible(not self._items)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()


def since_words(item: InboxItem) -> str:
    """Since when, by whom, who has seen it and who looks after it."""
    parts = []
    if item.since is not None:
        parts.append(_("since {moment}").format(moment=dates.moment_medium(item.since, language())))
    if item.by:
        parts.append(item.by)
    if item.noted_at is not None:
        parts.append(_("noted by {name}").format(name=item.noted_by))
    if item.assigned_to:
        parts.append(_("with {name}").format(name=item.assigned_to))
    return " · ".join(parts)
