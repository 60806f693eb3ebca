"""Papers that were sent from this desk, kept for a few days so that they can be printed again as they were.

They name applicants, so they are readable by this computer's user alone, and go by themselves.
"""

import contextlib
import re
import time
from pathlib import Path

DAYS = 3
_SECONDS = DAYS * 24 * 3600
_MOST_BYTES = 200_000_000
_KEY = re.compile(r"[0-9a-f-]{36}")


class KeptPapers:
    """A folder of papers by the key of their line in the log.

    Args:
        folder: made when it is first needed; None keeps them in memory until the program ends.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}

    def keep(self, key: str, content: bytes) -> None:
        """Keep a paper, and let go of what is too old or too much; a full disk is no harm here."""
        if self._folder is None:
            self._memory[key] = content
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.forget_old()
            path = self._path(key)
            path.touch(mode=0o600)
            path.write_bytes(content)

    def find(self, key: str) -> bytes | None:
        """A paper that is kept here, None for any other."""
        if self._folder is None or not _KEY.fullmatch(key):
            return self._memory.get(key)
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def has(self, key: str) -> bool:
        """Whether a paper is kept here."""
        if self._folder is None:
            return key in self._memory
        return bool(_KEY.fullmatch(key)) and self._path(key).is_file()

    def forget_old(self) -> None:
        """Remove what is older than `DAYS` days, and the oldest beyond 200 MB."""
        if self._folder is None or not self._folder.is_dir():
            return
        room = _MOST_BYTES
        oldest = time.time() - _SECONDS
        for path in sorted(self._folder.glob("*.pdf"), key=_changed, reverse=True):
            with contextlib.suppress(OSError):
                room -= path.stat().st_size
                if room < 0 or path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return (self._folder or Path()) / f"{key}.pdf"


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
