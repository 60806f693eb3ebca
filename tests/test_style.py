"""The house rules that tools can see."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache", "."],
        ["ruff", "format", "--no-cache", "--check", "."],
        ["mypy"],
    ],
    ids=["lint", "format", "types"],
)
@pytest.mark.timeout(400)
def test_the_code_keeps_the_rules_of(command: list[str]):
    run = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=ROOT)

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
