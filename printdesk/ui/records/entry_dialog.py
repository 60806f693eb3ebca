"""One application typed by hand: checked as a row of a list is, each sentence under its field."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.intake import RowIssue
from printdesk.services.entry import EntryForm
from printdesk.services.field_words import proof_words
from printdesk.ui.kit import FormDialog, label, restyle, say_in, set_tone
from printdesk.ui.theme import Space, Tone

_LAYOUT = (
    ("number", "name"),
    ("service", "ready_since"),
    ("nik", "birth_date"),
    ("sex", "phone"),
    ("departs_at", "destination"),
    ("proof", "group"),
    ("interview_date", "priority"),
)
_REQUIRED = frozenset({"number", "name", "service"})


class EntryDialog(FormDialog):
    """The form for one application.

    Args:
        services: the office's service types, code and label.

    Signals:
        edited: a field was left, so the form can be checked.
    """

    edited = Signal()

    def __init__(self, services: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(
            _("New application"),
            _("Take in"),
            _("As in a list: dates day before month, numbers as they stand."),
            parent,
        )
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._said: dict[str, QLabel] = {}
        self._touched: set[str] = set()
        self.same_day = QCheckBox(_("Same-day service was paid"))
        self._choices = _choices(services)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for row, pair in enumerate(_LAYOUT):
            for column, code in enumerate(pair):
                grid.addLayout(self._cell(code), row, column)
                grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.same_day)
        self.setMinimumWidth(720)
        self.field("number").setFocus()

    def field(self, code: str) -> QLineEdit | QComboBox:
        """The field of that name in `EntryForm`."""
        return self._fields[code]

    def form(self) -> EntryForm:
        """What is typed."""
        values = {code: self._value(code) for pair in _LAYOUT for code in pair}
        return EntryForm(**values, same_day="ya" if self.same_day.isChecked() else "tidak")

    def show_issues(
        self, errors: Iterable[RowIssue], warnings: Iterable[RowIssue] = (), *, everywhere: bool = True
    ) -> None:
        """Say under each field what is wrong with it, or deserves a look.

        Args:
            everywhere: also under fields that nobody has left yet, and from now on under all of them.
        """
        if everywhere:
            self._touched.update(self._fields)
        wrong = {issue.column: issue.message for issue in errors if everywhere or issue.column in self._touched}
        noted = {issue.column: issue.message for issue in warnings if issue.column not in wrong}
        for code in self._fields:
            self._say(code, wrong.get(code, ""), noted.get(code, ""))
        first = next((code for pair in _LAYOUT for code in pair if code in wrong), None)
        if everywhere and first is not None:
            self.field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def sentence(self, code: str) -> str:
        """What stands under a field."""
        said = self._said[code]
        return "" if said.isHidden() else said.text()

    def take_scan(self, code: str) -> None:
        """A scan fills the field in focus, or the number."""
        focus = self.focusWidget()
        field = focus if isinstance(focus, QLineEdit) else self.field("number")
        if isinstance(field, QLineEdit):
            field.setText(code)
            self.focusNextChild()

    def _cell(self, code: str) -> QVBoxLayout:
        choices = self._choices.get(code)
        field = _combo(choices) if choices else QLineEdit()
        title = _titles()[code]
        name = label(f"{title} *" if code in _REQUIRED else title, "caption")
        field.setAccessibleName(title)
        name.setBuddy(field)
        if isinstance(field, QLineEdit):
            say_in(field, _hints().get(code, ""))
            field.editingFinished.connect(lambda: self._leave(code))
        said = label("", "secondary", wrap=True)
        said.setVisible(False)
        self._fields[code], self._said[code] = field, said
        cell = QVBoxLayout()
        cell.setSpacing(2)
        for part in (name, field, said):
            cell.addWidget(part)
        cell.addStretch(1)
        return cell

    def _leave(self, code: str) -> None:
        if self._value(code):
            self._touched.add(code)
        self.edited.emit()

    def _value(self, code: str) -> str:
        field = self._fields[code]
        return str(field.currentData() or "") if isinstance(field, QComboBox) else field.text().strip()

    def _say(self, code: str, wrong: str, noted: str) -> None:
        said, field = self._said[code], self._fields[code]
        said.setText(wrong or noted)
        set_tone(said, Tone.RED if wrong else Tone.AMBER)
        said.setVisible(bool(wrong or noted))
        field.setProperty("invalid", "true" if wrong else "false")
        restyle(field)


def _combo(choices: Sequence[tuple[str, str]]) -> QComboBox:
    combo = QComboBox()
    for code, words in choices:
        combo.addItem(words, code)
    return combo


def _choices(services: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    return {
        "service": services,
        "sex": (("", "—"), ("L", _("Male")), ("P", _("Female"))),
        "proof": (("", _("none")), *proof_words(active()).items()),
        "priority": (
            ("", "—"),
            ("elderly", _("Elderly")),
            ("toddler", _("Toddler")),
            ("pregnant", _("Pregnant")),
            ("disabled", _("Disabled")),
        ),
    }


def _titles() -> dict[str, str]:
    return {
        "number": _("APPLICATION NUMBER"),
        "name": _("NAME"),
        "service": _("SERVICE TYPE"),
        "ready_since": _("READY TO PRINT SINCE"),
        "nik": _("NIK"),
        "birth_date": _("DATE OF BIRTH"),
        "sex": _("SEX"),
        "phone": _("TELEPHONE"),
        "departs_at": _("DEPARTURE"),
        "destination": _("DESTINATION"),
        "proof": _("PROOF SEEN"),
        "group": _("GROUP"),
        "interview_date": _("INTERVIEW"),
        "priority": _("PRIORITY"),
    }


def _hints() -> dict[str, str]:
    return {
        "number": _("16 digits"),
        "nik": _("16 digits"),
        "ready_since": _("now, or for instance 26/06/2024 08.00"),
        "birth_date": _("for instance 17/08/1990"),
        "departs_at": _("for instance 06/07/2024 13.05 WIB"),
        "interview_date": _("for instance 24/06/2024"),
        "phone": _("08… or +62 8…"),
    }
