"""Names of people as one field: cleaning what was typed, and a key under which spellings of one name meet.

Many people have a single name, nobody needs a family name, apostrophes and titles are common.
"""

import re
import unicodedata
from functools import lru_cache

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue

LONGEST_NAME = 200

# Invisible and harmless: soft hyphen, zero-width space and joiners, word joiner, byte-order mark.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NOT_NAME = re.compile(r"[^\w\s]|_")
_APOSTROPHES = re.compile("['`\u00b4\u02b9-\u02bd\u2018-\u201b\u2032]")
_AFTER_COMMA = re.compile(r",(?=\s*(?:[A-Za-z]{1,5}\.|(?:SE|SH|ST|MM|MH|MSI|SPD|SKOM)\b)).*", re.IGNORECASE)
_TITLES = frozenset(
    (
        "ny", "tn", "nn", "sdr", "sdri", "bpk", "ibu", "bapak", "an", "alm", "almh", "h", "hj", "haji", "hajah",
        "hajjah", "kh", "dr", "drs", "dra", "ir", "prof", "rr", "r",
    )
)  # fmt: skip
_LINKS = frozenset(("bin", "binti", "bt", "bte", "bti"))
_MUHAMMAD = re.compile(r"(?:m[ou](?:h|ch|kh|hk)(?:am{1,2}[aei][dt]?|am|d)?|mhd)\Z")
# Old and new spelling, and sounds that Indonesian pens do not tell apart. The order matters.
_SOUNDS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        ("oe", "u"),
        ("tj", "c"),
        ("dj", "j"),
        ("nj", "ny"),
        ("[ck]h", "h"),
        ("s[jyh]", "s"),
        ("dh", "d"),
        ("th", "t"),
        ("ph|[fv]", "p"),
        ("q", "k"),
        ("x", "ks"),
        ("ie|iy|y(?![aeiou])", "i"),
        ("(?<=[^aeiou])y(?=[aeiou])", "i"),
        ("uw", "u"),
        (r"(.)\1+", r"\1"),
        ("(?<=[aeiou])h\\Z", ""),
    )
)


def clean_name(text: str, _: Catalogue) -> str:
    """A name or another short text of one line as it is stored: composed letters, single spaces, nothing invisible.

    Raises:
        RuleViolationError: nothing is left, it is longer than 200 characters, or it holds control characters
            (also line breaks, and the marks that turn the direction of writing around).
    """
    cleaned = text.strip()
    if not cleaned.isascii():
        cleaned = _INVISIBLE.sub("", unicodedata.normalize("NFC", cleaned))
    if not cleaned.isprintable() and any(_is_control(sign) for sign in cleaned):
        raise RuleViolationError(
            _("The text contains a line break or another control character."), _("Type it anew on one line.")
        )
    cleaned = " ".join(cleaned.split())
    if not cleaned:
        raise RuleViolationError(_("The text is empty."))
    if len(cleaned) > LONGEST_NAME:
        raise RuleViolationError(
            _("The text has {count} characters; at most {limit} fit.").format(count=len(cleaned), limit=LONGEST_NAME)
        )
    return cleaned


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def search_words(name: str) -> tuple[str, ...]:
    """The words of a name in their normal form, in their order, without titles and "bin".

    Two spellings of one word give one form: Moch, Moh., Muhamad and Mohammad; Soeharto and Suharto; Nur'aini and
    Nuraini; Achmad and Ahmad; Taufiq and Taupik. A name made of titles only keeps them.
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        words = name.lower().split()  # as most names are
    else:
        words = _plain_words(name)
    return tuple(filter(None, map(_heard, words))) or tuple(map(_sound, words))


def _plain_words(name: str) -> list[str]:
    plain = _APOSTROPHES.sub("", _without_accents(_AFTER_COMMA.sub("", name)).lower())
    return _NOT_NAME.sub(" ", plain).split()


def search_key(name: str) -> str:
    """The words of `search_words` in alphabetical order, each once: spelling and word order make no difference."""
    return " ".join(sorted(set(search_words(name))))


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def _heard(word: str) -> str:
    """How a word of a name sounds, "" for a title."""
    return "" if word in _TITLES or word in _LINKS else _sound(word)


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    if _MUHAMMAD.match(word):
        return "muhamad"
    for pattern, becomes in _SOUNDS:
        word = pattern.sub(becomes, word)
    return word
