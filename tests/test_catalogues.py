"""Every text of the program exists in both languages."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_text_is_translated_with_its_fields_and_the_compiled_catalogues_are_current():
    check = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "catalogues.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert check.stdout.strip() == ""
    assert check.returncode == 0, check.stderr
