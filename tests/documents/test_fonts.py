"""The typeface and the letters it lacks."""

import pytest

from printdesk.documents import fonts
from printdesk.documents.fonts import Face


@pytest.mark.parametrize("text", ["Łódź", "NUR'AINI", "Ñandú Çelik Åse Škoda", "<b>&amp;</b>", "Sen–Kam · “x” …"])
def test_texts_the_typeface_has_stay_as_they_are(text: str):
    assert fonts.printable(text) == text
    assert fonts.missing_glyphs(text) == ()


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        ("Đỗ Thị Mỹ", "Đo Thi My", ("ỗ", "ị", "ỹ")),
        ("Ḥasan ʿAlī", "Hasan ‘Alī", ("Ḥ", "ʿ")),
        ("李 小龙", "? ??", ("李", "小", "龙")),
        ("ok 🙂", "ok ?", ("🙂",)),
        ("e\u0301", "é", ()),
        ("ﬁ", "fi", ("ﬁ",)),
    ],
)
def test_a_letter_it_lacks_is_replaced_and_named(text: str, shown: str, missing: tuple[str, ...]):
    assert fonts.printable(text) == shown
    assert fonts.missing_glyphs(text) == missing


def test_blanks_and_invisible_signs_become_single_spaces_or_nothing():
    assert fonts.printable("  A\tB\r\nC\u00a0D\u200bE\u00adF  ") == "A B C DEF"
    assert fonts.missing_glyphs("A\tB\u00a0C\u200b") == ()


def test_no_unprintable_sign_counts_as_printable():
    assert not {"\uffff", "\u00a0", "\u00ad", "\n"} & set(fonts.widths(Face.REGULAR))


def test_widths_are_those_reportlab_prints():
    from reportlab.pdfbase.pdfmetrics import stringWidth

    text = "SP-2024-004182 Łódź"
    for face in Face:
        assert fonts.width(text, face, 9) == pytest.approx(stringWidth(text, str(face), 9))
