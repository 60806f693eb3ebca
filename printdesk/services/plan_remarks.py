"""What people decided about a row, said before its sentence: hold, raise, pin, and a proof to be seen again."""

from datetime import datetime

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, moment_medium
from printdesk.services.plan_input import PlanInput


def remarks(
    given: PlanInput, application_id: int, settings: OfficeSettings, now: datetime, _: Catalogue
) -> tuple[str, ...]:
    """One sentence for each that holds now."""
    waiting = given.waiting[application_id]
    if (
        waiting.hold_until is None
        and waiting.proof_recheck_at is None
        and application_id not in given.lifted
        and application_id not in given.own
    ):
        return ()
    return (
        *_hold(given, application_id, settings, _),
        *_raise(given, application_id, settings, _),
        *_pin(given, application_id, _),
        *_proof(given, application_id, now, _),
    )


def _hold(given: PlanInput, key: int, settings: OfficeSettings, _: Catalogue) -> list[str]:
    waiting = given.waiting[key]
    if waiting.hold_until is None:
        return []
    labels = {reason.code: reason.label.text(_.lang) for reason in settings.reasons_known("hold")}
    reason = labels.get(waiting.hold_reason or "", waiting.hold_reason or "–")
    until = moment_medium(given.clock.office.local(waiting.hold_until), _.lang)
    return [_("On hold until {until}: {reason}.").format(until=until, reason=reason.rstrip("."))]


def _raise(given: PlanInput, key: int, settings: OfficeSettings, _: Catalogue) -> list[str]:
    if key not in given.lifted:
        return []
    found = given.precedence.raises[key]
    label = next(each.label.text(_.lang) for each in settings.order.classes if each.code == found.class_code)
    if found.until is None:
        return [_("Raised to “{label}”.").format(label=label)]
    until = moment_medium(given.clock.office.local(found.until), _.lang)
    text = _("Raised to “{label}” until {until} ({who}).")
    return [text.format(label=label, until=until, who=found.by)]


def _pin(given: PlanInput, key: int, _: Catalogue) -> list[str]:
    if key not in given.own:
        return []
    pin = given.precedence.pins[key]
    if pin.day is None:
        return [_("Put first by hand ({who}).").format(who=pin.by)] if pin.by else [_("Put first by hand.")]
    day = day_medium(pin.day, _.lang)
    if not pin.by:
        return [_("Put on {day} by hand.").format(day=day)]
    return [_("Put on {day} by hand ({who}).").format(day=day, who=pin.by)]


def _proof(given: PlanInput, key: int, now: datetime, _: Catalogue) -> list[str]:
    again = given.waiting[key].proof_recheck_at
    if again is None or again > now:
        return []
    day = day_medium(given.clock.office.local(again).date(), _.lang)
    return [_("The proof had to be seen again by {day} and does not count until then.").format(day=day)]
