"""The menu behind the name at the top right: who works here, this desk, and leaving it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from printdesk.i18n import _
from printdesk.services.office import PersonView
from printdesk.ui.front.idle import LOCK_KEY
from printdesk.ui.front.roles import role_words
from printdesk.ui.kit.mnemonics import with_letters

_SCALES = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class MenuActs:
    """What the menu leads to."""

    become: Callable[[str], None]
    name_person: Callable[[], None]
    give_passwords: Callable[[], None]
    change_password: Callable[[], None]
    lock: Callable[[], None]
    switch: Callable[[], None]
    sign_out: Callable[[], None]
    text_scale: Callable[[int], None]


def open_menu(people: tuple[PersonView, ...], login: str, acts: MenuActs, parent: QWidget) -> QMenu:
    """In an open office: everybody, and naming somebody new."""
    menu = with_letters(QMenu(parent))
    group = QActionGroup(menu)
    for person in people:
        action = QAction(f"{person.name} · {role_words(person.roles)}", menu, checkable=True)
        action.setChecked(person.login == login)
        action.triggered.connect(lambda _on=False, login=person.login: acts.become(login))
        group.addAction(action)
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(_("Another person…")).triggered.connect(lambda _on=False: acts.name_person())
    menu.addAction(_("Give passwords…")).triggered.connect(lambda _on=False: acts.give_passwords())
    return menu


def closed_menu(acts: MenuActs, parent: QWidget) -> QMenu:
    """Where people sign in: lock, change places, leave, one's own password."""
    menu = with_letters(QMenu(parent))
    menu.addAction(_("Lock") + "\t" + LOCK_KEY).triggered.connect(lambda _on=False: acts.lock())
    menu.addAction(_("Another person signs in…")).triggered.connect(lambda _on=False: acts.switch())
    menu.addSeparator()
    sizes = menu.addMenu(_("Text size"))  # not everybody sees the settings
    for percent in _SCALES:
        sizes.addAction(f"{percent} %").triggered.connect(lambda _on=False, percent=percent: acts.text_scale(percent))
    menu.addAction(_("Change my password…")).triggered.connect(lambda _on=False: acts.change_password())
    menu.addSeparator()
    menu.addAction(_("Sign out")).triggered.connect(lambda _on=False: acts.sign_out())
    return menu
