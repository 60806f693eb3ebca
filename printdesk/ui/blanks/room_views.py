"""The views of the room, in the order of their chips."""

from printdesk.ui.blanks.balance_view import BalanceView
from printdesk.ui.blanks.delivery_view import DeliveryView
from printdesk.ui.blanks.missing_view import MissingView
from printdesk.ui.blanks.shift_view import ShiftsView
from printdesk.ui.blanks.spoiled_view import SpoiledView
from printdesk.ui.blanks.view import BlanksView

VIEWS: tuple[type[BlanksView], ...] = (BalanceView, ShiftsView, DeliveryView, SpoiledView, MissingView)
"""Each is made with the room's context and acts. One more view is one more class here."""
