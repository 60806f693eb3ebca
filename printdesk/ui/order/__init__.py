"""What several rooms do past the order of the plan: raises, places by hand, holds, and comparing two places."""

from printdesk.ui.order.acts import OrderActs, Subject
from printdesk.ui.order.requests_view import RequestsView
from printdesk.ui.order.row_acts import RowActs
from printdesk.ui.order.standing import StandingLine
from printdesk.ui.order.watch import RequestWatch

__all__ = ["OrderActs", "RequestWatch", "RequestsView", "RowActs", "StandingLine", "Subject"]
