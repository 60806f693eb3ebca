"""The reasons: one list for each use, failures in four families with what to do next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import Label, Reason
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.services.settings_entries import FAILURES
from printdesk.services.settings_names import family_names, use_names
from printdesk.ui.kit import ChipRow, EmptyState, SecondaryButton
from printdesk.ui.settings import choices
from printdesk.ui.settings.codes import new_code
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import BothTexts, ChoiceField
from printdesk.ui.settings.forms import EntryDialog, Field
from printdesk.ui.settings.list_editor import ListEditor, ListKind
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.tables import Heading, WordsRow, fit_rows, words_table
from printdesk.ui.settings.words import count_text

USES = ("print", "check", "hold", "cancel", "pick")
_NEXT_STEP = 300


class ReasonsSection(EditSection):
    """All lists of reasons; what is taken off a list is kept for the records and can come back.

    Attributes:
        uses: chips. reasons: the list of the use chosen. gone: those taken off it. bring_back: puts one on again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_explain, tried=False, parent=parent)
        self._all: dict[str, tuple[Reason, ...]] = {}
        self._gone: dict[str, tuple[Reason, ...]] = {}
        self.uses = ChipRow()
        self.reasons: ListEditor[Reason] = ListEditor(self._kind(), self._reasons_fit)
        self.gone = words_table([Heading(lambda: _("Taken off the list"), 300, wide=True)])
        self.gone.set_empty(EmptyState("info"))
        self.bring_back = SecondaryButton("", "", "undo")
        self._words()
        self.column.addWidget(self.uses)
        self.column.addWidget(self.reasons)
        self.add_title(lambda: _("Known from records, offered no more"))
        self.column.addWidget(self.gone)
        self.column.addWidget(self.bring_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish()
        self.uses.chosen.connect(lambda _use: self._show_use())
        self.reasons.changed.connect(self._changed)
        self.bring_back.clicked.connect(self._bring_back)
        self.gone.opened.connect(lambda _key: self._bring_back())

    def use(self) -> str:
        """The use whose list is shown."""
        return self.uses.current() or USES[0]

    def choose_use(self, use: str) -> None:
        """Show the list of a use."""
        self.uses.choose(use)
        self._show_use()

    def load(self, facts: SettingsFacts) -> None:
        """Show the reasons in force."""
        reasons = facts.settings.reasons
        for use in USES:
            mine = [each for each in reasons if each.use == use]
            self._all[use] = tuple(each for each in mine if each.active)
            self._gone[use] = tuple(each for each in mine if not each.active)
        self._words()
        self._show_use()

    def sections(self) -> dict[str, Any]:
        """All reasons as they stand here; exactly those in force when nothing is different."""
        made = self._together(self._all)
        before = self.settings().reasons
        same = sorted(made, key=_key) == sorted(before, key=_key)
        kept = same and all(
            [each for each in made if each.use == use and each.active]
            == [each for each in before if each.use == use and each.active]
            for use in USES
        )
        return {"reasons": before if kept else made}

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        self._words()
        super().show_facts(facts)
        self._show_use()

    def _words(self) -> None:
        for use, words in use_names(active()).items():
            count = count_text(len(self._all.get(use, ())))
            self.uses.set_chip(use, words, count)
        self.uses.setAccessibleName(_("For what"))
        self.bring_back.setText(_("Offer it again"))

    def _together(self, lists: dict[str, tuple[Reason, ...]]) -> tuple[Reason, ...]:
        return tuple(each for use in USES for each in (*lists.get(use, ()), *self._gone.get(use, ())))

    def _reasons_fit(self, reasons: tuple[Reason, ...]) -> None:
        lists = {**self._all, self.use(): reasons}
        self.fits({"reasons": self._together(lists)})

    def _changed(self) -> None:
        if self.reasons.refusal:
            self.edited()
            self.say_refusal(self.reasons.refusal)
            return
        use, now = self.use(), self.reasons.entries()
        codes = {each.code for each in now}
        off = (replace(each, active=False) for each in self._all[use] if each.code not in codes)
        self._gone[use] = tuple(each for each in (*self._gone[use], *off) if each.code not in codes)
        self._all[use] = now
        self._show_gone()
        self._words()
        self.edited()

    def _bring_back(self) -> None:
        use, at = self.use(), self.gone.currentIndex().row()
        if not 0 <= at < len(self._gone[use]):
            return
        back = self._gone[use][at]
        self._gone[use] = tuple(each for each in self._gone[use] if each is not back)
        self._all[use] = (*self._all[use], replace(back, active=True))
        self._show_use()
        self._words()
        self.edited()

    def _show_use(self) -> None:
        if self.use() in self._all:
            self.reasons.set_entries(self._all[self.use()])
            self.reasons.retranslate()
            self._show_gone()

    def _show_gone(self) -> None:
        gone = self._gone.get(self.use(), ())
        self.gone.retranslate()
        fit_rows(self.gone, [WordsRow(each.code, (each.label.text(language()),)) for each in gone])
        for part in (self.gone, self.bring_back):
            part.setVisible(bool(gone))
        if self._titles:
            self._titles[0][0].setVisible(bool(gone))

    def _kind(self) -> ListKind[Reason]:
        return ListKind(
            headings=[
                Heading(lambda: _("Reason"), 230, wide=True),
                Heading(lambda: _("Family"), 100),
                Heading(lambda: _("Next step"), 340, wide=True),
            ],
            key=lambda each: each.code,
            row=lambda each: (
                each.label.text(language()),
                family_names(active()).get(each.family, "—"),
                each.next_step.text(language()) or "—",
            ),
            form=self._form,
            build=self._reason_of,
            noun=lambda: _("Add a reason…"),
        )

    def _form(self, each: Reason | None, parent: QWidget) -> EntryDialog:
        first = each or Reason("", self.use(), Label("", ""), "print" if self.use() in FAILURES else "")
        fields = [Field("label", lambda: _("Reason"), BothTexts)]
        if self.use() in FAILURES:
            fields += [
                Field("family", lambda: _("Family"), lambda: ChoiceField(choices.families)),
                Field("next_step", lambda: _("Next step"), lambda: BothTexts(_NEXT_STEP)),
            ]
        values = {field.key: getattr(first, field.key) for field in fields}
        title = f"{use_names(active())[self.use()]}: {first.label.text(language()) or _('new reason')}"
        return EntryDialog(title, _("Take over"), _explain_reason(), fields, values, parent)

    def _reason_of(self, before: Reason | None, values: dict[str, Any], _others: Sequence[Reason]) -> Reason:
        if before is not None:
            return replace(before, **values)
        use = self.use()
        taken = [each.code for each in (*self._all[use], *self._gone[use])]
        label = values["label"]
        return Reason(new_code(label.en or label.id, taken), use, **values)


def _key(each: Reason) -> tuple[str, str, str]:
    return each.use, each.code, repr(each)


def _explain() -> str:
    return _(
        "What people choose when a print or check fails, when somebody waits or is cancelled. "
        "Their order is the order of the keys 1 to 9."
    )


def _explain_reason() -> str:
    return _("Both languages are needed: each screen and paper uses its own.")
