"""The entry: parse, run one command, write its answer, and turn failures into exit codes."""

import argparse
import io
import logging
import os
import sys
import uuid
from collections.abc import Sequence
from typing import cast

from printdesk.cli import (
    case_commands,
    claim_commands,
    contact_commands,
    counter_commands,
    database_commands,
    departures_command,
    evening_command,
    forecast_command,
    history_commands,
    list_commands,
    office_commands,
    outage_commands,
    pin_commands,
    print_commands,
    privacy_commands,
    quality_commands,
    raise_commands,
    register_commands,
    report_commands,
    reprint_commands,
    rules_commands,
    safety_commands,
    sheet_commands,
    shift_commands,
    signing,
    stock_commands,
    uncollected_commands,
    why_command,
    window_commands,
)
from printdesk.cli.arguments import LANGUAGE_VARIABLE, Commands, Layout, Parser, WrongUsageError, global_options
from printdesk.cli.result import FAILED, INTERRUPTED, REFUSED, WRONG_USAGE, Result
from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.i18n import DEFAULT_LANGUAGE, LANGUAGES, _, set_language

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None, open_window: window_commands.OpenWindow | None = None) -> int:
    """Run one command.

    Args:
        arguments: without the program's name; by default those of the process.
        open_window: for the commands that open the window; the window is wired outside the command line.

    Returns:
        the exit code: 0 done, 1 refused, 2 wrong usage, 3 the environment failed.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    set_language(_language(given))
    try:
        return _answer(parser(open_window).parse_args(given))
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED


def parser(open_window: window_commands.OpenWindow | None = None) -> argparse.ArgumentParser:
    """The whole command line."""
    root = Parser(
        prog="printdesk", add_help=False, allow_abbrev=False, formatter_class=Layout,
        parents=[global_options(defaults=True)],
        description=_("The print room and pickup counter of a passport office. Without a command the window opens."),
    )  # fmt: skip
    root.set_defaults(run=window_commands.window, acts=lambda _options: True, open_window=open_window)
    choices = root.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="command", parser_class=Parser)
    commands = Commands(choices, global_options(defaults=False))
    for each in (
        window_commands, office_commands, list_commands, print_commands, reprint_commands, sheet_commands,
        counter_commands, register_commands, stock_commands, shift_commands, evening_command, forecast_command,
        raise_commands,
        pin_commands, case_commands, history_commands, departures_command, rules_commands, why_command,
        quality_commands, report_commands, outage_commands, contact_commands, uncollected_commands,
        safety_commands, privacy_commands,
        database_commands, claim_commands,
    ):  # fmt: skip
        each.add(commands)
    return root


def _answer(options: argparse.Namespace) -> int:
    try:
        _refuse_acting_at(options)
        result = _run(options)
    except WrongUsageError as error:
        return _say(str(error), WRONG_USAGE)
    except DeskError as error:
        return _refused(error, options)
    except Exception:  # noqa: BLE001 - the outermost door
        return _bug()
    return _written(result, options)


def _run(options: argparse.Namespace) -> Result:
    """Run the command; where an act waits for a second person's password, once more with it, under the same ids."""
    options.operation_id = options.operation_id or str(uuid.uuid4())
    while True:
        try:
            return cast("Result", options.run(options))
        except RuleViolationError as error:
            if not signing.second_for(options, error):
                raise


def _refuse_acting_at(options: argparse.Namespace) -> None:
    if options.at is not None and options.acts(options):
        raise WrongUsageError(
            _("--at is for commands that only read; this one changes something, and that happens now.")
        )


def _refused(error: DeskError, options: argparse.Namespace) -> int:
    code = FAILED if isinstance(error, EnvironmentFailureError) else REFUSED
    if options.json:
        document = {"error": {"message": error.message, "advice": error.advice}}
        _written(Result(document, "", code), options)
    return _say(str(error), code)


def _bug() -> int:
    """A fault of ours: the log keeps what is needed to find it."""
    from printdesk.log import start_log

    start_log()
    _log.exception("unexpected error")
    return _say(
        _("This is a fault of PrintDesk itself; it stands in the log file, please report it. ({kind})").format(
            kind=type(sys.exception()).__name__
        ),
        FAILED,
    )


def _written(result: Result, options: argparse.Namespace) -> int:
    try:
        sys.stdout.write(result.shown(as_json=options.json))
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on; give the interpreter's own flush at exit somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        return _say(_("The answer could not be written: {detail}.").format(detail=error.strerror or error), FAILED)
    return result.code


def _say(sentence: str, code: int) -> int:
    try:
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
    except OSError:
        pass
    return code


def _write_utf8() -> None:
    """Names need UTF-8 whatever the system's locale is; what is no text is written as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _language(arguments: Sequence[str]) -> str:
    """The language has to be known before the parser speaks."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--language")
    try:
        found = early.parse_known_args(list(arguments))[0].language
    except (argparse.ArgumentError, SystemExit):
        found = None
    wanted = found or os.environ.get(LANGUAGE_VARIABLE) or DEFAULT_LANGUAGE
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
