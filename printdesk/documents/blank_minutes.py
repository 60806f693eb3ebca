"""Minutes of handing over blanks (berita acara serah terima blangko) at the opening and closing of a shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.blank_minutes_layout import ROOM, Flow, PaperHead, Signer, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long, moment_long, number, zone_name
from printdesk.i18n.spelled import spelled

__all__ = ["ClosedLine", "ClosingMinutes", "IssuedLine", "LostBlank", "OpeningMinutes", "Pile", "closing_minutes",
           "opening_minutes"]  # fmt: skip

_PILES = 24
"""Ranges in one cell."""

Pile = tuple[str, str, int]
"""First and last serial of an unbroken range, and how many it holds."""


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """Blanks of one type that were handed over.

    Attributes:
        needed: what the plan called for; None where they were in hand before. carried: they were in hand before.
    """

    service: str
    piles: tuple[Pile, ...]
    needed: int | None = None
    carried: bool = False

    @property
    def count(self) -> int:
        """How many blanks."""
        return sum(pile[2] for pile in self.piles)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningMinutes:
    """What was handed over at the opening of a shift, or added to it.

    Attributes:
        at: when, in the office's zone. until: the shift's planned end.
        reason: for more than the need, "" for none; `agreed` signs for it.
    """

    head: PaperHead
    at: datetime
    until: datetime
    station: str
    lines: tuple[IssuedLine, ...]
    gave: Signer
    received: Signer
    reason: str = ""
    agreed: Signer | None = None


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """What became of one type's blanks in a shift."""

    service: str
    issued: int
    personalised: int
    spoiled: int
    returned: int
    quarantined: int
    missing: int
    piles: tuple[Pile, ...]
    spoiled_serials: tuple[str, ...] = ()
    quarantined_serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LostBlank:
    """A blank that was declared missing: who had it last, and when."""

    serial: str
    service: str
    holder: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingMinutes:
    """What was counted at the closing of a shift."""

    head: PaperHead
    opened_at: datetime
    at: datetime
    station: str
    lines: tuple[ClosedLine, ...]
    lost: tuple[LostBlank, ...]
    opening_numbers: tuple[str, ...]
    gave: Signer
    received: Signer
    supervisor: Signer | None = None


def opening_minutes(minutes: OpeningMinutes, language: str = "id", watermark: str | None = None) -> Document:
    """The minutes of an opening as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        flow.paragraph(_opening_sentence(minutes, _))
        flow.facts(
            (
                (_("Operator"), minutes.received.name),
                (_("Station"), minutes.station),
                (_("Shift until"), moment_long(minutes.until, _.lang)),
            )
        )
        rows = [row for line in minutes.lines for row in _issued_rows(flow, line, _)]
        flow.table(_issued_columns(_), [*rows, _total(minutes, _)])
        flow.paragraph(_("The first and the last serial of each type were scanned from the pile on the table."), 9.5)
        if minutes.reason:
            flow.paragraph(_("More than the need was issued because: {reason}").format(reason=minutes.reason), 9.5)
        signers = (minutes.gave, minutes.received, *([minutes.agreed] if minutes.agreed else []))
        flow.signatures(signers)

    return make_paper(minutes.head, _, watermark, len(minutes.lines), write)


def closing_minutes(minutes: ClosingMinutes, language: str = "id", watermark: str | None = None) -> Document:
    """The minutes of a closing as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        flow.paragraph(_closing_sentence(minutes, _))
        flow.facts(
            (
                (_("Operator"), minutes.gave.name),
                (_("Station"), minutes.station),
                (_("Shift since"), moment_long(minutes.opened_at, _.lang)),
                (_("Issued by minutes"), ", ".join(minutes.opening_numbers) or "–"),
            )
        )
        flow.table(_sum_columns(_), [_sum_row(flow, line, _) for line in minutes.lines])
        flow.paragraph(_("Issued = personalised + spoiled + returned + in quarantine + missing."), 9)
        _write_returned(flow, minutes.lines, _)
        _write_named(flow, minutes.lines, _)
        _write_lost(flow, minutes.lost, _)
        signers = (minutes.gave, minutes.received, *([minutes.supervisor] if minutes.supervisor else []))
        flow.signatures(signers)

    return make_paper(minutes.head, _, watermark, len(minutes.lines), write)


def _opening_sentence(minutes: OpeningMinutes, _: Catalogue) -> str:
    template = _(
        "On {day} at {time}, {gave} handed the blank booklets below over to {received} for the shift, and both "
        "counted them and compared the serials."
    )
    return template.format(
        day=day_long(minutes.at.date(), _.lang), time=_time(minutes.at, _), gave=minutes.gave.name,
        received=minutes.received.name,
    )  # fmt: skip


def _closing_sentence(minutes: ClosingMinutes, _: Catalogue) -> str:
    template = _(
        "On {day} at {time}, {gave} accounted for the blank booklets of the shift and gave the unused ones back; "
        "{received} counted with them and compared the serials."
    )
    return template.format(
        day=day_long(minutes.at.date(), _.lang), time=_time(minutes.at, _), gave=minutes.gave.name,
        received=minutes.received.name,
    )  # fmt: skip


def _time(moment: datetime, _: Catalogue) -> str:
    return f"{clock_time(moment, _.lang)} {zone_name(moment)}".strip()


