"""One window for one office and user: a second start shows the first one's window and leaves.

The two talk through a local socket (a named pipe on Windows) whose name is made of the database's address and the
user, so that another office, or another user of this computer, has a window of its own.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from printdesk.ui.instance_name import instance_name

_HELLO = b"show"
_PATIENCE_MS = 500


class SingleInstance(QObject):
    """Is the first of its name, or tells the first one.

    Args:
        database: address of the office. user: who is signed in to this computer.

    Signals:
        shown_again: a second start asks for the window.
    """

    shown_again = Signal()

    def __init__(self, database: str, user: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = instance_name(database, user)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def is_first(self) -> bool:
        """Whether no other window answers; if so, this one answers from now on.

        Where no socket can be made every start counts as the first: a second window is better than none.
        """
        if self._tell_other():
            return False
        QLocalServer.removeServer(self._name)  # what a killed program left
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _tell_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_HELLO)
        told = socket.waitForBytesWritten(_PATIENCE_MS)
        # The other end says goodbye once it has read: a window that hangs does not, and then there is none to show.
        return told and (socket.waitForDisconnected(_PATIENCE_MS) or not socket.isOpen())

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(_goodbye, socket))
            if socket.bytesAvailable():
                _goodbye(socket)
            self.shown_again.emit()


def _goodbye(socket: QLocalSocket) -> None:
    socket.disconnectFromServer()
