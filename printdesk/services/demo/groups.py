"""Agents' groups of the demo office: pilgrims, workers, a school; each hands in on one day and travels together."""

from dataclasses import dataclass
from datetime import date

from printdesk.services.demo.trips import Trip, on

_REGULAR, _SMALL, _LAMINATED, _CHIP = "regular48", "regular24", "epassport_laminated", "epassport_polycarbonate"


@dataclass(frozen=True, slots=True)
class Group:
    """A group that an agent hands in.

    Attributes:
        sexes: letters to draw from, "L" and "P".
        oldest: the greatest age in it, in years.
    """

    day: date
    name: str
    size: int
    service: str
    trip: Trip
    sexes: str = "LP"
    oldest: int = 62


def _june(day: int) -> date:
    return date(2024, 6, day)


def _july(day: int) -> date:
    return date(2024, 7, day)


GROUPS = (
    Group(_june(5), "Rombongan Al-Falah", 32, _REGULAR, on(_june(27), "Arab Saudi", "itinerary"), oldest=74),
    Group(_june(11), "PMI PT Karya Samudra Abadi", 18, _SMALL, on(_july(1), "Taiwan", "employer_letter"), "L", 40),
    Group(_june(13), "Jemaat Santo Yusuf", 14, _LAMINATED, on(_july(10), "Turki", "itinerary"), oldest=70),
    Group(_june(20), "Rombongan An-Nur", 38, _REGULAR, on(_july(3), "Arab Saudi", "itinerary", 11, 40), oldest=76),
    Group(_june(20), "PMI PT Bina Mandiri Utama", 24, _SMALL, on(_july(5), "Hong Kong", "employer_letter"), "P", 38),
    Group(_june(21), "Studi banding SMK Bahari", 21, _LAMINATED, on(_july(8), "Singapura", "invitation"), oldest=45),
    Group(_june(21), "Kontingen Pramuka", 33, _CHIP, on(_june(28), "Jepang", "invitation", 6, 15), oldest=24),
    Group(_june(24), "Rombongan Al-Hidayah", 45, _REGULAR, on(_july(18), "Arab Saudi", ""), oldest=78),
    Group(_june(24), "Awak kapal Laut Jaya", 12, _CHIP, on(_june(27), "Jepang", "employer_letter", 9, 50), "L", 45),
    Group(_june(24), "PMI PT Cahaya Negeri", 8, _SMALL, on(_july(1), "Hong Kong", "employer_letter"), "P", 36),
    Group(_june(25), "PMI PT Tenaga Insani", 16, _REGULAR, on(_july(15), "Taiwan", "employer_letter"), "P", 40),
)
"""All names are invented."""


def of_day(day: date) -> tuple[Group, ...]:
    """The groups that were handed in on a day."""
    return tuple(group for group in GROUPS if group.day == day)
