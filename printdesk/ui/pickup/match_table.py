"""What a search found, with names masked until a card is opened: looking into a card is recorded, a list is not."""

from printdesk.domain.states import application_state_text
from printdesk.i18n import _
from printdesk.services.search import Match
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.masked import masked_name
from printdesk.ui.pickup.words import fours


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
