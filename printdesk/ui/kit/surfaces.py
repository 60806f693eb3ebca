"""Surfaces: cards, the figure tile, the panel that says why, and the picture of an empty list."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.marks import IconMark
from printdesk.ui.kit.text import ElidedLabel, label, restyle
from printdesk.ui.theme import Radius, Space, Tone, palette_of, signs

_EMPTY_ICON = 40
"""The side of the icon of an empty state."""


class Card(QFrame):
    """A panel with an optional title row.

    Args:
        title: heading; "" leaves the title row out until there is one or a trailing widget.
        subtitle: muted words after it.
        surface: "plain"; "now" (accent edge: what is in hand); "quiet"; "green", "amber", "red" (an answer).
        flush: body without margins, for a table that touches the edges.

    Attributes:
        body: the layout to fill.
    """

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        *,
        surface: str = "plain",
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_head(title, subtitle, flush=flush))
        self.body = QVBoxLayout()
        edge = 0 if flush else Space.L
        self.body.setContentsMargins(edge, 0 if flush else Space.M, edge, edge)
        self.body.setSpacing(Space.S)
        outer.addLayout(self.body, 1)

    def _build_head(self, title: str, subtitle: str, *, flush: bool) -> QWidget:
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(Space.L, Space.M, Space.L, Space.S if flush else 0)
        self._head_row.setSpacing(Space.M)
        self._title = label(title, "title")
        self._subtitle = ElidedLabel(subtitle, "secondary")
        self._head_row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head_row.addWidget(self._subtitle, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.setVisible(bool(title))
        self.setAccessibleName(title)
        return self._head

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another heading."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._head.setVisible(bool(title) or self._head_row.count() > 2)
        self.setAccessibleName(title)

    def set_surface(self, surface: str) -> None:
        """Change the surface, for instance when an answer turns from yes to no."""
        self.setProperty("surface", surface)
        restyle(self)

    def add_trailing(self, widget: QWidget) -> None:
        """Put a widget at the right end of the title row."""
        self._head_row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.setVisible(True)


class StatTile(QFrame):
    """One figure read at a glance: what it counts, the figure in large letters, what it means.

    A button when `clickable`: Enter and Space press it too.
    """

    _EDGE = 5

    def __init__(self, name: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._name = label(name, "secondary")
        self._figure = label("—", "figure")
        self._sub = label("", "detail", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.M, Space.L, Space.M)
        column.setSpacing(Space.XS // 2)
        for part in (self._name, self._figure, self._sub):
            column.addWidget(part)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set(self, name: str, figure: str, sub: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show a figure, already written as the language writes numbers."""
        self._name.setText(name)
        self._figure.setText(figure)
        self._sub.setText(sub)
        self._tone = tone
        self.setAccessibleName(f"{name}: {figure}. {sub}")
        self.update()

    @property
    def figure_height(self) -> int:
        """What the figure itself needs, in pixels."""
        return self._figure.sizeHint().height()

    def keep_figure_height(self, height: int) -> None:
        """Give the figure as much height as that of another tile in the row has."""
        if self._figure.minimumHeight() != height:
            self._figure.setMinimumHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card with a coloured left edge that follows its corners."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, Radius.CARD, Radius.CARD)
        painter.fillPath(outline, QColor(palette.card))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawPath(outline)
        edge = palette.line if self._tone is Tone.NEUTRAL else signs.ink(palette, self._tone)
        painter.setClipRect(QRectF(0, 0, self._EDGE, self.height()))
        painter.fillPath(outline, QColor(edge))


class WhyPanel(QFrame):
    """The soft panel at the foot of a list: a question in bold and its answer in one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._row.setSpacing(Space.S)
        self._row.addWidget(self._text, 1)
        self.setMinimumHeight(72)
        self.setVisible(False)

    def add_trailing(self, widget: QWidget) -> None:
        """Put an act at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set(self, question: str, sentence: str) -> None:
        """Answer a question; an empty sentence hides the panel."""
        import html  # its table of names is long, and a window opens without a sentence

        body = f"<b>{html.escape(question)}</b> {html.escape(sentence)}"
        self._text.setText(f'<p style="line-height:118%; margin:0">{body}</p>')
        self._text.setAccessibleName(f"{question} {sentence}")
        self.setVisible(bool(sentence))


class EmptyState(QWidget):
    """What stands where nothing is: an icon, a headline, what to do.

    Good news and bad news never look alike: give `Tone.GREEN` for "all done", `Tone.RED` or `Tone.AMBER` for
    "the line is down", `Tone.NEUTRAL` for "nothing chosen yet".
    """

    def __init__(
        self,
        icon: str = "info",
        headline: str = "",
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        action: QAbstractButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark = IconMark(icon, _EMPTY_ICON, tone)
        self._headline = label(headline, "section", wrap=True)
        self._text = label(text, "secondary", wrap=True)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        column.addStretch(2)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self._headline, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        if action is not None:
            column.addSpacing(Space.S)
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set(self, icon: str, headline: str, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Say something else."""
        self._mark.set_icon(icon, tone)
        self._headline.setText(headline)
        self._text.setText(text)
        self.setAccessibleName(f"{headline}. {text}")
        self._fit_mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words before the icon where there is not room for both."""
        super().resizeEvent(event)
        self._fit_mark()

    def sizeHint(self) -> QSize:
        """With room for the icon, though it may be hidden at the moment."""
        hint = super().sizeHint()
        return hint if not self._mark.isHidden() else hint + QSize(0, _EMPTY_ICON + Space.S)

    def _fit_mark(self) -> None:
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        words = sum(part.heightForWidth(width) for part in (self._headline, self._text))
        needed = words + _EMPTY_ICON + 2 * Space.S + margins.top() + margins.bottom()
        self._mark.setVisible(self.height() >= needed)
        # In a lower place still, the second sentence goes to the tooltip rather than being cut.
        cut = self.height() < words + margins.top() + margins.bottom()
        self._text.setVisible(not cut)
        self.setToolTip(self._text.text() if cut else "")

    def set_unread(self, failure: str) -> None:
        """Nothing is known yet: it is being read, or `failure` says why it could not be."""
        if failure:
            self.set("warning", _("This could not be read"), failure, Tone.RED)
        else:
            self.set("clock", _("Reading…"))
