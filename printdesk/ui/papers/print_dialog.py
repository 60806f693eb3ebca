"""How a paper is printed: its pages to look at, printer, copies, pages, sides, colour, and what that comes to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from printdesk.domain import page_range
from printdesk.domain.page_range import PageRangeError
from printdesk.i18n import _
from printdesk.services.printers.devices import Printer
from printdesk.ui.context import RoomContext
from printdesk.ui.desk_printers import Choice, kind_of
from printdesk.ui.kit import (
    Card,
    ChipRow,
    EmptyState,
    FormDialog,
    NumberField,
    PdfPreview,
    SecondaryButton,
    label,
    set_tone,
)
from printdesk.ui.papers.print_order import PaperToPrint, PrintOrder
from printdesk.ui.papers.print_words import copies_text, pages_text, sheets_text
from printdesk.ui.papers.printer_box import PrinterBox
from printdesk.ui.printing import PdfPages
from printdesk.ui.theme import Space, Tone

_WIDTH, _HEIGHT, _SIDE = 1060, 660, 372
_MOST_COPIES = 99
_LONGEST = 30
_ONE, _BOTH = "one", "both"
_GREY, _COLOUR = "grey", "colour"


class PrintDialog(FormDialog):
    """Asks how a paper is to be printed; it is sent by whoever opened the dialog.

    Keys: Enter prints, Esc gives up, Page Up and Page Down turn the preview's pages.

    Attributes:
        printers, copies, pages, sides, colours: what is chosen. preview: the pages.
        save_button: shown where there is no printer.

    Signals:
        save_wanted: the user would rather save the PDF.
    """

    save_wanted = Signal()

    def __init__(
        self, context: RoomContext, paper: PaperToPrint, pages: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Print"), _("Print"), paper.title, parent)
        self._context = context
        self._paper = paper
        self._pdf = PdfPages(paper.content)
        self._last = context.printing.choice(kind_of(paper.name))
        self.preview = PdfPreview(whole=True)
        self.printers = PrinterBox(context, self._last.uri)
        self.copies = NumberField(1, _MOST_COPIES, 1)
        self.pages = QLineEdit(pages)
        self.sides, self.colours = ChipRow(), ChipRow()
        self.save_button = SecondaryButton("", "Ctrl+S", "save")
        self._names = {part: label("", "body") for part in ("printer", "copies", "pages", "sides", "colours")}
        self._hint = label("", "secondary", wrap=True)
        self._summary = label("", "strong", wrap=True)
        self._empty = EmptyState("printer")
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()
        self.preview.set_document(self._pdf.count, self._pdf.render)
        self.set_act_enabled(False)
        self.retranslate()
        self.printers.begin()

    def _lay_out(self) -> None:
        choices, none, side = QWidget(), QWidget(), QWidget()
        choices.setLayout(self._choices())
        column = QVBoxLayout(none)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.save_button)
        for page in (choices, none):
            self._shown.addWidget(page)
        side.setFixedWidth(_SIDE)
        under = QVBoxLayout(side)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(Space.M)
        under.addWidget(self._shown, 1)
        under.addWidget(self.printers.by_address)
        card = Card()
        card.body.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(card, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)
        owner = self.parentWidget()
        width = min(_WIDTH, owner.width() - 2 * Space.L) if owner else _WIDTH
        self.resize(width, min(_HEIGHT, owner.height() - 2 * Space.L) if owner else _HEIGHT)

    def _choices(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("copies", self.copies), ("pages", self.pages), ("sides", self.sides), ("colours", self.colours),
        )  # fmt: skip
        for at, (name, part) in enumerate(rows):
            grid.addWidget(self._names[name], at * 2, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(part, at * 2, 1)
            self._names[name].setBuddy(part)
        grid.addWidget(self._hint, 3, 1)
        self._names["printer"].setBuddy(self.printers.combo)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._names["printer"])
        column.addWidget(self.printers)
        column.addSpacing(Space.M)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self._summary)
        return column

    def _connect(self) -> None:
        self.printers.changed.connect(self._show_printer)
        self.printers.counted.connect(self._show_count)
        self.printers.failed.connect(self.show_error)
        self.copies.valueChanged.connect(lambda _value: self._sum_up())
        self.pages.textChanged.connect(lambda _text: self._sum_up())
        self.sides.chosen.connect(lambda _code: self._sum_up())
        self.save_button.clicked.connect(self.save_wanted)

    def order(self) -> PrintOrder | None:
        """What was chosen; None, with what is wrong said and marked, while something is."""
        printer = self.printers.printer()
        if printer is None:
            self.show_error(_("No printer is chosen."), self.printers.combo)
            return None
        if not printer.takes_pdf:
            text = _("The printer {name} cannot read PDF. Choose another printer.").format(name=printer.name)
            self.show_error(text, self.printers.combo)
            return None
        pages = self._chosen_pages()
        if pages is None:
            self.show_error(self._range_words(), self.pages)
            return None
        copies = (pages,) * self.copies.value()
        return PrintOrder(printer, copies, self._both_sides(printer), self._in_colour(printer))

    def remember(self) -> None:
        """Keep printer, sides and colour for the next paper of this kind."""
        printer = self.printers.printer()
        if printer is not None:
            choice = Choice(printer.uri, self._both_sides(printer), self._in_colour(printer))
            self._context.printing.choose(kind_of(self._paper.name), choice)

    def summary(self) -> str:
        """What it comes to, as shown."""
        return self._summary.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the address looks there, and does not print."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.printers.address.hasFocus():
            self.show_error("")
            self.printers.take_address()
            return
        super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        super().retranslate()
        self.set_texts(_("Print"), _("Print"), self._paper.title)
        words = {
            "printer": _("P&rinter"), "copies": _("&Copies"), "pages": _("P&ages"), "sides": _("Sides"),
            "colours": _("Colour"),
        }  # fmt: skip
        for name, text in words.items():
            self._names[name].setText(text)
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.copies, "copies"), (self.pages, "pages"), (self.sides, "sides"), (self.colours, "colours"),
        )  # fmt: skip
        for part, name in parts:
            part.setAccessibleName(words[name].replace("&", ""))
        self.pages.setPlaceholderText(_("all"))
        self._hint.setText(_("For example 1-3, 7"))
        self.sides.set_chip(_ONE, _("One side"))
        self.sides.set_chip(_BOTH, _("Both sides"))
        self.colours.set_chip(_GREY, _("Black and white"))
        self.colours.set_chip(_COLOUR, _("In colour"))
        self.save_button.setText(_("Save PDF…"))
        self._empty.set(
            "printer", _("No printer here"),
            _("This computer knows no printer. Save the PDF and print it at a desk that has one, or give the address "
              "of a printer in the office."),
        )  # fmt: skip
        self.preview.retranslate()
        self.printers.retranslate()

    def _show_count(self, count: int) -> None:
        """The choices, or that there is no printer; the focus goes where the next key is pressed."""
        self._shown.setCurrentIndex(0 if count else 1)
        focused = self.focusWidget()
        if focused is None or not focused.isVisible() or focused is self._cancel:
            (self._act if count else self.save_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_printer(self, another: bool) -> None:
        """What the chosen printer offers; for another one what was chosen the last time."""
        printer = self.printers.printer()
        self.set_act_enabled(printer is not None)
        for name, row, offered in (
            ("sides", self.sides, bool(printer and printer.both_sides)),
            ("colours", self.colours, bool(printer and printer.colour)),
        ):
            self._names[name].setVisible(offered)
            row.setVisible(offered)
        if another and printer is not None:
            self.sides.choose(_BOTH if self._last.both_sides else _ONE)
            self.colours.choose(_COLOUR if self._last.colour else _GREY)
        self._sum_up()

    def _chosen_pages(self) -> tuple[int, ...] | None:
        try:
            return page_range.parse(self.pages.text(), self._pdf.count)
        except PageRangeError:
            return None

    def _range_words(self) -> str:
        text = self.pages.text()
        return _("“{text}” names no pages of this paper. It has {pages}.").format(
            text=text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…", pages=pages_text(self._pdf.count)
        )

    def _sum_up(self) -> None:
        """Say for instance "14 pages, 28 slips, 2 copies: 28 sheets of paper"."""
        pages = self._chosen_pages()
        set_tone(self._summary, None if pages else Tone.RED)
        self._summary.setText(self._sum_words(pages) if pages else self._range_words())

    def _sum_words(self, pages: tuple[int, ...]) -> str:
        words = [pages_text(len(pages))]
        if self._paper.items and self._paper.items_text is not None:
            items = page_range.items_on(pages, self._paper.items, self._paper.per_page)
            words.append(self._paper.items_text(items))
        printer, copies = self.printers.printer(), self.copies.value()
        both = printer is not None and bool(self._both_sides(printer))
        if copies > 1:
            words.append(copies_text(copies))
        text = ", ".join(words)
        if copies == 1 and not both:
            return text
        sheets = copies * (-(-len(pages) // 2) if both else len(pages))
        return _("{contents}: {sheets}").format(contents=text, sheets=sheets_text(sheets))

    def _both_sides(self, printer: Printer) -> bool | None:
        return self.sides.current() == _BOTH if printer.both_sides else None

    def _in_colour(self, printer: Printer) -> bool | None:
        return self.colours.current() == _COLOUR if printer.colour else None
