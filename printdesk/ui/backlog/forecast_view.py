"""The forecast: when the queue is normal again, as a sentence, a curve, and the assumptions behind both."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from printdesk.i18n import _, catalogue, dates, language
from printdesk.services.forecasts import ForecastView as Forecast
from printdesk.ui.backlog.forecast_chart import CurveMark, ForecastChart
from printdesk.ui.backlog.forecast_days import curve_days, dates_text, seen_text, variants_text
from printdesk.ui.backlog.reading import BacklogFacts
from printdesk.ui.kit import EmptyState, FlowRow, NumberField, SecondaryButton, label
from printdesk.ui.theme import Space

_KEYS = ("waited", "expected", "band", "without", "said", "normal")
_DEBOUNCE_MS = 400
_MOST_DAYS = 400
_MOST_DOWN = 60
_FIELD = 66


class ForecastView(QWidget):
    """When the queue is normal again.

    Attributes:
        chart: the curve. hours: overtime considered on every working day. between, down: how often a station stops,
            and for how long. assume: puts these two in force.

    Signals:
        hours_changed: other overtime is considered.
        assume_wanted: working days between two stops, and those of a stop, are to be put in force.
    """

    hours_changed = Signal(int)
    assume_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: BacklogFacts | None = None
        self._failure = ""
        self.chart = ForecastChart()
        self.hours = NumberField(0, 12, 0)
        self.between, self.down = NumberField(1, _MOST_DAYS, 20), NumberField(1, _MOST_DOWN, 1)
        self.assume = SecondaryButton("")
        self._sentence = label("", "section", wrap=True, copyable=True)
        self._detail = label("", "secondary", wrap=True)
        self._texts = {code: label("", "secondary") for code in ("hours", "between", "down", "days", "seen")}
        self._marks = {code: (CurveMark(code), label("", "secondary")) for code in _KEYS}
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_DEBOUNCE_MS)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.L, 0, Space.L, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(self._sentence)
        column.addWidget(self._keys())
        column.addWidget(self.chart, 1)
        column.addWidget(self._detail)
        for field in (self.hours, self.between, self.down):
            field.setMinimumWidth(_FIELD)
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column.addLayout(_row(self._texts["hours"], self.hours, self._texts["seen"]))
        stops = (self._texts["between"], self.between, self._texts["down"], self.down, self._texts["days"])
        column.addLayout(_row(*stops, self.assume))
        self._stack.addWidget(page)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _keys(self) -> QWidget:
        row = FlowRow(Space.S)
        for mark, text in self._marks.values():
            row.add(_pair(mark, text))
        return row

    def _connect(self) -> None:
        self.hours.valueChanged.connect(self._soon.start)
        self._soon.timeout.connect(lambda: self.hours_changed.emit(self.hours.value()))
        for field in (self.between, self.down):
            field.valueChanged.connect(self._offer)
        self.assume.clicked.connect(lambda: self.assume_wanted.emit(self.between.value(), self.down.value()))

    def show_facts(self, facts: BacklogFacts) -> None:
        """Show the forecast of the moment; what is being typed stays."""
        first, self._facts = self._facts is None, facts
        found = facts.forecast
        if first:
            with QSignalBlocker(self.hours):
                self.hours.setValue(round(found.overtime_hours))
        if first or not self.assume.isEnabled():
            self._show_assumed(found)
        self.chart.set_days(curve_days(found), found.now.date(), found.normal)
        self._tell()

    def show_failure(self, failure: str) -> None:
        """Say why nothing is known; what was read before stays."""
        self._failure = failure
        self._tell()

    def settle(self) -> None:
        """What was assumed is in force; the fields show what holds."""
        if self._facts is not None:
            self.assume.setEnabled(False)

    def sentence(self) -> str:
        """What is said of the queue."""
        return self._sentence.text()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        words = {
            "waited": _("waited"),
            "expected": _("expected"),
            "band": _("8 of 10"),
            "without": _("without overtime"),
            "said": _("forecast the morning before, 8 of 10"),
            "normal": _("normal queue"),
        }
        for code, text in words.items():
            self._marks[code][1].setText(text)
        self._texts["hours"].setText(_("Overtime each evening, hours"))
        self._texts["between"].setText(_("A station stops every"))
        self._texts["down"].setText(_("days, for"))
        self._texts["days"].setText(_("days"))
        self.assume.setText(_("Assume"))
        self.assume.setToolTip(_("Put these working days in force for the forecast, at every desk"))
        self.hours.setAccessibleName(self._texts["hours"].text())
        self.between.setAccessibleName(_("Working days between two stops of a station"))
        self.down.setAccessibleName(_("Working days that a station stands still"))
        self.chart.setAccessibleName(_("Backlog each morning"))
        self._tell()
        if self._facts is not None:
            found = self._facts.forecast
            self.chart.set_days(curve_days(found), found.now.date(), found.normal)

    def _show_assumed(self, found: Forecast) -> None:
        for field, value in (
            (self.between, found.assumed.days_between_stops),
            (self.down, found.assumed.days_down),
        ):
            with QSignalBlocker(field):
                field.setValue(max(1, round(value)))
        self._offer()

    def _offer(self) -> None:
        """Only what differs from what is in force can be put in force."""
        if self._facts is None:
            return
        known = self._facts.forecast.assumed
        typed = (self.between.value(), self.down.value())
        self.assume.setEnabled(typed != (max(1, round(known.days_between_stops)), max(1, round(known.days_down))))

    def _tell(self) -> None:
        if self._facts is None:
            self._empty.set_unread(self._failure)
            self._stack.setCurrentIndex(1)
            return
        found = self._facts.forecast
        self._stack.setCurrentIndex(0)
        self._sentence.setText(self._said(found))
        parts = (
            *found.stops_ahead(self._facts.labels(), catalogue(language())), found.division(catalogue(language())),
            variants_text(found, self._facts.station(found.stuck_station)), *self._dry(),
        )  # fmt: skip
        self._detail.setText(" ".join(part for part in parts if part))
        self._texts["seen"].setText(seen_text(found))
        shown = {
            "waited": bool(found.mornings), "without": found.without is not None,
            "said": any(day.said is not None for day in self.chart.days()),
        }  # fmt: skip
        for code, (mark, text) in self._marks.items():
            for part in (mark, text):
                part.setVisible(shown.get(code, True))

    def _said(self, found: Forecast) -> str:
        said = found.sentence(catalogue(language()))
        if found.without is None or found.is_normal:
            return said
        with_it = _("With {hours} h of overtime each evening: {sentence}").format(
            hours=round(found.overtime_hours), sentence=said
        )
        return " ".join((with_it, _("Without it: {dates}.").format(dates=dates_text(found.without))))

    def _dry(self) -> list[str]:
        if self._facts is None:
            return []
        text = _("Blanks for {service} are used up about {day}.")
        return [
            text.format(service=self._facts.service(code), day=dates.day_medium(day, language()))
            for code, day in self._facts.forecast.usual.dry
        ]


def _pair(*parts: QWidget) -> QWidget:
    """Parts that stay together."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.XS)
    for part in parts:
        row.addWidget(part)
    return box


def _row(*parts: QWidget) -> QHBoxLayout:
    """Parts one after the other, the last one at the right."""
    row = QHBoxLayout()
    row.setSpacing(Space.XS)
    for part in parts[:-1]:
        row.addWidget(part)
    row.addStretch(1)
    row.addWidget(parts[-1])
    return row
