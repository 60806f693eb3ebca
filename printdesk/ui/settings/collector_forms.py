"""Who may collect, and what each must show: the list and its form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import CollectorKind, Label, RequiredDocument
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.services.settings_limits import LENGTHS
from printdesk.ui.settings.codes import new_code
from printdesk.ui.settings.editors import BothTexts, YesNoField
from printdesk.ui.settings.forms import EntryDialog, Field
from printdesk.ui.settings.list_editor import ListKind
from printdesk.ui.settings.money_field import LinesField
from printdesk.ui.settings.tables import Heading
from printdesk.ui.settings.words import yes_no

_BETWEEN = "|"
_LONGEST = LENGTHS["pickup.collectors[].code"] - 3
"""Letters of a code, less those of a number behind it."""


def collectors_kind() -> ListKind[CollectorKind]:
    """Kinds of collectors, in the order in which the counter offers them."""
    return ListKind(
        headings=[
            Heading(lambda: _("Who collects"), 220, wide=True),
            Heading(lambda: _("Another person"), 130),
            Heading(lambda: _("Must show"), 340, wide=True),
        ],
        key=lambda each: each.code,
        row=lambda each: (
            each.label.text(language()), yes_no(each.other_person),
            ", ".join(document.label.text(language()) for document in each.documents) or _("nothing"),
        ),
        form=_form,
        build=_built,
        noun=lambda: _("Add who may collect…"),
    )  # fmt: skip


def _form(each: CollectorKind | None, parent: QWidget) -> EntryDialog:
    first = each or CollectorKind("", Label("", ""), ())
    fields = (
        Field("label", lambda: _("Who collects"), BothTexts),
        Field(
            "other_person", lambda: _("Another person"),
            lambda: YesNoField(lambda: _("not the applicant; name and identity number are written down")),
        ),
        Field(
            "documents", lambda: _("Must show"), LinesField,
            lambda: _("One document a line, Indonesian | English, in the order in which they are ticked."),
        ),
    )  # fmt: skip
    values = {"label": first.label, "other_person": first.other_person, "documents": _lines(first.documents)}
    title = _("New kind of collector") if each is None else each.label.text(language())
    intro = _("Registers keep what was shown at each hand-over, whatever is changed here.")
    return EntryDialog(title, _("Take over"), intro, fields, values, parent)


def _built(before: CollectorKind | None, values: dict[str, Any], others: Sequence[CollectorKind]) -> CollectorKind:
    label = values["label"]
    documents = _documents(before.documents if before else (), values["documents"])
    if before is not None:
        return replace(before, label=label, other_person=values["other_person"], documents=documents)
    words = (label.en or label.id)[:_LONGEST]
    code = new_code(words, [each.code for each in others])
    return CollectorKind(code, label, documents, values["other_person"])


def _lines(documents: Sequence[RequiredDocument]) -> tuple[str, ...]:
    return tuple(f"{each.label.id} {_BETWEEN} {each.label.en}" for each in documents)


def _documents(before: Sequence[RequiredDocument], lines: Sequence[str]) -> tuple[RequiredDocument, ...]:
    """The documents of a form; one that keeps its words in a language stays the one that records name."""
    labels = [_label(line) for line in lines]
    codes: dict[int, str] = {}
    for at, label in enumerate(labels):
        same = (each.code for each in before if label.id == each.label.id or label.en == each.label.en)
        code = next((one for one in same if one not in codes.values()), None)
        if code is not None:
            codes[at] = code
    for at, label in enumerate(labels):
        if at not in codes:
            codes[at] = new_code(label.en, [*codes.values(), *(each.code for each in before)])
    return tuple(RequiredDocument(codes[at], label) for at, label in enumerate(labels))


def _label(line: str) -> Label:
    parts = [part.strip() for part in line.split(_BETWEEN)]
    if len(parts) != 2 or not all(parts):
        raise RuleViolationError(
            _("“{line}” is not written in two languages.").format(line=line),
            _("Write each document as: Indonesian | English."),
        )
    return Label(parts[0], parts[1])
