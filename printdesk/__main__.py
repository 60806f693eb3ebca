"""The `printdesk` command: `python -m printdesk`."""

import sys

from printdesk import memory
from printdesk.cli.main import main as run
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _


def main() -> int:
    """Run the command line, with the window at hand."""
    memory.collect_seldom()
    return run(open_window=open_window)


def open_window(url: str) -> int:
    """Open the window on the office at `url`, "" for this computer's; its exit code.

    Raises:
        EnvironmentFailureError: the toolkit is not installed here.
    """
    try:
        from printdesk.app import run as run_window
    except ImportError as error:
        raise EnvironmentFailureError(
            _("The window cannot open here: {detail}.").format(detail=error),
            _("Start it with desk.py, which sets this computer up, or use the commands."),
        ) from error
    return run_window(url)


if __name__ == "__main__":
    sys.exit(main())
