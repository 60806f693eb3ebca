"""Setting up the database of an office with several desks."""

import argparse
from pathlib import Path

from printdesk.cli.arguments import Commands, WrongUsageError
from printdesk.cli.result import Result
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _

_PASSWORDS = Path("printdesk.pgpass")


def add(commands: Commands) -> None:
    """`database create`."""
    database = commands.add("database", _("set up the database of an office with several desks"), _below)
    create = commands.below(database).add(
        "create",
        _("make database, roles, schema, rights and office on a PostgreSQL server; once more repairs rights"),
        run_create,
        examples=(
            "database create postgresql://postgres@server/postgres",
            "database create postgresql://postgres@server/postgres?sslmode=verify-full --name semarang",
        ),
    )  # fmt: skip
    create.add_argument(
        "admin", metavar="URL", help=_("address of the server for a role that may make roles and databases")
    )
    create.add_argument("--name", default="printdesk", help=_("name of the database; by default printdesk"))
    create.add_argument(
        "--owner-role", metavar=_("ROLE"), default="",
        help=_("whom the tables belong to; upgrades are done as this role"),
    )  # fmt: skip
    create.add_argument(
        "--desk-role", metavar=_("ROLE"), default="",
        help=_("as whom the desks work; it cannot change the ledger or the tables"),
    )  # fmt: skip
    create.add_argument(
        "--passwords", metavar=_("FILE"), type=Path, default=_PASSWORDS,
        help=_("password file for both roles, made where it is missing; by default printdesk.pgpass"),
    )  # fmt: skip
    create.add_argument(
        "--settings", metavar=_("FILE"), type=Path, help=_("settings as TOML; by default a usual office")
    )


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(_("Say what to do: create."))


def run_create(options: argparse.Namespace) -> Result:
    """Set the database up."""
    from printdesk.services.database_setup import Names, create_database

    owner, desk = options.owner_role or f"{options.name}_owner", options.desk_role or f"{options.name}_desk"
    names = Names(options.name, owner, desk)
    settings = _text(options.settings) if options.settings else None
    made = create_database(options.admin, names, options.passwords, settings)
    document = {
        "database": made.desk_url, "owner": made.owner_url, "schema": made.schema, "made_office": made.made_office,
        "passwords": str(options.passwords),
    }  # fmt: skip
    said = (
        _("The database is ready, and an office is made in it.")
        if made.made_office
        else _("The database is ready; the office in it is as it was.")
    )
    lines = [
        said,
        _("Desks open: {url}").format(url=made.desk_url),
        _("Upgrades are done with: {url}").format(url=made.owner_url),
        _("Both passwords are in {file}. Copy the line of {role} to each desk, name the file in PGPASSFILE there, "
          "and keep the owner's line off the desks.").format(file=options.passwords, role=desk),
    ]  # fmt: skip
    return Result(document, "\n".join(lines))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be read: {detail}.").format(path=path, detail=error), _("Nothing was changed.")
        ) from error