def _issued_columns(_: Catalogue) -> tuple[Column, ...]:
    widths = (126.0, 176.0, 50.0, 54.0)
    return (
        Column(_("Passport type"), widths[0], size=9.5),
        Column(_("Serials, first – last"), widths[1], size=9.5, lines=60),
        Column(_("Need"), widths[2], Align.RIGHT, size=9.5),
        Column(_("Count"), widths[3], Align.RIGHT, size=10.5),
        Column(_("In words"), ROOM - sum(widths), size=9, lines=4),
    )


def _issued_rows(flow: Flow, line: IssuedLine, _: Catalogue) -> list[tuple[Cell, ...]]:
    name = [Line(flow.said(line.service), Face.BOLD, 9.5, lines=3)]
    if line.carried:
        name.append(Line(_("in hand before the shift"), size=8, lines=2))
    first, *more = _piles(line.piles, _)
    head: tuple[Cell, ...] = (
        tuple(name),
        first,
        "–" if line.needed is None else number(line.needed, _.lang),
        (Line(number(line.count, _.lang), Face.BOLD, 10.5),),
        spelled(line.count, _.lang),
    )
    return [head, *(("", cell, "", "", "") for cell in more)]


def _total(minutes: OpeningMinutes, _: Catalogue) -> tuple[Cell, ...]:
    whole = sum(line.count for line in minutes.lines)
    return (
        (Line(_("In all"), Face.BOLD, 9.5),),
        "",
        "",
        (Line(number(whole, _.lang), Face.BOLD, 10.5),),
        spelled(whole, _.lang),
    )


def _piles(piles: Sequence[Pile], _: Catalogue) -> list[Cell]:
    """Each unbroken range on a line of its own with its count, so that a hundred blanks stay two serials.

    Very many ranges are spread over several cells, since one row never runs over the end of a page.
    """
    if len(piles) == 1:
        first, last, _count = piles[0]
        return [(Line(first if first == last else f"{first} – {last}", size=9.5),)]
    lines = [
        Line(f"{first} – {last}  ({number(count, _.lang)})" if first != last else f"{first}  (1)", size=9.5)
        for first, last, count in piles
    ]
    return [tuple(lines[at : at + _PILES]) for at in range(0, len(lines), _PILES)] or [""]


def _sum_columns(_: Catalogue) -> tuple[Column, ...]:
    titles = (_("Issued"), _("Personalised"), _("Spoiled"), _("Returned"), _("Quarantined"), _("Missing"))
    width = 63.0
    return (
        Column(_("Passport type"), ROOM - width * len(titles), size=9.5),
        *(Column(title, width, Align.RIGHT, size=10) for title in titles),
    )


def _sum_row(flow: Flow, line: ClosedLine, _: Catalogue) -> tuple[Cell, ...]:
    counts = (line.issued, line.personalised, line.spoiled, line.returned, line.quarantined, line.missing)
    return (
        (Line(flow.said(line.service), Face.BOLD, 9.5, lines=3),),
        *(number(count, _.lang) for count in counts),
    )


def _write_returned(flow: Flow, lines: Sequence[ClosedLine], _: Catalogue) -> None:
    back = [line for line in lines if line.piles]
    if not back:
        flow.paragraph(_("No unused blank was left to give back."), 9.5)
        return
    flow.heading(_("Given back into the safe"))
    columns = (
        Column(_("Passport type"), 140, size=9.5),
        Column(_("Serials, first – last"), 190, size=9.5, lines=60),
        Column(_("Count"), 54, Align.RIGHT, size=10.5),
        Column(_("In words"), ROOM - 384, size=9, lines=4),
    )
    rows: list[tuple[Cell, ...]] = []
    for line in back:
        count = sum(pile[2] for pile in line.piles)
        first, *more = _piles(line.piles, _)
        name = (Line(flow.said(line.service), Face.BOLD, 9.5, lines=3),)
        rows.append((name, first, (Line(number(count, _.lang), Face.BOLD, 10.5),), spelled(count, _.lang)))
        rows += [("", cell, "", "") for cell in more]
    flow.table(columns, rows)


def _write_named(flow: Flow, lines: Sequence[ClosedLine], _: Catalogue) -> None:
    """Serials of spoiled and quarantined blanks, each by name."""
    for line in lines:
        for template, serials in (
            (_("Spoiled of {service}: {serials}"), line.spoiled_serials),
            (_("In quarantine of {service}: {serials}"), line.quarantined_serials),
        ):
            if serials:
                flow.paragraph(template.format(service=line.service, serials=", ".join(serials)), 9.5, gap=3)


def _write_lost(flow: Flow, lost: Sequence[LostBlank], _: Catalogue) -> None:
    if not lost:
        return
    flow.heading(_("Declared missing"))
    columns = (
        Column(_("Serial"), 100, size=10),
        Column(_("Passport type"), 140, size=9.5),
        Column(_("Last with"), 150, size=9.5, lines=3),
        Column(_("Since"), ROOM - 390, size=9),
    )
    rows = [
        (
            (Line(one.serial, Face.BOLD, 10),), flow.said(one.service), flow.said(one.holder),
            moment_long(one.at, _.lang),
        )
        for one in lost
    ]  # fmt: skip
    flow.table(columns, rows)
