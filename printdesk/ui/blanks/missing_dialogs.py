"""The forms of missing booklets and of the quarantine."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from printdesk.domain import numbers
from printdesk.domain.states import booklet_state_text
from printdesk.i18n import _, plural
from printdesk.services.missing import BACK as FOUND_BACK
from printdesk.services.missing import QUARANTINE
from printdesk.services.quarantine import BACK, SAFE, SPOILED, QuarantineRow, RangePreview
from printdesk.services.search_trail import CaseView
from printdesk.ui.blanks.dialogs import ranges_text
from printdesk.ui.blanks.missing_table import last_words
from printdesk.ui.blanks.one_form import people_box, second_person_hint, second_sign_in
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import booklets_text, count_text
from printdesk.ui.kit import FormDialog, label, say_in
from printdesk.ui.theme import Tone

_LINES = 64


def _text_field() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setFixedHeight(_LINES)
    field.setTabChangesFocus(True)
    return field


class MissDialog(FormDialog):
    """Report booklets missing: their serials, and how it was noticed."""

    def __init__(self, parent: QWidget | None, serial: str = "") -> None:
        super().__init__(
            _("Report booklets missing"),
            _("Report missing"),
            _(
                "From now on their serials are blocked: whoever scans one is told so, and nobody can use it or hand "
                "it over."
            ),
            parent,
        )
        self.setMinimumWidth(560)
        self.field = QLineEdit(serial)
        say_in(self.field, _("serials from the list, between commas"))
        self.reason = _text_field()
        self.add_row(_("&Serials"), self.field)
        self.add_row(_("&How it was noticed"), self.reason)
        (self.reason if serial else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def serials(self) -> list[str]:
        """The serials that were named."""
        return [one for one in re.split(r"[,;\s]+", self.field.text()) if one]

    def take_scan(self, code: str) -> None:
        """A scan here is of a booklet that is in somebody's hand, so it is not missing."""
        self.show_error(_("{serial} was just scanned, so it is here.").format(serial=code), self.field)


class SearchDialog(FormDialog):
    """One look for a missing booklet."""

    def __init__(self, facts: BlanksFacts, user: str, case: CaseView, parent: QWidget | None) -> None:
        super().__init__(_("Search for {serial}").format(serial=case.serial), _("Note it"), last_words(case), parent)
        self.setMinimumWidth(560)
        self.serial = case.serial
        self.who = people_box(facts, "", _("Myself"))
        self.who.setCurrentIndex(max(0, self.who.findData(user)))
        self.place, self.outcome = QLineEdit(), _text_field()
        say_in(self.place, _("drawer of station R2, safe, box B of the shelf"))
        self.add_row(_("&Who looked"), self.who)
        self.add_row(_("W&here"), self.place)
        self.add_row(_("&Result"), self.outcome)
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_scan(self, code: str) -> None:
        """A scanned slot or station is a place."""
        self.place.setText(code)
        self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)


class FoundDialog(FormDialog):
    """A missing booklet lies in somebody's hand again: scanned, and where it was found."""

    def __init__(self, cases: Sequence[CaseView], serial: str, parent: QWidget | None, *, scanned: bool) -> None:
        super().__init__(
            _("Found again"), _("It was found"), _("Scan the booklet that you hold; its serial is the proof."), parent
        )
        self.setMinimumWidth(560)
        self._cases = {case.serial: case for case in cases}
        self.serial = QLineEdit(serial if scanned else "")
        self.serial.setPlaceholderText(_("scan or type"))
        self.place = QLineEdit()
        self.to = QComboBox()
        self.to.addItem(_("Back where it was, or into the safe after its shift"), FOUND_BACK)
        self.to.addItem(_("Set aside, into quarantine"), QUARANTINE)
        self._about = label("", "secondary", wrap=True)
        self.add_row(_("&Serial"), self.serial)
        self.add_row(_("&Where it was found"), self.place)
        self.add_row(_("&It goes"), self.to)
        self.body.insertWidget(0, self._about)
        self.serial.textChanged.connect(lambda _text: self._tell())
        self._tell()
        (self.place if scanned else self.serial).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_scan(self, code: str) -> None:
        """The booklet itself."""
        self.serial.setText(numbers.strip_separators(code).upper())
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        case = self._cases.get(numbers.strip_separators(self.serial.text()).upper())
        self._about.setText(self._words(case) if case else "")
        self._about.setVisible(case is not None)
        printed_anew = case is not None and case.reprinted
        self.to.setCurrentIndex(1 if printed_anew else self.to.currentIndex())
        self.to.setEnabled(not printed_anew)

    def _words(self, case: CaseView) -> str:
        if case.reprinted:
            return _("Its applicant was given a new print, so this one goes into quarantine and then to the spoiled.")
        where = booklet_state_text(case.state_before)
        place = ", ".join(part for part in (where, case.slot, case.holder) if part)
        return _("It was: {place}.").format(place=place)


