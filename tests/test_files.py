"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from printdesk.errors import EnvironmentFailureError
from printdesk.files import growing, write_atomically


def test_write_replaces_the_file_and_keeps_its_rights(tmp_path: Path):
    file = tmp_path / "slip.pdf"
    file.write_bytes(b"old")
    file.chmod(0o640)

    write_atomically(file, b"new", private=False)

    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["slip.pdf"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "slip.pdf"
    file.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(EnvironmentFailureError, match="No space left"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["slip.pdf"]


def test_write_refuses_a_folder_that_does_not_exist_and_a_folder_instead_of_a_file(tmp_path: Path):
    with pytest.raises(EnvironmentFailureError, match="no folder"):
        write_atomically(tmp_path / "none" / "slip.pdf", b"new")
    with pytest.raises(EnvironmentFailureError, match="is a folder"):
        write_atomically(tmp_path, b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_private_file_is_its_owners_alone_whatever_stood_there(tmp_path: Path):
    file = tmp_path / "person.pdf"
    file.write_bytes(b"old")
    file.chmod(0o644)
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_growing_file_gets_its_name_only_when_it_is_whole_and_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "records.csv"
    file.write_bytes(b"old")
    file.chmod(0o644)

    with growing(file) as part:
        part.write_bytes(b"new")
        assert file.read_bytes() == b"old"
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def stopped() -> None:
        with growing(file) as part:
            part.write_bytes(b"half")
            raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        stopped()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFailureError, match="No space left"), growing(file) as part:
        part.write_bytes(b"half")
    assert file.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["records.csv"]
