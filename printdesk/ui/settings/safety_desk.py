"""What is done in the parts on safety: backups, checks, restores, erasing; all of it in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.services.backups import HAND, BackupLine, BackupStatus
from printdesk.services.integrity import Integrity
from printdesk.services.office import PersonView
from printdesk.services.restore_gap import Gap
from printdesk.services.restore_reports import RestoreLine
from printdesk.services.restores import Inspection, Restored
from printdesk.services.retention import Erased, not_clean_text
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Task
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.settings.privacy_section import PrivacySection
from printdesk.ui.settings.safety_dialogs import EraseDialog, EraseOneDialog, RestoreDialog
from printdesk.ui.settings.safety_section import SafetySection
from printdesk.ui.settings.safety_words import size_text
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Kind

T = TypeVar("T")
AskBackup = Callable[[QWidget, Path], Path | None]


def ask_backup(owner: QWidget, folder: Path) -> Path | None:
    """Let the user choose a backup; None when the user gives up."""
    chosen, _kind = QFileDialog.getOpenFileName(owner, _("Choose a backup"), str(folder), "PrintDesk (*.db)")
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class _Standing:
    status: BackupStatus
    lines: tuple[BackupLine, ...]
    restores: tuple[RestoreLine, ...]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A backup before it is restored."""

    found: Inspection
    lost: Gap | None
    others: tuple[str, ...]
    people: tuple[PersonView, ...]


