"""Letters for Alt in forms and menus, given by the program: none twice in one window, whatever the language.

A letter that a text already marks with "&" stays. Buttons with a key of their own need none. Where a text changes,
its letter stays as long as it stands in the new text.
"""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QMenu, QRadioButton, QWidget

from printdesk.ui.kit.buttons import DeskButton, letter_place

W = TypeVar("W", bound=QWidget)
_GIVEN, _BARE = "given_letter", "text_without_letter"
_Marked = QLabel | QCheckBox | QRadioButton


def give_letters(top: QWidget, *, page: QWidget | None = None) -> None:
    """Each act and each named field of a form that has no key gets a letter, as long as there are letters left.

    Args:
        page: of a form with pages the one that is shown, so that those behind it take no letters from it; to be
            called again with each.
    """
    buttons = [each for each in _inside(top, DeskButton, page) if _wants(each)]
    marked: list[_Marked] = [each for each in _inside(top, QLabel, page) if _leads_somewhere(each)]
    marked += [each for each in _inside(top, QCheckBox, page) if each.text()]
    marked += [each for each in _inside(top, QRadioButton, page) if each.text()]
    texts = [_bare(each) for each in marked]
    taken = {letter_of(text) for text in texts} | {letter_of(each.text()) for each in buttons}
    taken |= _own_letters(top)
    for button in buttons:
        if not letter_of(button.text()):
            button.set_letter(_next(button.text(), button.letter, taken))
    for each, text in zip(marked, texts, strict=True):
        if not letter_of(text):
            _mark(each, text, _next(text, str(each.property(_GIVEN) or ""), taken))


def give_menu_letters(menu: QMenu) -> None:
    """The same for what can be chosen in a menu."""
    acts = [each for each in menu.actions() if each.text() and not each.isSeparator()]
    taken = {letter_of(each.text()) for each in acts}
    for act in acts:
        if not letter_of(act.text()):
            letter = _next(act.text().partition("\t")[0], "", taken)
            act.setText(marked_text(act.text(), letter))


def with_letters(menu: QMenu) -> QMenu:
    """The menu, which gets its letters whenever it opens."""
    menu.aboutToShow.connect(lambda: give_menu_letters(menu))
    return menu


def letter_of(text: str) -> str:
    """The letter that a text marks with "&", small; "" for none."""
    keys = QKeySequence.mnemonic(text)
    return "" if keys.isEmpty() else keys.toString().removeprefix("Alt+").casefold()


def marked_text(text: str, letter: str) -> str:
    """A text with "&" before this letter, where a word begins with it if one does."""
    at = letter_place(text, letter)
    return text if at < 0 else f"{text[:at]}&{text[at:]}"


def _inside(top: QWidget, kind: type[W], page: QWidget | None = None) -> list[W]:
    found = [each for each in top.findChildren(kind) if each.window() is top]
    return found if page is None else [each for each in found if page.isAncestorOf(each) or each.isVisibleTo(top)]


def _wants(button: DeskButton) -> bool:
    return bool(button.text()) and not button.has_own_key


def _leads_somewhere(name: QLabel) -> bool:
    """A name whose field can take the keyboard; of a field with several parts it is the first that can."""
    buddy = name.buddy()
    if buddy is None or not name.text():
        return False
    if buddy.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return True
    parts = [each for each in buddy.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    chosen = [each for each in parts if isinstance(each, QAbstractButton) and each.isChecked()]
    if parts:
        name.setBuddy((chosen or parts)[0])
    return bool(parts)


def _own_letters(top: QWidget) -> set[str]:
    """Letters of keys like Alt+S that something in the window has by itself."""
    given = {each for each in _inside(top, DeskButton) if each.letter}
    keys = [each.shortcut().toString() for each in _inside(top, QAbstractButton) if each not in given]
    return {key.removeprefix("Alt+").casefold() for key in keys if key.startswith("Alt+")}


def _bare(widget: _Marked) -> str:
    """Its text without the letter that was given to it."""
    known = str(widget.property(_BARE) or "")
    given = str(widget.property(_GIVEN) or "")
    return known if given and widget.text() == marked_text(known, given) else widget.text()


def _mark(widget: _Marked, text: str, letter: str) -> None:
    widget.setProperty(_BARE, text)
    widget.setProperty(_GIVEN, letter)
    wanted = marked_text(text, letter)
    if widget.text() != wanted:
        widget.setText(wanted)


def _next(text: str, before: str, taken: set[str]) -> str:
    """The letter to be given, and noted: the one of before, the start of a word, or any; "" when none is left."""
    wanted = [before, *_starts(text), *text.casefold()]
    found = next(
        (each for each in wanted if _is_letter(each) and each not in taken and letter_place(text, each) >= 0), ""
    )
    taken.add(found)
    return found


def _starts(text: str) -> Iterable[str]:
    return (word[0].casefold() for word in text.split())


def _is_letter(sign: str) -> bool:
    return len(sign) == 1 and sign.isascii() and sign.isalpha()
