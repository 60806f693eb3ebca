"""Every text can be read on its ground, in both palettes."""

import pytest

from printdesk.ui.theme.contrast import EDGE_MINIMUM, EDGE_PAIRS, TEXT_MINIMUM, TEXT_PAIRS, ratio
from printdesk.ui.theme.signs import Kind, Shape, Tone, ground, ink, shape_of
from printdesk.ui.theme.tokens import PALETTES, Palette


def test_ratio_agrees_with_the_values_that_wcag_names():
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_text_keeps_its_contrast_on_every_ground_it_meets(palette: Palette):
    ratios = {pair: ratio(getattr(palette, pair[0]), getattr(palette, pair[1])) for pair in TEXT_PAIRS}
    assert {pair: value for pair, value in ratios.items() if value < TEXT_MINIMUM} == {}


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_edge_that_alone_shows_a_control_is_seen(palette: Palette):
    ratios = {pair: ratio(getattr(palette, pair[0]), getattr(palette, pair[1])) for pair in EDGE_PAIRS}
    assert {pair: value for pair, value in ratios.items() if value < EDGE_MINIMUM} == {}


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_tone_of_a_pill_can_be_read(palette: Palette):
    assert all(ratio(ink(palette, tone), ground(palette, tone)) >= TEXT_MINIMUM for tone in Tone)


def test_the_eight_urgencies_differ_by_shape_and_not_by_colour_alone():
    eight = (
        Kind.TODAY, Kind.SLACK, Kind.LATE, Kind.STOPPED, Kind.FLAKY, Kind.DONE, Kind.FAILED, Kind.WAITING,
    )  # fmt: skip
    assert [shape_of(kind).value for kind in eight] == list("▲◆●■◐✓✕○")
    assert Shape.NONE not in {shape_of(kind) for kind in eight}
