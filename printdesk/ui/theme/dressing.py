"""Another style sheet on a running application without holding its thread.

Setting a sheet in the place of another one makes Qt dress each widget once for itself and once more for each of its
ancestors: a window of 5,000 widgets took 4.5 seconds. Taking the sheet off and putting the next one on dresses each
once. And only what is on screen is dressed at once (a tenth of a second); what nobody sees follows in short steps
while nothing else is to be done, or in the moment in which it is shown.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
_KEPT_OUT = Qt.WidgetAttribute.WA_SetStyle
"""Qt tells a widget that has a style of its own nothing of the application's."""
_STEP_MS = 15
_MOST = 400
"""Widgets in one step at most."""


class Dressing(QObject):
    """Changes how an application is dressed: what is seen at once, the rest afterwards."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._waiting: deque[QWidget] = deque()
        self._step = QTimer(self)
        self._step.setInterval(0)
        self._step.timeout.connect(self._go_on)

    def change(self, change: Callable[[], None]) -> None:
        """Let `change` put another style sheet on the application."""
        hidden = [each for each in self._app.allWidgets() if not each.isVisible()]
        of_its_own = [each for each in hidden if each.testAttribute(_KEPT_OUT)]
        for each in hidden:
            each.setAttribute(_DRESSED, False)
            each.setAttribute(_KEPT_OUT, True)
        change()
        for each in hidden:
            each.setAttribute(_KEPT_OUT, False)
        for each in of_its_own:
            each.setAttribute(_KEPT_OUT, True)
        self._wait(hidden)

    def is_done(self) -> bool:
        """Whether nothing waits any more."""
        return not self._waiting

    def finish(self) -> None:
        """Dress at once what still waits."""
        while self._waiting:
            self._dress_next()
        self._step.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is shown before its turn is dressed first."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and not watched.testAttribute(_DRESSED):
            self._dress_tree(watched)
        return False

    def _wait(self, hidden: list[QWidget]) -> None:
        """Remember the topmost of what is hidden; each stands for all that it holds."""
        for old in self._waiting:
            if isValid(old):
                old.removeEventFilter(self)
        self._waiting.clear()
        for each in hidden:
            parent = each.parentWidget()
            if parent is None or parent.isVisible():
                self._put_off(each)
        self._step.start()

    def _put_off(self, root: QWidget) -> None:
        root.installEventFilter(self)
        self._waiting.append(root)

    def _go_on(self) -> None:
        """Some of what waits, for a few milliseconds."""
        clock = QElapsedTimer()
        clock.start()
        for _each in range(_MOST):
            if not self._waiting or clock.hasExpired(_STEP_MS):
                break
            self._dress_next()
        if not self._waiting:
            self._step.stop()

    def _dress_next(self) -> None:
        root = self._waiting.popleft()
        if isValid(root):
            self._dress_tree(root)

    def _dress_tree(self, root: QWidget) -> None:
        """A widget with all that it shows, from outside in; what is hidden in it waits on."""
        root.removeEventFilter(self)
        if root.testAttribute(_DRESSED):
            return
        todo = [root]
        while todo:
            widget = todo.pop()
            _dress(widget)
            for child in widget.children():
                if not isinstance(child, QWidget) or child.testAttribute(_DRESSED):
                    continue
                if child.isHidden():
                    self._put_off(child)
                else:
                    todo.append(child)
        parent = root.parentWidget()
        if parent is not None:
            parent.updateGeometry()  # a stack asks for as much room as the largest of its pages


def _dress(widget: QWidget) -> None:
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.setAttribute(_DRESSED)
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    layout = widget.layout()
    if layout is not None:
        layout.invalidate()
    widget.updateGeometry()
