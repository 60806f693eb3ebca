"""Names as lists show them: whole only where the reader already knows them."""

import re

from printdesk.domain.names import search_words

_HIDDEN = "•••"


def masked_name(name: str, typed: str) -> str:
    """A name of which only the words that were typed are whole; of the others the first letter."""
    asked = search_words(typed) if any(sign.isalpha() for sign in typed) else ()
    return " ".join(word if _asked_for(word, asked) else f"{word[:1]}{_HIDDEN}" for word in name.split())


def _asked_for(word: str, asked: tuple[str, ...]) -> bool:
    known = search_words(re.sub(r"[^\w'’-]", "", word))
    return bool(known) and any(part.startswith(each) for part in known for each in asked)
