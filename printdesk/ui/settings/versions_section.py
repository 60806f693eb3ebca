"""All versions of the settings: when, by whom, what changed; an old one can be looked at and come back."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language
from printdesk.services.rule_trial import RuleTrial, SettingsChange
from printdesk.services.settings_versions import OldSettings
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    FormDialog,
    PillSpec,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    label,
)
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.result import Result
from printdesk.ui.settings.trial_panel import TrialPanel
from printdesk.ui.theme import Kind, Space

_FEW_ROWS = 6
_TRIAL_HEIGHT = 420


class VersionsSection(QWidget):
    """The list of versions; F7 looks at one, F6 has it come back after a dry run.

    Signals:
        read_asked: the list is wanted. look_asked, restore_asked: with the number of the version chosen.
    """

    read_asked = Signal()
    look_asked = Signal(int)
    restore_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = 0
        self._intro = label("", "secondary", wrap=True)
        self.table = DeskTable(RowsModel(_columns(), key=lambda each: str(each.version)))
        self.table.set_empty(EmptyState("clock"))
        self.changes = label("", wrap=True, copyable=True)
        self.restore = PrimaryButton("", "F6", "undo", act="restore_settings")
        self.look = SecondaryButton("", "F7", "search")
        self.result = Result()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        acts = FlowRow(Space.S)
        for button in (self.restore, self.look):
            acts.add(button)
        column.addWidget(self._intro)
        column.addWidget(self.table, 1)
        column.addWidget(self.changes)
        column.addWidget(self.result)
        column.addWidget(acts)
        self.table.current_changed.connect(lambda _key: self._fit())
        self.table.opened.connect(lambda _key: self._ask(self.look_asked))
        self.look.clicked.connect(lambda: self._ask(self.look_asked))
        self.restore.clicked.connect(lambda: self._ask(self.restore_asked))
        self._fit()

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show the words of the moment, and ask for the list while it is looked at."""
        self._intro.setText(_("Every change is a version of its own; none is ever lost or overwritten."))
        self.restore.setText(_("Make it the current one again…"))
        self.look.setText(_("Look at it"))
        self.table.retranslate()
        if self.isVisible() or facts.office.version != self._shown:
            self.read_asked.emit()
        self._shown = facts.office.version

    def show_versions(self, found: tuple[SettingsChange, ...]) -> None:
        """The list, the newest first."""
        self.table.rows_model().set_rows(found)
        self.table.retranslate()
        if found and not self.table.current_key():
            self.table.select_key(str(found[0].version))
        self._fit()

    def restored(self, old: int, made: int) -> None:
        """An old version came back."""
        text = _("Version {old} is in force again, as version {version}.")
        self.result.say(Kind.DONE, text.format(old=old, version=made))

    def _ask(self, signal: SignalInstance) -> None:
        row = self.table.current_row()
        if isinstance(row, SettingsChange):
            signal.emit(row.version)

    def _fit(self) -> None:
        row = self.table.current_row()
        chosen = isinstance(row, SettingsChange)
        self.look.setEnabled(chosen)
        self.restore.setEnabled(chosen and not row.in_force)
        self.changes.setText("\n".join(row.changes) if chosen else "")


def _columns() -> list[Column[SettingsChange]]:
    return [
        Column(lambda: _("Version"), lambda each: Cell(str(each.version)), 84, align="right"),
        Column(lambda: _("When"), lambda each: Cell(dates.moment_long(each.at, language())), 230),
        Column(lambda: _("Who"), lambda each: Cell(each.author), 170),
        Column(lambda: _("What changed"), _what, 300, 1),
        Column(lambda: "", _state, 110),
    ]


def _what(each: SettingsChange) -> Cell:
    if not each.changes:
        return Cell(_("nothing"))
    more = len(each.changes) - 1
    second = _("and {count} more").format(count=more) if more else ""
    return Cell(each.changes[0], second, tooltip="\n".join(each.changes))


def _state(each: SettingsChange) -> Cell:
    return Cell(pill=PillSpec(Kind.DONE, _("in force"))) if each.in_force else Cell()


class LookDialog(FormDialog):
    """An old version whole, and what would change if it came back."""

    def __init__(self, old: OldSettings, parent: QWidget | None) -> None:
        change = old.change
        title = _("Version {version} of the settings").format(version=change.version)
        when = _("{who}, {when}").format(who=change.author, when=dates.moment_long(change.at, language()))
        super().__init__(title, _("Close"), when, parent)
        if change.in_force:
            back = _("This version is in force.")
        elif old.back:
            back = _("If it came back:") + "\n" + "\n".join(old.back)
        else:
            back = _("It says what is in force.")
        self.body.addWidget(label(back, wrap=True, copyable=True))
        self.text = QPlainTextEdit(old.text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.text.setMinimumHeight(260)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self._cancel.setVisible(False)
        self.submitted.connect(self.accept)
        self.setMinimumWidth(820)


class RestoreDialog(FormDialog):
    """What an old version would do to today's queue, before it comes back."""

    def __init__(self, version: int, back: tuple[str, ...], parent: QWidget | None) -> None:
        super().__init__(
            _("Make version {version} the current one again").format(version=version),
            _("Put in force"),
            _("It comes back as a new version; the one in force now stays in the list."),
            parent,
        )
        self.version = version
        self.trial = TrialPanel(_FEW_ROWS)
        self.trial.running()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setMinimumHeight(_TRIAL_HEIGHT)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.addWidget(label("\n".join(back), wrap=True))
        column.addWidget(self.trial)
        column.addStretch(1)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.set_act_enabled(False)
        self.setMinimumWidth(900)
        self.tried_on = 0

    def show_trial(self, trial: RuleTrial, labels: dict[str, str]) -> None:
        """It was tried."""
        self.tried_on = trial.version
        self.trial.show_trial(trial, labels)
        self.set_act_enabled(True)
