"""Pickup: one box, one answer, the right booklet into the right hands."""

from printdesk.ui.pickup.page import PickupPage

__all__ = ["PickupPage"]
