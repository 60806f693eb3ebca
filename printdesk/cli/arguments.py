"""The parser: global options before and after the command, help and complaints in the user's language."""

import argparse
import os
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, NoReturn

from printdesk.cli.result import WRONG_USAGE, Result
from printdesk.i18n import LANGUAGES, _

Handler = Callable[["argparse.Namespace"], Result]

DATABASE_VARIABLE, USER_VARIABLE = "PRINTDESK_DATABASE", "PRINTDESK_USER"
LANGUAGE_VARIABLE = "PRINTDESK_LANGUAGE"
PASSWORD_FILE_VARIABLE = "PRINTDESK_PASSWORD_FILE"
_COMPLAINTS = (
    re.compile(r"the following arguments are required: (?P<names>.*)\Z", re.DOTALL),
    re.compile(r"unrecognized arguments: (?P<names>.*)\Z", re.DOTALL),
    re.compile(r"argument (?P<names>.*?): expected .*\Z", re.DOTALL),
    re.compile(r"argument (?P<names>.*?): invalid choice: (?P<value>.*?) \(choose from (?P<known>.*)\)\Z", re.DOTALL),
    re.compile(r"argument (?P<names>.*?): not allowed with argument (?P<value>.*)\Z", re.DOTALL),
    re.compile(r"one of the arguments (?P<names>.*?) is required\Z", re.DOTALL),
    re.compile(r"argument (?P<names>.*?): (?P<value>.*)\Z", re.DOTALL),
)
"""What argparse complains about, to be said in the user's language."""


class WrongUsageError(Exception):
    """The command line is not understood; the sentence says what."""


class Layout(argparse.RawDescriptionHelpFormatter):
    """Help with a heading in the user's language; descriptions keep their lines."""

    def add_usage(
        self,
        usage: str | None,
        actions: Any,
        groups: Any,
        prefix: str | None = None,
    ) -> None:
        """As argparse, with our word for "usage"."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that complains in the user's language."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how it is right, and leave with exit code 2."""
        self.exit(WRONG_USAGE, f"{self.format_usage()}{self.prog}: {complaint(message)}\n")


def complaint(message: str) -> str:
    """argparse's complaint in the user's language; one that is not known stays as it is."""
    for kind, pattern in enumerate(_COMPLAINTS):
        found = pattern.match(message)
        if found is not None:
            return _complaints()[kind].format(**found.groupdict())
    return message


def _complaints() -> tuple[str, ...]:
    return (
        _("Missing: {names}."),
        _("Not understood: {names}."),
        _("{names} needs a value."),
        _("{names}: {value} is not one of {known}."),
        _("{names} cannot stand together with {value}."),
        _("One of these is needed: {names}."),
        _("{names}: {value}"),
    )


class Commands:
    """Adds commands, each with the global options after it as well."""

    def __init__(self, choices: Any, common: argparse.ArgumentParser) -> None:
        self._choices = choices
        self._common = common

    def add(
        self,
        name: str,
        summary: str,
        run: Handler,
        *,
        examples: Sequence[str] = (),
        acts: Callable[[argparse.Namespace], bool] = lambda _options: True,
    ) -> argparse.ArgumentParser:
        """A command.

        Args:
            summary: one sentence of help.
            examples: command lines without the program's name.
            acts: whether it changes anything with these options; if so, `--at` makes no sense.
        """
        lines = [summary]
        if examples:
            lines += ["", _("examples:"), *(f"  printdesk {example}" for example in examples)]
        parser: argparse.ArgumentParser = self._choices.add_parser(
            name, help=summary, description="\n".join(lines), parents=[self._common], add_help=False,
            formatter_class=Layout, allow_abbrev=False,
        )  # fmt: skip
        # argparse names its own two groups in English only
        parser._positionals.title, parser._optionals.title = _("arguments"), _("options")  # noqa: SLF001
        parser.set_defaults(run=run, acts=acts)
        return parser

    def below(self, parser: argparse.ArgumentParser, *, required: bool = True) -> "Commands":
        """The place for the commands of a command."""
        choices = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=required, dest="below")
        return Commands(choices, self._common)


