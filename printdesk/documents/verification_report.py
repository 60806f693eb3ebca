"""The report on the soundness of the records: ledger head, period, and what each check found."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.blank_minutes_layout import ROOM, Flow, PaperHead, Signer, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.table import Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import moment_long, number

_GROUP = 8


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: its name, whether it is sound (None: not finished), and what it found."""

    name: str
    ok: bool | None
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationSheet:
    """What the report says.

    Attributes:
        at: when the checks ran. entries, ledger_head: of the ledger then.
        first_at, last_at: its first and last entry.
        asked: a head that was to be found, or ""; head_found: whether it stands in the chain.
        database: "sqlite" or "postgresql".
    """

    head: PaperHead
    at: datetime
    ok: bool
    entries: int
    ledger_head: str
    first_at: datetime | None
    last_at: datetime | None
    asked: str
    head_found: bool | None
    checks: tuple[CheckLine, ...]
    database: str
    signers: tuple[Signer, ...]


def verification_report(sheet: VerificationSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The report as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        flow.paragraph(
            _("On {moment} the records of this office were checked by computer.").format(
                moment=moment_long(sheet.at, _.lang)
            )
        )
        said = _("EVERYTHING IS SOUND.") if sheet.ok else _("NOT SOUND: what follows must be cleared up.")
        flow.paragraph(said, 12, Face.BOLD)
        _write_checks(flow, sheet, _)
        _write_ledger(flow, sheet, _)
        flow.signatures(sheet.signers)

    return make_paper(sheet.head, _, watermark, len(sheet.checks), write)


def _write_checks(flow: Flow, sheet: VerificationSheet, _: Catalogue) -> None:
    flow.heading(_("What was checked"))
    states = {True: _("sound"), False: _("NOT SOUND"), None: _("not finished")}
    columns = (
        Column(_("Check"), 130, size=9.5, lines=3),
        Column(_("Result"), 80, size=9.5, lines=2),
        Column(_("What was found"), ROOM - 210, size=9.5, lines=12),
    )
    rows = [
        ((Line(flow.said(line.name), Face.BOLD, 9.5, lines=3),), (Line(states[line.ok], Face.BOLD, 9.5),),
         flow.said(line.said))
        for line in sheet.checks
    ]  # fmt: skip
    flow.table(columns, rows)


def _write_ledger(flow: Flow, sheet: VerificationSheet, _: Catalogue) -> None:
    flow.heading(_("Ledger"), keep=110)
    pairs = [(_("Entries"), number(sheet.entries, _.lang))]
    if sheet.first_at is not None and sheet.last_at is not None:
        pairs += [
            (_("First entry"), moment_long(sheet.first_at, _.lang)),
            (_("Last entry"), moment_long(sheet.last_at, _.lang)),
        ]
    pairs.append(
        (_("Database"), {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(sheet.database, sheet.database))
    )
    flow.facts(pairs)
    flow.paragraph(_("Head (SHA-256 of the last entry):"), 9.5, gap=2)
    flow.paragraph(_grouped(sheet.ledger_head), 10.5, Face.BOLD)
    if sheet.asked:
        found = (
            _("The head that was asked for stands in the chain:")
            if sheet.head_found
            else _("THE HEAD THAT WAS ASKED FOR DOES NOT STAND IN THE CHAIN:")
        )
        flow.paragraph(found, 9.5, gap=2)
        flow.paragraph(_grouped(sheet.asked), 10.5, Face.BOLD)
    flow.paragraph(
        _("“printdesk verify --head” with these letters finds it again, unless somebody changed what lay before it."),
        8.5,
    )


def _grouped(text: str) -> str:
    return "  ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
