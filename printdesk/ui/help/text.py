"""A page of Markdown in the window's own type: sizes, distances and colours of the theme."""

from PySide6.QtGui import QColor, QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from printdesk.ui.theme import Palette, Size

_HEADINGS = {1: Size.TITLE, 2: Size.SECTION, 3: Size.BODY}
_ABOVE = {0: 0, 1: 0, 2: 18, 3: 10}
_BELOW = {0: 7, 1: 8, 2: 6, 3: 4}
_LINE = 128
"""Height of a line in percent: pages are read, not scanned over."""


def dress(document: QTextDocument, palette: Palette, body: float) -> None:
    """Set a document that Markdown was put into.

    Args:
        body: size of running text in points; headings are larger by the theme's steps.
    """
    document.setDocumentMargin(12)
    document.setIndentWidth(22)
    block = document.begin()
    while block.isValid():
        _dress_block(block, palette, body)
        block = block.next()


def _dress_block(block: QTextBlock, palette: Palette, body: float) -> None:
    level = block.blockFormat().headingLevel()
    cursor = QTextCursor(block)
    room = QTextBlockFormat()
    room.setTopMargin(_ABOVE.get(level, 0))
    room.setBottomMargin(_BELOW.get(level, 7))
    room.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(room)
    if not level:
        return
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    letters = QTextCharFormat()
    letters.setFontPointSize(_HEADINGS.get(level, Size.BODY) * body / Size.BODY)
    letters.setFontWeight(QFont.Weight.Bold)
    letters.setForeground(QColor(palette.text if level == 1 else palette.accent))
    # Set, not merged: what Markdown brings along is a step of size that would win over any size.
    cursor.setCharFormat(letters)
