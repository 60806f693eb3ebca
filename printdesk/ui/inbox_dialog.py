"""The supervisor's inbox: what went wrong somewhere, with the act that settles it beside each."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.warnings import (
    DATA_ERROR_WAITS,
    STATION_STOPPED,
    WarningRow,
    since_text,
    warning_words,
)
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, EmptyState, FormDialog, GhostButton, SecondaryButton, SignMark, label
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.text_reason_dialog import TextReasonDialog
from printdesk.ui.theme import Kind, Space

_WIDTH, _HEIGHT = 720, 480
_SIGNS = {STATION_STOPPED: Kind.STOPPED, DATA_ERROR_WAITS: Kind.FAILED}


class _WarningCard(Card):
    """One warning with its acts.

    Attributes:
        act: settles or notes it. look: opens the application it is about.
    """

    def __init__(self, row: WarningRow, words: tuple[str, str], act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.row = row
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        sign = SignMark(_SIGNS.get(row.kind, Kind.TODAY), 12)
        sign.setContentsMargins(0, 3, 0, 0)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(words[0], "strong", wrap=True), 1)
        self.body.addLayout(head)
        self.body.addWidget(label(words[1], "body", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(label(since_text(row, active()), "detail", wrap=True), 1)
        self.look = GhostButton(_("Take a look"))
        self.look.setVisible(row.application_id is not None)
        self.act = SecondaryButton(act)
        self.act.setVisible(bool(act))
        foot.addWidget(self.look)
        foot.addWidget(self.act)
        self.body.addLayout(foot)
        self.setAccessibleName(" ".join(words))


class InboxDialog(FormDialog):
    """Stays open while one after the other is dealt with.

    Args:
        focus_on: id of the warning to be shown first.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None, focus_on: int | None = None) -> None:
        super().__init__(_("Warnings"), "", "", parent)
        self._context = context
        self._focus_on = focus_on
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self._asking: TextReasonDialog | None = None
        self.cards: list[_WarningCard] = []
        self._column = QVBoxLayout()
        self._empty = EmptyState()
        self._empty.set("check", _("Nothing waits here"), _("Warnings of the print room appear here."))
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._column)
        self._column.setContentsMargins(0, 0, Space.S, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.body.addWidget(scroll, 1)
        self._act.setVisible(False)
        self._cancel.setText(_("Close"))
        self.resize(_WIDTH, _HEIGHT)

    def refresh(self) -> None:
        """Read the inbox anew."""
        services = self._context.services
        self._reading.ask(lambda: (services.office.data().settings, services.warnings.inbox()), self._show)

    def _show(self, found: tuple[object, tuple[WarningRow, ...]]) -> None:
        settings, rows = found
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        first = [row for row in rows if row.id == self._focus_on]
        self.cards = []
        for row in (*first, *(row for row in rows if row.id != self._focus_on)):
            self._add(row, warning_words(settings, row, active()))  # type: ignore[arg-type]
        self._empty.setVisible(not rows)

    def _add(self, row: WarningRow, words: tuple[str, str]) -> None:
        verbs = {DATA_ERROR_WAITS: _("Approve reprint…"), STATION_STOPPED: _("Go on…")}
        card = _WarningCard(row, words, verbs.get(row.kind, _("Noted")))
        card.look.clicked.connect(lambda: self._look(row))
        card.act.clicked.connect(lambda: self._settle(row))
        self._column.insertWidget(len(self.cards), card)
        self.cards.append(card)

    def _look(self, row: WarningRow) -> None:
        if row.application_id is not None:
            self.accept()
            self._context.open_application(row.application_id)

    def _settle(self, row: WarningRow) -> None:
        if row.kind == DATA_ERROR_WAITS:
            self._ask(approve_dialog(row.name, self), self._approve(row))
        elif row.kind == STATION_STOPPED:
            station, _slash, service = row.subject.partition("/")
            self._ask(go_on_dialog(self), self._go_on(station, service))
        else:
            inbox = self._context.services.warnings
            self._acts.begin(
                lambda actor, operation: inbox.acknowledge(actor, row.id, "", operation), self._done, self._refused
            )

    def _approve(self, row: WarningRow) -> Callable[[Actor, str, str], None]:
        service = self._context.services.reprints
        return lambda actor, text, operation: service.approve(actor, row.application_id or 0, text, operation)

    def _go_on(self, station: str, kind: str) -> Callable[[Actor, str, str], None]:
        service = self._context.services.stops
        return lambda actor, text, operation: service.go_on(actor, station, kind, text, operation)

    def _ask(self, dialog: TextReasonDialog, act: Callable[[Actor, str, str], None]) -> None:
        def submit() -> None:
            dialog.set_busy(True)
            text = dialog.text()
            begun = self._acts.begin(
                lambda actor, operation: act(actor, text, operation), lambda _none: close(), dialog.refuse
            )
            if not begun:
                dialog.set_busy(False)

        def close() -> None:
            dialog.accept()
            self._done(None)

        self._asking = dialog
        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _done(self, _none: object) -> None:
        self.show_error("")
        self.refresh()

    def _refused(self, error: Exception) -> None:
        self.show_error(str(error))


def approve_dialog(name: str, parent: QWidget | None) -> TextReasonDialog:
    """Asks what was put right before a reprint is approved."""
    return TextReasonDialog(
        _("Approve the reprint of {name}?").format(name=name),
        _("It waits for printing again, at its old place. Another person than the one who reported it approves."),
        _("Approve"),
        _("What was looked at or put right, for instance: birth date put right by today's list"),
        parent,
    )


def go_on_dialog(parent: QWidget | None) -> TextReasonDialog:
    """Asks what was done at the machine before it goes on."""
    return TextReasonDialog(
        _("Let the station go on?"),
        _("It hands this service type out again. The count of failures starts anew."),
        _("Go on"),
        _("What was done, for instance: laminator cleaned, test print good"),
        parent,
    )
