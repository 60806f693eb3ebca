"""All services of one office, wired to its database and clock; each is imported and made when it is first used."""

from datetime import UTC, datetime
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from printdesk.errors import DeskError
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.tables import LedgerEntry, PlanSnapshot
from printdesk.services.clock import Clock, DemoClock, FixedClock, ServerClock, SystemClock
from printdesk.services.office import demo_start
from printdesk.services.work import Workplace

if TYPE_CHECKING:
    from printdesk.services.absences import AbsenceService
    from printdesk.services.accounts import Accounts
    from printdesk.services.answer_notes import AnswerNoteService
    from printdesk.services.applications import ApplicationsService
    from printdesk.services.attendance import AttendanceService
    from printdesk.services.backups import BackupService
    from printdesk.services.batch_sheets import BatchSheetService
    from printdesk.services.blanks import BlanksService
    from printdesk.services.board import BoardService
    from printdesk.services.cancelling import CancellingService
    from printdesk.services.charts import ChartService
    from printdesk.services.claim_breaking import ClaimService
    from printdesk.services.contact_texts import ContactTextService
    from printdesk.services.contacts import ContactService
    from printdesk.services.data_errors import ReprintService
    from printdesk.services.day_closing import DayClosingService
    from printdesk.services.deliveries import DeliveriesService
    from printdesk.services.departures import DeparturesService
    from printdesk.services.destruction import DestructionService
    from printdesk.services.downtime import DowntimeService
    from printdesk.services.failure_stops import FailureStopService
    from printdesk.services.first_day import FirstDayService
    from printdesk.services.forecasts import ForecastService
    from printdesk.services.handing import HandingService
    from printdesk.services.importing import ImportService
    from printdesk.services.inbox import InboxService
    from printdesk.services.integrity import IntegrityService
    from printdesk.services.list_export import ListExportService
    from printdesk.services.minutes import MinutesService
    from printdesk.services.missing import MissingService
    from printdesk.services.mrz_check import MrzCheckService
    from printdesk.services.notices import NoticeService
    from printdesk.services.office import OfficeService
    from printdesk.services.openings import OpeningsService
    from printdesk.services.outages import OutageService
    from printdesk.services.overtime import OvertimeService
    from printdesk.services.overtime_papers import OvertimePapersService
    from printdesk.services.overtime_plans import OvertimePlans
    from printdesk.services.owed_calls import OwedCallService
    from printdesk.services.paper_scan import PaperScanService
    from printdesk.services.pickup import PickupService
    from printdesk.services.pickup_board import PickupBoardService
    from printdesk.services.pins import PinsService
    from printdesk.services.plan_history import PlanHistoryService
    from printdesk.services.plan_questions import PlanQuestions
    from printdesk.services.plans import PlanService
    from printdesk.services.posting import PostingService
    from printdesk.services.print_log import PrintLog
    from printdesk.services.print_room import PrintRoomService
    from printdesk.services.quality import QualityService
    from printdesk.services.quality_labels import QualityLabelService
    from printdesk.services.quality_orders import QualityOrdersService
    from printdesk.services.quarantine import QuarantineService
    from printdesk.services.raises import RaisesService
    from printdesk.services.register import RegisterService
    from printdesk.services.repeat_collectors import RepeatCollectorsService
    from printdesk.services.reports import ReportService
    from printdesk.services.restore_reports import RestoreReports
    from printdesk.services.restores import RestoreService
    from printdesk.services.retention import RetentionService
    from printdesk.services.rule_trial import RuleTrialService
    from printdesk.services.saved_views import SavedViewService
    from printdesk.services.settings_editing import SettingsEditingService
    from printdesk.services.shift_papers import ShiftPapers
    from printdesk.services.shifts import ShiftService
    from printdesk.services.slips import SlipService
    from printdesk.services.stages import StageService
    from printdesk.services.stock_days import StockDaysService
    from printdesk.services.subjects import SubjectService
    from printdesk.services.transfers import TransferService
    from printdesk.services.uncollected import UncollectedService
    from printdesk.services.warnings import WarningsService
    from printdesk.services.wave_moves import WaveMoveService
    from printdesk.services.wave_papers import WavePaperService
    from printdesk.services.waves import WaveService
    from printdesk.services.work_sheet_return import WorkSheetReturnService

_HOMES = {
    "questions": "plan_questions",
    "reprints": "data_errors",
    "stops": "failure_stops",
    "sheets": "batch_sheets",
    "claims": "claim_breaking",
    "mrz": "mrz_check",
    "labels": "quality_labels",
    "repeats": "repeat_collectors",
    "papers": "paper_scan",
    "day_closings": "day_closing",
    "planner": "overtime_plans",
    "work_sheets": "work_sheet_return",
    "imports": "importing",
    "history": "plan_history",
    "rules": "rule_trial",
    "notes": "answer_notes",
    "editing": "settings_editing",
}
"""The modules of those services that are not called like their module."""
_MADE_OF = {
    "print_room": ("plans",), "sheets": ("plans",), "overtime_papers": ("overtime",), "wave_papers": ("waves",),
}  # fmt: skip
"""The services that a service is made of, besides the office; all others need nothing else."""


