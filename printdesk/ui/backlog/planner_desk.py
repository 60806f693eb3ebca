"""Plans evenings in the background: the preview at once, then the solver's plan in its place; can be stopped."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer

from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, _, catalogue, language, plural
from printdesk.services.absences import AbsenceView
from printdesk.services.office import PersonView
from printdesk.services.overtime import SessionView
from printdesk.services.overtime_clashes import Clash
from printdesk.services.overtime_papers import ORDER, NamedPaper
from printdesk.services.overtime_plans import SolvingCancelledError
from printdesk.services.overtime_views import PlannerView, PlanOption
from printdesk.services.work import Actor, OfficeData
from printdesk.ui.background import Task, TaskCancelled
from printdesk.ui.backlog.absence_dialog import DAYS_READ, AbsenceDialog
from printdesk.ui.backlog.planner_view import PlannerPanel
from printdesk.ui.context import RoomContext
from printdesk.ui.room_work import Acts, LatestReading

SOLVE_MS = 350


class PlannerDesk(QObject):
    """Fills a `PlannerPanel`.

    Args:
        ordered: called with the sessions of an accepted plan and the order's paper of the first evening.
    """

    def __init__(
        self,
        context: RoomContext,
        panel: PlannerPanel,
        acts: Acts,
        ordered: Callable[[tuple[SessionView, ...], NamedPaper], None],
    ) -> None:
        super().__init__(panel)
        self._context, self._panel, self._acts, self._ordered = context, panel, acts, ordered
        self._reading, self._absences = LatestReading(context, panel), LatestReading(context, panel)
        self._planner: PlannerView | None = None
        self._kind: tuple[str, object] | None = None
        self._task: Task | None = None
        self._known: object = None
        self.dialog: AbsenceDialog | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOLVE_MS)
        self._soon.timeout.connect(self._solve)
        panel.option_chosen.connect(self._choose)
        panel.accept_wanted.connect(self._accept)
        panel.absences_wanted.connect(self.open_absences)
        panel.stop_wanted.connect(self._stop)

    def plan(self, known: object) -> None:
        """Plan anew when what a plan hangs on has changed since.

        Args:
            known: what it hangs on, to be compared.
        """
        if known == self._known:
            return
        self._known = known
        planner = self._context.services.planner
        self._stop()
        self._reading.ask(planner.preview, self._show, self._not_planned)

    def forget(self) -> None:
        """The next `plan` plans anew whatever has changed."""
        self._known = None

    def rest(self) -> None:
        """Nothing runs in the background any more."""
        for reading in (self._reading, self._absences):
            reading.rest()
        self._task = None
        self._panel.show_progress(0, 0)

    def _show(self, planner: PlannerView) -> None:
        self._planner = planner
        kinds = [(option.goal.kind, option.goal.clear_by) for option in planner.options]
        chosen = kinds.index(self._kind) if self._kind in kinds else planner.best()
        self._panel.show_planner(planner, chosen)
        self._soon.start()

    def _not_planned(self, error: DeskError) -> None:
        self._known = None
        self._panel.show_failure(str(error))

    def _choose(self, number: int) -> None:
        if self._planner is None:
            return
        option = self._planner.options[number]
        self._kind = (option.goal.kind, option.goal.clear_by)
        self._stop()
        self._panel.show_preview(option)
        self._soon.start()

    def _solve(self) -> None:
        """Look for the cheapest that does the same."""
        option, planner = self._panel.option(), self._context.services.planner
        if option is None or option.goal.kind == "none" or option.solver != "greedy":
            return
        if not option.evenings and not option.binding:
            return
        goal = option.goal

        def work(task: Task) -> PlanOption:
            try:
                return planner.solve(goal, None, lambda: task.cancelled, task.progress)
            except SolvingCancelledError as stopped:
                raise TaskCancelled from stopped

        def done(found: PlanOption) -> None:
            self._task = None
            self._panel.show_progress(0, 0)
            shown = self._panel.option()
            if shown is not None and shown.goal == found.goal:
                self._panel.show_option(found)

        def failed(error: DeskError) -> None:
            self._task = None
            self._panel.show_progress(0, 0)
            self._context.messages.error(error)

        self._panel.show_progress(0, 4)
        self._task = self._context.background.run(
            work, done=done, failed=failed, progress=self._panel.show_progress, owner=self._panel
        )

    def _stop(self) -> None:
        self._soon.stop()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            self._panel.show_stopped()
        self._panel.show_progress(0, 0)

    def _accept(self) -> None:
        option, services = self._panel.option(), self._context.services
        if option is None or not option.evenings:
            return
        self._stop()
        self._panel.set_busy(True)

        def act(actor: Actor, operation: str) -> tuple[tuple[SessionView, ...], NamedPaper]:
            sessions = services.planner.accept(actor, option, operation)
            paper = services.overtime_papers.paper(
                actor, sessions[0].id, ORDER, catalogue(DEFAULT_LANGUAGE), f"{operation[:31]}-spkl"
            )
            return sessions, paper

        def done(made: tuple[tuple[SessionView, ...], NamedPaper]) -> None:
            self.forget()
            count = len(option.evenings)
            self._context.messages.ok(
                plural(
                    "{count} evening is ordered; its papers stand under “Ordered”.",
                    "{count} evenings are ordered; their papers stand under “Ordered”.", count,
                ).format(count=count)
            )  # fmt: skip
            self._ordered(*made)

        def refused(error: DeskError) -> None:
            self._panel.set_busy(False)
            self.forget()
            self._context.messages.error(error)

        self._acts.begin(act, done, refused)

    def open_absences(self) -> None:
        """Who is away on which day."""
        if self.dialog is not None:
            return
        services = self._context.services

        def read() -> tuple[tuple[PersonView, ...], OfficeData, date, tuple[AbsenceView, ...]]:
            today = services.office.now().date()
            absences = services.absences.absences(today, today + timedelta(days=DAYS_READ - 1))
            return services.office.people(), services.office.data(), today, absences

        self._absences.ask(read, lambda found: self._open_absences(*found))

    def _open_absences(
        self, people: tuple[PersonView, ...], office: OfficeData, today: date, absences: tuple[AbsenceView, ...]
    ) -> None:
        if self.dialog is not None:
            return
        dialog = AbsenceDialog(people, office, today, absences, self._panel.window())
        self.dialog = dialog
        dialog.submitted.connect(lambda: self._put_absences(dialog))
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    def _put_absences(self, dialog: AbsenceDialog) -> None:
        changes, absences = dialog.changes(), self._context.services.absences
        if not changes:
            dialog.accept()
            return
        dialog.set_busy(True)

        overtime = self._context.services.overtime

        def done(found: tuple[Clash, ...]) -> None:
            if dialog is self.dialog:
                dialog.accept()
            self.forget()
            named = [each for each in found if each.login in {change.login for change in changes}]
            if named:
                says = " ".join(each.sentence(catalogue(language())) for each in named)
                advice = _("Replace this person under Ordered, or take the evening back.")
                self._context.messages.warn(f"{says} {advice}")
            else:
                self._context.messages.ok(_("Entered; the evenings are planned anew."))

        def refuse(error: DeskError) -> None:
            (dialog.show_error if dialog is self.dialog else self._context.messages.error)(error)

        def act(actor: Actor, operation: str) -> tuple[Clash, ...]:
            absences.put_days(actor, changes, operation)
            return overtime.clashes()

        self._acts.begin(act, done, refuse)

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
