"""The demo office's counter before it opens: what was posted, is missed, who was told, who comes when."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import select

from printdesk.domain.states import ApplicationState as A
from printdesk.models.database import Database
from printdesk.models.tables import Application, Booklet
from printdesk.services.clock import FixedClock
from printdesk.services.contacts import NOT_REACHED, TOLD, WRONG_NUMBER, ContactService
from printdesk.services.demo.days import START, at
from printdesk.services.demo.staff import AGUS, HASAN, MARIA, RINA
from printdesk.services.missing import MissingService
from printdesk.services.posting import PostingService, PostItem
from printdesk.services.waves import WaveService
from printdesk.services.work import Actor, Workplace

_RINA, _MARIA, _HASAN, _AGUS = Actor(RINA, "L1"), Actor(MARIA, "L2"), Actor(HASAN, "SPV"), Actor(AGUS, "BL1")
_ADDRESSES = ("Jl. Contoh Melati No. 12, Kendal 51300", "Perum Contoh Asri Blok C/7, Demak 59500")
_COURIER = "Pak Contoh (pos)"
_BEFORE_JUNE = at(START.date().replace(day=1), 0)


def counter_acts(database: Database) -> None:
    """Carry them out by the services themselves, in the last seconds before the demo's clock begins."""
    _post(database, _moment(18))
    _miss(database, _moment(16))
    _tell_of_may(database, _moment(14))
    _call(database, _moment(12))
    _invite(database, _moment(8))


def _moment(seconds: int) -> datetime:
    return START - timedelta(seconds=seconds)


def _workplace(database: Database, now: datetime) -> Workplace:
    return Workplace(database, FixedClock(now))


def _operation(text: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"demo counter {text}"))


def _lying(database: Database, count: int, place: int) -> list[tuple[int, str]]:
    """Some that came onto the shelf in June and belong to no group: id and serial."""
    with database.reading() as session:
        rows = session.execute(
            select(Application.id, Booklet.serial)
            .join(Booklet, Booklet.id == Application.booklet_id)
            .where(Application.state == A.SHELVED, Application.group_name.is_(None), Application.departs_at.is_(None))
            .where(Application.state_since >= _BEFORE_JUNE)
            .order_by(Application.state_since.desc(), Application.id)
            .offset(place)
            .limit(count)
        )
        return [(key, serial) for key, serial in rows]


def _post(database: Database, now: datetime) -> None:
    lying = _lying(database, len(_ADDRESSES), 0)
    items = [
        PostItem(key, serial, address, f"P240626{key:05d}")
        for (key, serial), address in zip(lying, _ADDRESSES, strict=True)
    ]
    PostingService(_workplace(database, now)).send(_RINA, items, _COURIER, _operation("post"))


def _miss(database: Database, now: datetime) -> None:
    serials = [serial for _key, serial in _lying(database, 1, 5)]
    MissingService(_workplace(database, now)).declare(
        _AGUS, serials, "Tidak ada di slotnya saat rak dihitung pagi ini", _operation("miss")
    )


def _tell_of_may(database: Database, now: datetime) -> None:
    """Those of May were called again this morning, with what usually comes of it."""
    with database.reading() as session:
        rows = list(
            session.scalars(
                select(Application.id)
                .where(Application.state == A.SHELVED, Application.state_since < _BEFORE_JUNE)
                .order_by(Application.id)
                .limit(4)
            )
        )
    contacts = ContactService(_workplace(database, now))
    for key, outcome in zip(rows, (TOLD, NOT_REACHED, WRONG_NUMBER, TOLD), strict=True):
        contacts.log(_MARIA, key, outcome, _operation(f"may {key}"))


def _call(database: Database, now: datetime) -> None:
    """A first round of calls to those whom the outage delayed: the nearest trips."""
    with database.reading() as session:
        rows = list(
            session.scalars(
                select(Application.id)
                .where(Application.state == A.READY, Application.departs_at.is_not(None))
                .where(Application.promised > Application.promised_first)
                .order_by(Application.departs_at, Application.id)
                .limit(4)
            )
        )
    contacts = ContactService(_workplace(database, now))
    for key, outcome in zip(rows, (TOLD, TOLD, NOT_REACHED, WRONG_NUMBER), strict=True):
        contacts.log(_RINA, key, outcome, _operation(f"call {key}"))


def _invite(database: Database, now: datetime) -> None:
    waves = WaveService(_workplace(database, now))
    waves.save(_HASAN, waves.propose(), _operation("waves"))
