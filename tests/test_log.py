"""The log names nobody."""

import logging

import pytest

from printdesk import log, paths


def test_an_error_is_written_with_its_place_and_time_and_without_anybodys_data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path)
    root = logging.getLogger("printdesk")
    monkeypatch.setattr(root, "handlers", [])
    log.start_log()
    try:
        try:
            raise ValueError(f"no slot for 'SITI NURHALIZA' with NIK {3374012345678901} and phone +62 812-3456-7890")
        except ValueError:
            logging.getLogger("printdesk.ui").exception("work on “SITI NURHALIZA” failed after %s tries", 12)
    finally:
        root.handlers[0].close()
    written = (tmp_path / "printdesk.log").read_text(encoding="utf-8")
    assert "failed after 12 tries" in written
    assert "test_log.py" in written
    assert "ValueError: no slot for" in written
    for secret in ("SITI", "3374", "812-3456"):
        assert secret not in written
    assert written[:2] == "20"


@pytest.mark.parametrize("text", ["B4471203 at 08:30", "12 of 340", "26 June 2024"])
def test_short_numbers_stay(text):
    assert log.scrubbed(text) == text
