"""Why is this one before that one?"""

import argparse

from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import office, reader
from printdesk.cli.result import Result
from printdesk.i18n import _


def add(commands: Commands) -> None:
    """`why`."""
    why = commands.add(
        "why", _("why one of two waiting applications is planned before the other, checked by exchanging them"),
        compare, acts=reads, examples=("why 1133070288154410 1133070288154411",),
    )  # fmt: skip
    why.add_argument("number", metavar=_("NUMBER"))
    why.add_argument("other", metavar=_("OTHER"))


def compare(options: argparse.Namespace) -> Result:
    """The answer in words, and whether the two places may be exchanged."""
    with office(options) as call:
        found = call.services.questions.why_before(options.number, options.other, reader())
    document = {
        "text": found.text,
        "reason": found.code.value,
        "breaks": found.breaks,
        "exchangeable": found.exchangeable,
    }
    return Result(document, found.text)
