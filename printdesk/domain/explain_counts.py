"""The parts of a row's sentence that count: what fills the places before it, and whom it overtakes (`explain`)."""

from datetime import datetime
from functools import cache

from printdesk.domain.explain_facts import JobFacts
from printdesk.domain.moments import Moments
from printdesk.domain.order_types import Because, Risk, Slot
from printdesk.i18n import Catalogue, dates

_CERTIFIED = frozenset({Because.FULL, Because.BEYOND})
_HUNDRED = 100
"""No language tells plurals apart by more than the last two digits, so counts like each other have one text."""


class _Numbers(dict[int, str]):
    """Numbers as the language writes them."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, key: int) -> str:
        said = self[key] = dates.number(key, self._lang)
        return said


# What it says is the same in every plan.
_numbers = cache(_Numbers)


class Counts:
    """Such parts for all rows of one plan and one reader, each with a space in front; made when first needed."""

    def __init__(self, says: Moments, _: Catalogue) -> None:
        self._says = says
        self._texts = _
        self._numbers = _numbers(_.lang)
        self._full: dict[tuple[datetime, int, int], str] = {}
        self._saving: dict[int, tuple[str, str]] = {}
        self._ahead: dict[tuple[int, bool], tuple[str, str, str, bool]] = {}

    def certificate(self, slot: Slot, facts: JobFacts, risk: Risk) -> str:
        """Why a print-by date that lies ahead cannot be kept, and what would save it."""
        if slot.planned is None and slot.because not in _CERTIFIED:
            return ""
        if not risk.places:
            return _joined(self._nothing_before(risk, facts))
        key = (risk.last, risk.places, risk.shared)
        said = self._full.get(key) or self.full(risk)
        return said + self.saved_by(risk.needed) if risk.needed else said

    def full(self, risk: Risk) -> str:
        """That all places until its print-by date are taken."""
        said = self._full[risk.last, risk.places, risk.shared] = _joined(self._filled(risk))
        return said

    def _nothing_before(self, risk: Risk, facts: JobFacts) -> list[str]:
        """That its service has no place at all until its print-by date, until when, and how many would be needed."""
        _ = self._texts
        if facts.service_state == "no_blanks":
            text, back = _("No blank for {service} comes before then."), None
        elif facts.service_back is not None and facts.service_state != "up":
            text, back = (
                _("{service} cannot be printed at present; it is expected again {when}."), facts.service_back,
            )  # fmt: skip
        else:
            text, back = _("{service} has no place to print before then."), None
        parts = [text.format(service=facts.service, when=self._says.near(back) if back else "")]
        if risk.needed:
            text = _.plural(
                "{n} place before its print-by date would save it.",
                "{n} places before its print-by date would save it.",
                risk.needed,
            )
            parts.append(text.format(n=dates.number(risk.needed, _.lang)))
        return parts

    def _filled(self, risk: Risk) -> list[str]:
        _ = self._texts
        text = _.plural(
            "Until {until} there is only {n} place, taken by an application at least as urgent.",
            "Until {until} there are only {n} places, all taken by applications at least as urgent.",
            risk.places,
        )
        parts = [text.format(until=self._says.moment(risk.last), n=dates.number(risk.places, _.lang))]
        if risk.shared:
            text = _.plural(
                "{n} of them is kept for the longest overdue.",
                "{n} of them are kept for the longest overdue.",
                risk.shared,
            )
            parts.append(text.format(n=dates.number(risk.shared, _.lang)))
        return parts

    def saved_by(self, needed: int) -> str:
        """How many more places would save it."""
        form = needed if needed < _HUNDRED else _HUNDRED + needed % _HUNDRED
        before, behind = self._saving.get(form) or self._saving_text(form, needed)
        return f"{before}{self._numbers[needed]}{behind}"

    def _saving_text(self, form: int, needed: int) -> tuple[str, str]:
        """What stands before and behind the number."""
        text = self._texts.plural(
            "{n} more place before then would save it.", "{n} more places before then would save it.", needed
        )
        before, _number, behind = text.partition("{n}")
        found = self._saving[form] = (f" {before}", behind)
        return found

    def overtaken(self, overtakes: int, lost: int) -> str:
        """Whom it goes ahead of, and how many trips at risk are among them."""
        form = (overtakes if overtakes < _HUNDRED else _HUNDRED + overtakes % _HUNDRED, lost > 0)
        before, between, behind, says_lost = self._ahead.get(form) or self._overtaken_text(form, overtakes)
        number = self._numbers[lost] if says_lost else ""
        return f"{before}{self._numbers[overtakes]}{between}{number}{behind}"

    def _overtaken_text(self, form: tuple[int, bool], overtakes: int) -> tuple[str, str, str, bool]:
        """What stands before, between and behind the two numbers, and whether the second is said.

        Every language says {n} first.
        """
        _ = self._texts
        if form[1]:
            text = _.plural(
                "Goes ahead of {n} who came earlier and whose trip is at risk.",
                "Goes ahead of {n} who came earlier; the trips of {lost} of them are at risk.",
                overtakes,
            )
        else:
            text = _.plural(
                "Goes ahead of {n} who came earlier, who loses no trip.",
                "Goes ahead of {n} who came earlier; none of them loses a trip.",
                overtakes,
            )
        before, _number, rest = text.partition("{n}")
        between, lost, behind = rest.partition("{lost}")
        found = self._ahead[form] = (f" {before}", between, behind, lost != "")
        return found


def _joined(parts: list[str]) -> str:
    """The sentences, each behind a space."""
    return "".join(f" {part}" for part in parts)
