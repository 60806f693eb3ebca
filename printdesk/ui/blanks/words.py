"""How the room words numbers, ranges and the ten sums."""

from printdesk.domain.states import BookletState
from printdesk.i18n import _, dates, language, plural


def count_text(count: int) -> str:
    """A number as the language writes it."""
    return dates.number(count, language())


def booklets_text(count: int) -> str:
    """ "100 booklets"."""
    return plural("{count} booklet", "{count} booklets", count).format(count=count_text(count))


def range_text(first: str, last: str) -> str:
    """ "C1000001 – C1000100", or the one serial."""
    return first if first == last else f"{first} – {last}"


def sum_words() -> dict[str, str]:
    """Each of the ten sums in a word or two, by its code."""
    return {
        BookletState.IN_SAFE: _("in the safe"),
        BookletState.ISSUED: _("with operators"),
        BookletState.BOUND: _("in a printer"),
        BookletState.PERSONALISED: _("printed, at the check"),
        BookletState.SHELVED: _("on the shelf"),
        BookletState.HANDED_OVER: _("handed over"),
        BookletState.SPOILED: _("spoiled"),
        BookletState.DESTROYED: _("destroyed"),
        BookletState.MISSING: _("missing"),
        BookletState.QUARANTINED: _("in quarantine"),
    }
