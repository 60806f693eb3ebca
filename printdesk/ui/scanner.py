"""Catch a barcode scanner anywhere in the window.

A scanner is a keyboard that types very fast. A burst of keys (each within 35 ms of the one before, six or more, ended
by Enter or Tab), or anything after a prefix that the scanner was set to send, becomes one `scanned` signal. The first
two keys of a burst reach the field in focus, since nobody can know yet; they are taken back. From the third on keys
are held, and given to the field after all when no end comes: normal typing is never lost.

Times are the larger of two: the injected clock, and the stamps of the keyboard events themselves, so that typing
queued up while the window was busy is not taken for a scan.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

GAP_SECONDS = 0.035
PREFIX_GAP_SECONDS = 0.2
MINIMUM = 6
HOLD_FROM = 3
STX = "\x02"
ETX = "\x03"
_HOLD_MS = 60
_MRZ_GAP_SECONDS = 1.0
"""How long after the first line of a passport its second one may begin: some readers send the lines one by one."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_AZERTY_DIGITS = "à&é\"'(-è_ç"
_SHIFTED_DIGITS = (")!@#$%^&*(", '=!"§$%&/()', ')!"£$%^&*(')
"""What 0 to 9 become with Shift on a US, a German and a British layout."""
_LAYOUTS = (_AZERTY_DIGITS, *_SHIFTED_DIGITS)
_AZERTY_LETTERS = str.maketrans("aqzwAQZW", "qawzQAWZ")
_QWERTZ = str.maketrans("yzYZß", "zyZY-")
_FEWEST = 4
_OTHER_SEPARATOR = r"PD1([^|\w])[A-ZÄÖÜ]{2}\1.+\1.+\1.+"
"""A code of ours whose upright bars came out as another sign; its digits are right."""


def layout_guess(text: str) -> str | None:
    """What was meant, when a scan looks typed on the wrong keyboard layout; None when it looks right.

    Knows digits without Shift on a French layout ("à&é…" for "012…", and A and Q, Z and W changed over), digits with
    Caps or Shift ("!@#" for "123") of three layouts, a code of ours typed on a German layout, and another sign that
    fills a passport's lines instead of "<" (";" on a German layout).
    """
    from printdesk.domain import mrz  # a window opens without a passport

    meant = None if text[:2].upper() == "PD" else mrz.layout_guess(text)
    if meant is not None:
        return meant
    digits = max(_LAYOUTS, key=lambda each: sum(letter in each for letter in text))
    if _looks_like(text, digits):
        plain = "".join(str(digits.index(letter)) if letter in digits else letter for letter in text)
        return plain.translate(_AZERTY_LETTERS) if digits == _AZERTY_DIGITS else plain.replace("_", "-")
    separator = re.fullmatch(_OTHER_SEPARATOR, text)
    return text.replace(separator[1], "|").translate(_QWERTZ) if separator else None


def _looks_like(text: str, digits: str) -> bool:
    """Whether these signs stand where digits belong; in a code of ours letters make up more than half."""
    wrong = sum(1 for letter in text if letter in digits)
    most = wrong * 2 >= len(text) or text[:2].upper() == "PD"
    return wrong >= _FEWEST and most and not any(letter.isdigit() for letter in text)


class _Snapshot(NamedTuple):
    """A line edit as it was before a burst."""

    field: QLineEdit
    text: str
    cursor: int

    def restore(self) -> None:
        if shiboken6.isValid(self.field) and self.field.text() != self.text:
            self.field.setText(self.text)
            self.field.setCursorPosition(self.cursor)


class _Burst:
    """Keys that may become a scan."""

    def __init__(self) -> None:
        self.text = ""
        self.prefixed = False
        self.held: list[QKeyEvent] = []
        self.target: QWidget | None = None
        self.snapshot: _Snapshot | None = None
        self.clock = 0.0
        self.stamp = 0

    @property
    def holding(self) -> bool:
        return self.prefixed or len(self.text) >= HOLD_FROM

    @property
    def awaits_mrz_line(self) -> bool:
        """Whether one line of a passport's two has come; the scanner sends Enter between them."""
        return self.text.endswith("\n")

    def complete(self) -> bool:
        return len(self.text.strip()) >= (1 if self.prefixed else MINIMUM)


