"""Slips in the window: paper, language, the pages as they will come out, then saved and printed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.slips import SlipBatch
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Card,
    ChipRow,
    EmptyState,
    GhostButton,
    PdfPreview,
    PrimaryButton,
    ProgressLine,
    SecondaryButton,
    SectionTitle,
    label,
    thin_line,
)
from printdesk.ui.papers.print_line import PrintLine
from printdesk.ui.papers.print_words import pages_text
from printdesk.ui.printing import PdfPages
from printdesk.ui.theme import Space, Tone

SIZES = ("a6", "a4", "a5", "roll80")
_SIDE = 316
_WIDEST = 16_777_215
_NAMED = 3
_NARROWEST = 320
_AROUND = 92
_SCROLL = 14


class SlipPanel(QWidget):
    """The slips of one or many applications.

    Signals:
        wanted: paper or language changed, so the slips are to be drawn anew.
        save_wanted, print_wanted: what its buttons ask for. cancelled: stop making or printing.
        left: back to the room.
    """

    wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    cancelled = Signal()
    left = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ids: tuple[int, ...] = ()
        self._name = ""
        self._batch: SlipBatch | None = None
        self._pages: PdfPages | None = None
        self._saved: Path | None = None
        self.sizes, self.languages = ChipRow(), ChipRow()
        self.collectors = QComboBox()
        self._back = GhostButton("", "Esc", "chevron-left")
        self._title = label("", "title", wrap=True)
        self._what = label("", "secondary", wrap=True)
        self._paper, self._language, self._who = SectionTitle(), SectionTitle(), SectionTitle()
        self.progress = ProgressLine()
        self.printing = PrintLine(context)
        self._result = label("", "strong", wrap=True)
        self._warnings = label("", "detail", tone=Tone.AMBER, wrap=True)
        self._folder = SecondaryButton("", "", "folder")
        self.again = SecondaryButton("", "F5", "refresh")
        self.save_button = SecondaryButton("", "Ctrl+S", "save")
        self.print_button = PrimaryButton("", "Ctrl+P", "printer")
        self.preview = PdfPreview()
        self._empty = EmptyState("document")
        self._connect()
        self._build()
        self.retranslate()

    def _connect(self) -> None:
        self.sizes.chosen.connect(lambda _code: self.wanted.emit())
        self.languages.chosen.connect(lambda _code: self.wanted.emit())
        self.collectors.activated.connect(lambda _at: self.wanted.emit())
        self._back.clicked.connect(self.left)
        self.save_button.clicked.connect(self.save_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.progress.cancelled.connect(self.cancelled)
        self._folder.clicked.connect(self._open_folder)
        self.again.clicked.connect(self.wanted)

    def _build(self) -> None:
        side = Card()
        side.setFixedWidth(_SIDE)
        back = QHBoxLayout()
        back.addWidget(self._back)
        back.addStretch(1)
        side.body.addLayout(back)
        parts: tuple[QWidget | None, ...] = (
            self._title, self._what, None, self._paper, self.sizes, self._language, self.languages,
            self._who, self.collectors, None,
            self.progress, self._warnings,
        )  # fmt: skip
        for part in parts:
            if part is None:
                side.body.addSpacing(Space.S)
            else:
                side.body.addWidget(part)
        side.body.addStretch(1)
        foot: tuple[QWidget, ...] = (
            self.printing, self._result, self.again, self._folder, thin_line(), self.save_button, self.print_button,
        )  # fmt: skip
        for part in foot:
            side.body.addWidget(part)
        shown = Card()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.preview, 1000)
        middle.addStretch(1)
        shown.body.addLayout(middle, 1)
        shown.body.addWidget(self._empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M + 2)
        row.addWidget(side)
        row.addWidget(shown, 1)

    def begin(self, ids: Sequence[int], name: str, lang: str) -> None:
        """Slips for these applications.

        Args:
            name: of the person, when it is one. lang: of the receiver, until another is chosen.
        """
        self.ids = tuple(ids)
        self._name = name
        self.languages.choose(lang)
        self.collectors.clear()
        self.clear()
        self.retranslate()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """No pages yet."""
        self.printing.clear()
        self._show(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole page in sight."""
        super().resizeEvent(event)
        self._fit_page()

    def _fit_page(self) -> None:
        """Make the preview no wider than a page is that fits its height; the roll is as long as it likes."""
        widest = _WIDEST
        if self._pages is not None:
            size = self._pages.size(self.preview.page)
            widest = round((self.height() - _AROUND) * size.width() / size.height()) + _SCROLL
        self.preview.setMaximumWidth(max(_NARROWEST, widest))

    def show_unmade(self, text: str) -> None:
        """No slip came of it: why, and the way to try once more; who they are for stays."""
        self.progress.finish()
        self.set_busy(False)
        self.say(text)
        self.again.setVisible(True)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_making(self) -> None:
        """The slips are being made."""
        count = len(self.ids)
        self.clear()
        self.progress.start(
            plural("Making {count} slip", "Making {count} slips", count).format(count=dates.number(count, language()))
        )

    def show_batch(self, batch: SlipBatch) -> None:
        """The slips as they will come out."""
        self.progress.finish()
        self._offer(batch.collectors)
        self._show(batch)
        self.say(self._made_text(batch))
        warnings = [*_skipped(batch.skipped), *batch.document.warnings]
        self._warnings.setText("\n".join(warnings))
        self._warnings.setToolTip("\n".join(batch.skipped))
        self._warnings.setVisible(bool(warnings))

    def say(self, text: str, saved: Path | None = None) -> None:
        """The result line, with a way to the folder of what was saved."""
        self._result.setText(text)
        self._result.setVisible(bool(text))
        self._saved = saved
        self._folder.setVisible(saved is not None)

    def result(self) -> str:
        """The result line as it is shown."""
        return self._result.text() or self.printing.result()

    def title(self) -> str:
        """What it is, as shown."""
        return self._title.text()

    @property
    def batch(self) -> SlipBatch | None:
        """The slips shown, None while there are none."""
        return self._batch

    @property
    def pages(self) -> PdfPages | None:
        """Their pages."""
        return self._pages

    def set_busy(self, busy: bool) -> None:
        """While pages go to the printer nothing else is begun."""
        for part in (self.sizes, self.languages, self.collectors):
            part.setEnabled(not busy)
        for button in (self.save_button, self.print_button):
            button.setEnabled(not busy and self._batch is not None)

    def file_name(self) -> str:
        """A name for the file: the slip's number, or the first and last of them."""
        numbers = self._batch.numbers if self._batch else ()
        if not numbers:
            return "slip.pdf"
        return f"{numbers[0]}.pdf" if len(numbers) == 1 else f"{numbers[0]}--{numbers[-1]}.pdf"

    def retranslate(self) -> None:
        """Everything in the language of the moment; the slips keep their receiver's."""
        count = len(self.ids)
        self._back.setText(_("Back to pickup"))
        self._title.setText(plural("Pickup slip", "{count} pickup slips", count).format(
            count=dates.number(count, language())
        ))  # fmt: skip
        self._what.setText(self._name)
        self._what.setVisible(bool(self._name))
        self._paper.setText(_("Paper"))
        self._language.setText(_("Language of the receiver"))
        self._who.setText(_("Who will collect"))
        self.collectors.setAccessibleName(_("Who will collect"))
        titles = {"a6": _("A6"), "a4": _("A4, 4 a sheet"), "a5": _("A5"), "roll80": _("Roll 80")}
        for code in SIZES:
            self.sizes.set_chip(code, titles[code])
        self.languages.set_chip("id", "Indonesia")
        self.languages.set_chip("en", "English")
        self.save_button.setText(_("Save PDF…"))
        self.print_button.setText(_("Print…"))
        self._folder.setText(_("Open folder"))
        self.again.setText(_("Make them again"))
        self.printing.retranslate()
        self._empty.set("document", _("No slips yet"), _("They appear here before anything is printed."))
        if self._batch is not None and not self._result.isHidden():
            self.say(self._made_text(self._batch), self._saved)

    def collector(self) -> str:
        """Code of who will collect; "" until it is chosen."""
        return str(self.collectors.currentData() or "")

    def _offer(self, kinds: Sequence[tuple[str, str]]) -> None:
        """The collectors in the words of the moment; what was chosen stays."""
        chosen = self.collector()
        self.collectors.clear()
        for code, words in kinds:
            self.collectors.addItem(words, code)
        self.collectors.setCurrentIndex(max(0, self.collectors.findData(chosen)))

    def _made_text(self, batch: SlipBatch) -> str:
        return _("{pages}, {slips}").format(
            pages=pages_text(batch.document.pages), slips=slips_text(batch.document.items)
        )

    def _show(self, batch: SlipBatch | None) -> None:
        self._batch = batch
        self._pages = PdfPages(batch.document.content) if batch else None
        self._fit_page()
        if self._pages is not None:
            self.preview.set_document(self._pages.count, self._pages.render)
        else:
            self.preview.set_document(0, None)
        self.preview.setVisible(batch is not None)
        self._empty.setVisible(batch is None)
        self._warnings.setVisible(False)
        self.again.setVisible(False)
        self.say("")
        self.set_busy(self.printing.busy)

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))


def _skipped(found: Sequence[str]) -> list[str]:
    """That some got no slip, with the first of their numbers; nothing where all did."""
    if not found:
        return []
    text = plural(
        "{count} lies ready no more and got no slip: {numbers}",
        "{count} lie ready no more and got no slip: {numbers}",
        len(found),
    )
    few = ", ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    return [text.format(count=dates.number(len(found), language()), numbers=few)]


def slips_text(count: int) -> str:
    """ "28 slips"."""
    return plural("{count} slip", "{count} slips", count).format(count=dates.number(count, language()))
