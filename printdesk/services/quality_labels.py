"""Labels that say on which slot of the shelf a booklet lies."""

from collections.abc import Sequence

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.shelf_label import A4_SHEET, SINGLE, ShelfLabel, shelf_labels
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import day_short
from printdesk.models.tables import Application, Booklet
from printdesk.services.shelf import Neighbours, neighbours
from printdesk.services.work import View, Workplace

LABELS = {SINGLE, A4_SHEET}
_NAMED = 2


class QualityLabelService:
    """Makes shelf labels; they are no numbered papers, so that making one again needs no reason."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def neighbours(self, application_id: int) -> Neighbours:
        """Who lies beside a booklet on the shelf, and when it is expected to be collected."""
        with self._workplace.reading() as view:
            return neighbours(view, view.session.get_one(Application, application_id))

    def make(self, application_ids: Sequence[int], size: str, reader: Catalogue) -> Document:
        """The labels of these applications, by shelf slot.

        Args:
            size: "label" or "a4".

        Raises:
            RuleViolationError: none of them has a place on the shelf.
        """
        with self._workplace.reading() as view:
            rows = view.session.execute(
                select(Application, Booklet.serial)
                .join(Booklet, Booklet.id == Application.booklet_id)
                .where(
                    Application.id.in_(application_ids), Application.shelf_slot.is_not(None),
                    Application.state.in_((ApplicationState.PASSED, ApplicationState.SHELVED)),
                )
                .order_by(Application.shelf_slot)
            ).all()  # fmt: skip
            labels = [_label(view, row, serial, reader) for row, serial in rows]
        if not labels:
            raise RuleViolationError(
                _("No booklet has a place on the shelf, so there is no label."),
                _("Pass it at the quality check first."),
            )
        mark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        return shelf_labels(labels, size if size in LABELS else SINGLE, reader.lang, mark)


def _label(view: View, row: Application, serial: str, reader: Catalogue) -> ShelfLabel:
    place = neighbours(view, row)
    expected = day_short(place.expected, reader.lang) if row.state == ApplicationState.PASSED else ""
    return ShelfLabel(row.shelf_slot or "", row.name, row.number, serial, expected, _group_words(place, reader))


def _group_words(place: Neighbours, reader: Catalogue) -> str:
    """The group, and where its first other members lie."""
    if not place.beside:
        return place.group
    slots = ", ".join(place.beside[:_NAMED]) + ("…" if len(place.beside) > _NAMED else "")
    return reader("{group} (with {slots})").format(group=place.group, slots=slots)
