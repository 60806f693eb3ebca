"""The card of one missing booklet: who had it last, and who looked for it where."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.domain.states import booklet_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.search_trail import CaseView
from printdesk.ui.blanks.missing_table import last_words, steps_model
from printdesk.ui.kit import Card, DeskTable, EmptyState, KeyValue, SecondaryButton
from printdesk.ui.theme import Space


class TrailCard(Card):
    """What is known of one missing booklet.

    Attributes:
        steps: the search. report, reprint: minutes of loss, and a new print for the applicant.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._case: CaseView | None = None
        self._facts = KeyValue()
        self.steps = DeskTable(steps_model())
        self._nobody = EmptyState()
        self.steps.set_empty(self._nobody)
        self.report = SecondaryButton("", "Shift+F7", act="report_missing")
        self.reprint = SecondaryButton("", "Shift+F8", act="reprint_missing")
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addStretch(1)
        acts.addWidget(self.reprint)
        acts.addWidget(self.report)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.steps, 1)
        self.body.addLayout(acts)

    def show_case(self, case: CaseView | None) -> None:
        """Show another booklet, or none."""
        self._case = case
        self.steps.rows_model().set_rows(list(enumerate(case.steps)) if case else [])
        self.retranslate()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        case = self._case
        self.report.setText(_("Minutes of loss…"))
        self.reprint.setText(_("New print…"))
        self.steps.setAccessibleName(_("Search trail"))
        self.steps.retranslate()
        self.report.setVisible(case is not None and not case.report)
        self.reprint.setVisible(case is not None and case.application_id is not None and not case.reprinted)
        self._facts.set_rows(_rows(case) if case else [])
        if case is None:
            self.set_title(_("Search trail"))
            self._nobody.set("search", _("No missing booklet is chosen"))
        else:
            self.set_title(case.serial, _("Search trail"))
            self._nobody.set("search", _("Nobody looked for it yet"), _("Note who looked where with F8."))


def _rows(case: CaseView) -> list[tuple[str, str]]:
    reported = dates.moment_medium(case.declared_at, language())
    place = ", ".join(part for part in (booklet_state_text(case.state_before), case.slot, case.holder) if part)
    rows = [
        (_("Had last by the books"), last_words(case)),
        (_("Where it was"), place),
        (_("Reported"), f"{reported}, {case.declared_by}: {case.circumstance}"),
    ]
    if case.application_number:
        waits = _("was given a new print") if case.reprinted else _("missing in house: cannot be handed over")
        rows.append((_("Application"), f"{case.application_number}, {waits}"))
    if case.report:
        rows.append((_("Minutes"), case.report))
    return rows
