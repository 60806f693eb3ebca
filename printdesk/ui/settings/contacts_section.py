"""What people are told, when they are asked to come, and what the public board says: edited here."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from printdesk.domain.settings_contacts import TEXT_FIELDS, TEXT_KINDS, MessageTemplate
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.contact_words import text_names
from printdesk.ui.kit import label
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import TextField, WholeField, range_text
from printdesk.ui.settings.forms import Field, FieldsGrid
from printdesk.ui.settings.reading import SettingsFacts

_NUMBERS = (
    "hand_overs_per_desk", "counter_desks", "walk_in_percent", "wave_minutes", "wave_days", "call_minutes",
)  # fmt: skip
_LINES = ("board_notice_id", "board_notice_en")
_HEIGHT = 116


class LongTextField(QPlainTextEdit):
    """A text of several lines; Tab leaves it.

    Signals:
        changed: the user changed it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self.textChanged.connect(self.changed)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def value(self) -> str:
        """Without blanks at its ends."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show a text; nothing is told."""
        if value != self.value():
            blocked = QSignalBlocker(self)
            self.setPlainText(value)
            blocked.unblock()


class ContactsSection(EditSection):
    """Waves, the public board, and the texts in both languages.

    Attributes:
        numbers: of waves and board. texts: by kind and language.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _("What people are told, when they are asked to come, and what the public board says."),
            tried=False,
            parent=parent,
        )
        self.numbers = FieldsGrid(_number_fields())
        self.texts = FieldsGrid(_text_fields())
        self._known = label("", "secondary", wrap=True)
        self.add_title(lambda: _("Waves and board"))
        self.column.addWidget(self.numbers)
        self.add_title(lambda: _("Texts to applicants"))
        self.column.addWidget(self._known)
        self.column.addWidget(self.texts)
        self.finish()
        for grid in (self.numbers, self.texts):
            grid.changed.connect(self.edited)

    def load(self, facts: SettingsFacts) -> None:
        """Show what is in force."""
        contacts = facts.settings.contacts
        self.numbers.show_values({key: getattr(contacts, key) for key in (*_NUMBERS, *_LINES)})
        self.texts.show_values(
            {f"{kind}.{lang}": contacts.template(kind).text(lang) for kind in TEXT_KINDS for lang in ("id", "en")}
        )

    def sections(self) -> dict[str, Any]:
        """Everything as typed."""
        typed = self.texts.values()
        texts = tuple(MessageTemplate(kind, typed[f"{kind}.id"], typed[f"{kind}.en"]) for kind in TEXT_KINDS)
        return {"contacts": replace(self.settings().contacts, texts=texts, **self.numbers.values())}

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        known = _("Fields: {fields}. A line in which a field has nothing to say is left out.")
        self._known.setText(known.format(fields=", ".join(f"{{{name}}}" for name in TEXT_FIELDS)))
        self.numbers.retranslate()
        self.texts.retranslate()


def _number_fields() -> tuple[Field, ...]:
    names: dict[str, Callable[[], str]] = {
        "hand_overs_per_desk": lambda: _("Hand-overs an hour at one desk"),
        "counter_desks": lambda: _("Desks that hand over"),
        "walk_in_percent": lambda: _("Kept for walk-ins, percent"),
        "wave_minutes": lambda: _("Length of a wave, minutes"),
        "wave_days": lambda: _("Open days with waves"),
        "call_minutes": lambda: _("A call stays on the board, minutes"),
    }
    numbers = tuple(_number(f"contacts.{key}", key, name) for key, name in names.items())
    return (
        *numbers,
        Field("board_notice_id", lambda: _("Line on the board, Indonesian"), lambda: TextField(160)),
        Field("board_notice_en", lambda: _("Line on the board, English"), lambda: TextField(160)),
    )


def _number(entry: str, key: str, name: Callable[[], str]) -> Field:
    return Field(key, name, lambda: WholeField(entry), lambda: range_text(entry))


def _text_fields() -> tuple[Field, ...]:
    return tuple(
        Field(f"{kind}.{lang}", lambda kind=kind, lang=lang: _title(kind, lang), LongTextField)  # type: ignore[misc]
        for kind in TEXT_KINDS
        for lang in ("id", "en")
    )


def _title(kind: str, lang: str) -> str:
    language = _("English") if lang == "en" else _("Indonesian")
    return f"{text_names(active())[kind]} · {language}"
