"""F1: what this room is for, the usual way through it, what to do when something is not usual; and its keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from printdesk.i18n import _, language
from printdesk.ui.help.pages import GENERAL, HelpPage, pages
from printdesk.ui.help.text import dress
from printdesk.ui.kit import Card, EmptyState, SecondaryButton, SectionTitle, label
from printdesk.ui.theme import Space, palette_of

Key = tuple[str, str]

_LIST_WIDTH, _KEYS_WIDTH, _WIDE = 236, 300, 940
_POINTS_PER_INCH = 72
_CODE = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_PAGING = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class HelpDialog(QDialog):
    """The help, opened at the room in front; typing searches all of it. Esc or F1 closes it.

    Keys: Up and Down choose a page, Page Up and Page Down scroll it, Enter goes to the next place found.

    Args:
        room: code of the room in front. here: its keys and what they do, now. everywhere: those of the window.

    Attributes:
        search: what is looked for. topics: the pages. browser: the page shown.
    """

    def __init__(self, room: str, here: Sequence[Key], everywhere: Sequence[Key], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._room, self._here, self._everywhere = room, list(here), list(everywhere)
        self._pages = {page.code: page for page in pages(language())}
        self.setWindowTitle(_("Help"))
        self.search, self.topics, self.browser = QLineEdit(), QListWidget(), QTextBrowser()
        self._nothing = EmptyState("search", _("Nothing about this"), _("Try another word."))
        self._keys = Card()
        self._grids = QVBoxLayout()
        self._build()
        self._fill(list(self._pages.values()))
        self.browser.ensurePolished()
        self._choose(room if room in self._pages else GENERAL)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> list[Key]:
        """Every key of the room in front and of the window, with what it does."""
        return [*self._here, *self._everywhere]

    def shown(self) -> str:
        """Code of the page shown."""
        item = self.topics.currentItem()
        return "" if item is None else str(item.data(_CODE))

    def take_scan(self, _code: str) -> None:
        """A scan means nothing here, and is not typed into the search."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose a page while the letters are a search."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            target = self.topics if event.key() in _MOVES else self.browser if event.key() in _PAGING else None
            if target is not None:
                QApplication.sendEvent(target, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._next_place()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the page the keys stand below it."""
        super().resizeEvent(event)
        if self._keys.isHidden() == self._is_wide():
            self._show()

    # inside

    def _build(self) -> None:
        self._dress()
        close = SecondaryButton(_("Close"), "F1")
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(label(_("Arrow keys choose a page, Enter goes to the next place found."), "secondary"), 1)
        foot.addWidget(close)
        middle = QHBoxLayout()
        middle.setSpacing(Space.M)
        side = Card()
        side.setFixedWidth(_LIST_WIDTH)
        side.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        side.body.addWidget(self.topics)
        text = Card()
        text.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        text.body.addWidget(self.browser, 1)
        text.body.addWidget(self._nothing, 1)
        middle.addWidget(side)
        middle.addWidget(text, 1)
        middle.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.search)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(1180, room.width() - 80), min(660, room.height() - 80))

    def _dress(self) -> None:
        self.search.setPlaceholderText(_("Search the help, for instance: spoiled, hold, shift"))
        self.search.setAccessibleName(_("Search the help"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._look)
        self.topics.setFrameShape(QFrame.Shape.NoFrame)
        self.topics.setAccessibleName(_("Pages of the help"))
        self.topics.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.topics.currentRowChanged.connect(lambda _at: self._show())
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setStyleSheet("QTextBrowser { border: 0; }")
        self.browser.setOpenLinks(False)
        self._nothing.setVisible(False)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus).setWhatsThis(_("Search the help"))
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(self._grids)
        self._grids.setContentsMargins(0, 0, Space.S, 0)
        self._grids.setSpacing(Space.S)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(_("Keys"))
        self._keys.set_title(_("Keys"))
        self._keys.setFixedWidth(_KEYS_WIDTH)
        self._keys.body.setContentsMargins(Space.L, Space.S, Space.S, Space.M)
        self._keys.body.addWidget(area)

    def _fill(self, found: Sequence[HelpPage]) -> None:
        self.topics.blockSignals(True)
        self.topics.clear()
        for page in found:
            item = QListWidgetItem(page.title)
            item.setData(_CODE, page.code)
            item.setToolTip(page.title)
            item.setSizeHint(QSize(0, 38))
            self.topics.addItem(item)
        self.topics.blockSignals(False)

    def _choose(self, code: str) -> None:
        codes = [str(self.topics.item(at).data(_CODE)) for at in range(self.topics.count())]
        self.topics.setCurrentRow(codes.index(code) if code in codes else 0)
        self._show()

    def _look(self, typed: str) -> None:
        """Only pages with all the words stay; the one that is read stays in front while it is among them."""
        shown = self.shown()
        found = [page for page in self._pages.values() if not typed.strip() or page.hits(typed)]
        self._fill(found)
        self.browser.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self._choose(shown or self._room)

    def _show(self) -> None:
        page = self._pages.get(self.shown())
        if page is None:
            return
        self._keys.setVisible(self._is_wide())
        self.browser.setMarkdown(page.text if self._is_wide() else f"{page.text}\n{self._keys_text(page)}")
        points = self.browser.fontInfo().pixelSize() * _POINTS_PER_INCH / self.logicalDpiY()
        dress(self.browser.document(), palette_of(self), points)
        self.browser.setAccessibleName(page.title)
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()
        self._show_keys(page)

    def _is_wide(self) -> bool:
        return self.width() >= _WIDE

    def _groups(self, page: HelpPage) -> list[tuple[str, list[Key]]]:
        """The keys of the room in front stand beside its page; those of other rooms are known when one is there."""
        groups = [(page.title, self._here if page.code == self._room else []), (_("Everywhere"), self._everywhere)]
        return [(name, keys) for name, keys in groups if keys]

    def _keys_text(self, page: HelpPage) -> str:
        """The keys below the page, where there is no room beside it."""
        lines = [f"## {_('Keys')}"]
        for name, keys in self._groups(page):
            lines += ["", f"### {name}", "", *(f"- **{key}** {text}" for key, text in keys)]
        return "\n".join(lines)

    def _show_keys(self, page: HelpPage) -> None:
        while (item := self._grids.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for name, keys in self._groups(page):
            self._grids.addWidget(SectionTitle(name))
            self._grids.addWidget(_grid(keys))
        self._grids.addStretch(1)

    def _mark(self) -> None:
        """Every place of the words that are looked for, on a soft ground; the first one is brought into view."""
        marks = []
        for word in self.search.text().split():
            place = self.browser.document().find(word)
            while not place.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = place
                mark.format.setBackground(QColor(palette_of(self).amber_soft))
                marks.append(mark)
                place = self.browser.document().find(word, place)
        self.browser.setExtraSelections(marks)
        if marks:
            self._next_place()

    def _next_place(self) -> None:
        words = self.search.text().split()
        if words and not self.browser.find(words[0], QTextDocument.FindFlag(0)):
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            self.browser.find(words[0])


def _grid(keys: Sequence[Key]) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    for at, (key, text) in enumerate(keys):
        grid.addWidget(label(key, "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, wrap=True), at, 1)
    return held
