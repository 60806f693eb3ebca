"""What the counter's papers share: the head with letterhead and signed code, and the log of copies."""

from printdesk.documents.counter_paper import CounterHead
from printdesk.documents.worksheet_values import Letterhead
from printdesk.domain import codes
from printdesk.services import papers
from printdesk.services.office import names, paper_key
from printdesk.services.work import Actor, View, Work


def next_copy_of(work: Work, kind: str, number: str) -> int:
    """Note that a paper is made once more; which copy it is."""
    last = papers.last_copy(work.session, number)
    copy = last.copy + 1 if last else 1
    papers.keep(work, kind, number, copy, None)
    return copy


def counter_head(
    view: View,
    actor: Actor,
    kind: str,
    number: str,
    title: str,
    facts: tuple[tuple[str, str], ...],
    copy: int,
) -> CounterHead:
    """The head of a counter's paper as of now."""
    office, now = view.settings.office, view.now.astimezone(view.office.zone)
    known = names(view.session)
    return CounterHead(
        title=title,
        number=number,
        code=codes.sign(paper_key(view.session), kind, number, now.date(), copy),
        letterhead=Letterhead(
            office.name, office.parent_lines, " · ".join(each for each in (office.address, office.phone) if each)
        ),
        facts=facts,
        issued_at=now,
        issued_by=known.get(actor.user, actor.user),
        copy=copy,
    )
