"""Where notices appear: between banner and room, the newest on top, at most three."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from printdesk.ui.theme import Space

if TYPE_CHECKING:
    from printdesk.ui.kit.notice import Notice
    from printdesk.ui.messages import Message

MOST = 3


class NoticeArea(QWidget):
    """A short stack of notices. A new "done" takes the place of an old one; a stop waits to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L + 2, Space.M, Space.L + 2, 0)
        self._column.setSpacing(Space.S)
        self._notices: list[Notice] = []
        self._topics: dict[Notice, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setVisible(False)

    def post(self, message: "Message") -> None:
        """Show a message."""
        from printdesk.ui.kit.notice import Notice, Severity  # a window opens without any
        from printdesk.ui.kit.spoken import announce

        for old in list(self._notices):
            both_ok = old.severity is message.severity is Severity.OK
            same_topic = bool(message.topic) and self._topics.get(old) == message.topic
            if both_ok or same_topic or old.text() == _whole(message):
                self._drop(old)
        while len(self._notices) >= MOST:
            self._drop(self._notices[-1])
        notice = Notice()
        self._topics[notice] = message.topic
        self._notices.insert(0, notice)
        self._column.insertWidget(0, notice)
        notice.closed.connect(lambda: self._drop(notice))
        notice.show_notice(message.severity, message.text, message.advice, message.action)
        self.setVisible(True)
        announce(notice, notice.accessibleName(), urgent=message.severity in (Severity.WARNING, Severity.STOP))

    def shown(self) -> "list[Notice]":
        """The notices on screen, newest first."""
        return list(self._notices)

    def clear(self) -> None:
        """Take all away, for instance when another user sits down."""
        for notice in list(self._notices):
            self._drop(notice)

    def settle(self, topic: str) -> None:
        """Take away what was said on a topic."""
        for notice in [each for each in self._notices if self._topics.get(each) == topic]:
            self._drop(notice)

    def _drop(self, notice: "Notice") -> None:
        if notice in self._notices:
            self._notices.remove(notice)
            self._topics.pop(notice, None)
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))


def _whole(message: "Message") -> str:
    return f"{message.text} {message.advice}".strip()
