"""What is done with saved views: kept, renamed, shared, deleted; each with its way back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from printdesk.domain.list_look import LONGEST_NAME, ListLook
from printdesk.i18n import _
from printdesk.services.saved_views import SavedView
from printdesk.services.work import Actor
from printdesk.ui.form_acts import FormActs
from printdesk.ui.kit import FormDialog
from printdesk.ui.kit.barring import why_barred
from printdesk.ui.undo import Step, Turn

T = TypeVar("T")


class NameDialog(FormDialog):
    """Asks for a view's name, and for a new one whether everybody sees it.

    Attributes:
        name: the name. shared: whether to share it, None where that is not asked.
    """

    def __init__(self, title: str, act: str, intro: str, name: str, parent: QWidget | None, *, share: bool) -> None:
        super().__init__(title, act, intro, parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.add_row(_("&Name"), self.name)
        self.shared = QCheckBox(_("&Share with everybody")) if share else None
        if self.shared is not None:
            why = why_barred(self, "share_view")
            self.shared.setEnabled(not why)
            self.shared.setToolTip(why)
            self.shared.setAccessibleDescription(why)
            self.body.addWidget(self.shared)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def wants_sharing(self) -> bool:
        """Whether it is to be shared."""
        return self.shared is not None and self.shared.isChecked()


class ViewActs(FormActs):
    """The acts, one after the other; arguments as in `FormActs`."""

    def save(self, list_code: str, look: ListLook, words: str, chosen: Callable[[int], None]) -> None:
        """Ask for a name and keep what is shown under it.

        Args:
            words: what is kept, for people. chosen: told the new view's id.
        """
        dialog = NameDialog(_("Save this view"), _("Save"), words, "", self._owner.window(), share=True)
        service = self._context.services.saved_views

        def send() -> None:
            name, shared = dialog.name.text().strip(), dialog.wants_sharing()
            turn = Turn(
                lambda actor, op: service.save(actor, list_code, name, look, op, shared=shared),
                lambda actor, op, made: service.delete(actor, made, op),
            )

            def done(made: int) -> None:
                chosen(made)
                said = _("The view “{name}” is saved.").format(name=name)
                self.say_with_undo(said, Step(lambda: _("saving of the view “{name}”").format(name=name), turn))

            self.submit(dialog, turn.forward, done, dialog.name)

        dialog.submitted.connect(send)
        self.open_form(dialog)

    def rename(self, view: SavedView) -> None:
        """Ask for another name."""
        dialog = NameDialog(
            _("Rename the view “{name}”").format(name=view.name), _("Rename"), "", view.name, self._owner.window(),
            share=False,
        )  # fmt: skip
        service = self._context.services.saved_views

        def send() -> None:
            name = dialog.name.text().strip()
            turn = Turn(
                lambda actor, op: service.rename(actor, view.id, name, op),
                lambda actor, op, _none: service.rename(actor, view.id, view.name, op),
            )
            said = _("The view “{old}” is called “{name}” now.").format(old=view.name, name=name)
            step = Step(lambda: _("new name of the view “{name}”").format(name=view.name), turn)
            self.submit(dialog, turn.forward, lambda _none: self.say_with_undo(said, step), dialog.name)

        dialog.submitted.connect(send)
        self.open_form(dialog)

    def change(self, view: SavedView, look: ListLook) -> None:
        """Keep what is shown now under the view's name."""
        service = self._context.services.saved_views
        turn = Turn(
            lambda actor, op: service.change(actor, view.id, look, op),
            lambda actor, op, _none: service.change(actor, view.id, view.look, op),
        )
        self._do(
            turn,
            _("The view “{name}” shows this from now on.").format(name=view.name),
            lambda: _("change of the view “{name}”").format(name=view.name),
        )

    def share(self, view: SavedView) -> None:
        """Show it to everybody, or make it its owner's own again."""
        service = self._context.services.saved_views

        def share(actor: Actor, op: str) -> None:
            service.share(actor, view.id, op)

        def unshare(actor: Actor, op: str) -> None:
            service.unshare(actor, view.id, op)

        do, undo = (unshare, share) if view.shared else (share, unshare)
        said = _("Only {owner} sees the view “{name}” now.") if view.shared else _("Everybody sees “{name}” now.")
        owned = view.owner == self._context.actor().user
        self._do(
            Turn(do, lambda actor, op, _none: undo(actor, op)),
            said.format(owner=view.owner_name, name=view.name),
            lambda: _("sharing of the view “{name}”").format(name=view.name),
            undoable=owned or not view.shared,
        )

    def delete(self, view: SavedView) -> None:
        """Delete it; that can be undone."""
        service = self._context.services.saved_views
        turn = Turn(
            lambda actor, op: service.delete(actor, view.id, op),
            lambda actor, op, _none: service.restore(actor, view.id, op),
        )
        self._do(
            turn,
            _("The view “{name}” is deleted.").format(name=view.name),
            lambda: _("deleting of the view “{name}”").format(name=view.name),
        )

    def _do(self, turn: Turn[None], said: str, name: Callable[[], str], *, undoable: bool = True) -> None:
        step = Step(name, turn) if undoable else None
        self._acts.begin(turn.forward, lambda _none: self.say_with_undo(said, step))
