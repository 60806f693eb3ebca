"""The room of the settings: a list of parts at the left, the chosen one beside it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from printdesk.errors import DeskError, EnvironmentFailureError
from printdesk.files import write_atomically
from printdesk.i18n import _
from printdesk.services.backups import SETTINGS
from printdesk.services.ledger import Verification
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, EmptyState, SecondaryButton, label
from printdesk.ui.kit.barring import why_barred
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.settings.calendar_section import CalendarSection, warning_text
from printdesk.ui.settings.contacts_section import ContactsSection
from printdesk.ui.settings.data_section import DatabaseSection, FileSection
from printdesk.ui.settings.desk_section import DeskSection
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.edit_sections import OfficeSection, RulesSection, ServicesSection
from printdesk.ui.settings.health_section import HealthSection
from printdesk.ui.settings.order_section import OrderSection
from printdesk.ui.settings.parts_list import PartsList
from printdesk.ui.settings.password_desk import PasswordDesk
from printdesk.ui.settings.people_section import PeopleSection
from printdesk.ui.settings.privacy_section import PrivacySection
from printdesk.ui.settings.reading import SettingsFacts, read_settings
from printdesk.ui.settings.reasons_section import ReasonsSection
from printdesk.ui.settings.safety_desk import SafetyDesk
from printdesk.ui.settings.safety_rules import SafetyRulesSection
from printdesk.ui.settings.safety_section import SafetySection
from printdesk.ui.settings.saving import OldVersions, Saving
from printdesk.ui.settings.subject_desk import SubjectDesk
from printdesk.ui.settings.versions_section import VersionsSection
from printdesk.ui.settings.words import count_text
from printdesk.ui.settings.work_sections import PlanningSection, WorkSection
from printdesk.ui.shell.window import ShellWindow
from printdesk.ui.theme import Kind, Size, Space

_EDGE = 18
_LIST_WIDTH = 240
_FILE = "printdesk.toml"
PARTS = (
    "order", "reasons", "services", "calendar", "rules", "planning", "work", "contacts", "office", "people",
    "versions", "desk", "health", "safety", "safety_rules", "privacy", "database", "file",
)  # fmt: skip

_WITHOUT_CHANGES = ("desk", "health", "safety", "privacy", "database")
"""What is shown to people who change no settings, such as auditors: how it stands, and that it can be checked."""

AskPath = Callable[[QWidget, Path], Path | None]


def ask_export(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where the settings are saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Export settings"), str(proposed), "TOML (*.toml)")
    return Path(chosen) if chosen else None


def ask_import(owner: QWidget, folder: Path) -> Path | None:
    """Let the user choose a settings file; None when the user gives up."""
    chosen, _kind = QFileDialog.getOpenFileName(owner, _("Import settings"), str(folder), "TOML (*.toml)")
    return Path(chosen) if chosen else None


class SettingsPage(QWidget):
    """What the office has set, and what this desk remembers.

    Keys: Up and Down choose the part; in it F6 saves (or exports), F7 discards (or imports, or looks at a version),
    F8 verifies the ledger.

    Attributes:
        parts: the list. order, reasons, services, calendar, rules, planning, work, contacts, office,
            people: what is edited.
            versions, desk, database, file: the other pages.
        ask_export, ask_import: how the user is asked for a file; tests bring their own.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: SettingsFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self._verifying = LatestReading(context, self)
        self.ask_export: AskPath = ask_export
        self.ask_import: AskPath = ask_import
        self.parts = PartsList(PARTS, _groups, _titles)
        self._side = Card()
        self.order, self.reasons = OrderSection(), ReasonsSection()
        self.services, self.calendar, self.rules = ServicesSection(), CalendarSection(), RulesSection()
        self.office, self.people, self.versions = OfficeSection(), PeopleSection(), VersionsSection()
        self.contacts = ContactsSection()
        self.planning, self.work = PlanningSection(), WorkSection()
        self.desk, self.database, self.file = DeskSection(), DatabaseSection(), FileSection()
        self.safety, self.safety_rules = SafetySection(context), SafetyRulesSection()
        self.privacy = PrivacySection(context)
        self.health = HealthSection(context)
        self._unread = EmptyState()
        self._unread.set_unread("")
        self._stack = QStackedWidget()
        self._shown = Card(flush=True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        side = self._side
        side.setFixedWidth(_LIST_WIDTH)
        side.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        side.body.addWidget(self.parts)
        for part in PARTS:
            self._stack.addWidget(getattr(self, part))
        self._stack.addWidget(self._unread)
        self._shown.body.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        row.setSpacing(Space.M)
        row.addWidget(side)
        row.addWidget(self._shown, 1)
        self._build_warning()
        self.parts.setCurrentRow(0)

    def _build_warning(self) -> None:
        """That the national days end soon, over whatever part is shown; a click goes to the calendar."""
        self._warning = Card(surface="amber")
        self._warning.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._warning_words = label("", wrap=True)
        self._to_calendar = SecondaryButton("", "", "calendar")
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(self._warning_words, 1)
        line.addWidget(self._to_calendar)
        self._warning.body.addLayout(line)
        self._warning.setVisible(False)
        self._shown.body.insertWidget(0, self._warning)

    def _connect(self) -> None:
        self.parts.currentRowChanged.connect(lambda _at: self._show_part())
        self.desk.language_chosen.connect(self._choose_language)
        self.desk.theme_chosen.connect(self._choose_theme)
        self.desk.station_chosen.connect(self._choose_station)
        self.desk.text_scale_chosen.connect(self._choose_text_scale)
        self._to_calendar.clicked.connect(lambda: self.show_part("calendar"))
        self._saving = Saving(self._context, self, self._acts, self.edited_parts())
        self.old_versions = OldVersions(self._context, self, self._acts, self.versions)
        self.passwords = PasswordDesk(self._context, self, self._acts, self.people)
        self.safety_desk = SafetyDesk(self._context, self, self._acts, self.safety, self.privacy)
        self.subject_desk = SubjectDesk(self._context, self, self._acts, self.privacy)
        self.database.verify.clicked.connect(self.verify)
        self.file.export.clicked.connect(self.export)
        self.file.take_in.clicked.connect(self.take_in)
        self._context.background.busy_changed.connect(self._rest)

    def edited_parts(self) -> tuple[EditSection, ...]:
        """The parts that are edited here."""
        return (
            self.order, self.reasons, self.services, self.calendar, self.rules, self.planning, self.work,
            self.contacts, self.office, self.people, self.safety_rules,
        )  # fmt: skip

    def refresh(self) -> None:
        """Read anew in the background; the part chosen and its scroll stay."""
        services = self._context.services
        self._offer_parts()
        self._reading.ask(lambda: read_settings(services), self._show, self._not_read)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.parts.retranslate()
        self.parts.setAccessibleName(_("Parts of the settings"))
        self._show_part()
        if self._facts is not None:
            self._show(self._facts)

    def changeEvent(self, event: QEvent) -> None:
        """The list of parts grows a little with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            scale = self.font().pixelSize() / Size.BODY
            self._side.setFixedWidth(round(_LIST_WIDTH * (1 + 0.4 * (scale - 1))))

    def handle_scan(self, _text: str) -> bool:
        """No code has a meaning of its own in this room; it is looked up."""
        return False

    def forget(self) -> None:
        """Another person sits here: what was changed and not saved is dropped."""
        for section in self.edited_parts():
            if section.base is not None and section.is_changed():
                section.reset()

    def _offer_parts(self) -> None:
        barred = bool(why_barred(self, "edit_settings"))
        for at, part in enumerate(PARTS):
            self.parts.item(at).setHidden(barred and part not in _WITHOUT_CHANGES)
        self.parts.caption()
        self._to_calendar.setVisible(not barred)
        if self.parts.currentItem().isHidden():
            self.show_part("safety")

    def focus_first(self) -> None:
        """Be ready to choose a part."""
        self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, code: str) -> None:
        """Show one of `PARTS`."""
        at = PARTS.index(code)
        if not self.parts.item(at).isHidden():
            self.parts.setCurrentRow(at)

    def show_view(self, code: str) -> None:
        """From the inbox to the part that is meant."""
        if code in PARTS:
            self.show_part(code)

    def verify(self) -> None:
        """Check the whole ledger in the background."""
        self.show_part("database")
        self.database.show_running()
        office = self._context.services.office
        self._verifying.ask(office.verify, self._verified, self._not_verified)

    def export(self) -> None:
        """Save the settings file where the user says."""
        self.show_part("file")
        path = self.ask_export(self, self._context.export_folder() / _FILE)
        if path is None:
            return
        office = self._context.services.office
        self.file.set_busy(True)

        def work(_task: object) -> Path:
            write_atomically(path, office.export().encode(), private=False)
            return path

        self._context.background.run(work, done=self._exported, failed=self._refused, owner=self)

    def take_in(self) -> None:
        """Put a settings file in force that the user chooses."""
        self.show_part("file")
        path = self.ask_import(self, self._context.export_folder())
        if path is None:
            return
        self.file.set_busy(True)
        self._acts.begin(
            lambda actor, operation: self._import_safely(actor, path, operation),
            self._taken_in,
            self._refused,
        )

    def _import_safely(self, actor: Actor, path: Path, operation: str) -> int:
        """A backup first, then the settings."""
        services, text = self._context.services, read_text(path)
        services.backups.before(actor, SETTINGS, new_operation_id())
        return services.office.import_file(actor, text, operation)

    def _exported(self, path: Path) -> None:
        self.file.set_busy(False)
        self.file.result.say(Kind.DONE, _("Exported as {name}.").format(name=path.name), str(path.parent))

    def _taken_in(self, version: int) -> None:
        self.file.set_busy(False)
        text = _("Settings version {version} is in force at every desk.")
        self.file.result.say(Kind.DONE, text.format(version=count_text(version)))

    def _refused(self, error: DeskError) -> None:
        self.file.set_busy(False)
        self.file.result.refuse(error)

    def _verified(self, found: Verification) -> None:
        self.database.show_verified(found)

    def _not_verified(self, error: DeskError) -> None:
        self.database.verify.setEnabled(True)
        self.database.result.refuse(error)

    def _choose_language(self, code: str) -> None:
        window = self.window()
        if isinstance(window, ShellWindow):
            window.language_chosen.emit(code)

    def _choose_theme(self, code: str) -> None:
        window = self.window()
        if isinstance(window, ShellWindow):
            window.theme_chosen.emit(code)

    def _choose_text_scale(self, percent: int) -> None:
        window = self.window()
        if isinstance(window, ShellWindow):
            window.text_scale_chosen.emit(percent)

    def _choose_station(self, code: str) -> None:
        self._context.choose_station(code)
        self._context.changed()

    def _rest(self, busy: bool) -> None:
        if busy:
            return
        for work in (self._acts, self._reading, self._verifying):
            work.rest()
        self._saving.rest()
        self.old_versions.rest()
        self.safety_desk.rest()
        self.health.rest()
        self.file.set_busy(False)
        self.database.verify.setEnabled(True)

    def _show_part(self) -> None:
        at = max(0, self.parts.currentRow())
        self._stack.setCurrentIndex(at if self._facts is not None else len(PARTS))
        self._shown.set_title(_titles()[PARTS[at]])
        self._show_warning()
        if PARTS[at] == "versions" and self._facts is not None:
            self.versions.show_facts(self._facts)
        self.safety.show_words()
        self.privacy.show_words()
        self.health.show_words()

    def _show_warning(self) -> None:
        """The calendar says it in its own words already."""
        end = self._facts.national_days_end() if self._facts is not None else None
        self._warning.setVisible(end is not None and PARTS[max(0, self.parts.currentRow())] != "calendar")
        if end is not None:
            self._warning_words.setText(warning_text(end))
        self._to_calendar.setText(_("Calendar"))

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self._unread.set_unread(str(error))

    def _show(self, facts: SettingsFacts) -> None:
        first, self._facts = self._facts is None, facts
        if first:
            self._show_part()
        for section in self.edited_parts():
            section.show_facts(facts)
        self.passwords.show_facts(facts)
        self.versions.show_facts(facts)
        self.safety.show_words()
        self.privacy.show_words()
        self.health.show_words()
        self.database.show_facts(facts)
        self.file.show_facts(facts)
        self._show_warning()
        self.desk.show_desk(facts, self._context.actor(), self._context.station())


def read_text(path: Path) -> str:
    """A text file's content.

    Raises:
        EnvironmentFailureError: it cannot be read, or is no text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFailureError(
            _("The file {name} cannot be read.").format(name=path.name),
            _("Choose a settings file that was exported here, saved as text in UTF-8."),
        ) from error


def _groups() -> dict[str, str]:
    """The first part of each group, and its caption."""
    return {
        "order": _("Printing"),
        "rules": _("Counter and evenings"),
        "office": _("The office"),
        "desk": _("This computer"),
        "safety": _("Data and safety"),
    }


def _titles() -> dict[str, str]:
    return {
        "order": _("Order of urgency"),
        "reasons": _("Reasons"),
        "services": _("Service types and stations"),
        "calendar": _("Calendar"),
        "rules": _("Pickup and overtime"),
        "planning": _("Forecast and evenings"),
        "work": _("Checks, blanks, down-time"),
        "contacts": _("Telling people"),
        "office": _("Letterhead"),
        "people": _("People"),
        "versions": _("Versions"),
        "desk": _("This desk"),
        "health": _("Health"),
        "safety": _("Backups and checks"),
        "safety_rules": _("Backup and retention"),
        "privacy": _("Personal data"),
        "database": _("Database and ledger"),
        "file": _("Settings file"),
    }
