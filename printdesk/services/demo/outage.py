"""The outage of the demo office, recorded by its supervisor on the morning after, as `services.outages` does it."""

from datetime import datetime, timedelta

from printdesk.domain.outage import PRINT
from printdesk.models.database import Database
from printdesk.services.clock import FixedClock
from printdesk.services.demo.days import OUTAGE_DAYS, START, at
from printdesk.services.demo.journal import Journal
from printdesk.services.demo.life import BACK, SWITCHES
from printdesk.services.demo.staff import HASAN
from printdesk.services.outage_entry import OutageEntry
from printdesk.services.outages import OutageService
from printdesk.services.work import Actor, Workplace

CAUSE = "Gangguan Pusat Data Nasional"
_BEGAN = at(OUTAGE_DAYS[0], 7, 30)
_ENDED = at(START.date(), 5, 45)
_SUPERVISOR = Actor(HASAN, "SPV")


def record_outages(database: Database, journal: Journal) -> None:
    """Record what stood still since 20 June: what prints again as over, the 24-page booklets as going on.

    Each moves the promises of those whom it touched as one act, so that ledger, calls and report show real figures.
    """
    again = tuple(entry.code for entry in SWITCHES if entry.state != "down")
    still = tuple(entry.code for entry in SWITCHES if entry.state == "down")
    over = OutageEntry(_BEGAN, _ENDED, CAUSE, again, (PRINT,))
    _record(database, journal, START - timedelta(seconds=40), over)
    open_one = OutageEntry(_BEGAN, None, f"{CAUSE}, paspor 24 halaman menunggu pusat", still, (PRINT,), BACK)
    _record(database, journal, START - timedelta(seconds=20), open_one)


def _record(database: Database, journal: Journal, now: datetime, entry: OutageEntry) -> None:
    outages = OutageService(Workplace(database, FixedClock(now)))
    outages.record(_SUPERVISOR, entry, journal.operation())
