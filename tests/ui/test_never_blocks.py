"""Nothing holds the window's thread: measured while it takes in a long list, makes many slips and plans."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui import never_blocks

LONGEST_MS = 50


@pytest.mark.timeout(300)
def test_no_event_holds_the_windows_thread_for_long(tmp_path: Path):
    script = Path(never_blocks.__file__)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        cwd=script.parents[2], env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(script.parents[2])},
        capture_output=True, text=True, check=False, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["importing"][0] == never_blocks.ROWS
    assert found["slips"][0] == never_blocks.SLIPS
    assert found["planning"][0] > never_blocks.ROWS
    too_long = {work: held for work, (_count, *held) in found.items() if held[0] > LONGEST_MS}
    assert not too_long
