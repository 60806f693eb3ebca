"""Money in words (terbilang), as papers that pay write it beside the digits."""

from printdesk.i18n.spelled import spelled

_STEPS = ((1_000_000_000, "miliar", "billion"), (1_000_000, "juta", "million"))


def rupiah_words(value: int, lang: str) -> str:
    """ "empat ratus sembilan belas ribu rupiah", "four hundred and nineteen thousand rupiah".

    Args:
        value: whole rupiah, 0 to 999,999,999,999.
    """
    parts, rest = [], value
    for size, indonesian, english in _STEPS:
        many, rest = divmod(rest, size)
        if many:
            parts.append(f"{spelled(many, lang)} {english if lang == 'en' else indonesian}")
    if rest or not parts:
        parts.append(spelled(rest, lang))
    return f"{' '.join(parts)} rupiah"
