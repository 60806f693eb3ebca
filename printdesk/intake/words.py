"""The words that lists use, in both languages, and the one folding under which they are compared."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from printdesk.domain.numbers import Sex
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.intake.model import ServiceAlias

_T = TypeVar("_T")

_IGNORED = re.compile(r"[\W_]+")
_PAGES = re.compile(r"(?:(?<=\d)|\b)(?:halaman|hal|hlm|pages?)(?![a-z])")
_PARENTHESES = re.compile(r"\([^()]*\)")

# Field of ApplicationRow: the heading named to the reader when it is missing, the same in English, then every other
# name of it.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "Nomor permohonan", "application number", "no permohonan", "nomor aplikasi", "no aplikasi", "application no",
    ),
    "name": ("Nama", "name", "nama pemohon", "nama lengkap", "applicant", "applicant name", "full name"),
    "nik": ("NIK", "nomor induk kependudukan", "national identity number"),
    "birth_date": ("Tanggal lahir", "date of birth", "tgl lahir", "birth date"),
    "sex": ("Jenis kelamin", "sex", "kelamin", "gender", "jk", "l/p"),
    "phone": (
        "Telepon", "phone", "no hp", "nomor hp", "hp", "no telepon", "nomor telepon", "no telp", "telp", "telpon",
        "phone number", "no wa", "whatsapp",
    ),
    "service": ("Jenis layanan", "service", "jenis paspor", "layanan", "service type", "passport type"),
    "interview_date": ("Tanggal wawancara", "interview date", "tgl wawancara", "wawancara", "interview"),
    "ready_since": ("Siap cetak", "ready since", "tanggal siap cetak", "tgl siap cetak", "ready to print"),
    "departs_at": (
        "Tanggal berangkat", "departure", "tanggal keberangkatan", "tgl berangkat", "tgl keberangkatan",
        "keberangkatan", "berangkat", "departure date", "travel date",
    ),
    "destination": ("Negara tujuan", "destination", "destination country"),
    "proof": ("Bukti", "proof", "bukti perjalanan", "bukti keberangkatan", "proof of travel"),
    "group": ("Kelompok", "group", "rombongan", "nama kelompok", "nama rombongan"),
    "same_day": ("Percepatan", "same day", "layanan percepatan", "same day service"),
    "priority": ("Prioritas", "priority", "kelompok prioritas", "priority group"),
}  # fmt: skip
REQUIRED = ("number", "name", "service", "ready_since")

_NONE = ("", "-", "–", "tidak ada", "belum ada", "belum", "none", "nihil", "n/a", "kosong", "no")
_SEXES: Mapping[Sex, tuple[str, ...]] = {
    "L": ("l", "m", "laki", "laki-laki", "lelaki", "pria", "male", "man"),
    "P": ("p", "f", "perempuan", "wanita", "w", "female", "woman"),
}
# "no" is an answer here and a word for nothing elsewhere: the later line wins.
_YES_NO: Mapping[bool | None, tuple[str, ...]] = {
    None: _NONE,
    True: ("ya", "y", "yes", "1", "true", "iya", "benar"),
    False: ("tidak", "t", "tdk", "n", "no", "0", "false", "bukan"),
}
_PROOFS: Mapping[str | None, tuple[str, ...]] = {
    "ticket": ("ticket", "tiket", "tiket pesawat", "tiket kapal", "e-ticket", "e-tiket", "boarding pass"),
    "itinerary": ("itinerary", "jadwal perjalanan", "rencana perjalanan", "booking", "pemesanan", "reservasi"),
    "invitation": ("invitation", "undangan", "surat undangan", "invitation letter"),
    "medical": (
        "medical", "medis", "rujukan medis", "rujukan", "surat rujukan", "sakit", "berobat", "rujukan rumah sakit",
        "medical referral", "illness",
    ),
    "death": ("death", "kematian", "meninggal", "meninggal dunia", "surat kematian", "death certificate"),
    "employer_letter": (
        "employer_letter", "employer letter", "surat kerja", "kontrak kerja", "pmi", "surat tugas",
        "perjanjian kerja", "work contract", "contract",
    ),
    "declaration": ("declaration", "pernyataan", "surat pernyataan", "written declaration"),
    None: _NONE,
}  # fmt: skip
_PRIORITIES: Mapping[str | None, tuple[str, ...]] = {
    "elderly": ("elderly", "lansia", "lanjut usia", "manula", "senior"),
    "toddler": ("toddler", "balita", "bayi", "anak balita", "infant", "baby"),
    "pregnant": ("pregnant", "hamil", "ibu hamil", "bumil", "pregnancy"),
    "disabled": ("disabled", "disabilitas", "difabel", "penyandang disabilitas", "disability"),
    None: (*_NONE, "tidak", "umum", "biasa"),
}


def fold(text: str) -> str:
    """`text` as names are compared: no case, spaces, dots, dashes, underscores, and no word for "pages".

    "Paspor Biasa 48 Halaman", "paspor_biasa-48" and "PASPOR BIASA 48 hal." fold to the same.
    """
    return _IGNORED.sub("", _PAGES.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _words(table: Mapping[_T, Iterable[str]]) -> dict[str, _T]:
    return {fold(word): meaning for meaning, words in table.items() for word in words}


NOTHING = frozenset(map(fold, _NONE))
SEXES: Mapping[str, Sex] = _words(_SEXES)
YES_NO: Mapping[str, bool | None] = _words(_YES_NO)
PROOFS: Mapping[str, str | None] = _words(_PROOFS)
PRIORITIES: Mapping[str, str | None] = _words(_PRIORITIES)
_FIELDS: Mapping[str, str] = _words(HEADINGS)


def field_of(heading: str) -> str | None:
    """The field that a column's heading names, or None for a column that is not ours.

    "Jenis kelamin (L/P)" and "Nama / name" are understood too.
    """
    found = _FIELDS.get(fold(heading)) or _FIELDS.get(fold(_PARENTHESES.sub("", heading)))
    if found is None and "/" in heading:
        meanings = {_FIELDS.get(fold(part)) for part in heading.split("/")}
        found = meanings.pop() if len(meanings) == 1 else None
    return found


def service_names(services: Sequence[ServiceAlias], _: Catalogue) -> dict[str, str]:
    """Code of the service type by folded name.

    Raises:
        RuleViolationError: one name fits two service types.
    """
    known: dict[str, str] = {}
    for service in services:
        for name in (service.code, *service.names):
            other = known.setdefault(fold(name), service.code)
            if other != service.code:
                raise RuleViolationError(
                    _("The name {name} belongs to two service types, {first} and {second}.").format(
                        name=name, first=other, second=service.code
                    ),
                    _("Change the aliases of one of them in the settings."),
                )
    known.pop("", None)
    return known
