"""The manual is what its script makes of the help, and each of its pictures is there."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import manual  # noqa: E402  the tools are no installed package


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_manual_is_current_and_all_it_refers_to_is_there(language: str):
    text = (manual.MANUAL / f"manual.{language}.md").read_text(encoding="utf-8")
    assert text == manual.manual(language)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert len([link for link in links if link.endswith(".png")]) == 10
    assert [link for link in links if not (manual.MANUAL / link).is_file()] == []
    anchors = {manual.anchor(line[3:]) for line in text.splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
