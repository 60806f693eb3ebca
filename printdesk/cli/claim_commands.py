"""Claims: who holds what, and taking one out of somebody's hands."""

import argparse

from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import office, state_line
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_short


def add(commands: Commands) -> None:
    """`claims`, `break-claim`."""
    commands.add(
        "claims", _("what is in whose hands, at which desk, since when"), run_claims, acts=reads,
        examples=("claims",),
    )  # fmt: skip
    breaking = commands.add(
        "break-claim", _("for the supervisor: take an application out of somebody's hands"), run_break,
        examples=("break-claim 1133062000314052 --note “went home ill”",),
    )  # fmt: skip
    breaking.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    breaking.add_argument("--note", required=True, help=_("why it was done, in a few words"))


def run_claims(options: argparse.Namespace) -> Result:
    """Who holds what."""
    with office(options) as call:
        rows = call.services.claims.held()
    document = {
        "claims": [
            {"number": row.number, "name": row.name, "service": row.service, "holder": row.holder, "desk": row.desk,
             "station": row.station, "since": iso(row.since), "until": iso(row.until), "printing": row.printing}
            for row in rows
        ]
    }  # fmt: skip
    if not rows:
        return Result(document, _("Nothing is in anybody's hands."))
    lines = [
        (row.number, row.name, row.holder, row.desk, row.station, moment_short(row.since, language()),
         moment_short(row.until, language()) if row.until else _("in the machine") if row.printing else "–")
        for row in rows
    ]  # fmt: skip
    heads = (_("Number"), _("Name"), _("Held by"), _("Desk"), _("Station"), _("Since"), _("Falls back"))
    return Result(document, table(heads, lines))


def run_break(options: argparse.Namespace) -> Result:
    """Break a claim."""
    with office(options) as call:
        card = call.application(options.number)
        asked = call.services.claims.break_claim(call.actor, card.id, options.note, call.operation())
        call.keep_plan("break_claim")
        state = call.state(card.id)
    said = _("Somebody has to look at its booklet.") if asked else _("It waits again at its old place.")
    return Result({**state, "asked": asked}, f"{state_line(state)}\n{said}")