def reads(_options: argparse.Namespace) -> bool:
    """For commands that change nothing."""
    return False


def global_options(*, defaults: bool) -> argparse.ArgumentParser:
    """The options that stand before or after the command; after it they have no defaults, so that they do not undo
    what stands before it.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    group = parser.add_argument_group(_("options for every command"))

    def option(name: str, *, help: str, default: object = None, **kind: Any) -> None:  # noqa: A002
        group.add_argument(name, default=default if defaults else argparse.SUPPRESS, help=help, **kind)

    group.add_argument("-h", "--help", action="help", help=_("show this help"))
    option(
        "--database", metavar="URL", default=os.environ.get(DATABASE_VARIABLE) or None,
        help=_("the office's database: sqlite:///file, a file's name, or postgresql://user@host/database; by default "
               "the variable {variable}, else the file in the user's data folder").format(variable=DATABASE_VARIABLE),
    )  # fmt: skip
    option(
        "--json", action="store_true", default=False, help=_("write one JSON document; messages go to standard error")
    )
    option(
        "--user", metavar=_("NAME"), default=os.environ.get(USER_VARIABLE) or None,
        help=_("who acts; by default the variable {variable}, else who is signed in here").format(
            variable=USER_VARIABLE
        ),
    )  # fmt: skip
    option(
        "--password-file", metavar=_("FILE"),
        help=_("a file whose first line is the password of who acts; by default the variable {variable}, else it is "
               "asked at the terminal").format(variable=PASSWORD_FILE_VARIABLE),
    )  # fmt: skip
    option(
        "--second-password-file", metavar=_("[NAME=]FILE"), action="append",
        help=_("the same for the second person of an act; else it is asked at the terminal"),
    )  # fmt: skip
    option("--desk", metavar=_("NAME"), help=_("at which desk; by default this computer's name"))
    option("--language", choices=LANGUAGES, help=_("of texts and messages: id (by default) or en"))
    option(
        "--at", metavar=_("INSTANT"), type=instant,
        help=_("answer a reading command as of this instant, ISO 8601; without an offset in the office's zone"),
    )  # fmt: skip
    option(
        "--operation-id", metavar="ID",
        help=_("an id of this act: the same command again with the same id changes nothing"),
    )  # fmt: skip
    return parser


def instant(text: str) -> datetime:
    """An ISO 8601 date and time; without an offset it stays naive."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{value}” is not an instant like 2024-06-26T08:00+07:00.").format(value=text)
        ) from error


def day(text: str) -> date:
    """An ISO 8601 date."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{value}” is not a date like 2024-06-26.").format(value=text)) from error


def clock(text: str) -> time:
    """A time of day, "16:00" or "16.00"."""
    try:
        found = time.fromisoformat(text.replace(".", ":"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{value}” is not a time like 16:00.").format(value=text)) from error
    if found.tzinfo is not None:
        raise argparse.ArgumentTypeError(_("“{value}” is not a time like 16:00.").format(value=text))
    return found


def count(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and int(text[:12]) > 0):
        raise argparse.ArgumentTypeError(_("“{value}” is not a number from 1 on.").format(value=text))
    return int(text[:12])


def whole(text: str) -> int:
    """A whole number from 0 on."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(_("“{value}” is not a number from 0 on.").format(value=text))
    return int(text[:12])


def add_second(parser: argparse.ArgumentParser) -> None:
    """Who signs beside the actor, for an act that names nobody else itself."""
    parser.add_argument(
        "--second", metavar=_("NAME"), default="",
        help=_("login of a second person, who types a password too where people have passwords"),
    )  # fmt: skip


def names(text: str) -> tuple[str, ...]:
    """Names between commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
