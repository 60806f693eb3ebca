"""Made offices for the tests of services: people, blanks, applications in any state, a clock that can be stepped."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from printdesk.domain.names import search_key
from printdesk.domain.states import ApplicationState, BookletState
from printdesk.models.database import Database
from printdesk.models.tables import Application, BlankBatch, Booklet, LedgerEntry, PrintAttempt, QualityCheck
from printdesk.services.blanks import serial_range
from printdesk.services.bundle import Services
from printdesk.services.office import make_office
from printdesk.services.settings_file import PersonEntry, SettingsFile, default_settings
from printdesk.services.shifts import IssueLine, More
from printdesk.services.work import Actor, Workplace, new_operation_id

WIB = ZoneInfo("Asia/Jakarta")
MORNING = datetime(2024, 6, 26, 8, 0, tzinfo=WIB)
"""Wednesday morning of the recovery after the outage; 17 and 18 June were days off."""

PEOPLE = (
    PersonEntry("dwi", "Dwi Rahayu", ("print", "quality", "counter"), "", "II", ("R1", "R2")),
    PersonEntry("bagus", "Bagus Prakoso", ("print", "quality", "counter"), "", "III", ("R1", "E1")),
    PersonEntry("sri", "Sri Wahyuni", ("supervisor", "blanks", "counter"), "", "III", ()),
)
DWI = Actor("dwi", "R2")
BAGUS = Actor("bagus", "Q1")
SRI = Actor("sri", "L1")

_ON_BOOKLET = {
    ApplicationState.PRINTING: BookletState.BOUND,
    ApplicationState.UNCONFIRMED: BookletState.BOUND,
    ApplicationState.PRINTED: BookletState.PERSONALISED,
    ApplicationState.PASSED: BookletState.PERSONALISED,
    ApplicationState.SHELVED: BookletState.SHELVED,
    ApplicationState.COLLECTED: BookletState.HANDED_OVER,
    ApplicationState.POSTED: BookletState.HANDED_OVER,
}
_CHECKED = frozenset({ApplicationState.PASSED, ApplicationState.SHELVED, ApplicationState.COLLECTED})
_SLOTTED = frozenset({ApplicationState.PASSED, ApplicationState.SHELVED})


class SteppableClock:
    """Stands still until it is stepped."""

    is_demo = False

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)

    def step(self, **span: float) -> None:
        """On by a `timedelta` of these."""
        self.moment += timedelta(**span)

    def set(self, day: int, hour: int = 8, minute: int = 0, month: int = 6) -> None:
        """To an instant of 2024, Semarang time."""
        self.moment = datetime(2024, month, day, hour, minute, tzinfo=WIB)


def at(day: int, hour: int = 8, minute: int = 0, month: int = 6) -> datetime:
    """An instant of 2024, Semarang time."""
    return datetime(2024, month, day, hour, minute, tzinfo=WIB)


def op() -> str:
    """A new operation id."""
    return new_operation_id()


def issue(
    services: Services, giver: Actor, service: str, to: str, how_many: int, first: str = "", station: str = "R2"
) -> list[str]:
    """Blanks to an operator the only way there is: in a shift, scanned, and a third person agrees to any number.

    Their serials.
    """
    ranges = services.shifts.proposed(service, how_many, first) or (("", ""),)
    line = IssueLine(service, how_many, ranges[0][0], ranges[-1][1], first)
    third = next(login for login in ("sri", "bagus", "dwi") if login not in (giver.user, to))
    shift = services.shifts.issue(giver, to, line, op(), station=station, more=More("all of them", third))
    made = [one for one in shift.issues if one.service == service and one.number][-1]
    return [serial for start, end in made.ranges for serial in serial_range(start, end)]


@dataclass
class MadeOffice:
    """An office in a database of its own."""

    database: Database
    clock: SteppableClock
    workplace: Workplace
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _serials: "count[int]" = field(default_factory=lambda: count(1))

    def blanks(
        self, service: str = "regular48", first: str = "C1000001", how_many: int = 10, holder: str | None = "dwi"
    ) -> list[str]:
        """A delivery of blanks: issued to `holder`, or in the safe when that is None. Their serials."""
        letters, start = first[:1], int(first[1:])
        serials = [f"{letters}{start + n:07d}" for n in range(how_many)]
        with self.database.writing() as session:
            batch = BlankBatch(
                service=service, first_serial=serials[0], last_serial=serials[-1], count=how_many,
                received_at=self.clock.now(), received_by="sri", counted_by="bagus",
            )  # fmt: skip
            session.add(batch)
            session.flush()
            session.add_all(
                Booklet(
                    serial=serial, service=service, batch_id=batch.id, holder=holder,
                    state=BookletState.ISSUED if holder else BookletState.IN_SAFE, state_since=self.clock.now(),
                    issued_at=self.clock.now() if holder else None,
                )
                for serial in serials
            )  # fmt: skip
        return serials

    def application(self, name: str = "Siti Nurhaliza", **values: Any) -> int:
        """An application in any state, with the booklet, attempt and check that go with it. Its id.

        `serial` names its booklet; other values are columns. Without values it waits for printing since Friday.
        """
        serial = values.pop("serial", "")
        row = self._row(name, values)
        with self.database.writing() as session:
            if ApplicationState(row.state) in _ON_BOOKLET:
                row.booklet_id = self._booklet(session, row, serial)
            session.add(row)
            session.flush()
            if row.booklet_id is not None:
                session.get_one(Booklet, row.booklet_id).application_id = row.id
                self._history(session, row)
            return row.id

    def get(self, application_id: int) -> Application:
        """A copy of the row as it stands, not bound to any session."""
        with self.database.reading() as session:
            row = session.get_one(Application, application_id)
            session.expunge(row)
            return row

    def by_number(self, number: str) -> Application:
        """The row with that application number."""
        with self.database.reading() as session:
            found = session.scalars(select(Application.id).where(Application.number == number)).one()
        return self.get(found)

    def ledger(self, act: str | None = None) -> list[LedgerEntry]:
        """The ledger's entries, of one act where it is named."""
        with self.database.reading() as session:
            entries = list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)))
            session.expunge_all()
        return [entry for entry in entries if act in (None, entry.act)]

    def close(self) -> None:
        """Give up the connections."""
        self.database.close()

    def _row(self, name: str, values: dict[str, Any]) -> Application:
        arrived = values.pop("arrived", at(21, 10))
        promised = values.pop("promised", at(27, 15, 30))
        state = values.get("state", ApplicationState.READY)
        number = next(self._numbers)
        defaults: dict[str, Any] = {
            "number": f"33110000{number:08d}", "service": "regular48", "nik": "3374015708990003",
            "birth_date": date(1999, 8, 17), "sex": "P", "phone": f"0812{number:08d}",
            "ready_at": arrived, "promised_first": promised, "state": state, "state_since": arrived,
        }  # fmt: skip
        if state in _SLOTTED:
            defaults["shelf_slot"] = f"A-{number:03d}"
        key = f" {search_key(name)} "
        return Application(**{**defaults, **values, "name": name, "name_key": key, "arrived": arrived,
                              "promised": promised})  # fmt: skip

    def _booklet(self, session: Any, row: Application, serial: str) -> int:
        serial = serial or f"X{next(self._serials):07d}"
        batch = BlankBatch(
            service=row.service, first_serial=serial, last_serial=serial, count=1, received_at=self.clock.now(),
            received_by="sri", counted_by="bagus",
        )  # fmt: skip
        session.add(batch)
        session.flush()
        booklet = Booklet(
            serial=serial, service=row.service, batch_id=batch.id, holder="dwi", issued_at=self.clock.now(),
            state=_ON_BOOKLET[ApplicationState(row.state)], state_since=row.state_since,
        )  # fmt: skip
        session.add(booklet)
        session.flush()
        return booklet.id

    def _history(self, session: Any, row: Application) -> None:
        printing = row.state in (ApplicationState.PRINTING, ApplicationState.UNCONFIRMED)
        printed = None if printing else self.clock.now()
        session.add(
            PrintAttempt(
                application_id=row.id, booklet_id=row.booklet_id, attempt=1, station="R2", operator="dwi", desk="R2",
                bound_at=self.clock.now(), outcome="open" if printing else "printed", outcome_at=printed,
                outcome_by=None if printing else "dwi",
            )
        )  # fmt: skip
        if row.state in _CHECKED:
            session.add(
                QualityCheck(
                    application_id=row.id, booklet_id=row.booklet_id, checker="bagus", at=self.clock.now(),
                    passed=True, checked=[],
                )
            )  # fmt: skip


def made_office(url: str, moment: datetime = MORNING) -> MadeOffice:
    """A Semarang-like office with three people in the empty database at `url`."""
    database = Database(url)
    clock = SteppableClock(moment)
    make_office(database, clock, SettingsFile(default_settings().settings, PEOPLE))
    return MadeOffice(database, clock, Workplace(database, clock))


HEADINGS = "nomor permohonan;nama;nik;telepon;jenis layanan;siap cetak;tanggal berangkat;negara tujuan;bukti;kelompok"


def list_file(path: Path, *rows: str, headings: str = HEADINGS) -> Path:
    """A list of applications as a CSV file."""
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return path
