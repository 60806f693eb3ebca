"""The office's rule of order: tried on today's queue before it is saved, and kept version by version."""

from dataclasses import dataclass, replace

from printdesk.domain.settings import OfficeSettings, OrderSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import SettingsVersion
from printdesk.services import settings_file
from printdesk.services.plan_moves import Moved
from printdesk.services.settings_trial import ClassEffect, RuleTrial, try_settings
from printdesk.services.settings_versions import SettingsChange, versions
from printdesk.services.work import Actor, Answer, Work, Workplace

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
            return try_settings(view, _changed(view.settings, change))

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
