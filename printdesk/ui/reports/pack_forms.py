"""The forms for rows of a down-time pack: a print, a hand-over, an application taken in, a spoiled blank."""

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from printdesk.domain import numbers
from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.services.batch_views import FAILED, NOT_PRINTED, PRINTED
from printdesk.services.bundle import Services
from printdesk.services.downtime_back import RowView
from printdesk.services.hand_over_acts import POST_KIND, HandOver
from printdesk.services.office import PersonView
from printdesk.ui.kit import DateField, FlowRow, TimeField, label
from printdesk.ui.theme import Space


class RowForm(QWidget):
    """The fields of one kind of row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.S)

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        self._rows.addRow(label(name, "body"), field)

    def offer(self, settings: OfficeSettings, people: Sequence[PersonView], now: datetime) -> None:
        """Fill what can be chosen; what was chosen stays."""

    def begin(self, row: RowView) -> None:
        """Empty the fields for another row."""

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self

    def take(self, _code: str) -> bool:
        """Use a scanned code; False when no field waits for one."""
        return False


class PrintForm(RowForm):
    """A row of a station: who printed, the serial, what came out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.operator, self.outcome, self.reason = QComboBox(), QComboBox(), QComboBox()
        self.serial = QLineEdit()
        for code, name in ((PRINTED, _("printed")), (FAILED, _("failed")), (NOT_PRINTED, _("not printed"))):
            self.outcome.addItem(name, code)
        self._add(_("Who printed"), self.operator)
        self._add(_("Serial"), self.serial)
        self._add(_("What came out"), self.outcome)
        self._add(_("Reason"), self.reason)
        self.outcome.currentIndexChanged.connect(self._lock)
        self._lock()

    def offer(self, settings: OfficeSettings, people: Sequence[PersonView], now: datetime) -> None:  # noqa: ARG002
        """People who print, and the reasons of failed prints."""
        fill(self.operator, [(each.login, each.name) for each in people])
        fill(self.reason, [(each.code, each.label.text(language())) for each in settings.reasons_for("print")])

    def begin(self, row: RowView) -> None:
        """The operator stays: one sheet is one person's."""
        self.serial.setText(row.serial)
        self.outcome.setCurrentIndex(0)

    def first_field(self) -> QWidget:
        """The serial."""
        return self.serial

    def take(self, code: str) -> bool:
        """A scan is the serial."""
        self.serial.setText(code)
        return True

    def entry(self) -> tuple[str, str, str, str]:
        """Operator, outcome, serial, reason."""
        outcome = str(self.outcome.currentData())
        serial = "" if outcome == NOT_PRINTED else _stated(self.serial, _("Scan or type the serial of the booklet."))
        reason = str(self.reason.currentData()) if outcome == FAILED else ""
        return str(self.operator.currentData() or ""), outcome, serial, reason

    def _lock(self) -> None:
        outcome = self.outcome.currentData()
        self.reason.setEnabled(outcome == FAILED)
        self.serial.setEnabled(outcome != NOT_PRINTED)


class SpoiledForm(RowForm):
    """A spoiled blank: serial and reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.serial, self.reason = QLineEdit(), QComboBox()
        self._add(_("Serial"), self.serial)
        self._add(_("Reason"), self.reason)

    def offer(self, settings: OfficeSettings, people: Sequence[PersonView], now: datetime) -> None:  # noqa: ARG002
        """The reasons of failed prints."""
        fill(self.reason, [(each.code, each.label.text(language())) for each in settings.reasons_for("print")])

    def begin(self, row: RowView) -> None:
        """Empty."""
        self.serial.setText(row.serial)

    def first_field(self) -> QWidget:
        """The serial."""
        return self.serial

    def take(self, code: str) -> bool:
        """A scan is the serial."""
        self.serial.setText(code)
        return True

    def entry(self) -> tuple[str, str]:
        """Serial and reason."""
        serial = _stated(self.serial, _("Scan or type the serial of the booklet."))
        return serial, str(self.reason.currentData() or "")


class IntakeForm(RowForm):
    """An application taken in: its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit()
        self._add(_("Application number"), self.number)
        hint = label(_("Take it in first: Records, import list or new application."), "secondary", wrap=True)
        self._rows.addRow(hint)

    def begin(self, row: RowView) -> None:
        """Empty."""
        self.number.setText(row.number)

    def first_field(self) -> QWidget:
        """The number."""
        return self.number

    def take(self, code: str) -> bool:
        """A scan is the number."""
        self.number.setText(code)
        return True

    def entry(self) -> str:
        """The number."""
        return _stated(self.number, _("Type the 16 digits of the application."))


