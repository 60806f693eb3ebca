"""The form for the state of a service type or station, which other rooms use as well."""

from printdesk.ui.state_dialog import StateDialog

__all__ = ["StateDialog"]
