"""Questions about the plan: why this one before that one, and what the share of the longest overdue costs."""

from dataclasses import dataclass

from printdesk.domain.compare import Comparison, PlanFacts, why_before
from printdesk.domain.order_types import OrderRule
from printdesk.domain.share import SharePrice, price_sentence, share_price
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.services.plans import PlanRow, PlanView, application_of, make_plan
from printdesk.services.work import View, Workplace


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two places of one plan, the earlier one first, and why they stand so."""

    comparison: Comparison
    first: PlanRow
    second: PlanRow


class PlanQuestions:
    """Answers from the plan as of now; nothing is written."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def why_before(self, code: str, other: str, reader: Catalogue) -> Comparison:
        """Why one of two waiting applications is planned before the other, checked by exchanging their places.

        Args:
            code: application number or bound serial of one, `other` of the other, in either order.

        Raises:
            RuleViolationError: there is no such application, both are the same, or one does not wait for printing.
        """
        return self.side_by_side(code, other, reader).comparison

    def side_by_side(self, code: str, other: str, reader: Catalogue) -> SideBySide:
        """The same with the two rows of the plan that the answer speaks of.

        Raises:
            RuleViolationError: as in `why_before`.
        """
        with self._workplace.reading() as view:
            plan = make_plan(view)
            ids = [_waiting(view, plan, each) for each in (code, other)]
            if ids[0] == ids[1]:
                raise RuleViolationError(_("These are the same application."), _("Name two different ones."))
            found = why_before(ids[0], ids[1], _facts(plan), reader, view.office.zone)
            return SideBySide(found, plan.row(found.first), plan.row(found.second))

    def share_prices(self, reader: Catalogue) -> tuple[tuple[SharePrice, str], ...]:
        """What the longest overdue's share would cost at several sizes, each with its sentence."""
        with self._workplace.reading() as view:
            plan = make_plan(view)
        classes = {rank: each.label.text(reader.lang) for rank, each in enumerate(plan.settings.order.classes, 1)}
        given = plan.given
        office = given.clock.office
        prices = share_price(given.jobs, given.buckets, _rule(plan), plan.now, office, blanks=given.blanks)
        return tuple((price, price_sentence(price, classes, reader)) for price in prices)


def _waiting(view: View, plan: PlanView, code: str) -> int:
    row = application_of(view.session, code)
    if row.id not in plan.facts:
        raise RuleViolationError(
            _("{number} does not wait for printing, so it has no place in the plan.").format(number=row.number),
            _("Compare two applications that wait."),
        )
    return row.id


def _rule(plan: PlanView) -> OrderRule:
    order = plan.settings.order
    return OrderRule(order.overdue_share_percent / 100, order.share_after_class)


def _facts(plan: PlanView) -> PlanFacts:
    names = {row.application_id: row.name for row in plan.rows}
    jobs = {job.id: job for job in plan.given.jobs}
    return PlanFacts(plan.plan, jobs, plan.capacity, _rule(plan), plan.now, names, plan.given.blanks)