class HandoverForm(RowForm):
    """A hand-over on paper: whose, the booklet, who collected, what was shown, when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slip, self.serial, self.name, self.identity = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.collector = QComboBox()
        self.day, self.clock = DateField(datetime(2024, 1, 1).date()), TimeField(time(8))  # noqa: DTZ001
        self.documents: dict[str, QCheckBox] = {}
        self._shown = FlowRow(Space.S)
        self._settings: OfficeSettings | None = None
        self._now: datetime | None = None
        for name, field in (
            (_("Slip or application number"), self.slip), (_("Serial of the booklet"), self.serial),
            (_("Who collected"), self.collector), (_("Shown"), self._shown),
        ):  # fmt: skip
            self._add(name, field)
        for name, pair in (
            (_("Collector's name, identity number"), (self.name, self.identity)),
            (_("Day and time on the paper"), (self.day, self.clock)),
        ):
            self._add(name, beside(*pair))
        self.name.setAccessibleName(_("Collector's name"))
        self.identity.setAccessibleName(_("Collector's identity number"))
        self.day.setAccessibleName(_("Day"))
        self.clock.setAccessibleName(_("Time on the paper"))
        self.collector.setToolTip(
            _("What went to the post is entered in the room Pickup, “To the post”: its list has a number of its own.")
        )
        self.collector.currentIndexChanged.connect(self._show_documents)

    def offer(self, settings: OfficeSettings, people: Sequence[PersonView], now: datetime) -> None:  # noqa: ARG002
        """The kinds of collectors; what goes to the post stands on the list that the post signs."""
        first = self._settings is None
        self._settings, self._now = settings, now
        kinds = [each for each in settings.pickup.collectors if each.code != POST_KIND]
        fill(self.collector, [(each.code, each.label.text(language())) for each in kinds])
        if first:
            self.day.set_value(now.date())
            self._show_documents()

    def begin(self, row: RowView) -> None:
        """Empty; day and time stay near those of the row before."""
        self.slip.setText(row.number)
        for field in (self.serial, self.name, self.identity):
            field.clear()
        self.serial.setText(row.serial)
        for box in self.documents.values():
            box.setChecked(False)

    def first_field(self) -> QWidget:
        """The slip."""
        return self.slip

    def take(self, code: str) -> bool:
        """The first empty one of slip and serial, or the one in focus."""
        field = self.slip if self.slip.hasFocus() or not self.slip.text() else self.serial
        field.setText(code)
        (self.serial if field is self.slip else self.collector).setFocus()
        return True

    def entry(self, services: Services) -> tuple[HandOver, datetime]:
        """What was handed over, and when.

        Raises:
            RuleViolationError: the slip or number is nobody's.
        """
        text = _stated(self.slip, _("Scan the slip, or type its number or that of the application."))
        slipped = services.slips.application_of(text)
        application_id = slipped or _application(services, text)
        documents = tuple(code for code, box in self.documents.items() if box.isChecked())
        slip = text if slipped else ""
        given = HandOver(
            application_id, _stated(self.serial, _("Scan or type the serial of the booklet.")),
            str(self.collector.currentData()), documents, self.name.text(), self.identity.text(), slip,
        )  # fmt: skip
        zone = self._now.tzinfo if self._now else None
        return given, datetime.combine(self.day.value(), self.clock.value(), zone)

    def _show_documents(self) -> None:
        settings = self._settings
        if settings is None or self.collector.currentData() is None:
            return
        kind = settings.collector(str(self.collector.currentData()))
        for box in self.documents.values():
            box.deleteLater()
        shown = FlowRow(Space.S)
        self.documents = {}
        for each in kind.documents:
            self.documents[each.code] = QCheckBox(each.label.text(language()))
            shown.add(self.documents[each.code])
        self._rows.replaceWidget(self._shown, shown)
        self._shown.deleteLater()
        self._shown = shown
        for field in (self.name, self.identity):
            field.setEnabled(kind.other_person)


def _application(services: Services, text: str) -> int:
    """The application with exactly this number."""
    digits = numbers.strip_separators(text)
    for match in services.applications.find(text):
        if match.number == digits:
            return match.application_id
    raise RuleViolationError(
        _("“{text}” is nobody's slip or application.").format(text=text[:40]), _("Look at the paper again.")
    )


def beside(*fields: QWidget) -> QWidget:
    """Fields in one row."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    for field in fields:
        row.addWidget(field, 1)
    return box


def _stated(field: QLineEdit, advice: str) -> str:
    text = field.text().strip()
    if not text:
        raise RuleViolationError(_("“{name}” is empty.").format(name=field.accessibleName()), advice)
    return text


def fill(box: QComboBox, items: Sequence[tuple[str, str]]) -> None:
    """Offer these, by code and name; what was chosen stays chosen."""
    if [box.itemData(at) for at in range(box.count())] == [code for code, _name in items]:
        return
    chosen = box.currentData()
    box.clear()
    for code, name in items:
        box.addItem(name, code)
    if chosen is not None and box.findData(chosen) >= 0:
        box.setCurrentIndex(box.findData(chosen))
