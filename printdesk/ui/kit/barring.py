"""Which acts the person at this desk may not do: asked of the window that a widget stands in or over."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu


def why_barred(widget: QWidget, act: str) -> str:
    """Why the person may not do an act, as a sentence that names who may; "" where nothing stands against it.

    A window that knows has `barred(act)`; a dialog asks the window that it stands over.
    """
    window: QWidget | None = widget.window()
    while window is not None:
        barred = getattr(window, "barred", None)
        if callable(barred):
            return str(barred(act))
        parent = window.parentWidget()
        window = parent.window() if parent is not None else None
    return ""


def bar_action(menu: "QMenu", action: "QAction", act: str) -> None:
    """Disable an entry of a menu for people who may not do its act, and say who may when it is pointed at."""
    why = why_barred(menu, act)
    if why:
        menu.setToolTipsVisible(True)
        action.setEnabled(False)
        action.setToolTip(why)
