"""Signing in on the command line: who acts in an office where people have passwords, and who signs beside them.

A password comes from a file or is typed where nobody sees it; never from an argument, which every process list shows.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from printdesk.cli.arguments import PASSWORD_FILE_VARIABLE
from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _

if TYPE_CHECKING:
    from printdesk.services.accounts import Accounts
    from printdesk.services.vouchers import Voucher

_FREE = frozenset({"stock", "forecast", "verify"})
"""Reading commands that show nobody's data, so that they need no sign-in."""

_OFFICE = frozenset({"people", "settings", "rules", "backups", "restore", "restored", "retention"})
"""Reading commands about the office itself, without anybody's name: whoever signs in may give them."""

_LARGEST = 4096
_STANDARD_INPUT = "-"


def enter(options: argparse.Namespace, accounts: "Accounts") -> None:
    """Sign in who acts or reads, in an office where people have passwords.

    Raises:
        RuleViolationError: nobody is named, the password is wrong or missing, one of one's own is to be chosen first,
            or what is read is not for this person.
    """
    from printdesk.cli.call import desk_of, user_of
    from printdesk.domain.roles import READ, may
    from printdesk.services.access import refusal

    reads = not options.acts(options)
    if reads and options.command in _FREE and not getattr(options, "below", None):
        return
    if getattr(options, "signed_in", None) is None:
        user = user_of(options)
        password = own_password(options, user)
        options.signed_in = accounts.sign_in(user, password, desk_of(options))
        options.own_password = password if getattr(options, "chooses_password", False) else None
    who = options.signed_in
    options.user = who.login
    if who.must_change and not getattr(options, "chooses_password", False):
        raise RuleViolationError(
            _("Your password was chosen by somebody else."),
            _("Choose one of your own first: printdesk people password --user {login}").format(login=who.login),
        )
    if reads and options.command not in _OFFICE and not may(READ, who.roles):
        raise refusal(READ)


def own_password(options: argparse.Namespace, login: str) -> str:
    """The password of who acts: from the file that was named, else typed.

    Raises:
        RuleViolationError: no file is named, and nobody can be asked.
    """
    given = options.password_file or os.environ.get(PASSWORD_FILE_VARIABLE) or ""
    if given:
        return from_file(given)
    return typed(
        _("Password of {login}: ").format(login=login),
        _("People sign in here, and the password of {login} is missing.").format(login=login),
        _("Name yourself with --user NAME and a file with --password-file FILE, or type it at a terminal."),
    )


def second_for(options: argparse.Namespace, error: DeskError) -> bool:
    """Let the second person sign in whom an act waits for; whether the command is worth another try.

    Raises:
        RuleViolationError: the password is wrong, or this person may not.
    """
    from printdesk.services.second_person import SecondSignInError

    if not isinstance(error, SecondSignInError) or getattr(options, "signed_in", None) is None:
        return False
    login = error.login or getattr(options, "second", None) or ""
    if not login:
        raise RuleViolationError(error.message, _("Name the second person with --second NAME."))
    if any(voucher.login == login for voucher in vouchers(options)):
        return False
    options.vouchers = (*vouchers(options), _vouch(options, login))
    return True


def vouchers(options: argparse.Namespace) -> "tuple[Voucher, ...]":
    """The second sign-ins of this command so far."""
    return getattr(options, "vouchers", ())


def _vouch(options: argparse.Namespace, login: str) -> "Voucher":
    from printdesk.cli.call import database_url, desk_of
    from printdesk.services.setting_up import open_existing

    password = _second_password(options, login)
    services = open_existing(database_url(options))
    try:
        return services.accounts.vouch(login, password, desk_of(options))
    finally:
        services.close()


def _second_password(options: argparse.Namespace, login: str) -> str:
    """From the file of that person, or the only file without a name, else typed."""
    files = options.second_password_file or []
    named = [text.partition("=")[2] for text in files if text.partition("=")[0] == login and "=" in text]
    plain = [text for text in files if "=" not in text]
    for found in (*named, *plain):
        return from_file(found)
    return typed(
        _("Password of {login}, the second person: ").format(login=login),
        _("This is done by two people, and the password of {login} is missing.").format(login=login),
        _("Give it with --second-password-file FILE, or let them type it at a terminal."),
    )


def first_password(options: argparse.Namespace, name: str) -> str:
    """The first password of an office: from the file that was named, else typed twice."""
    return new_password(options.password_file or os.environ.get(PASSWORD_FILE_VARIABLE), name)


def new_password(given: str | None, login: str) -> str:
    """A password to be set: from a file, or typed twice.

    Raises:
        RuleViolationError: the two are different, or nobody can be asked.
    """
    if given:
        return from_file(given)
    missing = (
        _("The new password of {login} is missing.").format(login=login),
        _("Give it with --new-password-file FILE, or type it at a terminal."),
    )
    first = typed(_("New password of {login}: ").format(login=login), *missing)
    if typed(_("The same once more: "), *missing) != first:
        raise RuleViolationError(_("The two passwords are not the same."), _("Nothing was changed; try again."))
    return first


def from_file(name: str) -> str:
    """The first line of a file; "-" is standard input.

    Raises:
        EnvironmentFailureError: it cannot be read.
        RuleViolationError: it is empty, too large or no text.
    """
    try:
        text = sys.stdin.read(_LARGEST) if name == _STANDARD_INPUT else _read(Path(name))
    except OSError as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be read: {detail}.").format(path=name, detail=error.strerror or error),
            _("Nothing was changed."),
        ) from error
    except UnicodeDecodeError as error:
        raise RuleViolationError(
            _("“{path}” is not UTF-8 text.").format(path=name), _("Nothing was changed.")
        ) from error
    line = text.split("\n", 1)[0].rstrip("\r")
    if not line:
        raise RuleViolationError(
            _("There is no password in “{path}”.").format(path=name), _("It stands alone on the first line.")
        )
    return line


def _read(path: Path) -> str:
    """Its text; that others can read it too is said, because it is a secret."""
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(_LARGEST)
        mode = os.fstat(file.fileno()).st_mode
    if os.name == "posix" and mode & 0o077:
        warning = _("Other users of this computer can read “{path}”; make it yours alone (chmod 600).")
        sys.stderr.write(warning.format(path=path) + "\n")
    return text


def typed(prompt: str, message: str, advice: str) -> str:
    """A password typed where nobody sees it.

    Raises:
        RuleViolationError: there is no terminal, or nothing was typed.
    """
    import getpass

    if not sys.stdin.isatty():
        raise RuleViolationError(message, advice)
    try:
        found = getpass.getpass(prompt, stream=sys.stderr)
    except (EOFError, OSError) as error:
        raise RuleViolationError(message, advice) from error
    if not found:
        raise RuleViolationError(message, advice)
    return found
