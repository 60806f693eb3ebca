"""The log file: warnings and bugs for whoever supports the office; never names or numbers of applicants."""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from printdesk import paths

_LARGEST = 1_000_000
# From the first to the last: a name may hold an apostrophe itself.
_QUOTED = re.compile(r"""["'“‘].+["'”’]""")
_NUMBER = re.compile(r"\+?(?:\d[ .-]?){7,}\d")
_PLACE = re.compile(r'^\s*File "[^"]*", line \d+')


def scrubbed(text: str) -> str:
    """A text without what may be somebody's data: long numbers, whatever stands in quotes, the user's folder."""
    lines = (line if _PLACE.match(line) else _NUMBER.sub("#", _QUOTED.sub("‘…’", line)) for line in text.splitlines())
    return "\n".join(lines).replace(str(Path.home()), "~")


def trace_of(error: BaseException) -> str:
    """Where an error came from: the lines of the program, and its words scrubbed; never a line of data."""
    return scrubbed("".join(traceback.format_exception(error)))


class _ScrubbingFormatter(logging.Formatter):
    """Writes nobody's data, whatever an error says of itself."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line of the log; its time is nobody's data."""
        record.message = scrubbed(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        """Where an error came from."""
        return scrubbed(super().formatException(ei))


def start_log() -> None:
    """Write warnings and worse to `printdesk.log` in the user's log folder; three old files are kept."""
    root = logging.getLogger("printdesk")
    root.setLevel(logging.WARNING)
    if root.handlers:
        return
    try:
        handler: logging.Handler = RotatingFileHandler(
            paths.log_folder() / "printdesk.log", maxBytes=_LARGEST, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(_ScrubbingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
