"""A window in a process of its own: what a script says of it."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def told_by(module: ModuleType, folder: Path, seconds: float) -> Any:
    """Run the module as a script on an empty folder; its last line, read as JSON."""
    script = Path(module.__file__ or "")
    root = script.parents[2]
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        cwd=root, env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False, timeout=seconds,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])
