import gettext
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from printdesk.i18n.mo import MoTexts

_TEXTS = ("late", "late by {count}", "lat", "Ärger", "zu spät", "“quoted”", "A", "a", "ab\nc")
_PLURALS = (("late day", "late days"), ("{count} waits", "{count} wait"))


def _compiled(path: Path) -> Path:
    catalogue = Catalog(locale="en")
    for text in _TEXTS:
        catalogue.add(text, f"<{text}>")
    for one, many in _PLURALS:
        catalogue.add((one, many), (f"<{one}>", f"<{many}>"))
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return path


def test_every_text_reads_as_with_pythons_own_reader_and_an_unknown_one_stays(tmp_path: Path):
    path = _compiled(tmp_path / "texts.mo")
    with path.open("rb") as file:
        wanted = gettext.GNUTranslations(file)
    texts = MoTexts(path)

    for text in _TEXTS:
        assert texts.gettext(text) == wanted.gettext(text) == f"<{text}>"
    for one, many in _PLURALS:
        for count in (0, 1, 2):
            said = texts.ngettext(one, many, count)
            assert said == wanted.ngettext(one, many, count) == (f"<{one}>" if count == 1 else f"<{many}>")
    for unknown in ("", "   ", "a0", "late by", "zz"):
        assert texts.gettext(unknown) == wanted.gettext(unknown)
    assert texts.ngettext("one", "many", 2) == "many"


def test_what_is_no_compiled_catalogue_is_refused(tmp_path: Path):
    path = tmp_path / "texts.mo"
    path.write_bytes(b"not a catalogue, whatever it is called")

    with pytest.raises(ValueError, match="not"):
        MoTexts(path)
