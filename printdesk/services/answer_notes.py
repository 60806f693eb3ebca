"""The answer to "will I make it?" on a small note, and the way back from its code."""

from dataclasses import replace

from sqlalchemy import select

from printdesk.documents.answer_note import AnswerNote, NoteSize, answer_note
from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.domain.answer import Verdict
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import Application
from printdesk.services import papers
from printdesk.services.office import paper_key
from printdesk.services.plans import AnswerView, answer_in
from printdesk.services.slips import counter_lines
from printdesk.services.work import View, Workplace

_LETTERS = (codes.CANCEL_LETTER, codes.LAST_CALL_LETTER)
"""Kinds of letters that are about one application."""


class AnswerNoteService:
    """Prints answers; a note is no numbered paper, since it only repeats what anybody may ask again."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def note(self, application_id: int, size: str, reader: Catalogue, desk: str) -> Document:
        """The answer for an application, for a reader.

        Args:
            size: "a6" or "roll80". desk: where it is printed.

        Raises:
            RuleViolationError: there is no such application or size.
        """
        with self._workplace.reading() as view:
            row = view.session.get(Application, application_id)
            if row is None:
                raise RuleViolationError(_("This application does not exist any more."), _("Read the list anew."))
            note = _note(view, row, answer_in(view, row, reader), reader, desk)
        if self._workplace.clock.is_demo:
            note = replace(note, watermark=reader("SAMPLE · DEMO"))
        return answer_note(note, size)


def captions(_: Catalogue) -> dict[str, str]:
    """The answer in a few words."""
    return {
        Verdict.YES: _("In time for the trip"),
        Verdict.TIGHT: _("Only just in time"),
        Verdict.NO: _("Not in time as things stand"),
        Verdict.NO_TRIP: _("When it is ready"),
        Verdict.READY: _("Ready for pickup"),
        Verdict.COLLECTED: _("Already handed over"),
        Verdict.HELD: _("On hold"),
    }


def _note(view: View, row: Application, said: AnswerView, reader: Catalogue, desk: str) -> AnswerNote:
    office, now = view.settings.office, view.now.astimezone(view.office.zone)
    return AnswerNote(
        office=office.name,
        address=" · ".join(part for part in (office.address, office.phone) if part),
        number=row.number,
        name=row.name,
        service=view.settings.service(row.service).label.text(reader.lang),
        caption=captions(reader)[said.verdict],
        sentence=said.written,
        as_of=now,
        bring=_bring(view, said, reader),
        hours=tuple(counter_lines(view, reader.lang, now.date())),
        code=codes.sign(paper_key(view.session), codes.APPLICATION, row.number, now.date()),
        desk=desk,
        language=reader.lang,
    )


def _bring(view: View, said: AnswerView, reader: Catalogue) -> tuple[str, ...]:
    """What the applicant shows, where there is something to collect."""
    if said.verdict != Verdict.READY:
        return ()
    own = next((kind for kind in view.settings.pickup.collectors if not kind.other_person), None)
    return tuple(each.label.text(reader.lang) for each in own.documents) if own else ()


def number_on_code(view: View, text: str) -> str | None:
    """The application number behind a note's or a letter's code; None when the text is no such code.

    Raises:
        RuleViolationError: the code is forged.
    """
    code = codes.read(paper_key(view.session), text.strip())
    if code is None or code.kind not in (codes.APPLICATION, *_LETTERS):
        return None
    if not code.genuine:
        raise RuleViolationError(
            _("STOP: this code was not made by this office."), _("Keep the paper and call the supervisor.")
        )
    if code.kind == codes.APPLICATION:
        return code.number
    paper = papers.last_copy(view.session, code.number)
    if paper is None:
        return None
    return view.session.scalar(select(Application.number).where(Application.id == paper.application_id))


SIZES = tuple(str(size) for size in NoteSize)
"""The papers a note is printed on."""
