"""What was filed at the demo office: applicants, families and agents' groups, day by day, with their trips."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from printdesk.services.demo import groups, names, trips
from printdesk.services.demo.days import LAST_NORMAL_DAY, NORMAL_DAYS, OUTAGE_DAYS, START
from printdesk.services.promises import promise
from printdesk.services.work import OfficeData

_MIX = {"regular48": 62, "regular24": 5, "epassport_laminated": 20, "epassport_polycarbonate": 13}
_REGIONS = ("337401", "337405", "337411", "337412", "337415", "332205", "332104", "332401", "337302", "331814")
_FAMILIES = (
    "Hartono", "Santoso", "Wibowo", "Siregar", "Kurniawan", "Nugroho", "Tanuwijaya", "Rahman", "Sitorus", "Mulyono",
    "Prasetya", "Lim", "Gunawan", "Yudhistira", "Anwar", "Simbolon", "Subagyo", "Halim", "Firmansyah", "Setiabudi",
    "Marpaung", "Zulkarnain", "Wirawan", "Effendi", "Lesmana", "Kusnadi",
)  # fmt: skip
_DISTRICTS = ("Tembalang", "Banyumanik", "Ngaliyan", "Pedurungan", "Gajahmungkur", "Genuk", "Mijen", "Candisari")
_ON_THE_MORNING = 6


@dataclass(slots=True, kw_only=True)
class Filed:
    """One application as it was filed; all instants aware.

    Attributes:
        promised: what the office promised at the arrival.
        trip: where and when the holder travels, or None.
    """

    id: int
    number: str
    name: str
    nik: str
    birth_date: date
    sex: str
    phone: str
    service: str
    arrived: datetime
    promised: datetime
    trip: trips.Trip | None
    group: str | None
    same_day: bool
    priority: str | None


@dataclass(slots=True)
class Filing:
    """Makes the applications of the demo office out of a seeded source of chance."""

    rng: Random
    office: OfficeData
    _made: int = 0
    _numbers: set[str] = field(default_factory=set)
    _niks: set[str] = field(default_factory=set)
    _families: set[str] = field(default_factory=set)

    def days(self) -> Iterator[list[Filed]]:
        """The applications of each day, in the order of their arrival."""
        for day in (*NORMAL_DAYS, *OUTAGE_DAYS):
            count = self.rng.randint(238, 258) if day in NORMAL_DAYS else self.rng.randint(278, 334)
            yield self._day(day, count, time(8), time(15, 20))
        yield self._day(START.date(), _ON_THE_MORNING, time(7, 34), time(7, 48))

    def _day(self, day: date, count: int, first: time, last: time) -> list[Filed]:
        begin = datetime.combine(day, first, self.office.zone)
        span = int((datetime.combine(day, last, self.office.zone) - begin).total_seconds())
        filed: list[Filed] = []
        for group in groups.of_day(day):
            at = begin + timedelta(seconds=self.rng.randrange(span // 2))
            filed += self._group(group, at)
        while len(filed) < count:
            at = begin + timedelta(seconds=self.rng.randrange(span))
            family = self.rng.random() < 0.03 and count - len(filed) >= 6
            filed += self._family(at) if family else [self._single(at)]
        return sorted(filed, key=lambda one: (one.arrived, one.id))

    def one(self, at: datetime, service: str) -> Filed:
        """Somebody without a trip, filed at a moment."""
        return self._file(at, service, self.rng.choice("LP"), None, None, self._phone())

    def _single(self, at: datetime) -> Filed:
        trip = trips.single(self.rng, at)
        service = _service(self.rng)
        if trip is not None and trip.proof == "employer_letter" and self.rng.random() < 0.3:
            service = "regular24"
        return self._file(at, service, self.rng.choice("LP"), trip, None, self._phone())

    def _family(self, at: datetime) -> list[Filed]:
        """Two adults or one, and children; they travel together or not at all."""
        trip = trips.family(self.rng, at)
        service, phone, name = _service(self.rng), self._phone(), self._family_name()
        size = self.rng.randint(2, 6)
        born = [self._adult_birth(at.date()) if place < 2 else self._child_birth(at.date()) for place in range(size)]
        return [
            self._file(at + timedelta(minutes=4 * place), service, "LP"[place % 2], trip, name, phone, birth)
            for place, birth in enumerate(born)
        ]

    def _group(self, group: groups.Group, at: datetime) -> list[Filed]:
        """An agent hands all in at once, under one telephone number."""
        phone = self._phone()
        return [
            self._file(
                at + timedelta(seconds=40 * place), group.service, self.rng.choice(group.sexes), group.trip,
                group.name, phone, self._adult_birth(at.date(), oldest=group.oldest),
            )
            for place in range(group.size)
        ]  # fmt: skip

    def _file(
        self, at: datetime, service: str, sex: str, trip: trips.Trip | None, group: str | None, phone: str,
        born: date | None = None,
    ) -> Filed:  # fmt: skip
        rng = self.rng
        self._made += 1
        birth = born or self._any_birth(at.date())
        same_day = group is None and service == "regular48" and rng.random() < self._same_day_share(at)
        return Filed(
            id=self._made, number=self._number(at.date()), name=names.name(rng, sex), nik=self._nik(birth, sex),
            birth_date=birth, sex=sex, phone=phone, service=service, arrived=at,
            promised=promise(self.office, service, at, same_day=same_day), trip=trip, group=group, same_day=same_day,
            priority=_priority(rng, birth, sex, at.date()),
        )  # fmt: skip

    def _same_day_share(self, at: datetime) -> float:
        """Same-day service is sold in the morning, and was closed during the outage."""
        if at.date() == START.date():
            return 0.6
        return 0.05 if at.date() <= LAST_NORMAL_DAY and at.hour < 10 else 0.0

    def _number(self, day: date) -> str:
        return _unique(self._numbers, lambda: f"1133{day:%m%d}{self.rng.randrange(10**8):08d}")

    def _nik(self, born: date, sex: str) -> str:
        day = born.day + (40 if sex == "P" else 0)
        region = self.rng.choice(_REGIONS)
        return _unique(self._niks, lambda: f"{region}{day:02d}{born:%m%y}{self.rng.randint(1, 40):04d}")

    def _phone(self) -> str:
        return f"08{self.rng.choice(('12', '13', '15', '21', '57', '78', '95'))}{self.rng.randrange(10**8):08d}"

    def _family_name(self) -> str:
        """Families of one name are told apart by where they live."""
        name = f"Kel. {self.rng.choice(_FAMILIES)}"
        place = name
        while place in self._families:
            place = f"{name} ({self.rng.choice(_DISTRICTS)} RW {self.rng.randint(1, 12)})"
        self._families.add(place)
        return place

    def _any_birth(self, day: date) -> date:
        if self.rng.random() < 0.08:
            return self._child_birth(day)
        return self._adult_birth(day, oldest=78)

    def _adult_birth(self, day: date, oldest: int = 62) -> date:
        return day - timedelta(days=self.rng.randint(19 * 365, oldest * 365))

    def _child_birth(self, day: date) -> date:
        return day - timedelta(days=self.rng.randint(150, 16 * 365))


def _unique(known: set[str], draw: Callable[[], str]) -> str:
    text = draw()
    while text in known:
        text = draw()
    known.add(text)
    return text


def _service(rng: Random) -> str:
    return rng.choices(list(_MIX), list(_MIX.values()))[0]


def _priority(rng: Random, born: date, sex: str, day: date) -> str | None:
    """The priority groups of domain.md section 3: most show by age."""
    years = (day - born).days / 365.25
    if years >= 60:
        return "elderly"
    if years < 5:
        return "toddler"
    if rng.random() < 0.006:
        return "disabled"
    return "pregnant" if sex == "P" and 20 <= years <= 40 and rng.random() < 0.02 else None
