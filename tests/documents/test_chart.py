"""Charts on paper, read back from the page: names, days, counts, and fills that differ without colour."""

from datetime import date, timedelta
from itertools import pairwise

import pypdfium2

from printdesk.documents.chart import draw_chart
from printdesk.documents.chart_values import BarChart, BarDay, CurveChart, CurveDay, Fill, Part, nice_top, spread
from printdesk.documents.sheet import About, Sheet

BOX = (40.0, 40.0, 515.0, 160.0)
DAY = date(2024, 6, 26)


def bars(count: int = 14) -> BarChart:
    parts = (Part("planned", Fill.SOLID), Part("at risk", Fill.HATCH))
    days = tuple(BarDay(DAY + timedelta(days=n), (n + 1, n % 3), 30) for n in range(count))
    return BarChart("Load of R1", "Full until Mon.", parts, days, DAY, "places")


def curve() -> CurveChart:
    past = [CurveDay(DAY + timedelta(days=n - 3), was=300 + n) for n in range(3)]
    ahead = [
        CurveDay(DAY + timedelta(days=n), None, 300 - 20.0 * n, 280 - 20.0 * n, 310 - 10.0 * n) for n in range(9)
    ]
    return CurveChart(
        "Backlog", "Normal on Friday.", (*past, *ahead), DAY, 50, ("waited", "expected", "most", "normal")
    )


def page(chart: BarChart | CurveChart, language: str = "en") -> pypdfium2.PdfDocument:
    sheet = Sheet(About("chart", "office", language))
    sheet.page(595, 842)
    draw_chart(sheet, chart, BOX, language)
    return pypdfium2.PdfDocument(sheet.finish())


def text_of(document: pypdfium2.PdfDocument) -> str:
    return document[0].get_textpage().get_text_range()


def test_bars_have_title_sentence_weekdays_dates_counts_and_names():
    text = text_of(page(bars()))

    for said in ("Load of R1", "Full until Mon.", "Wed", "26/6", "planned", "at risk", "places", "14"):
        assert said in text, said


def test_a_curve_names_its_lines_at_their_ends_and_dates_its_days():
    text = text_of(page(curve(), "id"))

    for said in ("Backlog", "Normal on Friday.", "Rab", "26/6", "waited", "expected", "most", "normal", "400"):
        assert said in text, said


def height_of(document: pypdfium2.PdfDocument, said: str) -> tuple[float, float]:
    """Where a text stands: its lower and upper edge, in points from below."""
    found = document[0].get_textpage()
    place = found.search(said).get_next()
    assert place is not None, said
    boxes = [found.get_charbox(at) for at in range(place[0], place[0] + place[1])]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def test_long_names_of_parts_and_the_name_of_what_was_stand_clear_of_everything():
    parts = (Part("on the shelf", Fill.SOLID), Part("in time by the plan that stands", Fill.LIGHT))
    document = page(BarChart("Departures", "Now.", parts, (BarDay(DAY, (1, 0)), BarDay(DAY, (0, 1))), DAY, ""))
    assert height_of(document, "stands")[0] > height_of(document, "on the shelf")[1]

    names = ("waiting here", "expected", "most", "normal")
    late, steep = (
        tuple(CurveDay(DAY + timedelta(days=n), was=400.0 if n >= first else 0.0) for n in range(20))
        for first in (9, 1)
    )
    low, high = (
        height_of(page(CurveChart("Backlog", "", days, DAY, None, names)), names[0]) for days in (late, steep)
    )
    assert high[0] > low[1]


def test_nothing_is_drawn_outside_of_the_box():
    for chart in (bars(), bars(1), bars(40), curve()):
        picture = page(chart)[0].render(scale=2).to_pil().convert("L")
        left, top, right, bottom = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
        assert left >= 2 * BOX[0] - 2
        assert top >= 2 * BOX[1] - 2
        assert right <= 2 * (BOX[0] + BOX[2]) + 2
        assert bottom <= 2 * (BOX[1] + BOX[3]) + 2


def test_the_fills_look_different_in_black_and_white():
    seen = {}
    for fill in Fill:
        chart = BarChart("T", "S", (Part("p", fill),), (BarDay(DAY, (40,)),), DAY)
        picture = page(chart)[0].render(scale=3).to_pil().convert("L")
        seen[fill] = picture.crop((3 * 200, 3 * 90, 3 * 300, 3 * 160)).tobytes()

    assert len(set(seen.values())) == len(Fill)


def test_scales_end_on_round_numbers_above_what_they_show():
    assert [nice_top(value) for value in (0, 1, 4, 5, 40, 41, 1312)] == [4, 4, 4, 8, 40, 80, 2000]


def test_names_never_stand_on_each_other_nor_leave_their_room():
    for wanted in ([5.0, 5.0, 5.0], [90.0, 95.0, 99.0], [0.0, 50.0, 100.0]):
        placed = spread(wanted, 10, 0, 100)
        assert all(after - before >= 10 for before, after in pairwise(placed))
        assert placed[0] >= 0
        assert placed[-1] <= 100
