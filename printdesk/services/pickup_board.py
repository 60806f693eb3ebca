"""The public pickup board: numbers of slips that are ready and that a desk calls. No names, no other numbers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from printdesk.domain import codes
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, catalogue, dates
from printdesk.models.contacts import BoardCall
from printdesk.models.outages import Outage
from printdesk.models.tables import Application, Paper
from printdesk.services.cards import existing
from printdesk.services.contact_words import CALL_NUMBER, END_CALL
from printdesk.services.slips import counter_lines
from printdesk.services.work import Actor, Answer, View, Work, Workplace

LANGUAGES = ("id", "en")
_SHORT, _WHOLE = 4, 6


@dataclass(frozen=True, slots=True)
class BoardNumber:
    """A number that a desk calls, in the office's zone."""

    number: str
    desk: str
    called_at: datetime


@dataclass(frozen=True, slots=True)
class BoardTexts:
    """What the board says in one language: the counter's hours, whether it is open, the office's line."""

    hours: str
    state: str
    notice: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """What the public may see.

    Attributes:
        office: its name.
        now: in the office's zone.
        called: the newest call first. ready: numbers that lie ready and are not called, in their order.
        open: whether the counter is open.
        texts: by language.
    """

    office: str
    now: datetime
    called: tuple[BoardNumber, ...]
    ready: tuple[str, ...]
    open: bool
    texts: dict[str, BoardTexts]


class PickupBoardService:
    """What stands on the board, and the calls of the desks."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def board(self) -> BoardView:
        """What the board shows now."""
        with self._workplace.reading() as view:
            slips = _slips(view)
            shown = _shown(slips)
            calls = [call for call in _calls(view) if call.application_id in shown]
            called = tuple(
                BoardNumber(shown[call.application_id], call.desk, call.called_at.astimezone(view.office.zone))
                for call in calls
            )
            busy = {call.application_id for call in calls}
            now = view.office.counter_hours.local(view.now)
            return BoardView(
                view.settings.office.name, now, called,
                tuple(number for key, number in shown.items() if key not in busy), _is_open(view),
                {lang: _texts(view, catalogue(lang)) for lang in LANGUAGES},
            )  # fmt: skip

    def number_of(self, application_id: int) -> str:
        """The number under which somebody stands on the board, "" where there is none."""
        with self._workplace.reading() as view:
            return _shown(_slips(view)).get(application_id, "")

    def call(self, actor: Actor, application_id: int, operation_id: str) -> str:
        """Call somebody to this desk; whom the desk called before is not called any more.

        Returns:
            the number that the board shows.

        Raises:
            RuleViolationError: the booklet does not lie ready, or no slip was made for it.
        """

        def do(work: Work) -> Answer:
            row = existing(work.session, application_id)
            _refuse_call(work, row)
            _end(work, (BoardCall.desk == actor.desk) | (BoardCall.application_id == row.id))
            work.session.add(
                BoardCall(application_id=row.id, desk=actor.desk, called_at=work.now, called_by=actor.user)
            )
            work.record(CALL_NUMBER, "application", row.id)
            return {}

        self._workplace.perform("call_number", actor, operation_id, do)
        return self.number_of(application_id)

    def end_call(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """Take a call off the board."""

        def do(work: Work) -> Answer:
            _end(work, BoardCall.application_id == application_id)
            work.record(END_CALL, "application", application_id)
            return {}

        self._workplace.perform("end_call", actor, operation_id, do)


def _slips(view: View) -> dict[int, str]:
    """The six digits of the newest slip of each booklet that lies ready, in their order."""
    rows = view.session.execute(
        select(Application.id, func.max(Paper.number))
        .join(Paper, Paper.application_id == Application.id)
        .where(Paper.kind == codes.PICKUP_SLIP, Application.state == ApplicationState.SHELVED)
        .group_by(Application.id)
    )
    return dict(sorted(((key, number[-_WHOLE:]) for key, number in rows), key=lambda pair: pair[1]))


def _shown(slips: dict[int, str]) -> dict[int, str]:
    """The last four digits; of two that would look alike all six."""
    short = Counter(number[-_SHORT:] for number in slips.values())
    return {key: number if short[number[-_SHORT:]] > 1 else number[-_SHORT:] for key, number in slips.items()}


def _calls(view: View) -> list[BoardCall]:
    since = view.now - timedelta(minutes=view.settings.contacts.call_minutes)
    return list(
        view.session.scalars(
            select(BoardCall)
            .where(BoardCall.ended_at.is_(None), BoardCall.called_at > since)
            .order_by(BoardCall.called_at.desc(), BoardCall.id.desc())
        )
    )


def _end(work: Work, which: ColumnElement[bool]) -> None:
    for call in work.session.scalars(select(BoardCall).where(BoardCall.ended_at.is_(None), which)):
        call.ended_at = work.now
    work.session.flush()


def _refuse_call(work: Work, row: Application) -> None:
    if row.state != ApplicationState.SHELVED:
        raise RuleViolationError(
            _("The booklet of {name} does not lie ready.").format(name=row.name), _("Call those who are ready.")
        )
    made = work.session.scalar(
        select(Paper.id).where(Paper.kind == codes.PICKUP_SLIP, Paper.application_id == row.id).limit(1)
    )
    if made is None:
        raise RuleViolationError(
            _("{name} has no pickup slip, so the board has no number to call.").format(name=row.name),
            _("Print the slip first."),
        )


def _is_open(view: View) -> bool:
    return any(start <= view.now < end for start, end in view.office.counter_hours.hours(_today(view)))


def _today(view: View) -> date:
    return view.office.counter_hours.local(view.now).date()


def _texts(view: View, _: Catalogue) -> BoardTexts:
    counter, lang = view.office.counter_hours, _.lang
    hours = " · ".join(counter_lines(view, lang, _today(view)))
    if _is_open(view):
        end = next(end for start, end in counter.hours(_today(view)) if start <= view.now < end)
        state = _("Open until {time}").format(time=dates.clock_time(end, lang))
    else:
        state = _("Closed. Opens {moment}").format(moment=dates.moment_medium(counter.next_open(view.now), lang))
    return BoardTexts(hours, state, _notice(view, _))


def _notice(view: View, _: Catalogue) -> str:
    """The office's own line, and which services an outage has stopped now."""
    contacts, lang = view.settings.contacts, _.lang
    own = contacts.board_notice_en if lang == "en" else contacts.board_notice_id
    stopped = {
        code
        for outage in view.session.scalars(
            select(Outage).where(Outage.undone_at.is_(None), Outage.ended_at.is_(None))
        )
        for code in outage.services
    }
    labels = view.settings.service_labels(lang)
    named = ", ".join(labels[service.code] for service in view.settings.services if service.code in stopped)
    trouble = _("Disrupted at present: {services}.").format(services=named) if named else ""
    return " ".join(part for part in (own.strip(), trouble) if part)
