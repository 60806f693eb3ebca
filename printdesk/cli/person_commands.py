"""Naming who works here, on the command line."""

import argparse

from printdesk.cli.arguments import Commands, names
from printdesk.cli.call import office
from printdesk.cli.result import Result
from printdesk.i18n import _


def add_below(below: Commands) -> None:
    """`people add`."""
    new = below.add(
        "add", _("name somebody who works here for the first time"), run_add, examples=('people add "Agus Salim"',)
    )
    new.add_argument("name", metavar=_("NAME"))
    new.add_argument(
        "--roles", type=names, default=(), metavar=_("A,B"),
        help=_("what they do; without it everything in an open office, else the work of the rooms"),
    )  # fmt: skip


def run_add(options: argparse.Namespace) -> Result:
    """Add a person."""
    with office(options) as call:
        login = call.services.office.add_person(call.actor, options.name, call.operation(), options.roles)
    return Result(
        {"login": login, "name": options.name},
        _("{name} works here now, by the login {login}.").format(name=options.name, login=login),
    )
