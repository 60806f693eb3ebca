"""The answer on a small note, read back from its page."""

from datetime import datetime
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from printdesk.documents import fonts
from printdesk.documents.answer_note import AnswerNote, answer_note
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from tests.documents.papers import DAY, KEY, NAMES, WIB

NUMBER = "1133070288154398"
SENTENCE = (
    "Yes, but only just. It is planned to be printed Wed 26 June 10:40 and can be collected from Wed 26 June 13:00. "
    "That is the last day for your trip; please collect it by Wed 26 June 15:30. In 9 of 10 forecasts it is in time."
)


def note(**values: Any) -> AnswerNote:
    known: dict[str, Any] = {
        "office": "Kantor Imigrasi Kelas I TPI Semarang",
        "address": "Jl. Contoh Raya No. 514, Semarang 50000",
        "number": NUMBER,
        "name": "SUHARTINI",
        "service": "Regular passport 48",
        "caption": "Only just in time",
        "sentence": SENTENCE,
        "as_of": datetime(2024, 6, 26, 8, tzinfo=WIB),
        "bring": (),
        "hours": ("Mon–Thu 08:00–15:30", "Fri 08:00–11:30, 13:00–15:30"),
        "code": codes.sign(KEY, codes.APPLICATION, NUMBER, DAY),
        "desk": "L1",
        "language": "en",
    }
    return AnswerNote(**{**known, **values})


def page_of(made: AnswerNote, size: str) -> tuple[str, Any, tuple[float, float]]:
    """The text of the one page in one line, its picture, and its size in millimetres."""
    document = pypdfium2.PdfDocument(answer_note(made, size).content)
    assert len(document) == 1
    page = document[0]
    text = " ".join(page.get_textpage().get_text_range().split())
    picture = page.render(scale=3).to_pil()
    width, height = (round(points / 72 * 25.4) for points in page.get_size())
    document.close()
    return text, picture, (width, height)


@pytest.mark.parametrize("size", ["a6", "roll80"])
def test_a_note_says_who_what_and_as_of_when_and_its_code_names_the_application(size: str):
    text, picture, _measures = page_of(note(), size)

    for expected in (
        "Kantor Imigrasi Kelas I TPI Semarang", "SUHARTINI", "1133 0702 8815 4398", "Only just in time", SENTENCE,
        "As of Wed 26 June 2024, 08:00 WIB", "Mon–Thu 08:00–15:30",
    ):  # fmt: skip
        assert expected in text
    (found,) = zxingcpp.read_barcodes(picture)
    code = codes.read(KEY, found.text)
    assert code is not None
    assert code.genuine
    assert (code.kind, code.number) == (codes.APPLICATION, NUMBER)
    assert found.text.rpartition("|")[2] in text.replace(" ", "")


def test_the_sheet_is_a6_and_the_roll_is_as_long_as_it_must_be():
    assert page_of(note(), "a6")[2] == (105, 148)
    width, short = page_of(note(sentence="Yes."), "roll80")[2]
    assert width == 80
    assert page_of(note(), "roll80")[2][1] > short


def test_what_to_bring_stands_only_where_there_is_something_to_collect():
    ready = note(bring=("Payment proof", "Original identity card"))

    assert "Bring" not in page_of(note(), "a6")[0]
    assert "can still move" in page_of(note(), "a6")[0]
    text = page_of(ready, "a6")[0]
    assert "Bring Payment proof Original identity card" in text
    assert "can still move" not in text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", ["a6", "roll80"])
def test_no_name_and_no_sentence_is_cut_and_all_of_it_stays_on_the_paper(size: str, name: str):
    long = f"{SENTENCE} {SENTENCE}"
    made = note(name=name, sentence=long, bring=("Payment proof", "Original identity card"))

    text, picture, _measures = page_of(made, size)

    assert fonts.printable(name).replace(" ", "") in text.replace(" ", "")
    assert long in text
    assert len(zxingcpp.read_barcodes(picture)) == 1, "nothing lies over the code"
    edge = picture.convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert edge is not None
    assert edge[0] > 6
    assert edge[2] < picture.width - 6
    assert edge[3] < picture.height - 6


def test_a_demo_marks_its_notes_and_an_unknown_paper_is_refused():
    assert "SAMPLE · DEMO" in page_of(note(watermark="SAMPLE · DEMO"), "roll80")[0]
    assert "SAMPLE · DEMO" in page_of(note(watermark="SAMPLE · DEMO"), "a6")[0]
    with pytest.raises(RuleViolationError, match="a6, roll80"):
        answer_note(note(), "a3")
