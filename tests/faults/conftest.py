"""Tests that make real faults; `desk.py test --all` runs them, and says of each that is skipped why."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.servers import Server, server


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL that this test may crash."""
    with server() as made:
        yield made


@pytest.fixture
def root() -> None:
    """Skips where the test needs root and is not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("needs root")


def need(program: str, package: str) -> str:
    """The path of a program, or a skip that names its Debian package."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program} (Debian: {package})")
    return found


@pytest.fixture
def tiny_disk(root: None, tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    place = tmp_path / "tiny"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(place)]
    made = subprocess.run(command, check=False, capture_output=True)
    if made.returncode != 0:
        pytest.skip(f"no small file system can be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
