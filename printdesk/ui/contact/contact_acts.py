"""Telling people, step by step: note what came of a call, copy a text, open a chat, correct a number."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.contact_texts import ContactText
from printdesk.services.contact_words import CORRECT_PHONE, outcome_words
from printdesk.services.contacts import LINK_OPENED, TEXT_COPIED, WRONG_NUMBER
from printdesk.services.work import Actor
from printdesk.ui.contact.dialogs import NumberDialog, TextDialog
from printdesk.ui.context import RoomContext
from printdesk.ui.form_acts import FormActs
from printdesk.ui.room_work import Acts
from printdesk.ui.undo import Step, Turn
from printdesk.ui.undo.history import touched

OpenLink = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an act is about."""

    application_id: int
    name: str


class ContactActs(FormActs):
    """The acts, one after the other, each with its way back.

    Args:
        owner: the page; forms open over its window.
        acts: of the page, so that no two acts run at once; None for its own.
        open_link: opens a link in the desktop's own program; nothing is sent by us.
    """

    def __init__(
        self, context: RoomContext, owner: QWidget, acts: Acts | None = None, open_link: OpenLink | None = None
    ) -> None:
        super().__init__(context, owner, acts)
        self.open_link = open_link or _open_in_desktop

    def note(self, person: Person, outcome: str, text_kind: str = "") -> None:
        """Note what came of it; after a wrong number the form to correct it opens."""
        contacts = self._context.services.contacts
        said = _("{name}: {outcome}.").format(name=person.name, outcome=outcome_words(active())[outcome])
        turn = Turn[int](
            lambda actor, op: contacts.log(actor, person.application_id, outcome, op, text_kind=text_kind),
            lambda actor, op, entry: contacts.undo(actor, entry, op),
        )

        def done(_entry: int) -> None:
            self.say_with_undo(said, Step(lambda: _noted(person, outcome), turn))
            if outcome == WRONG_NUMBER:
                self.correct(person)

        self._acts.begin(turn.forward, done)

    def copy(self, person: Person, kind: str, lang: str) -> None:
        """The text to the clipboard; when and by whom it was copied is noted.

        Args:
            kind: one of `TEXT_KINDS`, "" for the usual one.
        """
        said = _("Copied: the text for {name}.").format(name=person.name)

        def done(text: ContactText) -> None:
            QGuiApplication.clipboard().setText(text.text)
            self._context.messages.ok(said)

        self._acts.begin(lambda actor, op: self._worded(person, kind, lang, TEXT_COPIED, actor, op), done)

    def open_chat(self, person: Person, kind: str, lang: str) -> None:
        """Open the chat with the text ready; a person sends it, and says so afterwards."""
        said = _("The chat with {name} was opened; send the text there, then note it as sent.").format(
            name=person.name
        )

        def done(text: ContactText) -> None:
            if self.open_link(text.link):
                self._context.messages.ok(said)
            else:
                self._context.messages.warn(
                    _("This computer opened no program for the chat."), _("Copy the text instead.")
                )

        self._acts.begin(lambda actor, op: self._worded(person, kind, lang, LINK_OPENED, actor, op), done)

    def _worded(
        self, person: Person, kind: str, lang: str, outcome: str, actor: Actor, operation_id: str
    ) -> ContactText:
        services = self._context.services
        text = services.contact_texts.offer(person.application_id).text(kind, lang)
        if outcome == LINK_OPENED and not text.link:
            raise RuleViolationError(
                _("There is no mobile number of {name} to open a chat with.").format(name=person.name),
                _("Copy the text, or correct the number."),
            )
        services.contacts.log(actor, person.application_id, outcome, operation_id, text_kind=text.kind)
        return text

    def correct(self, person: Person) -> None:
        """Ask for the right number."""
        dialog = NumberDialog(person.name, self._owner.window())
        dialog.submitted.connect(lambda: self._save_number(dialog, person))
        self.open_form(dialog)

    def _save_number(self, dialog: NumberDialog, person: Person) -> None:
        services, typed = self._context.services, dialog.number.text()

        def act(actor: Actor, operation_id: str) -> str:
            before = services.applications.card(person.application_id).phone
            services.contacts.correct_phone(actor, person.application_id, typed, operation_id)
            return before

        def back(actor: Actor, operation_id: str, before: str) -> None:
            services.contacts.correct_phone(actor, person.application_id, before, operation_id)

        turn = Turn[str](act, back, touched(person.application_id, CORRECT_PHONE, "update"))
        step = Step(lambda: _("number of {name}").format(name=person.name), turn)
        said = _("The number of {name} is corrected.").format(name=person.name)
        self.submit(dialog, turn.forward, lambda _before: self.say_with_undo(said, step), dialog.number)

    def show_texts(self, person: Person) -> None:
        """Show the texts that are true now, to choose, read, copy or open one."""
        dialog = TextDialog(self._context, person.application_id, person.name, self._owner.window())
        dialog.copied.connect(lambda kind, lang: self.copy(person, kind, lang))
        dialog.chat_wanted.connect(lambda kind, lang: self.open_chat(person, kind, lang))
        dialog.sent.connect(lambda kind: self.note(person, "message_sent", kind))
        self.open_form(dialog)


def _noted(person: Person, outcome: str) -> str:
    said = outcome_words(active())[outcome]
    return _("note “{outcome}” for {name}").format(outcome=said, name=person.name)


def _open_in_desktop(link: str) -> bool:
    return QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