class ScannerFilter(QObject):
    """Application-wide event filter; install with `application.installEventFilter(filter)`.

    Args:
        clock: seconds that never run backwards, usually `time.monotonic`.
        prefix: characters of which any one starts a scan at once, beside STX.

    Signals:
        scanned: the code, without prefix and end; the two lines of a passport joined by a line feed.
        layout_suspected: (what came, what was probably meant) when the keyboard layout does not fit the scanner;
            `scanned` then carries what came.
        help_wanted: F1 in a dialog, where no key of the window reaches.
    """

    scanned = Signal(str)
    help_wanted = Signal()
    layout_suspected = Signal(str, str)

    def __init__(self, clock: Callable[[], float], prefix: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._prefix = prefix + STX
        self._burst = _Burst()
        self._last: tuple[int, int, str] = (0, 0, "")
        self._last_seen: QObject | None = None
        self._replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._give_up)

    def set_prefix(self, prefix: str) -> None:
        """Use another prefix from now on."""
        self._prefix = prefix + STX

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys on their way; True takes a key out of the way."""
        kind = event.type()
        if self._replaying or kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget | QWindow):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._override(event)
        if self._is_same_key(watched, event):
            return False
        if event.key() == Qt.Key.Key_F1 and QApplication.activeModalWidget() is not None:
            self.help_wanted.emit()
        return self._key(watched, event)

    def _override(self, event: QKeyEvent) -> bool:
        """Keep shortcuts (Enter on a default button, Ctrl+B for STX) from firing inside a burst."""
        inside = self._burst.holding and self._gap(event) <= self._allowed_gap()
        if inside or event.text() in set(self._prefix):
            event.accept()
            return True
        return False

    def _is_same_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Qt shows one key to the window, to the focus widget and, unused, to each of its parents."""
        mark = (shiboken6.getCppPointer(event)[0], event.key(), event.text())
        before, self._last_seen = self._last_seen, watched
        same = mark == self._last
        self._last = mark
        if not same or before is None or before is watched or not shiboken6.isValid(before):
            return False
        return isinstance(before, QWindow) or _is_ancestor(watched, before)

    def _gap(self, event: QKeyEvent) -> float:
        by_clock = self._clock() - self._burst.clock
        stamps = (self._burst.stamp, event.timestamp())
        by_stamp = (stamps[1] - stamps[0]) / 1000 if all(stamps) else 0.0
        return max(by_clock, by_stamp)

    def _allowed_gap(self) -> float:
        if self._burst.awaits_mrz_line:
            return _MRZ_GAP_SECONDS
        return PREFIX_GAP_SECONDS if self._burst.prefixed else GAP_SECONDS

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if self._burst.text or self._burst.prefixed:
            if self._gap(event) > self._allowed_gap() or event.isAutoRepeat():
                self._give_up()
            elif event.key() in _ENDS or event.text() == ETX:
                return self._end(event)
        if event.text() and event.text() in self._prefix:
            return self._begin_prefixed(watched, event)
        if not _is_letter(event):
            self._burst_over_by_other_key(event)
            return False
        return self._letter(watched, event)

    def _burst_over_by_other_key(self, event: QKeyEvent) -> None:
        """Shift alone comes between the keys of a scan; any other silent key ends it."""
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_Control):
            self._give_up()

    def _begin_prefixed(self, watched: QObject, event: QKeyEvent) -> bool:
        self._give_up()
        self._burst.prefixed = True
        self._burst.held.append(event.clone())
        self._touch(watched, event)
        return True

    def _letter(self, watched: QObject, event: QKeyEvent) -> bool:
        if not self._burst.text and not self._burst.prefixed:
            self._burst.snapshot = _snapshot(watched)
        self._burst.text += event.text()
        self._touch(watched, event)
        if not self._burst.holding:
            return False
        self._burst.held.append(event.clone())
        return True

    def _touch(self, watched: QObject, event: QKeyEvent) -> None:
        self._burst.clock = self._clock()
        self._burst.stamp = event.timestamp()
        if self._burst.target is None:
            self._burst.target = watched if isinstance(watched, QWidget) else QApplication.focusWidget()
        self._timer.start(round(PREFIX_GAP_SECONDS * 1000) if self._burst.prefixed else _HOLD_MS)

    def _end(self, event: QKeyEvent) -> bool:
        if self._burst.awaits_mrz_line:
            return True  # the scanner ends a line with two keys, such as carriage return and line feed
        if not self._burst.complete():
            self._give_up()
            return False
        if _is_first_line(self._burst.text):
            self._burst.text += "\n"
            self._burst.clock, self._burst.stamp = self._clock(), event.timestamp()
            self._timer.start(round(_MRZ_GAP_SECONDS * 1000))
            return True
        self._emit()
        return True

    def _emit(self) -> None:
        self._timer.stop()
        burst, self._burst = self._burst, _Burst()
        if burst.snapshot is not None:
            burst.snapshot.restore()
        text = burst.text.strip()
        guess = layout_guess(text)
        if guess is not None:
            self.layout_suspected.emit(text, guess)
        self.scanned.emit(text)

    def _give_up(self) -> None:
        """It was typing: let the held keys through. Half a passport is still a scan."""
        if self._burst.awaits_mrz_line:
            self._emit()
            return
        self._timer.stop()
        burst, self._burst = self._burst, _Burst()
        if burst.target is None or not shiboken6.isValid(burst.target):
            return
        self._replaying = True
        try:
            for event in burst.held:
                QCoreApplication.sendEvent(burst.target, event)
        finally:
            self._replaying = False


def _is_first_line(text: str) -> bool:
    from printdesk.domain import mrz  # as above

    return mrz.is_first_line(text)


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something; Alt+1 and Ctrl+F do not, AltGr (Ctrl and Alt together on Windows) does."""
    modifiers = event.modifiers()
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    return bool(event.text()) and event.text().isprintable() and alt == control and not event.isAutoRepeat()


def _snapshot(watched: QObject) -> _Snapshot | None:
    field = watched if isinstance(watched, QWidget) else QApplication.focusWidget()
    if not isinstance(field, QLineEdit):
        return None
    return _Snapshot(field, field.text(), field.cursorPosition())


def _is_ancestor(watched: QObject, of: QObject) -> bool:
    parent = of.parent()
    while parent is not None:
        if parent is watched:
            return True
        parent = parent.parent()
    return False
