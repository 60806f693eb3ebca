"""The public board: a window of its own for a second screen, with numbers only."""

from printdesk.ui.board.board_desk import BoardDesk
from printdesk.ui.board.board_window import BoardWindow

__all__ = ["BoardDesk", "BoardWindow"]
