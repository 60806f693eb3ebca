"""Texts in the reader's language: gettext catalogues, dates and numbers as the office writes them."""

from printdesk.i18n.catalogue import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Catalogue,
    _,
    catalogue,
    language,
    plural,
    set_language,
)

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Catalogue", "_", "catalogue", "language", "plural", "set_language"]
