"""The one style sheet, built from tokens. Things with a paintEvent of their own (kit) are not in here."""

from typing import Final

from printdesk.ui.theme.tokens import Palette, Size

_TEXTS: Final = """
QWidget { color: $text; }
QLabel { background: transparent; }
QLabel[voice="secondary"] { font-size: $secondary_px; color: $muted; }
QLabel[voice="detail"] { font-size: $secondary_px; }
QLabel[voice="caption"] { font-size: $caption_px; font-weight: 700; color: $muted; }
QLabel[voice="strong"] { font-weight: 700; }
QLabel[voice="section"] { font-size: $section_px; font-weight: 700; }
QLabel[voice="title"] { font-size: $title_px; font-weight: 700; }
QLabel[voice="answer"] { font-size: $answer_px; font-weight: 700; }
QLabel[voice="figure"] { font-size: $figure_px; font-weight: 700; }
QLabel[voice="hero"] { font-size: $hero_px; font-weight: 700; }
QLabel[voice="name"] { font-size: $name_px; font-weight: 700; }
QLabel[tone="neutral"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="red"] { color: $red; }
QLabel[tone="amber"] { color: $amber; }
QLabel[tone="green"] { color: $green; }
QLabel:disabled { color: $muted; }
QToolTip { background: $text; color: $card; border: 0; padding: 6px 8px; font-size: $secondary_px; }
"""

_SURFACES: Final = """
QMainWindow, QDialog, QMessageBox { background: $ground; }
QDialog QFrame#dialogPanel { background: $card; }
Card { background: $card; border: 1px solid $line; border-radius: 10px; }
Card[surface="now"] { background: $accent_soft; border: 2px solid $accent; }
Card[surface="quiet"] { background: $ground; border: 0; border-radius: 8px; }
Card[surface="green"] { background: $green_soft; border: 0; }
Card[surface="amber"] { background: $amber_soft; border: 0; }
Card[surface="red"] { background: $red_soft; border: 0; }
QFrame#thinLine { background: $line; border: 0; max-height: 1px; min-height: 1px; }
WhyPanel { background: $accent_soft; border: 0; border-top: 1px solid $line;
    border-bottom-left-radius: 9px; border-bottom-right-radius: 9px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: 0; }
QScrollArea[ring="true"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[ring="true"]:focus { border-color: $accent; }
QStackedWidget { background: transparent; }
QSplitter::handle { background: transparent; }
"""

_INPUTS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $card; color: $text; border: 1px solid $control; border-radius: 8px;
    padding: 0 9px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 34px; }
QPlainTextEdit, QTextEdit { padding: 6px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 0 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 4px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
    background: $ground; color: $muted; border-color: $line; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] {
    border: 2px solid $red; padding: 0 8px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: 0; background: transparent; min-height: 0;
    padding: 0; font-size: $answer_px; font-weight: 700; placeholder-text-color: $accent; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: url("deskicons:control/chevron-down.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $control; padding: 4px;
    outline: 0; selection-background-color: $selection; selection-color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 26px; border: 0; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 3px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 3px; }
QAbstractSpinBox::up-arrow { image: url("deskicons:control/chevron-up.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url("deskicons:control/chevron-down.svg"); width: 14px; height: 14px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: 0; background: transparent; min-height: 0; padding: 0; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { padding: 0 0 0 9px; }
QDateTimeEdit[calendarPopup="true"] QLineEdit, QDateTimeEdit[calendarPopup="true"] QLineEdit:focus { padding: 0; }
QDateTimeEdit::drop-down { subcontrol-origin: border; subcontrol-position: center right; border: 0; width: 28px; }
QDateTimeEdit::down-arrow { image: url("deskicons:control/chevron-down.svg"); width: 16px; height: 16px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 4px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator { width: 18px; height: 18px;
    border: 1px solid $control;
    background: $card; border-radius: 5px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
    image: url("deskicons:control/check-$name.svg"); }
QRadioButton::indicator:checked { border: 6px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $ground; border-color: $line; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
"""

_LISTS: Final = """
QAbstractItemView { background: $card; border: 0; outline: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableView { gridline-color: $line; selection-background-color: $selection; selection-color: $text; }
QTableView[framed="true"] { border: 1px solid $line; border-radius: 8px; }
QHeaderView { background: $card; border: 0; }
QHeaderView::section { background: $card; border: 0; border-bottom: 1px solid $line; }
QTableCornerButton::section { background: $card; border: 0; }
QListView::item { min-height: 34px; padding: 0 8px; border-radius: 6px; }
PartsList::item { min-height: 0; }
QListView::item:selected { background: $selection; color: $text; }
QListView::item:focus { border: 2px solid $accent; padding: 0 6px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QToolButton { background: transparent; padding: 4px 8px; border-radius: 6px; }
QMenu { background: $card; border: 1px solid $control; padding: 6px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 3px; margin: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: 0; width: 0; height: 0; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 6px; border-radius: 3px; background: $line; }
QSlider::sub-page:horizontal { height: 6px; border-radius: 3px; background: $accent; }
QSlider::handle:horizontal { width: 18px; height: 18px; margin: -6px 0; border-radius: 9px; background: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $text; width: 14px; height: 14px; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px; border: 2px solid transparent;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 6px; }
QDialogButtonBox QPushButton, QMessageBox QPushButton { background: $card; border: 1px solid $control;
    border-radius: 8px; padding: 7px 16px; font-weight: 700; min-width: 72px; }
QMessageBox QPushButton:focus { border: 2px solid $accent; padding: 6px 15px; }
"""

_SHELL: Final = """
Rail { background: $rail; border: 0; }
Rail QLabel { color: $rail_text; }
Rail QLabel[voice="secondary"] { color: $rail_muted; font-size: $caption_px; }
TopBar { background: $card; border: 0; border-bottom: 1px solid $line; }
StatusBar { background: $card; border: 0; border-top: 1px solid $line; }
StatusBar QLabel { font-size: $caption_px; color: $muted; }
SearchBox, SearchBox:focus { border: 0; background: transparent; min-height: 42px; padding: 0 84px 0 46px; }
BannerBar { background: $amber_soft; border: 0; border-bottom: 1px solid $line; }
"""

_SIZES: Final = {
    "caption_px": Size.CAPTION,
    "secondary_px": Size.SECONDARY,
    "section_px": Size.SECTION,
    "title_px": Size.TITLE,
    "answer_px": Size.ANSWER,
    "figure_px": Size.FIGURE,
    "name_px": Size.NAME,
    "hero_px": Size.HERO,
}


def build(palette: Palette, text_scale: float = 1.0) -> str:
    """The style sheet of a palette with all type sizes multiplied by `text_scale`."""
    values = {token: str(getattr(palette, token)) for token in Palette._fields}
    values |= {name: f"{round(size * text_scale)}px" for name, size in _SIZES.items()}
    sheet = _TEXTS + _SURFACES + _INPUTS + _LISTS + _SHELL
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"${name}", values[name])
    return sheet
