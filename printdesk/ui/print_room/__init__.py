"""The print room: take the next of the plan, bind blanks, say what came out of the machine."""

from printdesk.ui.print_room.page import PrintRoomPage

__all__ = ["PrintRoomPage"]