class LossDialog(FormDialog):
    """Minutes of loss over one or several missing booklets."""

    def __init__(self, facts: BlanksFacts, user: str, serials: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(
            _("Minutes of loss"),
            _("Make the minutes"),
            _("They tell who had each last and the whole search. The serials stay blocked; a find is still noted."),
            parent,
        )
        self.setMinimumWidth(560)
        self.serials = tuple(serials)
        self.signed = second_sign_in(facts, user, "report_missing")
        self.second = self.signed.people
        self.witness = QLineEdit()
        self.body.addWidget(label(booklets_text(len(serials)), "answer"))
        self.body.addWidget(label(ranges_text(serials), "secondary", wrap=True))
        self.add_row(_("&Second person"), self.signed, second_person_hint(self.second))
        self.add_row(_("&Witness"), self.witness, _("Anybody else who signs; may stay empty."))
        self.second.setFocus(Qt.FocusReason.OtherFocusReason)


class ReprintDialog(FormDialog):
    """A supervisor's decision: the applicant gets a new print."""

    def __init__(self, serial: str, number: str, parent: QWidget | None) -> None:
        super().__init__(
            _("A new print for {number}").format(number=number),
            _("Print it anew"),
            _(
                "A supervisor decides this. The application waits for printing again at its old place and gets "
                "another serial; {serial} stays blocked and can never be handed over, even when it is found."
            ).format(serial=serial),
            parent,
        )
        self.setMinimumWidth(560)
        self.reason = _text_field()
        self.add_row(_("&Reason"), self.reason)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)


class AsideDialog(FormDialog):
    """Set a range aside; what would be set aside is shown first."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            _("Set aside into quarantine"),
            _("Set aside"),
            _("One booklet, or a whole range, for instance of a box that was found open."),
            parent,
        )
        self.setMinimumWidth(560)
        self.first, self.last, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.first.setPlaceholderText(_("scan or type"))
        self.last.setPlaceholderText(_("only the first"))
        self.printed = QCheckBox(_("Also printed booklets that are still in the house"))
        self.seen = label("", "answer", wrap=True)
        self.warning = label("", "secondary", wrap=True, tone=Tone.AMBER)
        self.add_row(_("&First serial"), self.first)
        self.add_row(_("&Last serial"), self.last)
        self.add_row(_("&Reason"), self.reason)
        for widget in (self.printed, self.seen, self.warning):
            self.body.addWidget(widget)
        self.show_preview(None)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def range(self) -> tuple[str, str]:
        """First and last, as given; the first twice where no last one is."""
        first = self.first.text().strip()
        return first, self.last.text().strip() or first

    def take_scan(self, code: str) -> None:
        """A scan fills the serial that is still missing, wherever the keyboard is."""
        field = self.last if self.first.text() else self.first
        field.setText(code)
        (self.last if field is self.first else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, found: RangePreview | None, failure: str = "") -> None:
        """What would be set aside; None while nothing is known of the range."""
        if found is None:
            self.seen.setText("")
            self.warning.setText(failure)
        else:
            with_printed = self.printed.isChecked()
            count = found.count(with_printed=with_printed)
            self.seen.setText(_("{count} would be set aside.").format(count=booklets_text(count)))
            self.warning.setText(" ".join(_warnings(found, with_printed=with_printed)))
        self.seen.setVisible(bool(self.seen.text()))
        self.warning.setVisible(bool(self.warning.text()))


def _warnings(found: RangePreview, *, with_printed: bool) -> list[str]:
    said = []
    printed, other = sum(found.printed.values()), sum(found.other.values())
    if printed:
        text = (
            plural("{count} of them is printed: its holder cannot collect it then.",
                   "{count} of them are printed: their holders cannot collect them then.", printed)
            if with_printed
            else plural("{count} printed booklet of the range stays where it is.",
                        "{count} printed booklets of the range stay where they are.", printed)
        )  # fmt: skip
        said.append(text.format(count=count_text(printed)))
    if other:
        text = plural(
            "{count} is used, spoiled or set aside already and stays.",
            "{count} are used, spoiled or set aside already and stay.",
            other,
        )
        said.append(text.format(count=count_text(other)))
    if found.unknown:
        text = plural("{count} serial was never received.", "{count} serials were never received.", found.unknown)
        said.append(text.format(count=count_text(found.unknown)))
    return said


class ReleaseDialog(FormDialog):
    """Two people release booklets from quarantine."""

    def __init__(self, facts: BlanksFacts, user: str, rows: Sequence[QuarantineRow], parent: QWidget | None) -> None:
        super().__init__(
            _("Release from quarantine"),
            _("Release"),
            _("Two people look at the booklets together and decide."),
            parent,
        )
        self.setMinimumWidth(560)
        self.serials = tuple(row.serial for row in rows)
        self.to = QComboBox()
        if any(not row.printed for row in rows):
            self.to.addItem(_("They are good: into the safe"), SAFE)
        if any(row.waits for row in rows):
            self.to.addItem(_("They are good: back where they were"), BACK)
        if not all(row.waits for row in rows):
            self.to.addItem(_("They are spoiled"), SPOILED)
        self.signed = second_sign_in(facts, user, "release_quarantine")
        self.second = self.signed.people
        self.note = QLineEdit()
        self.body.addWidget(label(booklets_text(len(rows)), "answer"))
        self.body.addWidget(label(ranges_text(sorted(self.serials)), "secondary", wrap=True))
        self.add_row(_("&Decision"), self.to)
        self.add_row(_("&Second person"), self.signed, second_person_hint(self.second))
        self.add_row(_("&Note"), self.note)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)
