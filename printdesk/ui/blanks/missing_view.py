"""The view of missing booklets and of the quarantine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from printdesk.domain import numbers
from printdesk.i18n import _, plural
from printdesk.services.bundle import Services
from printdesk.services.quarantine import QuarantineRow
from printdesk.services.search_trail import CaseView
from printdesk.ui.blanks.minutes_stack import MinutesStack
from printdesk.ui.blanks.missing_desk import MissingDesk
from printdesk.ui.blanks.missing_table import CaseLine, QuarantineLine, cases_model, quarantine_model
from printdesk.ui.blanks.missing_trail import TrailCard
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.view import BlanksView
from printdesk.ui.blanks.words import count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, DeskTable, EmptyState, FormDialog, PrimaryButton, SecondaryButton
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Space, Tone


@dataclass(frozen=True, slots=True)
class MissingFacts:
    """What is missing, and what is set aside."""

    cases: tuple[CaseView, ...]
    quarantine: tuple[QuarantineRow, ...]


class MissingView(BlanksView):
    """Report missing, note the search, note a find, set aside and release.

    Keys: F6 found again, F7 report missing, F8 note a search, F9 set aside; with Shift: F6 release, F7 minutes of
    loss, F8 a new print for the applicant.

    Attributes:
        missing, quarantine: the two tables. trail: the search for the one chosen. paper: minutes of loss.
    """

    code = "missing"

    def __init__(self, context: RoomContext, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(context, acts, parent)
        self._facts: BlanksFacts | None = None
        self._own = MissingFacts((), ())
        self.found = PrimaryButton("", "F6", act="find")
        self.miss = SecondaryButton("", "F7", act="miss")
        self.search = SecondaryButton("", "F8", act="search_missing")
        self.aside = SecondaryButton("", "F9", act="quarantine")
        self.release = SecondaryButton("", "Shift+F6", act="release_quarantine")
        self.missing = DeskTable(cases_model(), multi=True)
        self.quarantine = DeskTable(quarantine_model(), multi=True)
        self.trail = TrailCard()
        self.paper = PaperPanel(context)
        self._desk = MissingDesk(context, acts, self, self.show_paper)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._none, self._nothing = EmptyState(), EmptyState()
        self._lost, self._set_aside = Card(flush=True), Card(flush=True)
        self._lost.body.addWidget(self.missing)
        self._set_aside.body.addWidget(self.quarantine)
        self._set_aside.add_trailing(self.release)
        self._set_aside.add_trailing(self.aside)
        self.missing.set_empty(self._none)
        self.quarantine.set_empty(self._nothing)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self._lost, 11)
        left.addWidget(self._set_aside, 10)
        self._stack = MinutesStack(self.context, self.acts, self.paper, self)
        self._stack.lay(left, self.trail)

    def _connect(self) -> None:
        self.found.clicked.connect(lambda: self.open_found())
        self.miss.clicked.connect(lambda: self._desk.miss())
        self.search.clicked.connect(self.open_search)
        self.aside.clicked.connect(self._desk.set_aside)
        self.release.clicked.connect(self.open_release)
        self.trail.report.clicked.connect(self.open_report)
        self.trail.reprint.clicked.connect(self.open_reprint)
        self.missing.current_changed.connect(lambda _key: self._choose())
        self.missing.opened.connect(lambda _key: self.open_search())
        self.quarantine.selection_count_changed.connect(lambda _count: self._offer())

    def title(self) -> str:
        """The chip's words."""
        return _("Missing and quarantine")

    def count(self) -> int | None:
        """What is missing or set aside."""
        return len(self._own.cases) + len(self._own.quarantine)

    def buttons(self) -> Sequence[QAbstractButton]:
        """The acts at the head; those of the quarantine stand over its list."""
        return (self.search, self.miss, self.found)

    def read(self, services: Services) -> MissingFacts:
        """What is missing, and what is set aside."""
        return MissingFacts(services.missing.cases(), services.quarantine.rows())

    def refresh(self, facts: BlanksFacts, own: Any) -> None:
        """Show both lists; selection and scroll stay."""
        self._facts, self._own = facts, own
        self._desk.show_facts(facts)
        self.missing.rows_model().set_rows([CaseLine(case, facts.label(case.service)) for case in own.cases])
        aside = [QuarantineLine(row, facts.label(row.service)) for row in own.quarantine]
        self.quarantine.rows_model().set_rows(aside)
        if own.cases and not self.missing.current_key():
            self.missing.select_key(own.cases[0].serial)
        self._say()
        self._choose()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.found.setText(_("Found…"))
        self.miss.setText(_("Report missing…"))
        self.search.setText(_("Note a search…"))
        self.aside.setText(_("Set aside…"))
        self.release.setText(_("Release…"))
        self._none.set(
            "check-badge", _("No booklet is missing"), _("A closing shift names what is not there."), Tone.GREEN
        )
        self._nothing.set(
            "check-badge",
            _("Nothing is set aside"),
            _("Set a range aside with F9 when a box or a batch is suspected."),
        )
        self.missing.setAccessibleName(_("Missing booklets"))
        self.quarantine.setAccessibleName(_("In quarantine"))
        self.missing.retranslate()
        self.quarantine.retranslate()
        self.trail.retranslate()
        self.paper.retranslate()
        self._say()

    def _say(self) -> None:
        frozen = sum(case.application_id is not None and not case.reprinted for case in self._own.cases)
        text = plural("{count} applicant waits for one", "{count} applicants wait for one", frozen)
        self._lost.set_title(_("Missing"), text.format(count=count_text(frozen)) if frozen else "")
        count = len(self._own.quarantine)
        self._set_aside.set_title(_("In quarantine"), count_text(count) if count else "")

    def _case(self) -> CaseView | None:
        line = self.missing.current_row()
        return line.case if line is not None else None

    def _choose(self) -> None:
        self.trail.show_case(self._case())
        self._offer()

    def _offer(self) -> None:
        case = self._case()
        self.found.setEnabled(bool(self._own.cases))
        self.search.setEnabled(case is not None)
        self.release.setVisible(bool(self._own.quarantine))

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        (self.missing if self._own.cases else self.quarantine).setFocus(Qt.FocusReason.OtherFocusReason)

    def handle_scan(self, text: str) -> bool:
        """A missing booklet in somebody's hand was found; one in quarantine is chosen in its list."""
        serial = numbers.strip_separators(text).upper()
        if self.missing.select_key(serial):
            self.open_found(serial)
            return True
        return self.quarantine.select_key(serial)

    @property
    def dialog(self) -> FormDialog | None:
        """The form that is open, None when none is."""
        return self._desk.dialog

    def open_found(self, scanned: str = "") -> None:
        """Ask where it was found; `scanned` is its serial when it was scanned just now."""
        if self._own.cases:
            self._desk.found(self._own.cases, scanned)

    def open_search(self) -> None:
        """Ask who looked where for the one chosen."""
        case = self._case()
        if case is not None:
            self._desk.search(case)

    def open_report(self) -> None:
        """Ask for minutes of loss of those chosen that stand on none yet."""
        open_ = {case.serial for case in self._own.cases if not case.report}
        serials = [serial for serial in self.missing.selected_keys() if serial in open_]
        if serials:
            self._desk.report(sorted(serials))

    def open_reprint(self) -> None:
        """Ask the supervisor for a new print."""
        case = self._case()
        if case is not None and case.application_id is not None:
            self._desk.reprint(case)

    def open_release(self) -> None:
        """Ask two people to release those chosen, or the only one there is."""
        chosen = set(self.quarantine.selected_keys())
        rows = [row for row in self._own.quarantine if row.serial in chosen]
        if not rows and len(self._own.quarantine) == 1:
            rows = list(self._own.quarantine)
        if rows:
            self._desk.release(rows)
        else:
            self.context.messages.info(_("Choose what is released in the list of the quarantine first."))

    def show_paper(self, number: str) -> None:
        """Draw minutes of loss."""
        self._stack.show_minutes(number, _("Minutes of loss {number}").format(number=number))
