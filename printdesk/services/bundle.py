"""All services of one office, wired to its database and clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from printdesk.errors import DeskError
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.tables import LedgerEntry, PlanSnapshot
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
from printdesk.services.clock import Clock, DemoClock, FixedClock, ServerClock, SystemClock
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
from printdesk.services.minutes import MinutesService
from printdesk.services.missing import MissingService
from printdesk.services.mrz_check import MrzCheckService
from printdesk.services.notices import NoticeService
from printdesk.services.office import OfficeService, demo_start
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
from printdesk.services.work import Workplace
from printdesk.services.work_sheet_return import WorkSheetReturnService


@dataclass(frozen=True, slots=True)
class Services:
    """What the window and the command line work with."""

    database: Database
    clock: Clock
    office: OfficeService
    accounts: Accounts
    stages: StageService
    outages: OutageService
    notices: NoticeService
    plans: PlanService
    questions: PlanQuestions
    print_room: PrintRoomService
    reprints: ReprintService
    stops: FailureStopService
    sheets: BatchSheetService
    claims: ClaimService
    warnings: WarningsService
    inbox: InboxService
    charts: ChartService
    reports: ReportService
    downtime: DowntimeService
    quality: QualityService
    mrz: MrzCheckService
    labels: QualityLabelService
    quality_orders: QualityOrdersService
    transfers: TransferService
    pickup: PickupService
    handing: HandingService
    posting: PostingService
    register: RegisterService
    repeats: RepeatCollectorsService
    openings: OpeningsService
    slips: SlipService
    uncollected: UncollectedService
    cancelling: CancellingService
    blanks: BlanksService
    destruction: DestructionService
    quarantine: QuarantineService
    missing: MissingService
    minutes: MinutesService
    papers: PaperScanService
    deliveries: DeliveriesService
    stock_days: StockDaysService
    shifts: ShiftService
    shift_papers: ShiftPapers
    day_closings: DayClosingService
    board: BoardService
    departures: DeparturesService
    overtime: OvertimeService
    planner: OvertimePlans
    absences: AbsenceService
    overtime_papers: OvertimePapersService
    attendance: AttendanceService
    work_sheets: WorkSheetReturnService
    imports: ImportService
    applications: ApplicationsService
    raises: RaisesService
    pins: PinsService
    history: PlanHistoryService
    rules: RuleTrialService
    forecasts: ForecastService
    notes: AnswerNoteService
    editing: SettingsEditingService
    contacts: ContactService
    contact_texts: ContactTextService
    owed_calls: OwedCallService
    wave_papers: WavePaperService
    waves: WaveService
    wave_moves: WaveMoveService
    pickup_board: PickupBoardService
    backups: BackupService
    integrity: IntegrityService
    restores: RestoreService
    restore_reports: RestoreReports
    retention: RetentionService
    subjects: SubjectService
    first_day: FirstDayService
    print_log: PrintLog

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
    workplace = Workplace(database, clock)
    plans = PlanService(workplace)
    return Services(
        database=database,
        clock=clock,
        office=OfficeService(workplace),
        accounts=Accounts(workplace),
        stages=StageService(workplace),
        outages=OutageService(workplace),
        notices=NoticeService(workplace),
        plans=plans,
        questions=PlanQuestions(workplace),
        print_room=PrintRoomService(workplace, plans),
        reprints=ReprintService(workplace),
        stops=FailureStopService(workplace),
        sheets=BatchSheetService(workplace, plans),
        claims=ClaimService(workplace),
        warnings=WarningsService(workplace),
        inbox=InboxService(workplace),
        charts=ChartService(workplace),
        reports=ReportService(workplace),
        downtime=DowntimeService(workplace),
        quality=QualityService(workplace),
        mrz=MrzCheckService(workplace),
        labels=QualityLabelService(workplace),
        quality_orders=QualityOrdersService(workplace),
        transfers=TransferService(workplace),
        pickup=PickupService(workplace),
        handing=HandingService(workplace),
        posting=PostingService(workplace),
        register=RegisterService(workplace),
        repeats=RepeatCollectorsService(workplace),
        openings=OpeningsService(workplace),
        slips=SlipService(workplace),
        uncollected=UncollectedService(workplace),
        cancelling=CancellingService(workplace),
        blanks=BlanksService(workplace),
        destruction=DestructionService(workplace),
        quarantine=QuarantineService(workplace),
        missing=MissingService(workplace),
        minutes=MinutesService(workplace),
        papers=PaperScanService(workplace),
        deliveries=DeliveriesService(workplace),
        stock_days=StockDaysService(workplace),
        shifts=ShiftService(workplace),
        shift_papers=ShiftPapers(workplace),
        day_closings=DayClosingService(workplace),
        board=BoardService(workplace),
        departures=DeparturesService(workplace),
        overtime=OvertimeService(workplace),
        planner=OvertimePlans(workplace),
        absences=AbsenceService(workplace),
        overtime_papers=OvertimePapersService(workplace, OvertimeService(workplace)),
        attendance=AttendanceService(workplace),
        work_sheets=WorkSheetReturnService(workplace),
        imports=ImportService(workplace),
        applications=ApplicationsService(workplace),
        raises=RaisesService(workplace),
        pins=PinsService(workplace),
        history=PlanHistoryService(workplace),
        rules=RuleTrialService(workplace),
        forecasts=ForecastService(workplace),
        notes=AnswerNoteService(workplace),
        editing=SettingsEditingService(workplace),
        contacts=ContactService(workplace),
        contact_texts=ContactTextService(workplace),
        owed_calls=OwedCallService(workplace),
        wave_papers=WavePaperService(workplace, WaveService(workplace)),
        waves=WaveService(workplace),
        wave_moves=WaveMoveService(workplace),
        pickup_board=PickupBoardService(workplace),
        backups=BackupService(workplace),
        integrity=IntegrityService(workplace),
        restores=RestoreService(workplace),
        restore_reports=RestoreReports(workplace),
        retention=RetentionService(workplace),
        subjects=SubjectService(workplace),
        first_day=FirstDayService(workplace),
        print_log=PrintLog(workplace),
    )


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
