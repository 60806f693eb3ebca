"""Public notices: made from live figures, numbered; each replaces the one before, and is stale once they move."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.notice import notice_picture, notice_poster
from printdesk.documents.notice_values import NoticeFigures, NoticeValues, Standing
from printdesk.documents.notice_words import both_texts, short_text
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, catalogue
from printdesk.models.notices import PublicNotice
from printdesk.models.tables import Meta
from printdesk.services import papers
from printdesk.services.notice_figures import digest, figures_now, from_json, moved, to_json
from printdesk.services.office import PAPER_KEY, names, paper_key
from printdesk.services.plans import PlanView
from printdesk.services.slips import counter_lines
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice that was issued; times in the office's zone.

    Attributes:
        standing: "in_force", "superseded" or "withdrawn". replaced_by: number of the next one, or "".
        changes: of the one in force: what it says that is not true any more, a sentence each.
    """

    number: str
    made_at: datetime
    made_by: str
    standing: str
    replaced_by: str
    withdrawn_at: datetime | None
    changes: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether figures moved since it was made."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A notice to be shown, saved and sent.

    Attributes:
        number: "" for a draft. poster: the A4 page. text: Indonesian, then English.
        indonesian, english: the same by itself.
    """

    number: str
    as_of: datetime
    values: NoticeValues
    poster: Document
    text: str
    indonesian: str
    english: str

    def picture(self) -> bytes:
        """The picture for social media as PNG; takes a moment."""
        return notice_picture(self.values)


def notice_in_force(view: View, reader: Catalogue, plan: PlanView | None = None) -> NoticeView | None:
    """The notice that counts, within a reading; None when none is public."""
    row = _in_force(view)
    if row is None:
        return None
    return _view(view, row, names(view.session), _changes(view, row, reader, plan))


class NoticeService:
    """Makes notices and keeps what was public when."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def notices(self, reader: Catalogue) -> tuple[NoticeView, ...]:
        """All notices, the newest first; the one in force tells what has moved since."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(select(PublicNotice).order_by(PublicNotice.id.desc())).all()
            known = names(view.session)
            return tuple(_view(view, row, known, _changes(view, row, reader)) for row in rows)

    def in_force(self, reader: Catalogue, plan: PlanView | None = None) -> NoticeView | None:
        """The notice that counts; None when none is public.

        Args:
            plan: where it is made already.
        """
        with self._workplace.reading() as view:
            return notice_in_force(view, reader, plan)

    def draft(self) -> NoticePaper:
        """What a notice made now would look like; it has no number and is marked as a draft."""
        with self._workplace.reading() as view:
            before = _in_force(view)
            values = _values(
                self._workplace,
                view,
                "",
                view.now,
                figures_now(view),
                Standing.DRAFT,
                before.number if before else "",
            )
        return _paper(values)

    def issue(self, actor: Actor, operation_id: str) -> str:
        """Make a notice public; it replaces the one in force.

        Returns:
            its number; that of the one in force where it says the same already.
        """

        def do(work: Work) -> Answer:
            _lock(work)
            figures = figures_now(View(work.session, work.now, work.office))
            before = _in_force(work)
            if before is not None and before.digest == digest(figures):
                return {"number": before.number}
            number = papers.next_number(work, codes.NOTICE)
            work.session.add(
                PublicNotice(
                    number=number, made_at=work.now, made_by=actor.user, desk=actor.desk, figures=to_json(figures),
                    digest=digest(figures),
                )
            )  # fmt: skip
            if before is not None:
                before.replaced_by = number
            papers.keep(work, codes.NOTICE, number, 1, None)
            replaced = {"replaces": before.number} if before is not None else {}
            work.record("issue_notice", "notice", number, sha256=digest(figures), **replaced)
            return {"number": number}

        return str(self._workplace.perform("issue_notice", actor, operation_id, do)["number"])

    def withdraw(self, actor: Actor, number: str, operation_id: str) -> None:
        """Take the notice in force down without another in its place.

        Raises:
            RuleViolationError: it is not in force.
        """

        def do(work: Work) -> Answer:
            row = _row(work, number)
            if row.replaced_by or row.withdrawn_at:
                raise RuleViolationError(
                    _("Notice {number} is not in force any more.").format(number=number), _("Nothing was changed.")
                )
            row.withdrawn_at, row.withdrawn_by = work.now, actor.user
            work.record("withdraw_notice", "notice", row.number)
            return {}

        self._workplace.perform("withdraw_notice", actor, operation_id, do)

    def paper(self, number: str) -> NoticePaper:
        """An issued notice as it was; one that does not count any more says so.

        Raises:
            RuleViolationError: there is no such notice.
        """
        with self._workplace.reading() as view:
            row = _row(view, number)
            before = view.session.scalar(select(PublicNotice.number).where(PublicNotice.replaced_by == row.number))
            figures = from_json(row.figures, view.office.zone)
            values = _values(
                self._workplace, view, row.number, row.made_at, figures, _standing(row), before or "",
                row.replaced_by or "",
            )  # fmt: skip
        return _paper(values)


def _in_force(view: View | Work) -> PublicNotice | None:
    return view.session.scalar(
        select(PublicNotice)
        .where(PublicNotice.replaced_by.is_(None), PublicNotice.withdrawn_at.is_(None))
        .order_by(PublicNotice.id.desc())
        .limit(1)
    )


def _lock(work: Work) -> None:
    """From here to the end of the act no other desk replaces the same notice."""
    work.session.scalars(select(Meta).where(Meta.key == PAPER_KEY).with_for_update()).one()


def _row(view: View | Work, number: str) -> PublicNotice:
    row = view.session.scalar(select(PublicNotice).where(PublicNotice.number == number.strip().upper()))
    if row is None:
        raise RuleViolationError(
            _("There is no notice {number}.").format(number=number), _("Look at the list of notices.")
        )
    return row


def _standing(row: PublicNotice) -> Standing:
    if row.replaced_by:
        return Standing.SUPERSEDED
    return Standing.WITHDRAWN if row.withdrawn_at else Standing.IN_FORCE


def _changes(view: View, row: PublicNotice, reader: Catalogue, plan: PlanView | None = None) -> tuple[str, ...]:
    """What the notice in force says that is not true any more."""
    if _standing(row) is not Standing.IN_FORCE:
        return ()
    now = figures_now(view, plan)
    if digest(now) == row.digest:
        return ()
    said = moved(from_json(row.figures, view.office.zone), now, reader)
    return said or (reader("What a notice says has changed since."),)


def _view(view: View, row: PublicNotice, known: dict[str, str], changes: tuple[str, ...]) -> NoticeView:
    zone = view.office.zone
    return NoticeView(
        row.number, row.made_at.astimezone(zone), known.get(row.made_by, row.made_by), _standing(row),
        row.replaced_by or "", row.withdrawn_at.astimezone(zone) if row.withdrawn_at else None, changes,
    )  # fmt: skip


def _values(
    workplace: Workplace, view: View, number: str, at: datetime, figures: NoticeFigures, standing: Standing,
    replaces: str, replaced_by: str = "",
) -> NoticeValues:  # fmt: skip
    office, as_of = view.settings.office, at.astimezone(view.office.zone)
    code = codes.sign(paper_key(view.session), codes.NOTICE, number, as_of.date()) if number else ""
    hours = ["; ".join(counter_lines(view, lang, as_of.date())) for lang in ("id", "en")]
    return NoticeValues(
        number=number, as_of=as_of, office=office.name, parents=tuple(office.parent_lines), address=office.address,
        phone=office.phone, hours=(hours[0], hours[1]), figures=figures, standing=standing, code=code,
        replaces=replaces, replaced_by=replaced_by,
        watermark=catalogue("id")("SAMPLE · DEMO") if workplace.clock.is_demo else "",
    )  # fmt: skip


def _paper(values: NoticeValues) -> NoticePaper:
    indonesian, english = catalogue("id"), catalogue("en")
    return NoticePaper(
        values.number, values.as_of, values, notice_poster(values), both_texts(values, indonesian, english),
        short_text(values, indonesian), short_text(values, english),
    )  # fmt: skip
