"""A part of the settings that is edited here: its fields, the dry run, and one Save for all of it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.services.rule_trial import RuleTrial
from printdesk.services.settings_editing import fitting
from printdesk.ui.kit import Card, FlowRow, PrimaryButton, SecondaryButton, SectionTitle, label, thin_line
from printdesk.ui.settings.list_editor import ListEditor
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.result import Result
from printdesk.ui.settings.trial_panel import TrialLine, TrialPanel, verdict
from printdesk.ui.theme import Kind, Space

_PAUSE_MS = 350
"""A change is tried when the user has paused for so long."""


class EditSection(QWidget):
    """Base of the parts that are edited.

    A subclass fills `column`, calls `finish()`, and says what is shown (`load`) and what it says (`sections`).

    Args:
        explain: the sentence at its top in the language of the moment.
        tried: its values change the plan, so they are tried on today's queue before they can be saved.

    Attributes:
        save, discard: the acts. result: what became of the last one. trial: the dry run whole; details goes to it.

    Signals:
        trial_asked: the sections as they stand shall be tried.
        save_asked: the user saves them.
    """

    trial_asked = Signal()
    save_asked = Signal()

    def __init__(self, explain: Callable[[], str], *, tried: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self._tried = tried
        self.base: SettingsFacts | None = None
        self._newer: SettingsFacts | None = None
        self._good_for: tuple[int, dict[str, Any]] | None = None
        self._last_trial: RuleTrial | None = None
        self._titles: list[tuple[SectionTitle, Callable[[], str]]] = []
        self._intro = label("", "secondary", wrap=True)
        self.trial = TrialPanel(parent=self)
        self.trial.setVisible(tried)
        self.line = TrialLine()
        self.save = PrimaryButton("", "F6", "save")
        self.discard = SecondaryButton("", "F7", "undo")
        self.details = SecondaryButton("", "F8", "chevron-down")
        self.take_theirs, self.keep_mine = SecondaryButton(""), SecondaryButton("")
        self.result = Result()
        self._clash_words = label("", "strong", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.trial_asked)
        self._build()
        self.save.clicked.connect(self.save_asked)
        self.discard.clicked.connect(self.reset)
        self.details.clicked.connect(lambda: self.area.verticalScrollBar().setValue(self.trial.y()))
        self.take_theirs.clicked.connect(self.reset)
        self.keep_mine.clicked.connect(self._rebase)

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self._intro)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(thin_line())
        whole.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        self._clash = Card(surface="amber")
        self._clash.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        choices = FlowRow(Space.S)
        choices.add(self.take_theirs)
        choices.add(self.keep_mine)
        self._clash.body.addWidget(self._clash_words)
        self._clash.body.addWidget(choices)
        self._clash.setVisible(False)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        column.setSpacing(Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.line, 1)
        row.addWidget(self.details)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        column.addWidget(self._clash)
        column.addWidget(self.result)
        column.addLayout(row)
        return foot

    # what a subclass says

    def load(self, facts: SettingsFacts) -> None:
        """Show the settings in force in the fields."""
        raise NotImplementedError

    def sections(self) -> dict[str, Any]:
        """What the fields say: name of a section of `OfficeSettings` to its value."""
        raise NotImplementedError

    def add_title(self, text: Callable[[], str]) -> None:
        """Add a heading."""
        title = SectionTitle()
        self._titles.append((title, text))
        self.column.addSpacing(Space.S)
        self.column.addWidget(title)

    def finish(self) -> None:
        """Nothing comes any more but the dry run."""
        if self._tried:
            self.column.addSpacing(Space.M)
            self.column.addWidget(thin_line())
            self.column.addWidget(self.trial)
        self.column.addStretch(1)

    # showing

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show what is in force; what was typed and not saved stays."""
        self._retranslate()
        if self.base is None or not self.is_changed():
            self._load(facts)
        elif facts.office.version != self.base.office.version:
            self._newer = facts
            self._tell_clash(facts)
        self._fit()

    def _load(self, facts: SettingsFacts) -> None:
        self.base, self._newer = facts, None
        self._good_for = None
        self.load(facts)
        self._clash.setVisible(False)
        self.trial.clear()

    def _tell_clash(self, facts: SettingsFacts) -> None:
        """Theirs is another section: then nothing is in the way, and it is simply built upon."""
        base = self.settings()
        mine = self.sections()
        if all(getattr(facts.settings, name) == getattr(base, name) for name in mine):
            self.base, self._newer = facts, None
            self._clash.setVisible(False)
            self.edited()
            return
        text = _("{who} saved other settings here meanwhile, version {version}. What you typed is still here.")
        self._clash_words.setText(text.format(who=facts.author or "—", version=facts.office.version))
        self._clash.setVisible(True)

    def _rebase(self) -> None:
        if self._newer is not None:
            self.base, self._newer = self._newer, None
        self._clash.setVisible(False)
        self.edited()

    def reset(self) -> None:
        """Show what is in force; what was typed is given up."""
        facts = self._newer or self.base
        if facts is not None:
            self._pause.stop()
            self._load(facts)
            self.result.setVisible(False)
            self._fit()

    def _retranslate(self) -> None:
        self._intro.setText(self._explain())
        for title, text in self._titles:
            title.setText(text())
        self.save.setText(_("Save"))
        self.discard.setText(_("Discard"))
        self.details.setText(_("Details"))
        self.take_theirs.setText(_("Take theirs"))
        self.keep_mine.setText(_("Keep mine and go on"))
        self.trial.retranslate()

    # state

    @property
    def is_tried(self) -> bool:
        """Whether its values change the plan and are tried before they are saved."""
        return self._tried

    def settings(self) -> OfficeSettings:
        """The settings on which the changes stand.

        Raises:
            LookupError: nothing was read yet.
        """
        if self.base is None:
            raise LookupError
        return self.base.settings

    def is_changed(self) -> bool:
        """Whether the fields say something else than is in force."""
        if self.base is None:
            return False
        return any(value != getattr(self.base.settings, name) for name, value in self.sections().items())

    def fits(self, sections: dict[str, Any]) -> None:
        """Refuse sections that do not fit the others.

        Raises:
            RuleViolationError: with what is wrong.
        """
        fitting(self.settings(), {**self.sections(), **sections})

    def edited(self) -> None:
        """The user changed something: try it when the user pauses."""
        self._good_for = None
        self.result.setVisible(False)
        if self._tried:
            if self.is_changed():
                self.trial.running()
                self._pause.start()
            else:
                self._pause.stop()
                self.trial.clear()
        self._fit()

    def watch(self, editor: ListEditor[Any]) -> None:
        """Follow a list: a change counts as typed, a refusal is said."""

        def changed() -> None:
            self.edited()
            if editor.refusal:
                self.say_refusal(editor.refusal)

        editor.changed.connect(changed)

    def say_refusal(self, words: str) -> None:
        """A change was not taken over: say why, what stood before still stands."""
        self.result.say(Kind.FAILED, words)

    def show_trial(self, version: int, sections: dict[str, Any], trial: RuleTrial) -> None:
        """The dry run of these sections came back; an older one is not shown."""
        if self.base is None or sections != self.sections() or trial.version != self.base.office.version:
            return
        self._good_for = (version, sections)
        self._last_trial = trial
        labels = {each.code: each.label.text(language()) for each in self.base.settings.order.classes}
        self.trial.show_trial(trial, labels)
        self._fit()

    def refuse_trial(self, error: DeskError) -> None:
        """It cannot be tried, so it cannot be saved."""
        self._good_for = None
        self.trial.refuse(error)
        self._fit()

    def refused(self, error: DeskError) -> None:
        """It was not saved; everything typed stays."""
        self.result.refuse(error)
        self._fit()

    def saved(self, words: str) -> None:
        """It is in force; what is read next is shown."""
        self._good_for = None
        self.base = None
        self.result.say(Kind.DONE, words)
        self.save.setEnabled(False)

    def can_save(self) -> bool:
        """Whether Save is allowed: something is changed, nobody else's change is in the way, and it was tried."""
        if self.base is None or self._newer is not None or not self.is_changed():
            return False
        return not self._tried or self._good_for == (self.base.office.version, self.sections())

    def _fit(self) -> None:
        changed = self.is_changed()
        self.save.setEnabled(self.can_save())
        self.discard.setEnabled(changed)
        self.details.setVisible(self._tried and self._good_for is not None)
        self._say(changed=changed)

    def _say(self, *, changed: bool) -> None:
        if not changed:
            self.line.say(Kind.DONE, _("In force as shown.") if self.base else "")
        elif not self._tried:
            self.line.say(Kind.WAITING, _("Changed, not saved yet."))
        elif self.can_save() and self._last_trial is not None:
            self.line.say(*verdict(self._last_trial))
        else:
            self.line.say(Kind.WAITING, self.trial.line.text())
