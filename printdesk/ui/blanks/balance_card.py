"""One kind of booklet: what lies in the safe, and a sum that shows that every one of them is somewhere."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from printdesk.domain.settings import ServiceType
from printdesk.domain.states import STOCK_SUMS, BookletState
from printdesk.i18n import _, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.blanks import Balance
from printdesk.services.stock_days import LOW, SHORT, StockDays
from printdesk.services.stock_words import lasts_words
from printdesk.ui.blanks.sums_bar import SumsBar, SumSquare
from printdesk.ui.blanks.words import count_text, sum_words
from printdesk.ui.kit import Card, Pill, label, set_tone, thin_line
from printdesk.ui.theme import Kind, Space, Tone

_ALWAYS = (BookletState.IN_SAFE, BookletState.ISSUED)


class BalanceCard(Card):
    """The balance of one kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: tuple[ServiceType, Balance, StockDays | None] | None = None
        self._name = label("", "section", wrap=True)
        self._figure = label("", "figure")
        self._in_safe = label("", "secondary")
        self.stock = Pill()
        self.lasts = label("", "detail", wrap=True)
        self.bar = SumsBar()
        self._legend = QGridLayout()
        self._received = label("", "strong")
        self._verdict = label("", "strong")
        self._build()

    def _build(self) -> None:
        figure = QHBoxLayout()
        figure.setSpacing(Space.S)
        figure.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addWidget(self._in_safe, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addStretch(1)
        figure.addWidget(self.stock, 0, Qt.AlignmentFlag.AlignVCenter)
        self._legend.setContentsMargins(0, Space.XS, 0, 0)
        self._legend.setHorizontalSpacing(Space.S)
        self._legend.setVerticalSpacing(1)
        self._legend.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._received, 1)
        foot.addWidget(self._verdict)
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.body.setSpacing(Space.XS)
        self.body.addWidget(self._name)
        self.body.addLayout(figure)
        self.body.addWidget(self.lasts)
        self.body.addWidget(self.bar)
        self.body.addLayout(self._legend)
        self.body.addStretch(1)
        self.body.addWidget(thin_line())
        self.body.addLayout(foot)

    def show_balance(self, service: ServiceType, balance: Balance, lasts: StockDays | None = None) -> None:
        """Show a kind's sums as they are now, and how long its blanks last."""
        if self._shown == (service, balance, lasts):
            return
        self._shown = (service, balance, lasts)
        self.retranslate()

    def said(self) -> str:
        """What the foot of the card says."""
        return f"{self._received.text()} {self._verdict.text()}"

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        if self._shown is None:
            return
        service, balance, lasts = self._shown
        in_safe = balance.sums[BookletState.IN_SAFE]
        self._name.setText(service.label.text(language()))
        self._figure.setText(count_text(in_safe))
        self._in_safe.setText(_("in the safe"))
        self._show_stock(service, balance, in_safe, lasts)
        self._show_lasts(lasts)
        self._show_sums(balance.sums)
        template = plural("= {count} received", "= {count} received", balance.received)
        self._received.setText(template.format(count=count_text(balance.received)))
        self._verdict.setText(_("✓ balanced") if balance.balanced else _("✕ does not balance"))
        set_tone(self._verdict, Tone.GREEN if balance.balanced else Tone.RED)
        self.bar.set_sums(balance.received, balance.sums, self.said())
        self.setAccessibleName(f"{self._name.text()}: {self._figure.text()} {self._in_safe.text()}, {self.said()}")
        self.setAccessibleDescription(self.lasts.text())

    def _show_stock(self, service: ServiceType, balance: Balance, in_safe: int, lasts: StockDays | None) -> None:
        if not balance.received:
            self.stock.set(Kind.NOTE, _("none yet"))
        elif not in_safe:
            self.stock.set(Kind.FAILED, _("empty"))
        elif lasts is not None and lasts.level == SHORT:
            self.stock.set(Kind.TODAY, _("runs short"))
        elif in_safe < service.low_stock or (lasts is not None and lasts.level == LOW):
            self.stock.set(Kind.SLACK, _("low"))
        else:
            self.stock.set(Kind.NOTE, "")
        self.stock.setToolTip(_("Low below {count} in the safe.").format(count=count_text(service.low_stock)))

    def _show_lasts(self, lasts: StockDays | None) -> None:
        """Until when the blanks last, in amber or red when that is too short, and what is to come."""
        reader = active()
        words = lasts_words(lasts, reader) if lasts else ""
        self.lasts.setText(words[:1].upper() + words[1:])
        set_tone(self.lasts, {SHORT: Tone.RED, LOW: Tone.AMBER}.get(lasts.level) if lasts else None)
        self.lasts.setVisible(bool(words))

    def _show_sums(self, sums: Mapping[str, int]) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        words = sum_words()
        for at, state in enumerate(state for state in STOCK_SUMS if sums[state] or state in _ALWAYS):
            number = label(count_text(sums[state]), "detail")
            self._legend.addWidget(SumSquare(state), at, 0, Qt.AlignmentFlag.AlignVCenter)
            self._legend.addWidget(label(words[state], "detail"), at, 1)
            self._legend.addWidget(number, at, 2, Qt.AlignmentFlag.AlignRight)
