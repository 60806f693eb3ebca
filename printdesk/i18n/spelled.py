"""Numbers in words (terbilang), as official minutes write them beside the digits."""

_ID = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LIMIT = 1_000_000


def spelled(value: int, lang: str) -> str:
    """A number from 0 to 999,999 in words: "seratus dua puluh tiga", "one hundred and twenty-three".

    Raises:
        ValueError: it is negative or longer than six digits; no count of booklets is.
    """
    if not 0 <= value < _LIMIT:
        raise ValueError(value)
    return _english(value) if lang == "en" else _indonesian(value)


def _indonesian(value: int) -> str:
    if value < len(_ID):
        return _ID[value]
    if value < 20:
        return f"{_ID[value - 10]} belas"
    for size, name, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "")):
        if value >= size:
            many, rest = divmod(value, size)
            head = one if many == 1 and one else f"{_indonesian(many)} {name}"
            return f"{head} {_indonesian(rest)}" if rest else head
    raise AssertionError


def _english(value: int) -> str:
    if value < len(_EN):
        return _EN[value]
    if value < 100:
        tens, rest = divmod(value, 10)
        return f"{_EN_TENS[tens]}-{_EN[rest]}" if rest else _EN_TENS[tens]
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    many, rest = divmod(value, size)
    head = f"{_english(many)} {name}"
    if not rest:
        return head
    return f"{head} and {_english(rest)}" if rest < 100 else f"{head} {_english(rest)}"
