"""What this computer remembers of its window."""

from pathlib import Path

import pytest

from printdesk.config import Preferences, PreferencesFile


@pytest.mark.parametrize(
    ("kept", "scale"), [("100", 1.0), ("175", 1.75), ("", 1.0), ("many", 1.0), ("-5", 1.0), ("900", 2.0), ("20", 1.0)]
)
def test_the_size_of_text_is_kept_within_what_a_window_can_show(kept: str, scale: float):
    assert Preferences(text_scale=kept).scale == scale


def test_the_size_of_text_is_there_again_after_a_new_start(tmp_path: Path):
    path = tmp_path / "window.json"
    PreferencesFile(path).change(text_scale="150")
    assert PreferencesFile(path).values.scale == 1.5
    path.write_text('{"language": "en"}', encoding="utf-8")
    assert PreferencesFile(path).values.scale == 1.0
