"""The window, and the demo office."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from printdesk.cli.arguments import Commands, WrongUsageError, count
from printdesk.cli.call import database_url
from printdesk.cli.result import Result
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _

OpenWindow = Callable[[str], int]
"""Opens the window on the office of a URL, "" for this computer's; gives the exit code."""

_SEED = 2024


def add(commands: Commands) -> None:
    """`demo`."""
    demo = commands.add(
        "demo",
        _("open the window on a fresh demo office of June 2024, on a clock of its own"),
        run_demo,
        examples=("demo", "demo --make demo.db", "queue --database demo.db --limit 20"),
    )
    demo.add_argument("--make", metavar=_("FILE"), type=Path, help=_("only write the demo office into this new file"))
    demo.add_argument("--seed", metavar="N", type=count, default=_SEED, help=_("another seed makes another office"))


def window(options: argparse.Namespace) -> Result:
    """Open the window; where nobody names an office, on that of this computer, or on its first start."""
    if options.json:
        raise WrongUsageError(_("--json needs a command; see printdesk --help."))
    return Result({}, "", _open(options, database_url(options) if options.database is not None else ""))


def run_demo(options: argparse.Namespace) -> Result:
    """Make a demo office, and open the window on it unless only the file is wanted."""
    if options.make is not None:
        _make_file(options.make, options.seed)
        url = f"sqlite:///{options.make.absolute().as_posix()}"
        return Result({"database": url}, _("The demo office is in {file}.").format(file=options.make))
    if options.json:
        raise WrongUsageError(_("--json needs --make FILE here, or the window would open."))
    return _demo_window(options)


def _demo_window(options: argparse.Namespace) -> Result:
    from printdesk.services.demo import make_demo

    folder = Path(tempfile.mkdtemp(prefix="printdesk-demo-"))
    try:
        url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
        make_demo(url, options.seed)
        return Result({}, "", _open(options, url))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_file(path: Path, seed: int) -> None:
    """The demo office under its name only when it is whole.

    Raises:
        RuleViolationError: something has that name already.
        EnvironmentFailureError: there is no such folder, or it cannot be written.
    """
    from printdesk.files import require_folder
    from printdesk.services.demo import make_demo

    require_folder(path)
    if path.exists():
        raise RuleViolationError(
            _("“{path}” exists already and is left as it is.").format(path=path), _("Name a new file.")
        )
    try:
        with tempfile.TemporaryDirectory(prefix=".printdesk-demo-", dir=path.absolute().parent) as folder:
            part = Path(folder) / path.name
            make_demo(f"sqlite:///{part.as_posix()}", seed)
            part.replace(path)
    except OSError as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be written: {detail}.").format(path=path, detail=error.strerror or error),
            _("Check the folder's rights and the free space of the disk."),
        ) from error


def _open(options: argparse.Namespace, url: str) -> int:
    from printdesk.services.setting_up import refuse_missing

    if url:
        refuse_missing(url)
    _require_screen()
    opener: OpenWindow | None = options.open_window
    if opener is None:
        raise EnvironmentFailureError(_("The window cannot open from here."), _("Start it with printdesk."))
    return opener(url)


def _require_screen() -> None:
    """Without a display the toolkit would stop the whole program."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in variables):
        raise EnvironmentFailureError(
            _("There is no display on which the window could open."),
            _("Use the commands; printdesk --help names them."),
        )
