"""Somebody else for one who cannot come to an evening that was ordered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.overtime import SessionView
from printdesk.services.overtime_orders import Crew
from printdesk.services.overtime_replace import Candidate
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog, label
from printdesk.ui.room_work import Acts, LatestReading

_LETTERS = 34


class ReplaceDialog(FormDialog):
    """Who leaves the evening, and who comes instead; those who may not come are listed with the reason.

    Args:
        crews: the sessions of the evening. first: login of the one who is away, or "".
        done: told in one sentence what was done.

    Attributes:
        leaves: one entry for each person of each session. comes: those who may come.
    """

    def __init__(
        self, context: RoomContext, crews: Sequence[Crew], first: str, done: Callable[[str], None],
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        super().__init__("", "", parent=parent)
        self._context, self._crews, self._done = context, crews, done
        self._acts = Acts(context, self, lambda: None)
        self._reading = LatestReading(context, self)
        self._found: tuple[Candidate, ...] = ()
        self.leaves, self.comes = _box(), _box()
        self._others = label("", "secondary", wrap=True)
        self._people = [(crew, one) for crew in crews for one in crew.people]
        for crew, one in self._people:
            self.leaves.addItem(f"{one.name} ({crew.station})")
        self.add_row(_("Cannot &come"), self.leaves)
        self.add_row(_("Comes &instead"), self.comes)
        self.body.addWidget(self._others)
        self.retranslate()
        self._choose(first)
        self.leaves.currentIndexChanged.connect(self._ask)
        self.submitted.connect(self._replace)
        context.background.busy_changed.connect(self._rest)
        self.set_act_enabled(False)
        self._ask()
        self.comes.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        super().retranslate()
        self.set_texts(
            _("Replace a person of this evening"), _("Replace"),
            _("The order keeps its number; print it and the work sheet again. Earlier copies of the order are void."),
        )  # fmt: skip
        self.leaves.setAccessibleName(_("Cannot &come").replace("&", ""))
        self.comes.setAccessibleName(_("Comes &instead").replace("&", ""))

    def _choose(self, login: str) -> None:
        with QSignalBlocker(self.leaves):
            at = next((at for at, (_crew, one) in enumerate(self._people) if one.login == login), 0)
            self.leaves.setCurrentIndex(at)

    def _ask(self) -> None:
        crew, one = self._people[max(0, self.leaves.currentIndex())]
        overtime = self._context.services.overtime
        self._reading.ask(lambda: overtime.candidates(crew.session_id, one.login), self._show, self._refuse)

    def _show(self, found: tuple[Candidate, ...]) -> None:
        self._found = tuple(each for each in found if not each.refusal)
        self.comes.clear()
        self.comes.addItems([each.name for each in self._found])
        refusals = [each.refusal for each in found if each.refusal]
        self._others.setText("\n".join(refusals))
        self.set_act_enabled(bool(self._found))
        if not self._found:
            self.show_error(_("Nobody else can come. Take the evening back, or make it shorter."))

    def _replace(self) -> None:
        at = self.comes.currentIndex()
        if at < 0:
            return
        crew, one = self._people[max(0, self.leaves.currentIndex())]
        comes, overtime = self._found[at], self._context.services.overtime
        self.set_busy(True)

        def done(session: SessionView) -> None:
            self.accept()
            self._done(
                _("{comes} works in the place of {leaves} on {number}.").format(
                    comes=comes.name, leaves=one.name, number=session.number
                )
            )

        def act(actor: Actor, operation: str) -> SessionView:
            return overtime.replace(actor, crew.session_id, one.login, comes.login, operation)

        self._acts.begin(act, done, self._refuse)

    def _refuse(self, error: DeskError) -> None:
        self.show_error(error, self.comes)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()


def _box() -> QComboBox:
    """A box as wide as a long name, which is elided beyond."""
    box = QComboBox()
    box.setMinimumContentsLength(_LETTERS)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
