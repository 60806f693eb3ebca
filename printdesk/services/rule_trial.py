"""The office's rule of order: tried on today's queue before it is saved, and kept version by version."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from printdesk.domain.settings import OfficeSettings, OrderSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import SettingsVersion
from printdesk.services import settings_file
from printdesk.services.plan_moves import Moved, more_than_a_day, moves
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.settings_versions import SettingsChange, versions
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["ClassEffect", "Moved", "RuleChange", "RuleTrial", "RuleTrialService", "SettingsChange"]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What would be different; None leaves it as it is.

    Attributes:
        classes: codes of all classes in their new order, the most urgent first.
        overdue_share_percent: share of the places that belongs to the longest overdue, 0 to 100.
        share_after_class: the share gives way to classes of this rank and more urgent ones, 0 to their number.
    """

    classes: tuple[str, ...] | None = None
    overdue_share_percent: int | None = None
    share_after_class: int | None = None


@dataclass(frozen=True, slots=True)
class ClassEffect:
    """What a rule does to one class of today's queue, by the class in which each is today.

    Attributes:
        waiting: how many of it wait.
        trips_lost, trips_saved: trips that are at risk only under the new rule, or only under the present one.
        promises_lost, promises_saved: the same of promises.
    """

    class_code: str
    waiting: int
    trips_lost: int
    trips_saved: int
    promises_lost: int
    promises_saved: int


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """A rule tried on today's queue; nothing of it is saved.

    Attributes:
        version: of the settings that it was tried against; hand it back when saving.
        moved: who would be printed more than a working day earlier or later, or with another outcome: those who
            lose a trip first, then those moved furthest back.
        by_class: one for each class, in the present order.
        trips_at_risk_before, trips_at_risk_after: in the whole queue.
        overdue_wait_before, overdue_wait_after: working days until the last of those past their promise is printed;
            None when one of them has no place.
    """

    version: int
    moved: tuple[Moved, ...]
    by_class: tuple[ClassEffect, ...]
    trips_at_risk_before: int
    trips_at_risk_after: int
    overdue_wait_before: int | None
    overdue_wait_after: int | None

    @property
    def trips_lost(self) -> int:
        """Trips at risk only under the new rule."""
        return sum(each.trips_lost for each in self.by_class)

    @property
    def trips_saved(self) -> int:
        """Trips at risk only under the present rule."""
        return sum(each.trips_saved for each in self.by_class)


class RuleTrialService:
    """Tries and saves rules of order."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def trial(self, change: RuleChange) -> RuleTrial:
        """What the changed rule would do to today's queue; nothing is written.

        Raises:
            RuleViolationError: the change does not fit the office's classes.
        """
        with self._workplace.reading() as view:
            changed = _changed(view.settings, change)
            before = make_plan(view)
            after = make_plan(_under(view, changed))
            return _trial(view, before, after)

    def save(self, actor: Actor, change: RuleChange, operation_id: str, *, version: int | None = None) -> int:
        """Put the changed rule in force, as a version of the settings with its author.

        Args:
            version: of the settings that the change was tried against; another saved since is refused.

        Returns:
            the number of the new version.

        Raises:
            RuleViolationError: the change does not fit, changes nothing, or somebody saved other settings since.
        """

        def do(work: Work) -> Answer:
            if version is not None and version != work.office.version:
                raise RuleViolationError(
                    _("Somebody saved other settings since you tried this rule."), _("Try it again, then save.")
                )
            settings = _changed(work.settings, change)
            if settings == work.settings:
                raise RuleViolationError(_("This rule is in force already."), _("Nothing was changed."))
            row = SettingsVersion(at=work.now, author=actor.user, body=settings_file.to_json(settings))
            work.session.add(row)
            work.session.flush()
            order = settings.order
            work.record(
                "change_settings", "settings", row.id, classes=[each.code for each in order.classes],
                share=order.overdue_share_percent, share_after=order.share_after_class,
            )  # fmt: skip
            return {"version": row.id}

        return int(self._workplace.perform("change_rule", actor, operation_id, do)["version"])

    def versions(self, lang: str) -> tuple[SettingsChange, ...]:
        """All versions of the settings, the newest first, with what each changed for a reader of `lang`."""
        with self._workplace.reading() as view:
            return versions(view, lang)


def _changed(settings: OfficeSettings, change: RuleChange) -> OfficeSettings:
    order = settings.order
    by_code = {each.code: each for each in order.classes}
    codes = change.classes if change.classes is not None else tuple(by_code)
    if sorted(codes) != sorted(by_code):
        raise RuleViolationError(
            _("The order of the classes must name each of them once."),
            _("Known: {known}.").format(known=", ".join(by_code)),
        )
    if any(by_code[code].rule == "rest" for code in codes[:-1]):
        raise RuleViolationError(
            _("The class that takes all the rest comes last."), _("Classes behind it would never be used.")
        )
    share = order.overdue_share_percent if change.overdue_share_percent is None else change.overdue_share_percent
    after = order.share_after_class if change.share_after_class is None else change.share_after_class
    _refuse_out_of_range(share, after, len(codes))
    classes = tuple(by_code[code] for code in codes)
    new: OrderSettings = replace(order, classes=classes, overdue_share_percent=share, share_after_class=after)
    return replace(settings, order=new)


def _refuse_out_of_range(share: int, after: int, classes: int) -> None:
    if not 0 <= share <= 100:
        raise RuleViolationError(
            _("{share} % is no share of the places.").format(share=share), _("Give 0 to 100 percent.")
        )
    if not 0 <= after <= classes:
        raise RuleViolationError(
            _("There is no class {rank} for the share to give way to.").format(rank=after),
            _("Give 0 to {count}.").format(count=classes),
        )


def _under(view: View, settings: OfficeSettings) -> View:
    """The same moment of the same office under other settings; the calendars are the same."""
    return replace(view, office=replace(view.office, settings=settings))


def _trial(view: View, before: PlanView, after: PlanView) -> RuleTrial:
    office = view.office.office_hours
    found = moves(before.rows, after.rows, office)
    now_in = {row.application_id: row.class_code for row in before.rows}
    far = tuple(each for each in found if _counts(each) or more_than_a_day(each.before, each.after, office))
    return RuleTrial(
        view.office.version,
        far,
        _by_class(view, before, found, now_in),
        before.trips_at_risk,
        after.trips_at_risk,
        _overdue_wait(before),
        _overdue_wait(after),
    )


def _counts(each: Moved) -> bool:
    return each.loses_trip or each.gains_trip or each.loses_promise or each.gains_promise


def _by_class(
    view: View, before: PlanView, found: tuple[Moved, ...], now_in: Mapping[int, str]
) -> tuple[ClassEffect, ...]:
    waiting = Counter(row.class_code for row in before.rows)
    counts: dict[str, Counter[str]] = {each.code: Counter() for each in view.settings.order.classes}
    for each in found:
        for what in ("loses_trip", "gains_trip", "loses_promise", "gains_promise"):
            counts[now_in[each.application_id]][what] += getattr(each, what)
    return tuple(
        ClassEffect(
            code, waiting[code], n["loses_trip"], n["gains_trip"], n["loses_promise"], n["gains_promise"]
        )
        for code, n in counts.items()
    )  # fmt: skip


def _overdue_wait(plan: PlanView) -> int | None:
    """Working days until the last of those past their promise is printed; 0 when there are none."""
    planned = [row.planned for row in plan.rows if row.overdue_days > 0]
    office, last = plan.given.clock.office, plan.now
    for moment in planned:
        if moment is None:
            return None
        last = max(last, moment)
    return office.open_days_between(plan.now.date(), office.local(last).date())