class Services:
    """What the window and the command line work with.

    A service is a line below with its type, which is imported for the type checker only: the program starts with
    what it uses. To add one, write that line and its import above, and its module in `_HOMES` where that is not
    called like the service.
    """

    database: Database
    clock: Clock
    office: "OfficeService"
    accounts: "Accounts"
    stages: "StageService"
    outages: "OutageService"
    notices: "NoticeService"
    plans: "PlanService"
    questions: "PlanQuestions"
    print_room: "PrintRoomService"
    reprints: "ReprintService"
    stops: "FailureStopService"
    sheets: "BatchSheetService"
    claims: "ClaimService"
    warnings: "WarningsService"
    inbox: "InboxService"
    charts: "ChartService"
    reports: "ReportService"
    downtime: "DowntimeService"
    quality: "QualityService"
    mrz: "MrzCheckService"
    labels: "QualityLabelService"
    quality_orders: "QualityOrdersService"
    transfers: "TransferService"
    pickup: "PickupService"
    handing: "HandingService"
    posting: "PostingService"
    register: "RegisterService"
    repeats: "RepeatCollectorsService"
    openings: "OpeningsService"
    slips: "SlipService"
    uncollected: "UncollectedService"
    cancelling: "CancellingService"
    blanks: "BlanksService"
    destruction: "DestructionService"
    quarantine: "QuarantineService"
    missing: "MissingService"
    minutes: "MinutesService"
    papers: "PaperScanService"
    deliveries: "DeliveriesService"
    stock_days: "StockDaysService"
    shifts: "ShiftService"
    shift_papers: "ShiftPapers"
    day_closings: "DayClosingService"
    board: "BoardService"
    departures: "DeparturesService"
    overtime: "OvertimeService"
    planner: "OvertimePlans"
    absences: "AbsenceService"
    overtime_papers: "OvertimePapersService"
    attendance: "AttendanceService"
    work_sheets: "WorkSheetReturnService"
    imports: "ImportService"
    applications: "ApplicationsService"
    raises: "RaisesService"
    pins: "PinsService"
    history: "PlanHistoryService"
    rules: "RuleTrialService"
    forecasts: "ForecastService"
    notes: "AnswerNoteService"
    editing: "SettingsEditingService"
    contacts: "ContactService"
    contact_texts: "ContactTextService"
    owed_calls: "OwedCallService"
    wave_papers: "WavePaperService"
    waves: "WaveService"
    wave_moves: "WaveMoveService"
    pickup_board: "PickupBoardService"
    backups: "BackupService"
    integrity: "IntegrityService"
    restores: "RestoreService"
    restore_reports: "RestoreReports"
    retention: "RetentionService"
    subjects: "SubjectService"
    first_day: "FirstDayService"
    print_log: "PrintLog"
    saved_views: "SavedViewService"
    list_export: "ListExportService"

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self._workplace = Workplace(database, clock)
        self._making = RLock()

    if not TYPE_CHECKING:  # a name that is none stays an error for the type checker

        def __getattr__(self, name: str) -> Any:
            """A service that nobody has used yet; threads that ask at once get the same one."""
            kind = type(self).__annotations__.get(name)
            if kind is None or name in ("database", "clock"):
                raise AttributeError(name)
            with self._making:
                if name not in self.__dict__:
                    self.__dict__[name] = self._made(name, kind)
                return self.__dict__[name]

    def _made(self, name: str, kind: str) -> Any:
        home = import_module(f"printdesk.services.{_HOMES.get(name, name)}")
        needed = [getattr(self, other) for other in _MADE_OF.get(name, ())]
        return getattr(home, kind)(self._workplace, *needed)

    def close(self) -> None:
        """Give up the database's connections."""
        self.database.close()


def open_office(url: str, at: datetime | None = None) -> Services:
    """The services of the office at `url`.

    Args:
        at: an instant at which the clock stands still, for questions "as of".

    Raises:
        EnvironmentFailureError: it cannot be reached, or there is no office in it.
        RuleViolationError: the URL is none of ours, or a newer program made it.
    """
    database = Database(url)
    try:
        schema.require_head(database)
        return services(database, _clock(database, at))
    except DeskError:
        database.close()
        raise


def services(database: Database, clock: Clock) -> Services:
    """The services over a database and a clock."""
    return Services(database, clock)


def _clock(database: Database, at: datetime | None) -> Clock:
    """The demo office's own clock goes on from the last thing that happened there."""
    with database.reading() as session:
        start = demo_start(session)
        last = session.scalar(select(func.max(LedgerEntry.at)))
        kept = session.scalar(select(func.max(PlanSnapshot.at)))
        heard = datetime.now(UTC) if database.is_sqlite else session.scalars(select(func.clock_timestamp())).one()
    if at is not None:
        return FixedClock(at, is_demo=start is not None)
    if start is None:
        return SystemClock() if database.is_sqlite else ServerClock(heard)
    return DemoClock(max(each for each in (start, last, kept) if each is not None))
