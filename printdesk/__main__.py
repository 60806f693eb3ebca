"""The `printdesk` command: `python -m printdesk`."""

import os
import sys
from collections.abc import Callable

from printdesk import memory
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Run the command line, with the window at hand."""
    memory.collect_seldom()
    if not _only_window():
        return _run_commands(open_window)
    try:
        return open_window("")
    except Exception as error:  # noqa: BLE001 - the commands know how to say it
        return _run_commands(_refuser(error))


def _only_window() -> bool:
    """Whether nothing but the window is asked for: then the parser of all commands is not needed."""
    settled = len(sys.argv) > 1 or any(name.startswith("PRINTDESK_") for name in os.environ)
    return not settled and (not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _SCREENS))


def open_window(url: str) -> int:
    """Open the window on the office at `url`, "" for this computer's; its exit code.

    Raises:
        EnvironmentFailureError: the toolkit is not installed here.
    """
    memory.collect_later()
    try:
        from printdesk.opening import run as run_window
    except ImportError as error:
        raise EnvironmentFailureError(
            _("The window cannot open here: {detail}.").format(detail=error),
            _("Start it with desk.py, which sets this computer up, or use the commands."),
        ) from error
    return run_window(url)


def _run_commands(opener: Callable[[str], int]) -> int:
    from printdesk.cli.main import main as run

    return run(open_window=opener)


def _refuser(error: Exception) -> Callable[[str], int]:
    def refuse(_url: str) -> int:
        raise error

    return refuse


if __name__ == "__main__":
    sys.exit(main())
