"""Custody lists on screen: handing checked booklets to the counter, and receiving them there."""

from printdesk.ui.custody.receive_desk import ReceiveDesk
from printdesk.ui.custody.receive_dialog import ReceiveDialog
from printdesk.ui.custody.send_dialog import SendDialog

__all__ = ["ReceiveDesk", "ReceiveDialog", "SendDialog"]
