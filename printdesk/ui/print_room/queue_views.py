"""The print order as a list with saved views."""

from collections.abc import Sequence

from printdesk.i18n import _, language
from printdesk.ui.print_room.queue_card import QueueCard, view_names
from printdesk.ui.print_room.table_model import VIEWS, QueueFilter, filtered
from printdesk.ui.views.viewed import Counter, Filters, Viewed, rows_shown

_ALL = "all"


def queue_viewed(card: QueueCard) -> Viewed:
    """What the saved views need to know of the print order."""
    return Viewed(
        code="print_queue",
        title=lambda: _("Print order"),
        columns=lambda: card.columns,
        filters=lambda: _plain(card.filter()),
        show_filters=lambda wanted: card.set_filter(_filter(wanted)),
        words=lambda wanted: _words(card, wanted),
        gone=lambda wanted: _gone(card, wanted),
        known=lambda wanted: _known(card, wanted),
        counter=lambda: _counter(card),
        total=lambda: card.table.rows_model().rowCount() if card.facts() is not None else None,
        read=lambda: rows_shown(card.columns),
        state=lambda: "print_queue",
    )


def _plain(wanted: QueueFilter) -> dict[str, str]:
    view = "" if wanted.view == _ALL else wanted.view
    return {"service": wanted.service, "text": wanted.text.strip(), "view": view}


def _filter(wanted: Filters) -> QueueFilter:
    view = wanted.get("view", "")
    return QueueFilter(wanted.get("service", ""), view if view in VIEWS else _ALL, wanted.get("text", ""))


def _labels(card: QueueCard) -> dict[str, str]:
    facts = card.facts()
    return dict(facts.view.settings.service_labels(language())) if facts is not None else {}


def _words(card: QueueCard, wanted: Filters) -> list[str]:
    found = _filter(wanted)
    words = [] if found.view == _ALL else [view_names()[found.view]]
    if found.service:
        words.append(_labels(card).get(found.service, found.service))
    return [*words, f"“{found.text}”"] if found.text else words


def _gone(card: QueueCard, wanted: Filters) -> str:
    service, labels = wanted.get("service", ""), _labels(card)
    if service and labels and service not in labels:
        text = _("This view asks for the service type “{code}”, which this office has no more; all types are shown.")
        return text.format(code=service)
    return ""


def _known(card: QueueCard, wanted: Filters) -> Filters:
    service, labels = wanted.get("service", ""), _labels(card)
    gone = service and labels and service not in labels
    return _plain(_filter({**wanted, "service": ""} if gone else wanted))


def _counter(card: QueueCard) -> Counter:
    """On the rows of the plan that is shown: no question to the database at all."""
    lines = card.lines()

    def count(asked: Sequence[Filters]) -> list[int | None]:
        return [len(filtered(lines, _filter(each))) for each in asked]

    return count
