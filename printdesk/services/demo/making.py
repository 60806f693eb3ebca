"""Making the demo office: schema, settings, people, and the weeks that lie behind it."""

from random import Random

from sqlalchemy.orm import Session

from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.tables import Meta, ServiceSwitch
from printdesk.services import office
from printdesk.services.clock import FixedClock
from printdesk.services.demo.counter_acts import counter_acts
from printdesk.services.demo.days import OPENED, OUTAGE_DAYS, START, at
from printdesk.services.demo.life import SWITCHES, live
from printdesk.services.demo.mornings import keep_mornings
from printdesk.services.demo.outage import record_outages
from printdesk.services.demo.staff import demo_settings
from printdesk.services.demo.writing import write
from printdesk.services.work import office_data


def make_demo(url: str, seed: int = 2024) -> None:
    """Make a demo office in an empty database, as of Wednesday 26 June 2024, 08:00 WIB.

    The same seed makes the same people, trips and events; keys and codes of papers differ.

    Raises:
        RuleViolationError: there is an office in it already, or the URL is none of ours.
        EnvironmentFailureError: it cannot be reached or written.
    """
    schema.upgrade(url)
    database = Database(url)
    try:
        file = demo_settings()
        office.make_office(database, FixedClock(OPENED), file)
        data = office_data(1, file.settings)
        weeks = live(Random(seed), data)
        with database.writing() as session:
            # The office was made weeks before, so that its ledger runs in the order of time; its clock starts later.
            session.add(Meta(key=office.DEMO_START, value=START.isoformat()))
            _put_switches(session)
            write(session, weeks, file.settings)
        keep_mornings(database, data)
        record_outages(database, weeks.journal)
        counter_acts(database)
    finally:
        database.close()


def _put_switches(session: Session) -> None:
    for entry in SWITCHES:
        row = session.get(ServiceSwitch, entry.code) or ServiceSwitch(service=entry.code)
        row.state, row.success_percent, row.note = entry.state, entry.success_percent, entry.note
        row.expected_back = entry.expected_back
        row.since = at(OUTAGE_DAYS[0], 7, 30) if entry.state == "down" else at(START.date(), 5, 45)
        session.add(row)
