"""What stands between the fields of the settings and the office: the dry run, Save, and the old versions."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.services.rule_trial import RuleTrial
from printdesk.services.settings_versions import OldSettings
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.order_section import OrderSection
from printdesk.ui.settings.people_section import PeopleSection
from printdesk.ui.settings.versions_section import LookDialog, RestoreDialog, VersionsSection
from printdesk.ui.settings.words import count_text
from printdesk.ui.undo import Step, Turn
from printdesk.ui.undo.running import say_done


class Saving(QObject):
    """Tries and saves what the parts of the room say.

    Args:
        owner: the room's page. acts: one act at a time. parts: what is edited.
    """

    def __init__(self, context: RoomContext, owner: QWidget, acts: Acts, parts: Sequence[EditSection]) -> None:
        super().__init__(owner)
        self._context = context
        self._acts = acts
        self._trials = {part: LatestReading(context, owner) for part in parts}
        self._shares = LatestReading(context, owner)
        for part in parts:
            part.trial_asked.connect(lambda part=part: self._try(part))
            part.save_asked.connect(lambda part=part: self._save(part))
            if isinstance(part, OrderSection):
                part.share_asked.connect(lambda part=part: self._price(part))

    def rest(self) -> None:
        """Nothing runs in the background any more."""
        for reading in (*self._trials.values(), self._shares):
            reading.rest()

    def _try(self, part: EditSection) -> None:
        if part.base is None:
            return
        editing, sections, version = self._context.services.editing, part.sections(), part.base.office.version
        self._trials[part].ask(
            lambda: editing.trial(sections),
            lambda trial: part.show_trial(version, sections, trial),
            part.refuse_trial,
        )

    def _price(self, part: OrderSection) -> None:
        if part.base is None:
            return
        editing, sections, reader = self._context.services.editing, part.sections(), active()
        self._shares.ask(lambda: editing.share(sections, reader), part.show_share, lambda _error: None)

    def _save(self, part: EditSection) -> None:
        if part.base is None or not part.can_save():
            return
        part.save.setEnabled(False)
        turn = self._people_turn(part) if isinstance(part, PeopleSection) else None

        def done(answer: int) -> None:
            part.saved(_words(answer))
            if turn is not None:
                say_done(self._context, _words(answer), Step(lambda: _("list of people"), turn))

        self._acts.begin(turn.forward if turn is not None else self._act(part), done, part.refused)

    def _people_turn(self, part: PeopleSection) -> Turn[int]:
        """The list of people as it was read comes back, unless somebody changed it since."""
        editing, after, before = self._context.services.editing, part.people.entries(), part.before()

        def undo(actor: Actor, operation: str, _none: int) -> None:
            editing.save_people(actor, before, operation, before=after)

        return Turn(self._act(part), undo)

    def _act(self, part: EditSection) -> Callable[[Actor, str], int]:
        """Who acts and the operation's id to what saves the part; 0 where there is no version."""
        editing = self._context.services.editing
        if isinstance(part, PeopleSection):
            people, before = part.people.entries(), part.before()

            def save_people(actor: Actor, operation: str) -> int:
                editing.save_people(actor, people, operation, before=before)
                return 0

            return save_people
        sections: dict[str, Any] = part.sections()
        version, tried = part.base.office.version if part.base else 0, part.is_tried
        return lambda actor, operation: editing.save(actor, sections, operation, version=version, tried=tried)


def _words(version: int) -> str:
    if not version:
        return _("The list of people is in force at every desk.")
    return _("Settings version {version} is in force at every desk.").format(version=count_text(version))


class OldVersions(QObject):
    """Reads the list of versions, looks at one, has one come back.

    Attributes:
        dialog: the one that is open, else None.
    """

    def __init__(self, context: RoomContext, owner: QWidget, acts: Acts, part: VersionsSection) -> None:
        super().__init__(owner)
        self._context, self._owner, self._acts, self._part = context, owner, acts, part
        self._list, self._one = LatestReading(context, owner), LatestReading(context, owner)
        self.dialog: LookDialog | RestoreDialog | None = None
        part.read_asked.connect(self.read)
        part.look_asked.connect(self._look)
        part.restore_asked.connect(self._ask_back)

    def rest(self) -> None:
        """Nothing runs in the background any more."""
        self._list.rest()
        self._one.rest()

    def read(self) -> None:
        """Read the list in the language of the moment."""
        editing, lang = self._context.services.editing, language()
        self._list.ask(lambda: editing.versions(lang), self._part.show_versions)

    def _look(self, version: int) -> None:
        editing, lang = self._context.services.editing, language()
        self._one.ask(lambda: editing.look(version, lang), self._open_look, self._part.result.refuse)

    def _open_look(self, old: OldSettings) -> None:
        self._open(LookDialog(old, self._owner))

    def _ask_back(self, version: int) -> None:
        editing, lang = self._context.services.editing, language()
        self._one.ask(lambda: editing.look(version, lang), self._open_back, self._part.result.refuse)

    def _open_back(self, old: OldSettings) -> None:
        version = old.change.version
        dialog = RestoreDialog(version, old.back, self._owner)
        labels = {each.code: each.label.text(language()) for each in old.settings.order.classes}
        editing = self._context.services.editing

        def tried(trial: RuleTrial) -> None:
            dialog.show_trial(trial, labels)

        def refused(error: DeskError) -> None:
            dialog.trial.refuse(error)

        self._context.background.run(
            lambda _task: editing.try_version(version), done=tried, failed=refused, owner=dialog
        )
        dialog.submitted.connect(lambda: self._restore(dialog))
        self._open(dialog)

    def _restore(self, dialog: RestoreDialog) -> None:
        editing, version, tried_on = self._context.services.editing, dialog.version, dialog.tried_on
        dialog.set_busy(True)

        def done(made: int) -> None:
            dialog.accept()
            self._part.restored(version, made)

        begun = self._acts.begin(
            lambda actor, operation: editing.restore(actor, version, operation, version=tried_on),
            done,
            dialog.show_error,
        )
        if not begun:
            dialog.set_busy(False)

    def _open(self, dialog: LookDialog | RestoreDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self._part.table.setFocus(Qt.FocusReason.OtherFocusReason)
