"""Letters about uncollected passports: that one was cancelled, or the last call before it; drafts for a signature."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from printdesk.documents.cancel_letter import CancelLetter, cancel_letters
from printdesk.documents.destruction_minutes_values import Signer
from printdesk.documents.document import Document
from printdesk.documents.worksheet_values import Letterhead
from printdesk.domain import codes
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import Application, Booklet
from printdesk.models.uncollected import CancelRow
from printdesk.services import papers
from printdesk.services.collection_facts import collections
from printdesk.services.moves import application_for_update
from printdesk.services.office import names, paper_key
from printdesk.services.slips import counter_lines
from printdesk.services.work import Actor, View, Work

LARGEST_LETTERS = 500
_KINDS = {ApplicationState.LAPSED: codes.CANCEL_LETTER, ApplicationState.SHELVED: codes.LAST_CALL_LETTER}


def number_letters(work: Work, application_ids: Sequence[int]) -> list[list[Any]]:
    """Number one letter for each application and keep the copy: application, kind, number, copy.

    Raises:
        RuleViolationError: nobody is named, or one is neither cancelled nor lies ready.
    """
    wanted = list(dict.fromkeys(application_ids))
    if not 0 < len(wanted) <= LARGEST_LETTERS:
        raise RuleViolationError(
            _("Letters are made for 1 to {limit} people at once.").format(limit=LARGEST_LETTERS),
            _("Choose them anew."),
        )
    made: list[list[Any]] = []
    for key in wanted:
        row = application_for_update(work.session, key)
        kind = _KINDS.get(ApplicationState(row.state))
        if kind is None:
            raise RuleViolationError(
                _("{number} is neither cancelled nor ready, so there is no letter for it.").format(number=row.number),
                _("Choose from the lists of the counter."),
            )
        made.append([key, kind, *papers.next_copy(work, kind, key)])
    return made


def draw_letters(
    view: View, made: Sequence[Sequence[Any]], reader: Catalogue, actor: Actor, *, demo: bool
) -> Document:
    """The letters that were numbered, each on a page of its own."""
    letters = [
        _letter(view, int(key), str(kind), (str(number), int(copy)), reader) for key, kind, number, copy in made
    ]
    known = names(view.session)
    watermark = reader("DRAFT · DEMO") if demo else reader("DRAFT")
    return cancel_letters(letters, watermark, known.get(actor.user, actor.user))


def _letter(view: View, application_id: int, kind: str, paper: tuple[str, int], reader: Catalogue) -> CancelLetter:
    row = view.session.get_one(Application, application_id)
    office, zone = view.settings.office, view.office.zone
    now = view.now.astimezone(zone)
    cancelled = kind == codes.CANCEL_LETTER
    serial, issued, announced, last = _facts(view, row, cancelled=cancelled)
    return CancelLetter(
        number=paper[0],
        copy=paper[1],
        letterhead=Letterhead(
            office.name, office.parent_lines, " · ".join(part for part in (office.address, office.phone) if part)
        ),
        cancelled_at=row.state_since.astimezone(zone) if cancelled else None,
        name=row.name,
        application_number=row.number,
        serial=serial,
        service=view.settings.service(row.service).label.text(reader.lang),
        issued=issued.astimezone(zone),
        announced=announced.astimezone(zone) if announced else None,
        last_day=last,
        legal_basis=view.settings.pickup.legal_basis.text(reader.lang),
        months=view.settings.pickup.collect_within_months,
        hours=tuple(counter_lines(view, reader.lang, now.date())),
        chief=Signer(office.head_name, office.head_nip),
        code=codes.sign(paper_key(view.session), kind, paper[0], now.date(), paper[1]),
        written=now,
        language=reader.lang,
    )


def _facts(view: View, row: Application, *, cancelled: bool) -> tuple[str, datetime, datetime | None, Any]:
    """Serial, issue, announcement and last day: as judged where it was cancelled, else as they stand now."""
    if not cancelled:
        known = collections(view, [row])[row.id]
        serial = view.session.scalar(select(Booklet.serial).where(Booklet.id == row.booklet_id)) or ""
        return serial, known.issued, known.announced, known.last_day
    line, serial = view.session.execute(
        select(CancelRow, Booklet.serial)
        .join(Booklet, Booklet.id == CancelRow.booklet_id)
        .where(CancelRow.application_id == row.id, CancelRow.outcome == "lapsed")
    ).one()
    return serial, line.issued_at, line.announced_at, line.last_day
