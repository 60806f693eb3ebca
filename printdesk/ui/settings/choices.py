"""What may be chosen in the forms of the settings, in the language of the moment."""

from collections.abc import Sequence

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import language
from printdesk.i18n.catalogue import active
from printdesk.services.field_words import proof_words
from printdesk.services.settings_limits import ROLES, WORDS
from printdesk.services.settings_names import day_kinds, family_names, rule_names
from printdesk.ui.settings.words import grade_text, role_words

Pairs = Sequence[tuple[str, str]]
ZONES = (
    ("Asia/Jakarta", "WIB · Asia/Jakarta"),
    ("Asia/Makassar", "WITA · Asia/Makassar"),
    ("Asia/Jayapura", "WIT · Asia/Jayapura"),
)


def families() -> Pairs:
    """Blank, print, chip, data."""
    return tuple(family_names(active()).items())


def rules() -> Pairs:
    """Who belongs to an urgency class."""
    return tuple(rule_names(active()).items())


def proofs() -> Pairs:
    """The proofs of a trip or case."""
    words = proof_words(active())
    return tuple((code, words.get(code, code)) for code in WORDS["order.classes[].proofs[]"])


def kinds_of_day() -> Pairs:
    """Holiday, joint leave, open day."""
    return tuple(day_kinds(active()).items())


def roles() -> Pairs:
    """What people do here."""
    words = role_words()
    return tuple((code, words.get(code, code)) for code in ROLES)


def grades(*, none: bool) -> Pairs:
    """The grades that rates are dated for; with "none" for people without one."""
    codes = WORDS["overtime.rates[].grade"]
    return (*((("", "—"),) if none else ()), *((code, grade_text(code)) for code in codes))


def services(settings: OfficeSettings) -> Pairs:
    """The office's service types."""
    return tuple((each.code, each.label.text(language())) for each in settings.services)


def stations(settings: OfficeSettings) -> Pairs:
    """The office's stations."""
    return tuple((each.code, each.label.text(language())) for each in settings.stations)
