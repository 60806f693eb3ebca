"""Making, migrating and checking an office; its settings and people."""

import argparse
import sys
from pathlib import Path

from printdesk.cli.arguments import Commands, WrongUsageError, reads
from printdesk.cli.call import database_url, office
from printdesk.cli.result import DONE, REFUSED, Result, table
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import number

_STANDARD_OUTPUT = Path("-")


def add(commands: Commands) -> None:
    """`init`, `upgrade`, `settings`, `people`, `verify`."""
    init = commands.add(
        "init", _("make an office in a new database"), run_init,
        examples=("init", "init --database office.db --settings office.toml"),
    )  # fmt: skip
    init.add_argument(
        "--settings", metavar=_("FILE"), type=Path, help=_("settings as TOML; by default a usual office")
    )
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
    commands.add("people", _("who works here, with roles and stations"), people, acts=reads)
    verify = commands.add(
        "verify", _("check the chained ledger of everything that happened"), run_verify, acts=reads,
        examples=("verify", "verify --head 3f7a…"),
    )  # fmt: skip
    verify.add_argument(
        "--head", metavar="HASH", help=_("a head printed earlier, which must still stand in the chain")
    )


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(_("Say what to do: export or import."))


def run_init(options: argparse.Namespace) -> Result:
    """Make an office."""
    from printdesk.services.setting_up import make

    url = database_url(options)
    schema = make(url, _read(options.settings) if options.settings else None)
    return Result({"database": _shown(url), "schema": schema}, _("The office is made in {database}.").format(
        database=_shown(url)
    ))  # fmt: skip


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
    write_atomically(options.file, text.encode())
    return Result({"file": str(options.file)}, _("The settings are in {file}.").format(file=options.file))


def import_settings(options: argparse.Namespace) -> Result:
    """Put settings in force."""
    text = _read(options.file)
    with office(options) as call:
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
    document = {
        "people": [
            {"login": each.login, "name": each.name, "roles": list(each.roles), "nip": each.nip or None,
             "grade": each.grade or None, "skills": list(each.skills)}
            for each in found
        ]
    }  # fmt: skip
    rows = [(each.login, each.name, ", ".join(each.roles), each.grade, " ".join(each.skills)) for each in found]
    text = table((_("Login"), _("Name"), _("Roles"), _("Grade"), _("Stations")), rows)
    return Result(document, text if rows else _("Nobody is entered yet; whoever acts first is added."))


def run_verify(options: argparse.Namespace) -> Result:
    """Check the ledger; exit code 1 where it does not fit."""
    with office(options) as call:
        found = call.services.office.verify(options.head)
    document = {
        "ok": found.ok, "entries": found.entries, "head": found.head, "first_bad": found.first_bad,
        "head_found": found.head_found,
    }  # fmt: skip
    entries = number(found.entries, language())
    if found.first_bad is not None:
        text = _("NOT whole: entry {first} of {entries} does not fit what stands before it.").format(
            first=found.first_bad, entries=entries
        )
    elif found.head_found is False:
        text = _("NOT whole: the head that was asked for is not in the chain of {entries} entries.").format(
            entries=entries
        )
    else:
        text = _("The ledger is whole: {entries} entries, head {head}.").format(entries=entries, head=found.head)
    return Result(document, text, DONE if found.ok else REFUSED)


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