class SafetyDesk(QObject):
    """Carries out what the two parts ask for.

    Attributes:
        ask_backup: how the user is asked for a file; tests bring their own. dialog: the one that is open, else None.
    """

    def __init__(
        self, context: RoomContext, owner: QWidget, acts: Acts, safety: SafetySection, privacy: PrivacySection
    ) -> None:
        super().__init__(owner)
        self._context, self._owner, self._acts = context, owner, acts
        self._safety, self._privacy = safety, privacy
        self._standing, self._due = LatestReading(context, owner), LatestReading(context, owner)
        self._task: Task | None = None
        self.ask_backup: AskBackup = ask_backup
        self.dialog: FormDialog | None = None
        self._connect()

    def _connect(self) -> None:
        safety, privacy = self._safety, self._privacy
        safety.read_asked.connect(self.read)
        safety.make.clicked.connect(self.back_up)
        safety.check.clicked.connect(self.check)
        safety.report.clicked.connect(self.report)
        safety.restore.clicked.connect(self.ask_restore)
        safety.gap_asked.connect(self._show_gap)
        safety.progress.cancelled.connect(self._cancel)
        privacy.read_asked.connect(self.read_privacy)
        privacy.erase.clicked.connect(self.ask_erase)
        privacy.erase_one.clicked.connect(self.ask_erase_one)

    def rest(self) -> None:
        """Nothing runs in the background any more."""
        self._standing.rest()
        self._due.rest()
        self._end()

    def read(self) -> None:
        """Read how it stands."""
        services = self._context.services

        def read() -> _Standing:
            return _Standing(services.backups.status(), services.backups.runs(), services.restore_reports.lines())

        def show(found: _Standing) -> None:
            self._safety.show_standing(found.status, found.lines, found.restores)
            self._safety.show_checks(services.integrity.last)

        self._standing.ask(read, show, self._safety.result.refuse)

    def read_privacy(self) -> None:
        """Read what is past its time."""
        self._due.ask(self._context.services.retention.preview, self._privacy.show_view, self._privacy.result.refuse)

    def back_up(self) -> None:
        """Make a backup now."""
        backups, actor, operation = self._context.services.backups, self._context.actor(), new_operation_id()
        self._begin(
            _("Copying the office and checking the copy…"),
            lambda task: backups.make(actor, HAND, operation, watch=_watch(task)),
            self._backed_up,
        )

    def _backed_up(self, line: BackupLine) -> None:
        text = _("Backup made and checked: {size}, {count} entries.")
        self._say(Kind.DONE, text.format(size=size_text(line.size), count=count_text(line.entries)), line.file)
        self._context.changed()
        self.read()

    def check(self) -> None:
        """Check everything."""
        integrity = self._context.services.integrity
        self._begin(
            _("Checking the database…"), lambda task: integrity.check(watch=_watch(task)), self._safety.say_checked
        )

    def report(self) -> None:
        """Check everything, and make a numbered report of it."""
        integrity, actor = self._context.services.integrity, self._context.actor()
        operations, reader = (new_operation_id(), new_operation_id()), active()

        def work(task: Task) -> tuple[str, bytes, Integrity | None]:
            number = integrity.make_report(actor, operations[0], watch=_watch(task))
            return number, integrity.document(actor, number, reader, operations[1]).content, integrity.last

        def done(made: tuple[str, bytes, Integrity | None]) -> None:
            number, content, found = made
            if found is not None:
                self._safety.say_checked(found)
            self._safety.show_paper(_("Verification report {number}").format(number=number), number, content)
            self._context.changed()

        self._begin(_("Checking the database…"), work, done)

    def ask_restore(self) -> None:
        """Look at a backup that the user chooses, then ask."""
        services = self._context.services
        row = self._safety.table.current_row()
        proposed = services.backups.folder() if not isinstance(row, BackupLine) else Path(row.file)
        path = self.ask_backup(self._owner, proposed)
        if path is None:
            return

        def work(task: Task) -> _Looked:
            found = services.restores.inspect(path, _watch(task))
            lost = services.restores.preview(path) if found.ok else None
            return _Looked(found, lost, services.restores.others(), services.office.people())

        self._begin(_("Checking the backup…"), work, self._ask_restore)

    def _ask_restore(self, looked: _Looked) -> None:
        if not looked.found.ok or looked.lost is None:
            self._say(Kind.FAILED, " ".join(looked.found.problems), _("It cannot be restored; choose another one."))
            return
        actor = self._context.actor().user
        dialog = RestoreDialog(looked.found, looked.lost, looked.others, looked.people, actor, self._owner)
        dialog.submitted.connect(lambda: self._restore(dialog))
        self._open(dialog)

    def _restore(self, dialog: RestoreDialog) -> None:
        restores, path, second = self._context.services.restores, dialog.found.path, str(dialog.second.currentData())

        def act(actor: Actor, operation: str) -> Restored:
            return restores.restore(actor, path, second, operation)

        def done(made: Restored) -> None:
            dialog.accept()
            text = _("Restored. Report {number} says what has to be done again.").format(number=made.number)
            aside = _("The database of before is kept as {file}.").format(file=made.aside) if made.aside else ""
            self._say(Kind.DONE, text, aside)
            self.read()
            self._show_gap(made.number)

        dialog.set_busy(True)
        if not self._acts.begin(act, done, dialog.show_error):
            dialog.set_busy(False)

    def _show_gap(self, number: str) -> None:
        reports, actor, operation, reader = (
            self._context.services.restore_reports, self._context.actor(), new_operation_id(), active(),
        )  # fmt: skip

        def done(content: bytes) -> None:
            self._safety.show_paper(_("Gap report {number}").format(number=number), number, content)

        self._begin(
            _("Making the report…"), lambda _task: reports.document(actor, number, reader, operation).content, done
        )

    def ask_erase(self) -> None:
        """Ask before everything past its time is erased."""
        view = self._privacy.view
        if view is None or not view.count:
            return
        self._with_people(
            lambda people: EraseDialog(view, people, self._context.actor().user, self._owner), self._erase
        )

    def _erase(self, dialog: FormDialog) -> None:
        if not isinstance(dialog, EraseDialog):
            raise TypeError
        count, second = dialog.expected, str(dialog.second.currentData())
        retention = self._context.services.retention

        def done(erased: Erased) -> None:
            dialog.accept()
            text = plural(
                "The personal data of {count} case were erased.", "The personal data of {count} cases were erased.",
                erased.count,
            )  # fmt: skip
            self._say_erased(erased, text.format(count=count_text(erased.count)))

        self._submit(dialog, lambda actor, op: retention.erase_due(actor, second, count, op), done)

    def ask_erase_one(self) -> None:
        """Ask whose data are erased."""
        self._with_people(
            lambda people: EraseOneDialog(people, self._context.actor().user, self._owner), self._erase_one
        )

    def _erase_one(self, dialog: FormDialog) -> None:
        if not isinstance(dialog, EraseOneDialog):
            raise TypeError
        number, second = dialog.number.text().strip(), str(dialog.second.currentData())
        retention = self._context.services.retention

        def done(erased: Erased) -> None:
            dialog.accept()
            text = _("The personal data of application {number} were erased; its trail stays.")
            self._say_erased(erased, text.format(number=number))

        self._submit(dialog, lambda actor, op: retention.erase(actor, number, second, op), done)

    def _say_erased(self, erased: Erased, words: str) -> None:
        self._privacy.result.say(Kind.DONE, words, "" if erased.clean else not_clean_text())
        self.read_privacy()

    def _submit(self, dialog: FormDialog, act: Callable[[Actor, str], T], done: Callable[[T], None]) -> None:
        dialog.set_busy(True)
        if not self._acts.begin(act, done, dialog.show_error):
            dialog.set_busy(False)

    def _with_people(
        self, make: Callable[[tuple[PersonView, ...]], FormDialog], submitted: Callable[[FormDialog], None]
    ) -> None:
        def show(people: tuple[PersonView, ...]) -> None:
            dialog = make(people)
            dialog.submitted.connect(lambda: submitted(dialog))
            self._open(dialog)

        self._due.ask(self._context.services.office.people, show)

    def _begin(self, what: str, work: Callable[[Task], T], done: Callable[[T], None]) -> None:
        """Long work: one at a time, with progress, and a way to stop it."""
        if self._task is not None:
            return
        self._safety.set_busy(True)
        self._safety.progress.start(what)

        def finish(answer: T) -> None:
            self._end()
            done(answer)

        def fail(error: DeskError) -> None:
            self._end()
            self._safety.result.refuse(error)
            self.read()

        def stopped() -> None:
            self._end()
            self._say(Kind.WAITING, _("It was stopped."), _("Nothing was changed, and nothing is left of it."))
            self.read()

        self._task = self._context.background.run(
            work, done=finish, failed=fail, cancelled=stopped, progress=self._safety.progress.set_progress,
            owner=self._owner,
        )  # fmt: skip

    def _end(self) -> None:
        self._task = None
        self._safety.progress.finish()
        self._safety.set_busy(False)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _say(self, kind: Kind, words: str, details: str = "") -> None:
        self._safety.result.say(kind, words, details)

    def _open(self, dialog: FormDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def _watch(task: Task) -> Callable[[int, int], None]:
    """Progress of the task, which may be stopped at any of these places."""

    def watch(done: int, total: int) -> None:
        task.check()
        if total:
            task.progress(done, total)

    return watch
