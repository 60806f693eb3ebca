"""The base of every form in a window of its own: title, fields, one line for what is wrong, two buttons."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from printdesk.ui.kit.fields import tell_whole
from printdesk.ui.kit.marks import SignMark
from printdesk.ui.kit.text import label, restyle
from printdesk.ui.theme import Kind, Space, Tone

_LONG_NAME = 36
"""Letters from which on the name of a field may take several lines."""


class FormDialog(QDialog):
    """A form that keeps everything typed until its act has succeeded.

    Enter asks for the act (`submitted`), Esc gives up. The owner of the dialog answers `submitted` with `accept()`,
    or with `show_error()`, which keeps the dialog open. Show it with `open()`, which does not block.

    Args:
        title: window title and heading.
        act: the primary button's words.
        intro: a sentence under the heading.

    Attributes:
        body: layout between the rows and the buttons, for anything that is not a row.

    Signals:
        submitted: the user asks for the act.
    """

    submitted = Signal()

    def __init__(self, title: str, act: str, intro: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invalid: QWidget | None = None
        self._entries: list[QWidget] = []
        self._title = label("", "title", wrap=True)
        self._intro = label("", "secondary", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        self._grid.setColumnStretch(1, 1)
        self.body = QVBoxLayout()
        self._error_line = self._build_error_line()
        self._cancel = SecondaryButton(_("Cancel"))
        self._act = PrimaryButton(act)
        self._act.setDefault(True)
        self._cancel.clicked.connect(self.reject)
        self._act.clicked.connect(self._submit)
        self._build()
        self.setMinimumWidth(460)
        self.set_texts(title, act, intro)

    def _build_error_line(self) -> QWidget:
        self._error = label("", "strong", tone=Tone.RED, wrap=True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(SignMark(Kind.FAILED, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._error, 1)
        line.setVisible(False)
        return line

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self._title)
        column.addWidget(self._intro)
        column.addLayout(self._grid)
        column.addLayout(self.body, 1)
        column.addStretch(0)  # in a form without a body, what is left over is not spread among its words
        column.addWidget(self._error_line)
        column.addSpacing(Space.XS)
        column.addLayout(buttons)

    def set_texts(self, title: str, act: str, intro: str = "") -> None:
        """Set heading, act and sentence in the language of the moment."""
        self.setWindowTitle(title)
        self._title.setText(title)
        self._act.setText(act)
        self._intro.setText(intro)
        self._intro.setVisible(bool(intro))

    def add_row(self, text: str, field: QWidget, hint: str = "") -> None:
        """Add a field with its name; "&" in the name marks the key that jumps to it."""
        at = self._grid.rowCount()
        self._entries.append(field)
        name = label(text, "body")
        name.setBuddy(field)
        name.setWordWrap(len(text) > _LONG_NAME)
        if isinstance(field, QComboBox):
            tell_whole(field)
        name.setContentsMargins(0, 9, 0, 0)
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(field)
        if hint:
            cell.addWidget(label(hint, "secondary", wrap=True))
        self._grid.addLayout(cell, at, 1)
        if not field.accessibleName():
            field.setAccessibleName(text.replace("&", ""))

    def show_error(self, error: DeskError | str, field: QWidget | None = None) -> None:
        """Say what is wrong, keep everything typed, and put the focus on the field to mend."""
        self._error.setText(str(error))
        self._error_line.setVisible(bool(str(error)))
        self._mark(field)
        self.set_busy(False)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def error_text(self) -> str:
        """What the error line says, "" while it is hidden."""
        return "" if self._error_line.isHidden() else self._error.text()

    def set_busy(self, busy: bool) -> None:
        """Keep the act from being asked for twice while it runs."""
        self._act.setEnabled(not busy)

    def set_act_enabled(self, enabled: bool) -> None:
        """Allow the act, or keep it locked until the form is complete."""
        self._act.setEnabled(enabled)

    def take_scan(self, code: str) -> None:
        """A scan while the dialog is open fills the field in focus and goes on to the next."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.setText(code)
            self.focusNextChild()

    def retranslate(self) -> None:
        """The base's own words; a subclass adds `set_texts` and its rows."""
        self._cancel.setText(_("Cancel"))

    def event(self, event: QEvent) -> bool:
        """Grow when words come or wrap onto another line; Qt by itself squeezes the fields into each other."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return handled

    def _grow(self, *, fit: bool = False) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            least = max(layout.totalMinimumSize().height(), _least_height(layout, width))
            needed = max(layout.totalHeightForWidth(width), least)
            self.setMinimumHeight(min(least, self.screen().availableSize().height()))
            self.resize(width, needed if fit else max(self.height(), needed))

    def showEvent(self, event: QShowEvent) -> None:
        """A smallest width that is set by hand does not know how large the text is."""
        super().showEvent(event)
        self._grow(fit=not self.testAttribute(Qt.WidgetAttribute.WA_Resized))
        if self.focusWidget() in (None, self._act, self._cancel):
            self._begin_with_field()

    def _begin_with_field(self) -> None:
        """The keyboard starts where something is filled in; Qt puts it on a button, since those were made first.

        What is only read and confirmed keeps it on its act.
        """
        parts = [part for field in self._entries for part in (field, *field.findChildren(QWidget))]
        if not parts and self._act.isHidden():
            parts = [each for each in self.findChildren(QWidget) if not isinstance(each, QPushButton | QLabel)]
        found = [part for part in parts if _takes_keyboard(part)]
        first = next(iter(found), None)
        if isinstance(first, QAbstractButton) and first.autoExclusive():
            on = (part for part in found if isinstance(part, QAbstractButton) and part.isChecked())
            first = next(on, first)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the act from any field but a text of several lines; Esc gives up."""
        several = isinstance(self.focusWidget(), QPlainTextEdit | QTextEdit)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not several:
            self._act.click()
            return
        super().keyPressEvent(event)

    def _submit(self) -> None:
        self._error_line.setVisible(False)
        self._mark(None)
        self.submitted.emit()

    def _mark(self, field: QWidget | None) -> None:
        for widget, invalid in ((self._invalid, False), (field, True)):
            if widget is not None:
                widget.setProperty("invalid", "true" if invalid else "false")
                restyle(widget)
        self._invalid = field


def _least_height(layout: QLayout, width: int) -> int:
    """What the parts of a column need at a width, words wrapped.

    Qt's own least height counts a part that wraps by its least, and then gives it what it would like to have: the
    others are squeezed by the difference.
    """
    edges, parts = layout.contentsMargins(), [layout.itemAt(at) for at in range(layout.count())]
    shown = [part for part in parts if part is not None and (part.spacerItem() or not part.isEmpty())]
    inner = width - edges.left() - edges.right()
    gaps = max(0, layout.spacing()) * max(0, len([part for part in shown if not part.spacerItem()]) - 1)
    return edges.top() + edges.bottom() + gaps + sum(_part_height(part, inner) for part in shown)


def _part_height(part: QLayoutItem, width: int) -> int:
    inner = part.layout()
    if isinstance(inner, QVBoxLayout):
        return _least_height(inner, width)
    wrapped = part.heightForWidth(width) if part.hasHeightForWidth() else 0
    return max(wrapped, part.minimumSize().height())


def _takes_keyboard(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return by_tab and widget.isEnabled() and widget.isVisible()
