"""The history of an application in few lines: steps that one person did in one go are told in one sentence.

The whole history (`services.story`) has a line for each entry of the ledger. Whoever reads it aloud at the counter
wants "printed", not "handed out", "put into the machine" and "printed": nothing is left out but the way.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from printdesk.domain.states import Act
from printdesk.i18n import Catalogue
from printdesk.models.tables import LedgerEntry
from printdesk.services.story import StoryLine, Teller, entries_of
from printdesk.services.work import View

_RUNS: tuple[tuple[str, ...], ...] = (
    (Act.CLAIM, Act.BIND, Act.CONFIRM_PRINTED),
    (Act.CLAIM, Act.BIND, Act.CONFIRM_FAILED),
    (Act.BIND, Act.CONFIRM_PRINTED),
    (Act.BIND, Act.CONFIRM_FAILED),
    (Act.PASS_CHECK, Act.SHELVE),
)
"""Acts that follow each other and are told as one, the longest first; the last one's words and moment count."""

_SHIFT = timedelta(hours=12)


def story_brief(view: View, application_id: int, _: Catalogue) -> tuple[StoryLine, ...]:
    """What happened to an application in few lines, the first thing first."""
    teller, zone = Teller(view, _), view.office.zone
    lines = [
        StoryLine(run[-1].at.astimezone(zone), _told(teller, run, _))
        for run in _runs(list(entries_of(view, application_id)))
    ]
    return tuple(_said_once(lines))


def _said_once(lines: Sequence[StoryLine]) -> Iterator[StoryLine]:
    """Lines that say the same one after the other as one, with how often; the last moment counts."""
    for _text, group in groupby(lines, key=lambda line: line.text):
        same = list(group)
        times = f" ×{len(same)}" if len(same) > 1 else ""
        yield StoryLine(same[-1].at, same[-1].text + times)


def _runs(entries: Sequence[LedgerEntry]) -> Iterator[Sequence[LedgerEntry]]:
    """The entries cut into what is told as one."""
    at = 0
    while at < len(entries):
        length = _length(entries[at : at + max(map(len, _RUNS))])
        yield entries[at : at + length]
        at += length


def _length(ahead: Sequence[LedgerEntry]) -> int:
    """How many of the entries ahead are one run: of one person, within one shift."""
    for run in _RUNS:
        found = ahead[: len(run)]
        alone = len({each.user for each in found}) == 1 and found[-1].at - found[0].at <= _SHIFT
        if alone and tuple(each.act for each in found) == run:
            return len(run)
    return 1


def _told(teller: Teller, run: Sequence[LedgerEntry], _: Catalogue) -> str:
    told = [teller.tell(entry) for entry in run]
    if run[-1].act == Act.SHELVE and len(run) > 1:
        return teller.words(run[-1], _("Passed the quality check; on the shelf in {slot}, ready for pickup ({who})."))
    return told[-1]
