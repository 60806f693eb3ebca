"""The steps of the first start."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.services.first_run import (
    LAMINATED,
    MOST_PRINTERS,
    POLYCARBONATE,
    REGULAR,
    ZONES,
    FoundOffice,
    joined_url,
    printer_kind,
)
from printdesk.ui.first_run.page import Page
from printdesk.ui.kit import Card, KeyValue, NumberField, SecondaryButton, SignMark, label
from printdesk.ui.sign_in.new_password import NewPassword
from printdesk.ui.theme import Kind, Space

NEW, DEMO, JOIN = "new", "demo", "join"
_KINDS = (REGULAR, LAMINATED, POLYCARBONATE)


class _WayCard(Card):
    """One way to begin, chosen by a click anywhere in it; the chosen one has the accent's edge."""

    def __init__(self, button: QRadioButton) -> None:
        super().__init__()
        self._button = button
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        button.toggled.connect(lambda on: self.set_surface("now" if on else "plain"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        super().mousePressEvent(event)
        self._button.setChecked(True)
        self._button.setFocus(Qt.FocusReason.MouseFocusReason)


class WayPage(Page):
    """Which of the three ways.

    Attributes:
        ways: the choices by their codes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ways = {code: QRadioButton() for code in (NEW, DEMO, JOIN)}
        self._group = QButtonGroup(self)
        self._words = {code: label("", "secondary", wrap=True) for code in self.ways}
        for code, button in self.ways.items():
            card = _WayCard(button)
            card.body.setSpacing(2)
            card.body.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
            self._words[code].setIndent(34)
            card.body.addWidget(button)
            card.body.addWidget(self._words[code])
            self._group.addButton(button)
            self.column.addWidget(card)
            button.toggled.connect(lambda _on: self.changed.emit())
        self.column.addStretch(1)
        self.ways[NEW].setChecked(True)

    def way(self) -> str:
        """The one chosen."""
        return next(code for code, button in self.ways.items() if button.isChecked())

    def first_field(self) -> QWidget:
        """The chosen way."""
        return self.ways[self.way()]

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_heading(
            _("Welcome to PrintDesk"), _("There is no office at this computer yet. How do you want to begin?")
        )
        said = {
            NEW: (_("&A new office on this computer"),
                  _("Name, service types, printers and the first person. It takes two minutes.")),
            DEMO: (_("&Practise on the demo office"),
                   _("An invented office on a busy day. Try everything; it is gone when you close it.")),
            JOIN: (_("&Join an office that other desks share"),
                   _("You need the address of its PostgreSQL database.")),
        }  # fmt: skip
        for code, (name, words) in said.items():
            self.ways[code].setText(name)
            self.ways[code].setAccessibleDescription(words)
            self._words[code].setText(words)


class OfficePage(Page):
    """Name, letterhead and zone."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.short_name, self.address, self.phone = (QLineEdit() for _field in range(4))
        self.zone = QComboBox()
        for zone in ZONES:
            self.zone.addItem(zone, zone)
        self._fields: tuple[QWidget, ...] = (self.name, self.short_name, self.address, self.phone, self.zone)
        self._rows = [self.add_row(field) for field in self._fields]
        self.column.addStretch(1)

    def first_field(self) -> QWidget:
        """The name."""
        return self.name

    def problem(self) -> tuple[str, QWidget] | None:
        """The two names are a must."""
        for field in (self.name, self.short_name):
            if not field.text().strip():
                return _("Type the name of the office."), field
        return None

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_heading(_("The office"), _("As it stands on your papers. All of it can be changed under Settings."))
        self.name.setPlaceholderText("Kantor Imigrasi Kelas I TPI …")
        self.short_name.setPlaceholderText("Kanim Kelas I TPI …")
        words = (
            (_("&Name of the office"), ""),
            (_("&Short name"), _("In the window, and on slips.")),
            (_("A&ddress"), ""),
            (_("&Telephone"), ""),
            (_("Time &zone"), ""),
        )
        for row, field, (name, hint) in zip(self._rows, self._fields, words, strict=True):
            self.set_row(row, field, name, hint)
        names = (_("Western Indonesia (WIB)"), _("Central Indonesia (WITA)"), _("Eastern Indonesia (WIT)"))
        for at, text in enumerate(names):
            self.zone.setItemText(at, text)


class WorkPage(Page):
    """Which service types are offered, and how many printers print them."""

    def __init__(self, usual: OfficeSettings) -> None:
        super().__init__()
        self._usual = usual
        self.services = {each.code: QCheckBox() for each in usual.services}
        self._services_title, self._printers_title = label("", "strong"), label("", "strong")
        self.column.addWidget(self._services_title)
        for box in self.services.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._adapt())
            self.column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(Space.M)
        self.column.addWidget(self._printers_title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        self.printers = {kind: NumberField(1, MOST_PRINTERS, 2 if kind == REGULAR else 1) for kind in _KINDS}
        self._kinds = {kind: label("") for kind in _KINDS}
        for at, kind in enumerate(_KINDS):
            self._kinds[kind].setBuddy(self.printers[kind])
            grid.addWidget(self._kinds[kind], at, 0)
            grid.addWidget(self.printers[kind], at, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def chosen(self) -> tuple[str, ...]:
        """Codes of the service types that are offered."""
        return tuple(code for code, box in self.services.items() if box.isChecked())

    def counts(self) -> dict[str, int]:
        """How many printers of each kind that is needed."""
        return {kind: field.value() for kind, field in self.printers.items() if field.isEnabled()}

    def first_field(self) -> QWidget:
        """The first service type."""
        return next(iter(self.services.values()))

    def problem(self) -> tuple[str, QWidget] | None:
        """An office offers something."""
        return None if self.chosen() else (_("Choose at least one service type."), self.first_field())

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_heading(
            _("What is printed here"),
            _("Each printer begins with 10 booklets an hour; what it really does is learnt from the work."),
        )
        self._services_title.setText(_("Service types"))
        self._printers_title.setText(_("Printers"))
        for each in self._usual.services:
            self.services[each.code].setText(each.label.id if language() == "id" else each.label.en)
        kinds = {
            REGULAR: _("for regular passports"), LAMINATED: _("for laminated e-passports"),
            POLYCARBONATE: _("for polycarbonate e-passports"),
        }  # fmt: skip
        for kind, text in kinds.items():
            self._kinds[kind].setText(text)
            self.printers[kind].setAccessibleName(f"{_('Printers')} {text}")

    def _adapt(self) -> None:
        needed = {printer_kind(each) for each in self._usual.services if each.code in self.chosen()}
        for kind in _KINDS:
            self.printers[kind].setEnabled(kind in needed)
            self._kinds[kind].setEnabled(kind in needed)


class PersonPage(Page):
    """Who works here first, with a password or not."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.with_password, self.fields = QLineEdit(), QCheckBox(), NewPassword()
        self._row = self.add_row(self.name)
        self.column.addWidget(self.with_password, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = label("", "secondary", wrap=True)
        self.column.addWidget(self._about)
        self.fields.setMaximumWidth(560)
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.with_password.setChecked(True)
        self.with_password.toggled.connect(self.fields.setVisible)
        self.with_password.toggled.connect(lambda _on: self._tell())
        self.name.textChanged.connect(self.fields.set_name)

    def password(self) -> str:
        """The password, "" for an open office."""
        return self.fields.password() if self.with_password.isChecked() else ""

    def first_field(self) -> QWidget:
        """The name."""
        return self.name

    def problem(self) -> tuple[str, QWidget] | None:
        """A name, and two passwords that are the same."""
        if not self.name.text().strip():
            return _("Say who you are."), self.name
        wrong = self.fields.problem() if self.with_password.isChecked() else ""
        return (wrong, self.fields.wrong_field()) if wrong else None

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_heading(
            _("The first person"), _("Whoever sets the office up supervises it, and lets the others in.")
        )
        self.set_row(self._row, self.name, _("Your &name"), _("As it stands on minutes and in the history."))
        self.with_password.setText(_("&Everybody signs in with a password"))
        self.fields.retranslate()
        self._tell()

    def _tell(self) -> None:
        self._about.setText(
            _("You give the others their passwords under Settings, People.")
            if self.with_password.isChecked()
            else _("The office is open: whoever sits here may do everything. You can decide otherwise later.")
        )


class ReadyPage(Page):
    """Everything once more, before anything is written."""

    def __init__(self) -> None:
        super().__init__()
        self._values = KeyValue()
        self.column.addWidget(self._values)
        self.column.addStretch(1)

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """What will be made."""
        self._values.set_rows(rows)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_heading(_("Make this office?"), _("Nothing was written so far."))


class JoinPage(Page):
    """The address of a database, and whether it can be reached.

    Attributes:
        address: what is typed. test: tries it. found: the office behind the address as it stands, None untested.
    """

    def __init__(self) -> None:
        super().__init__()
        self.address, self.test = QLineEdit(), SecondaryButton("", "F5", "refresh")
        self.found: FoundOffice | None = None
        self._row = self.add_row(self.address)
        self.column.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        self._result = Card(surface="quiet")
        self._result.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._sign, self._said = SignMark(Kind.DONE, 14), label("", "strong", wrap=True)
        self._more = label("", "secondary", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._said, 1)
        self._result.body.addLayout(line)
        self._result.body.addWidget(self._more)
        self.column.addWidget(self._result)
        self.column.addStretch(1)
        self._result.setVisible(False)
        self.address.textChanged.connect(lambda _text: self._forget())

    def first_field(self) -> QWidget:
        """The address."""
        return self.address

    def problem(self) -> tuple[str, QWidget] | None:
        """It must look like an address."""
        try:
            joined_url(self.address.text())
        except DeskError as error:
            return str(error), self.address
        return None

    def show_testing(self) -> None:
        """It is being tried."""
        self._say(Kind.WAITING, "quiet", _("Trying to reach the database…"), "")

    def show_found(self, found: FoundOffice) -> None:
        """It was reached."""
        self.found = found
        more = _("Nobody has a password there yet.") if found.is_open else _("You sign in there with your password.")
        self._say(Kind.DONE, "green", _("Found: {office}").format(office=found.name), f"{found.place}. {more}")
        self.changed.emit()

    def show_failed(self, error: DeskError) -> None:
        """It was not reached."""
        self.found = None
        self._say(Kind.FAILED, "red", error.message, error.advice)
        self.changed.emit()

    def said(self) -> str:
        """What became of the last try, "" before any."""
        return "" if self._result.isHidden() else f"{self._said.text()} {self._more.text()}".strip()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_heading(
            _("The database of the office"),
            _("Whoever set the office up has its address. It is kept on this computer, for you alone."),
        )
        self.set_row(
            self._row, self.address, _("Add&ress"),
            _("It looks like this: postgresql://user@server/database. A password can stand behind the user, after a "
              "colon, or in this desk's password file."),
        )  # fmt: skip
        self.address.setPlaceholderText("postgresql://user@server/database")
        self.test.setText(_("Test the connection"))

    def _forget(self) -> None:
        self.found = None
        self._result.setVisible(False)
        self.show_error("")
        self.changed.emit()

    def _say(self, kind: Kind, surface: str, words: str, more: str) -> None:
        self._sign.set_kind(kind)
        self._result.set_surface(surface)
        self._said.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._result.setVisible(True)
