"""What the tests of the domain share."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from printdesk.i18n import Catalogue

_TEXTS = Path(__file__).parents[2] / "resources" / "locale" / "id" / "domain.po"


@pytest.fixture(scope="session")
def indonesian() -> Catalogue:
    """The domain's texts in Indonesian as they are written now, compiled or not."""
    compiled = io.BytesIO()
    with _TEXTS.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return Catalogue("id", gettext.GNUTranslations(compiled))
