"""Why this one before that one, on the command line."""

from pathlib import Path

import pytest

from printdesk.services.demo import make_demo
from tests.cli.command_line import CommandLine


def test_two_waiting_applications_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    make_demo(url)
    desk = CommandLine(url, capsys)
    first, second = (job["number"] for job in desk.json("queue", "--limit", "2")["jobs"])

    told = desk.json("why", second, first)

    assert set(told) == {"text", "reason", "breaks", "exchangeable"}
    assert told["text"] == desk.text("why", first, second).strip()
    assert "same application" in desk.json("why", first, first, code=1)["error"]["message"]
