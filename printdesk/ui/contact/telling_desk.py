"""Everything of telling people that the counter's room needs, behind one button: Ctrl+I."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from printdesk.domain.states import ApplicationState
from printdesk.i18n import _
from printdesk.services.cards import Card
from printdesk.services.merging import CLOSED
from printdesk.ui.contact.contact_acts import ContactActs, Person
from printdesk.ui.contact.contact_strip import ContactStrip
from printdesk.ui.contact.reading import Told, read_told
from printdesk.ui.contact.telling_panel import CALLS, TellingPanel
from printdesk.ui.contact.wave_dialog import WaveMover
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import IconButton
from printdesk.ui.room_work import Acts, LatestReading


class TellingDesk(QObject):
    """The strip of the card, the page with calls and waves, and the button that opens it.

    Args:
        strip: the line of the card.
        call: calls an application's number to this desk, with the name for the notice.

    Attributes:
        panel: the page. button: opens it. acts: what can be done. times: gives another time to come.

    Signals:
        shown: the page is to be shown. left: back to the room. opened: id of the application asked for.
        board_wanted: the public board is asked for.
    """

    shown = Signal()
    left = Signal()
    opened = Signal(int)
    board_wanted = Signal()

    def __init__(
        self, context: RoomContext, owner: QWidget, strip: ContactStrip, acts: Acts, call: Callable[[int, str], None]
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._strip = strip
        self._call = call
        self._person: Person | None = None
        self._told = LatestReading(context, self)
        self.acts = ContactActs(context, owner, acts)
        self.times = WaveMover(context, owner, acts)
        self.panel = TellingPanel(context)
        self.button = IconButton("phone", "", "Ctrl+I")
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.button.clicked.connect(lambda: self.show(CALLS))
        self.panel.left.connect(self.left)
        self.panel.opened.connect(self.opened)
        self.panel.board.clicked.connect(self.board_wanted)
        self._strip.noted.connect(self._note)
        self._strip.texts_wanted.connect(lambda: self._with(self.acts.show_texts))
        self._strip.time_wanted.connect(lambda: self._with(self.times.ask))
        self._strip.number_wanted.connect(lambda: self._with(self.acts.correct))
        self._strip.call_wanted.connect(lambda: self._with(lambda who: self._call(who.application_id, who.name)))
        self._context.background.busy_changed.connect(self._rest)

    def show(self, part: str) -> None:
        """Open the page on calls or waves."""
        self.shown.emit()
        self.panel.show_part(part)

    def refresh(self) -> None:
        """Read anew what is shown."""
        if self.panel.isVisible():
            self.panel.refresh()

    def show_card(self, card: Card) -> None:
        """Another card, or the same one read anew."""
        key, phone = card.id, card.phone
        shelved, closed = card.state == ApplicationState.SHELVED, card.state in CLOSED
        other = self._person is None or self._person.application_id != key
        self._person = Person(key, card.name)
        if other:
            self._strip.setVisible(False)
        services = self._context.services

        def show(told: Told) -> None:
            if self._person is not None and told.contact.application_id == self._person.application_id:
                self._strip.show_told(told, shelved=shelved, closed=closed)

        self._told.ask(lambda: read_told(services, key, phone), show)

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.button.set_name(_("Calls, texts and pickup waves"))

    def _note(self, outcome: str) -> None:
        self._with(lambda person: self.acts.note(person, outcome))

    def _with(self, act: Callable[[Person], None]) -> None:
        if self._person is not None:
            act(self._person)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._told.rest()
