"""gettext catalogues: one active language for the screen, any language for a paper or a message.

Texts in the code are English. `_("…")` gives the active language's wording; a function that writes for a certain
reader takes a `Catalogue` in a parameter named `_`, so that the same call reads the same and the extractor finds it.
Translate the template, then format: `_("No. {number}").format(number=n)`.
"""

import gettext
from functools import cache

from printdesk import paths
from printdesk.i18n.mo import MoTexts

LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"


class Catalogue:
    """One language's texts; calling it translates.

    Attributes:
        lang: ISO 639-1 code, one of `LANGUAGES`.
    """

    def __init__(self, lang: str, translations: gettext.NullTranslations) -> None:
        self.lang = lang
        self._translations = translations

    def __call__(self, text: str) -> str:
        """`text` in this language."""
        return self._translations.gettext(text)

    def plural(self, one: str, many: str, n: int) -> str:
        """The wording for `n` things, still to be formatted."""
        return self._translations.ngettext(one, many, n)


@cache
def catalogue(lang: str) -> Catalogue:
    """The catalogue of a language; an unknown code gives the default language.

    A checkout whose catalogues are not compiled yet reads the English of the code.
    """
    known = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    compiled = paths.resources() / "locale" / known / "LC_MESSAGES" / "printdesk.mo"
    return Catalogue(known, MoTexts(compiled) if compiled.is_file() else gettext.NullTranslations())


class _Active:
    catalogue: Catalogue | None = None


def set_language(lang: str) -> None:
    """Make `lang` the language of `_` from now on."""
    _Active.catalogue = catalogue(lang)


def active() -> Catalogue:
    """The catalogue that `_` uses now."""
    if _Active.catalogue is None:
        _Active.catalogue = catalogue(DEFAULT_LANGUAGE)
    return _Active.catalogue


def language() -> str:
    """The code of the active language."""
    return active().lang


def _(text: str) -> str:
    """`text` in the active language."""
    return active()(text)


def plural(one: str, many: str, n: int) -> str:
    """The active language's wording for `n` things, still to be formatted."""
    return active().plural(one, many, n)
