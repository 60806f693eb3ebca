"""Growth, and acts among desks: what is over its bound is named, a picture shows its curves, a change is seen."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from benchmarks import acts, drawing
from benchmarks.growth import Figure
from benchmarks.growth_history import server_lines


def test_what_grows_too_much_is_named_and_the_rest_is_not():
    steady = Figure("claim", ((100, 2.0), (1_000, 2.5)), "a key")
    growing = Figure("search", ((100, 2.0), (1_000, 5.0)), "the words")

    said = "\n".join(server_lines([steady, growing], [100, 1_000]))

    assert "| claim | 2 | 2.5 | 1.25 | a key |" in said
    assert "Over 1.5 times their cost at 100: search (2.5 times)." in said
    assert "met." in "\n".join(server_lines([steady], [100, 1_000]))


def test_a_picture_shows_every_curve_with_its_name_beside_it(qapp: object, tmp_path: Path):
    assert qapp is not None
    curves = {"slow": ((10, 1.0), (100, 90.0)), "quick": ((10, 1.0), (100, 1.5))}

    drawing.draw(tmp_path / "deep" / "curves.png", "ms against size", "size", "ms", curves)

    image = QImage(str(tmp_path / "deep" / "curves.png"))
    seen = {QColor(image.pixel(x, y)).name() for x in range(64, 534) for y in range(50, 365)}
    beside = {QColor(image.pixel(x, y)).name() for x in range(545, drawing.WIDTH) for y in range(50, 110)}
    assert (image.width(), image.height()) == (drawing.WIDTH, drawing.HEIGHT)
    for colour in ("#0b5394", "#b45f06"):
        assert colour in seen
        assert colour in beside


def test_a_change_is_seen_by_the_watch_of_another_desk(tmp_path: Path):
    delays = acts.seen_after(f"sqlite:///{tmp_path / 'seen.db'}", 3)

    assert len(delays) == 3
    assert all(0 <= delay < 5_000 for delay in delays)
