"""What a search found, with names masked until a card is opened: looking into a card is recorded, a list is not."""

import re

from printdesk.domain.names import search_words
from printdesk.domain.states import application_state_text
from printdesk.i18n import _
from printdesk.services.search import Match
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.pickup.words import fours

_HIDDEN = "•••"


def masked_name(name: str, typed: str) -> str:
    """A name of which only the words that were typed are whole; of the others the first letter."""
    asked = search_words(typed) if any(sign.isalpha() for sign in typed) else ()
    return " ".join(word if _asked_for(word, asked) else f"{word[:1]}{_HIDDEN}" for word in name.split())


def _asked_for(word: str, asked: tuple[str, ...]) -> bool:
    known = search_words(re.sub(r"[^\w'’-]", "", word))
    return bool(known) and any(part.startswith(each) for part in known for each in asked)


def masked_match_model(services: dict[str, str], typed: dict[str, str]) -> RowsModel[Match]:
    """The list of matches.

    Args:
        services: labels by code; typed: what was searched for, under "text". Both may change.
    """

    def applicant(row: Match) -> Cell:
        return Cell(masked_name(row.name, typed.get("text", "")), fours(row.number))

    columns: list[Column[Match]] = [
        Column(lambda: _("Applicant"), applicant, 230, stretch=3, strong=True),
        Column(
            lambda: _("Where it is"),
            lambda row: Cell(application_state_text(row.state), services.get(row.service, row.service)),
            180,
            stretch=2,
        ),
        Column(
            lambda: _("Shelf"), lambda row: Cell(row.shelf_slot or "—", strong=bool(row.shelf_slot)), 76, whole=True
        ),
        Column(lambda: _("Why it matches"), lambda row: Cell(row.why), 130, stretch=1),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))
