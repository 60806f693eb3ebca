"""One type of blanks from the safe to an operator and back, by the rules of the shifts."""

import argparse

from printdesk.cli.arguments import Commands, count
from printdesk.cli.call import office
from printdesk.cli.result import Result
from printdesk.cli.shift_commands import add_more, more_of, open_shift_of
from printdesk.i18n import _, plural


def add_below(below: Commands) -> None:
    """`stock issue` and `stock return`."""
    issue = below.add(
        "issue", _("hand blanks of one type to an operator: the need of the shift, first and last scanned"),
        run_issue,
        examples=("stock issue --service regular48 --to dwi --station R1 --count 5 --first C2001 --last C2005",),
    )  # fmt: skip
    _pile(issue, _("login of the operator"), "--to", "to")
    issue.add_argument(
        "--station", default="", metavar=_("STATION"), help=_("where the shift begins; needed when none is open")
    )
    add_more(issue)
    back = below.add(
        "return", _("take unused blanks of an open shift back into the safe, counted by two people"), run_return,
        examples=("stock return --service regular48 --from dwi --witness ani --count 2 --first C2004 --last C2005",),
    )  # fmt: skip
    _pile(back, _("login of the operator"), "--from", "holder")
    back.add_argument("--witness", required=True, metavar=_("NAME"), help=_("who counts besides you"))


def _pile(parser: argparse.ArgumentParser, who: str, option: str, dest: str) -> None:
    """What lies on the table, and whose it is; a scan may be left out and is then asked for by the rule."""
    parser.add_argument("--service", required=True, metavar=_("TYPE"), help=_("code of the service type"))
    parser.add_argument(option, dest=dest, required=True, metavar=_("NAME"), help=who)
    parser.add_argument("--count", required=True, metavar="N", type=count, help=_("how many lie on the table"))
    parser.add_argument("--first", default="", metavar=_("SERIAL"), help=_("as scanned from the first blank"))
    parser.add_argument("--last", default="", metavar=_("SERIAL"), help=_("as scanned from the last blank"))


def run_issue(options: argparse.Namespace) -> Result:
    """Issue blanks in an operator's shift; the shift is opened where none is open."""
    from printdesk.services.blanks import serial_range
    from printdesk.services.shifts import IssueLine

    with office(options) as call:
        line = IssueLine(options.service, options.count, options.first, options.last)
        shift = call.services.shifts.issue(
            call.actor, options.to, line, call.operation(), station=options.station, more=more_of(options)
        )
    issue = [one for one in shift.issues if one.service == options.service and one.number][-1]
    serials = [serial for first, last in issue.ranges for serial in serial_range(first, last)]
    document = {
        "service": options.service, "to": shift.holder, "count": len(serials), "first": serials[0],
        "last": serials[-1], "serials": serials, "station": shift.station, "minutes": issue.number,
    }  # fmt: skip
    template = plural(
        "{count} blank was issued to {to}: {first} to {last}; minutes {number}.",
        "{count} blanks were issued to {to}: {first} to {last}; minutes {number}.", len(serials),
    )  # fmt: skip
    text = template.format(
        count=len(serials), to=shift.holder_name, first=serials[0], last=serials[-1], number=issue.number
    )
    return Result(document, text)


def run_return(options: argparse.Namespace) -> Result:
    """Take blanks back."""
    from printdesk.domain.shifts import Counted

    ends = ((options.first, options.last),) if options.first else ()
    with office(options) as call:
        shift = open_shift_of(call, options.holder)
        serials = call.services.shifts.give_back(
            call.actor, shift.id, options.witness, [Counted(options.service, ends, options.count)], call.operation()
        )
    came = len(serials)
    text = plural(
        "{count} blank of {holder} is in the safe again.", "{count} blanks of {holder} are in the safe again.", came
    ).format(count=came, holder=shift.holder_name)
    document = {"service": options.service, "from": shift.holder, "count": came, "serials": list(serials)}
    return Result(document, text)
