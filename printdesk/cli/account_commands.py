"""Passwords, roles and leave of people, on the command line."""

import argparse

from printdesk.cli import signing
from printdesk.cli.arguments import Commands, count, names, reads
from printdesk.cli.call import Call, office, reader, user_of
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_short


def add_below(below: Commands) -> None:
    """`people password`, `roles`, `deactivate` and `return`."""
    password = below.add(
        "password",
        _("give a password: the first one closes the office, and its owner supervises and administrates; then "
          "everybody sets their own, and an administrator somebody's"),
        run_password,
        examples=("people password sri", "people password dwi --user sri --new-password-file dwi.txt"),
    )  # fmt: skip
    password.set_defaults(chooses_password=True)
    password.add_argument(
        "name", metavar=_("NAME"), nargs="?", help=_("whose; by default that of who acts"), default=""
    )
    password.add_argument(
        "--new-password-file", metavar=_("FILE"), help=_("a file whose first line is the new password")
    )
    password.add_argument(
        "--lasting", action="store_true",
        help=_("somebody else's password stays; without it they choose one of their own before they do anything"),
    )  # fmt: skip
    password.add_argument("--remove", action="store_true", help=_("take it away: nobody signs in by it any more"))
    roles = below.add(
        "roles", _("say what somebody does here"), run_roles, examples=("people roles dwi print,quality --user sri",)
    )
    roles.add_argument("name", metavar=_("NAME"))
    roles.add_argument(
        "roles", type=names, metavar=_("A,B"),
        help=_("of print, quality, counter, blanks, supervisor, administrator and auditor, between commas"),
    )  # fmt: skip
    log = below.add(
        "log", _("who signed in where, wrong passwords, and who gave whom which role"), run_log, acts=reads,
        examples=("people log --days 7", "people log --name dwi"),
    )  # fmt: skip
    log.add_argument("--days", type=count, default=30, metavar="N", help=_("of so many days; by default 30"))
    log.add_argument("--name", default="", metavar=_("NAME"), help=_("of one person, by login"))
    leave = below.add("deactivate", _("somebody works here no more, and cannot act"), run_deactivate)
    leave.add_argument("name", metavar=_("NAME"))
    back = below.add("return", _("somebody who left works here again"), run_return)
    back.add_argument("name", metavar=_("NAME"))


def run_password(options: argparse.Namespace) -> Result:
    """Set or remove a password."""
    with office(options) as call:
        login = options.name or user_of(options)
        if options.remove:
            call.services.accounts.remove_password(call.actor, login, call.operation())
            return _told(call, login, _("{name} has no password any more.").format(name=login))
        was_open = call.services.accounts.is_open()
        call.services.accounts.set_password(
            call.actor, login, signing.new_password(options.new_password_file, login), call.operation(),
            _old(options, login), must_change=not options.lasting,
        )  # fmt: skip
        text = _("{name} has a password now.")
        if was_open:
            text = _("{name} has a password now, supervises and administrates: people sign in here from now on.")
        return _told(call, login, text.format(name=login))


def _old(options: argparse.Namespace, login: str) -> str:
    """The present password, for one's own; it was given to sign in and is not asked twice."""
    own = login.casefold() == user_of(options).casefold()
    return (getattr(options, "own_password", None) or "") if own else ""


def run_roles(options: argparse.Namespace) -> Result:
    """Change roles."""
    with office(options) as call:
        call.services.accounts.change_roles(call.actor, options.name, options.roles, call.operation())
        return _told(
            call, options.name,
            _("{name} does this here now: {roles}.").format(name=options.name, roles=", ".join(options.roles)),
        )  # fmt: skip


def run_log(options: argparse.Namespace) -> Result:
    """The ledger's entries about people."""
    with office(options) as call:
        found = call.services.accounts.trail(reader(), options.days, options.name)
    document = {
        "entries": [
            {"at": iso(each.at), "login": each.login or None, "by": each.by or None, "desk": each.desk,
             "act": each.act}
            for each in found
        ]
    }  # fmt: skip
    rows = [(moment_short(each.at, language()), each.desk, each.text) for each in found]
    text = (
        table((_("When"), _("Desk"), _("What happened")), rows) if found else _("Nobody signed in here in this time.")
    )
    return Result(document, text)


def run_deactivate(options: argparse.Namespace) -> Result:
    """Let somebody leave."""
    with office(options) as call:
        call.services.accounts.deactivate(call.actor, options.name, call.operation())
        return _told(call, options.name, _("{name} works here no more.").format(name=options.name))


def run_return(options: argparse.Namespace) -> Result:
    """Take somebody back."""
    with office(options) as call:
        call.services.accounts.reactivate(call.actor, options.name, call.operation())
        return _told(call, options.name, _("{name} works here again.").format(name=options.name))


def _told(call: Call, name: str, text: str) -> Result:
    wanted = name.casefold()
    one = next(
        each for each in call.services.accounts.people() if wanted in (each.login.casefold(), each.name.casefold())
    )
    document = {
        "login": one.login, "name": one.name, "roles": list(one.roles), "active": one.active,
        "password": one.has_password, "must_change": one.must_change,
    }  # fmt: skip
    return Result(document, text)
