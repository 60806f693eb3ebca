"""The log file: warnings and bugs for whoever supports the office; never names or numbers of applicants."""

import logging
from logging.handlers import RotatingFileHandler

from printdesk import paths

_LARGEST = 1_000_000


def start_log() -> None:
    """Write warnings and worse to `printdesk.log` in the user's log folder; three old files are kept."""
    try:
        handler: logging.Handler = RotatingFileHandler(
            paths.log_folder() / "printdesk.log", maxBytes=_LARGEST, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("printdesk")
    if not root.handlers:
        root.addHandler(handler)
    root.setLevel(logging.WARNING)
