"""The demo office's settings and people."""

from dataclasses import replace

from printdesk.domain.settings import OfficeSettings, ServiceType
from printdesk.services.settings_file import PersonEntry, SettingsFile, default_settings

DWI, YUSUF, BAMBANG = "dwi.rahayu", "yusuf.hidayat", "bambang.sutrisno"
RINA, MARIA = "rina.kusuma", "maria.goretti"
SITI, AGUS, HASAN = "siti.nurjanah", "agus.salim", "hasan.basri"

OPERATORS = {"R1": DWI, "R2": YUSUF, "E1": BAMBANG, "E2": BAMBANG}
"""Who works at each station, by its code."""

_PEOPLE = (
    PersonEntry(DWI, "Dwi Rahayu", ("print",), "199203142015032004", "II", ("R1", "R2")),
    PersonEntry(YUSUF, "Yusuf Hidayat", ("print",), "198811052010121002", "III", ("R1", "R2", "E1")),
    PersonEntry(BAMBANG, "Bambang Sutrisno", ("print", "quality"), "198006212005011003", "III", ("E1", "E2")),
    PersonEntry(RINA, "Rina Kusuma", ("counter",), "199507282019032001", "II"),
    PersonEntry(MARIA, "Maria Goretti Wulandari", ("counter",), "", "non_asn"),
    PersonEntry(SITI, "Siti Nurjanah", ("quality",), "198502172009122005", "III"),
    PersonEntry(AGUS, "Agus Salim", ("blanks", "quality"), "197909302003121001", "III"),
    PersonEntry(HASAN, "Hasan Basri", ("supervisor", "administrator"), "197404182000031002", "IV"),
)
_RATES = {"R1": 10.0, "R2": 10.0, "E1": 8.0, "E2": 6.0}
_PREFIXES = {
    "regular48": ("B",), "regular24": ("D",), "epassport_laminated": ("X",), "epassport_polycarbonate": ("E",),
}  # fmt: skip


def demo_settings() -> SettingsFile:
    """The default settings with the letterhead, rates, serial letters and people of the demo office."""
    file = default_settings()
    return replace(file, settings=_demo_office(file.settings), people=_PEOPLE)


def _demo_office(settings: OfficeSettings) -> OfficeSettings:
    office = replace(
        settings.office, name="Kantor Imigrasi Kelas I TPI Semarang", short_name="Kanim Kelas I TPI Semarang",
        address="Jl. Contoh Raya No. 514, Semarang 50000", phone="(024) 5550 0142",
        head_name="Hasan Basri", head_nip="197404182000031002",
    )  # fmt: skip
    services: tuple[ServiceType, ...] = tuple(
        replace(service, serial_prefixes=_PREFIXES.get(service.code, ())) for service in settings.services
    )
    stations = tuple(
        replace(station, rate_per_hour=_RATES.get(station.code, station.rate_per_hour))
        for station in settings.stations
    )
    return replace(settings, office=office, services=services, stations=stations)
