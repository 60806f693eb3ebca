"""How a service type, a stage or a station is said to work."""

from printdesk.i18n import _
from printdesk.services.office import Switch
from printdesk.ui.kit import PillSpec
from printdesk.ui.theme import Kind

STATE_KINDS = {"up": Kind.READY, "flaky": Kind.FLAKY, "down": Kind.STOPPED}


def stage_names() -> dict[str, str]:
    """The stages of a service type by their codes."""
    return {"print": _("Printing"), "check": _("Quality check"), "pickup": _("Pickup")}


def state_words() -> dict[str, str]:
    """The three states of a service type or station."""
    return {"up": _("Works"), "flaky": _("Flaky"), "down": _("Stopped")}


def state_pill(switch: Switch) -> PillSpec:
    """The state of a service type or station at a glance."""
    words = state_words()[switch.state]
    if switch.state == "flaky":
        words = _("Flaky {percent} %").format(percent=switch.success_percent)
    return PillSpec(STATE_KINDS[switch.state], words)
