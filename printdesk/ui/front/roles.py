"""Roles in the reader's words."""

from collections.abc import Sequence

from printdesk.i18n import _


def role_words(roles: Sequence[str]) -> str:
    """The first role of a person, in words; "" for none."""
    words = {
        "print": _("Print operator"),
        "quality": _("Quality check"),
        "counter": _("Pickup counter"),
        "blanks": _("Keeper of blanks"),
        "supervisor": _("Supervisor"),
        "administrator": _("Administrator"),
        "auditor": _("Auditor"),
    }
    return next((words[role] for role in roles if role in words), "")
