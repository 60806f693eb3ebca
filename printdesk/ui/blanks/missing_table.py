"""The tables of missing booklets, of the search for one, and of the quarantine."""

from dataclasses import dataclass

from printdesk.domain.states import BookletState, booklet_state_text
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.quarantine import QuarantineRow
from printdesk.services.search_trail import CaseView, StepView, act_words
from printdesk.ui.blanks.words import count_text
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A missing booklet with the name of its kind."""

    case: CaseView
    service: str


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """A booklet in quarantine with the name of its kind."""

    row: QuarantineRow
    service: str


def cases_model() -> RowsModel[CaseLine]:
    """The table of missing booklets, empty."""
    columns: list[Column[CaseLine]] = [
        Column(lambda: _("Serial"), lambda line: Cell(line.case.serial, line.service), 152, strong=True),
        Column(lambda: _("State"), _state, 140),
        Column(lambda: _("Had last by the books"), _last, 160, 1),
    ]
    return RowsModel(columns, key=lambda line: line.case.serial)


def quarantine_model() -> RowsModel[QuarantineLine]:
    """The table of booklets in quarantine, empty."""
    columns: list[Column[QuarantineLine]] = [
        Column(lambda: _("Serial"), lambda line: Cell(line.row.serial, line.service), 152, strong=True),
        Column(lambda: _("Reason"), _reason, 150, 1),
        Column(lambda: _("Since"), _since, 120),
    ]
    return RowsModel(columns, key=lambda line: line.row.serial)


def steps_model() -> RowsModel[tuple[int, StepView]]:
    """The table of a search, empty."""
    columns: list[Column[tuple[int, StepView]]] = [
        Column(lambda: _("When"), _when, 130),
        Column(lambda: _("Where, with what result"), _where, 180, 1),
    ]
    return RowsModel(columns, key=lambda pair: str(pair[0]))


def last_words(case: CaseView) -> str:
    """Who had it last, where and when, by the ledger."""
    when = dates.moment_medium(case.last_at, language())
    words = act_words(case.last_act, active())
    desk = _("desk {desk}").format(desk=case.last_desk) if case.last_desk else ""
    parts = [f"{words}: {case.last_user}", when, desk]
    return ", ".join(part for part in parts if part)


def _state(line: CaseLine) -> Cell:
    case = line.case
    count = len(case.steps)
    looked = plural("looked for once", "looked for {count} times", count).format(count=count_text(count))
    second = looked if count else _("nobody looked yet")
    if case.state == "reported":
        return Cell(second=case.report, pill=PillSpec(Kind.FAILED, _("written off")))
    return Cell(second=second, pill=PillSpec(Kind.SLACK if count else Kind.TODAY, _("missing")))


def _last(line: CaseLine) -> Cell:
    case = line.case
    first = f"{act_words(case.last_act, active())}: {case.last_user}"
    number = _("of {number}").format(number=case.application_number) if case.application_number else ""
    second = ", ".join(part for part in (dates.moment_short(case.last_at, language()), number) if part)
    return Cell(first, second, tooltip=last_words(case))


def _reason(line: QuarantineLine) -> Cell:
    before = booklet_state_text(BookletState(line.row.state_before))
    return Cell(line.row.reason, _("was {state}").format(state=before), tooltip=line.row.reason)


def _since(line: QuarantineLine) -> Cell:
    return Cell(dates.moment_short(line.row.since, language()), line.row.by)


def _when(pair: tuple[int, StepView]) -> Cell:
    return Cell(dates.moment_short(pair[1].at, language()), pair[1].looked_by)


def _where(pair: tuple[int, StepView]) -> Cell:
    return Cell(pair[1].place, pair[1].result, tooltip=f"{pair[1].place}\n{pair[1].result}")
