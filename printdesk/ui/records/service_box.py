"""Which service type the records are of: all, or one."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.fields import tell_whole

_WIDTH = 220


class ServiceBox(QComboBox):
    """A choice of the office's service types. One that is asked for before they were read is kept.

    Signals:
        chosen: the person chose another one.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._labels: dict[str, str] = {}
        self.setFixedWidth(_WIDTH)
        self.addItem("", "")
        tell_whole(self)
        self.currentIndexChanged.connect(self._take)
        self.retranslate()

    def code(self) -> str:
        """The one asked for; "" for all."""
        return self._code

    def labels(self) -> Mapping[str, str]:
        """The service types by code, as they were read last; empty before that."""
        return self._labels

    def choose(self, code: str) -> None:
        """Ask for another one without a signal."""
        self._code = code
        self._show()

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """The service types of the office, by code."""
        if dict(labels) != self._labels:
            self._labels = dict(labels)
            self._fill()

    def retranslate(self) -> None:
        """Its own words in the language of the moment."""
        self.setAccessibleName(_("Service type"))
        self.setItemText(0, _("All service types"))

    def _fill(self) -> None:
        with QSignalBlocker(self):
            while self.count() > 1:
                self.removeItem(self.count() - 1)
            for code, name in self._labels.items():
                self.addItem(name, code)
        self._show()

    def _show(self) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(self._code)))

    def _take(self, _at: int) -> None:
        self._code = str(self.currentData() or "")
        self.chosen.emit()
