"""Nothing holds the window's thread: measured while it takes in a long list, makes many slips and plans."""

from pathlib import Path

import pytest

from tests.ui import never_blocks
from tests.ui.own_process import told_by

LONGEST_MS = 50


@pytest.mark.timeout(300)
def test_no_event_holds_the_windows_thread_for_long(tmp_path: Path):
    found = told_by(never_blocks, tmp_path, 280)
    assert found["importing"][0] == never_blocks.ROWS
    assert found["slips"][0] == never_blocks.SLIPS
    assert found["planning"][0] > never_blocks.ROWS
    too_long = {work: held for work, (_count, *held) in found.items() if held[0] > LONGEST_MS}
    assert not too_long
