"""Making, migrating and checking an office; its settings and people."""

import argparse
import sys
from pathlib import Path

from printdesk.cli import account_commands, person_commands, signing
from printdesk.cli.arguments import Commands, WrongUsageError, reads
from printdesk.cli.call import database_url, desk_of, office
from printdesk.cli.result import Result, table
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _

_STANDARD_OUTPUT = Path("-")


def add(commands: Commands) -> None:
    """`init`, `upgrade`, `settings`, `people`."""
    init = commands.add(
        "init", _("make an office in a new database"), run_init,
        examples=("init", "init --database office.db --settings office.toml"),
    )  # fmt: skip
    init.add_argument(
        "--settings", metavar=_("FILE"), type=Path, help=_("settings as TOML; by default a usual office")
    )
    init.add_argument(
        "--supervisor", metavar=_("NAME"), default="",
        help=_("who gets the first password, supervises and administrates; it is read from --password-file, or asked "
               "at the terminal; without it the office is open to whoever says their name"),
    )  # fmt: skip
    commands.add("upgrade", _("bring a database to the schema of this program; make a backup first"), run_upgrade)
    settings = commands.add(
        "settings", _("the office's settings as TOML: write them out, or put them in force"), _below
    )
    below = commands.below(settings)
    export = below.add(
        "export", _("write the settings in force to a file"), export_settings, acts=reads,
        examples=("settings export office.toml",),
    )  # fmt: skip
    export.add_argument("file", metavar=_("FILE"), type=Path, help=_("the file; - is standard output"))
    bring = below.add(
        "import", _("put a settings file in force, all of it or nothing"), import_settings,
        examples=("settings import office.toml",),
    )  # fmt: skip
    bring.add_argument("file", metavar=_("FILE"), type=Path)
    known = commands.add("people", _("who works here, with roles and stations"), people, acts=reads)
    staff = commands.below(known, required=False)
    person_commands.add_below(staff)
    account_commands.add_below(staff)


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(_("Say what to do: export or import."))


def run_init(options: argparse.Namespace) -> Result:
    """Make an office."""
    from printdesk.services.setting_up import make

    url = database_url(options)
    settings = _read(options.settings) if options.settings else None
    password = _first_password(options)
    schema = make(url, settings)
    document: dict[str, object] = {"database": _shown(url), "schema": schema}
    text = _("The office is made in {database}.").format(database=_shown(url))
    if options.supervisor:
        with office(options) as call:
            first = call.services.accounts.first(options.supervisor, password, desk_of(options), call.operation())
        document |= {"supervisor": first.login}
        signs = _("{name} signs in as {login} and gives the others their passwords.")
        text += " " + signs.format(name=first.name, login=first.login)
    return Result(document, text)


def _first_password(options: argparse.Namespace) -> str:
    """The first supervisor's password, known to do before anything is made; "" for an open office."""
    from printdesk.services.account_rules import ensure_password_fits

    if not options.supervisor:
        return ""
    password = signing.first_password(options, options.supervisor)
    ensure_password_fits(password, options.supervisor, options.supervisor)
    return password


def run_upgrade(options: argparse.Namespace) -> Result:
    """Migrate a database."""
    from printdesk.services.setting_up import upgrade

    url = database_url(options)
    schema = upgrade(url)
    text = _("{database} has schema {schema} now.").format(database=_shown(url), schema=schema)
    return Result({"database": _shown(url), "schema": schema}, text)


def export_settings(options: argparse.Namespace) -> Result:
    """Write the settings out."""
    from printdesk.files import write_atomically

    with office(options) as call:
        text = call.services.office.export()
    if options.file == _STANDARD_OUTPUT:
        if options.json:
            raise WrongUsageError(_("--json needs a file here."))
        return Result({}, text.rstrip("\n"))
    write_atomically(options.file, text.encode(), private=False)
    return Result({"file": str(options.file)}, _("The settings are in {file}.").format(file=options.file))


def import_settings(options: argparse.Namespace) -> Result:
    """Put settings in force."""
    text = _read(options.file)
    with office(options) as call:
        call.services.backups.before(call.actor, "settings", call.operation())
        version = call.services.office.import_file(call.actor, text, call.operation())
        call.keep_plan("import_settings")
    return Result(
        {"file": str(options.file), "version": version},
        _("The settings of {file} are in force (version {version}).").format(file=options.file, version=version),
    )


def people(options: argparse.Namespace) -> Result:
    """Who works here."""
    with office(options) as call:
        found = call.services.office.people()
        sign_in = {each.login for each in call.services.accounts.people() if each.has_password}
    document = {
        "people": [
            {"login": each.login, "name": each.name, "roles": list(each.roles), "nip": each.nip or None,
             "grade": each.grade or None, "skills": list(each.skills), "password": each.login in sign_in}
            for each in found
        ]
    }  # fmt: skip
    rows = [
        (each.login, each.name, ", ".join(each.roles), each.grade, " ".join(each.skills),
         _("yes") if each.login in sign_in else _("no"))
        for each in found
    ]  # fmt: skip
    text = table((_("Login"), _("Name"), _("Roles"), _("Grade"), _("Stations"), _("Password")), rows)
    return Result(document, text if rows else _("Nobody is entered yet; whoever acts first is added."))


def _read(path: Path) -> str:
    try:
        return sys.stdin.read() if path == _STANDARD_OUTPUT else path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be read: {detail}.").format(path=path, detail=error.strerror or error),
            _("Nothing was changed."),
        ) from error
    except UnicodeDecodeError as error:
        raise RuleViolationError(
            _("“{path}” is not UTF-8 text.").format(path=path), _("Nothing was changed.")
        ) from error


def _shown(url: str) -> str:
    """The address without its password."""
    scheme, mark, rest = url.partition("://")
    login, at, host = rest.rpartition("@")
    return f"{scheme}{mark}{login.partition(':')[0]}{at}{host}" if at else url
