"""What a text to applicants may name: checked when the settings are saved, so that no text fails at the counter."""

from collections.abc import Mapping
from typing import Any

from printdesk.domain.settings_contacts import TEXT_FIELDS, fields_in
from printdesk.errors import RuleViolationError
from printdesk.i18n import _

LONGEST_TEXT = 1500


def check_texts(contacts: Mapping[str, Any] | None) -> None:
    """Refuse texts that cannot be filled.

    Raises:
        RuleViolationError: a field is not known, a brace is left open, a text is empty or too long, or a kind stands
            there twice.
    """
    texts = list((contacts or {}).get("texts") or ())
    codes = [each["code"] for each in texts]
    for each in texts:
        for lang in ("id", "en"):
            _check_text(f"contacts.texts[{each['code']}].{lang}", each[lang])
    for code in codes:
        if codes.count(code) > 1:
            raise _refused(_("“{entry}” stands there twice.").format(entry=f"contacts.texts[{code}]"))


def _check_text(entry: str, text: str) -> None:
    if not 1 <= len(text.strip()) <= LONGEST_TEXT:
        raise _refused(_("“{entry}” needs 1 to {longest} characters.").format(entry=entry, longest=LONGEST_TEXT))
    try:
        unknown = [name for line in text.split("\n") for name in fields_in(line) if name not in TEXT_FIELDS]
    except ValueError:
        raise _refused(_("A brace in “{entry}” is left open.").format(entry=entry)) from None
    if unknown:
        raise RuleViolationError(
            _("“{entry}” names the field “{field}”, which is not known.").format(entry=entry, field=unknown[0]),
            _("Known: {known}.").format(known=", ".join(TEXT_FIELDS)),
        )


def _refused(message: str) -> RuleViolationError:
    return RuleViolationError(message, _("Nothing was changed."))
