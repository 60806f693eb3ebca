"""The records as a list with saved views: counted by the database in one question, exported a portion at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from printdesk.i18n import _
from printdesk.services.bundle import Services
from printdesk.services.list_values import ListRows, Portion
from printdesk.services.records import RecordQuery
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.records.service_box import ServiceBox
from printdesk.ui.records.table_model import GROUPS, group_title
from printdesk.ui.views.viewed import Counter, Filters, Viewed, cells_of, shown_columns

_ALL = "all"
_PORTION = 500


class RecordsList(Protocol):
    """What the room's page gives."""

    columns: TableColumns

    def query(self) -> RecordQuery:
        """What is asked for."""

    kinds: ServiceBox

    def asked(self) -> tuple[str, str, str]:
        """The chip that is on, the words typed, and the service type."""

    def ask(self, group: str, text: str, service: str) -> None:
        """Ask for something else."""

    def known_total(self) -> int | None:
        """How many match; None before that is known."""


def records_viewed(page: RecordsList, services: Services) -> Viewed:
    """What the saved views need to know of the records."""
    return Viewed(
        code="records",
        title=lambda: _("Records"),
        columns=lambda: page.columns,
        filters=lambda: _plain(*page.asked()),
        show_filters=lambda wanted: page.ask(
            wanted.get("group", "") or _ALL, wanted.get("text", ""), wanted.get("service", "")
        ),
        words=lambda wanted: _words(wanted, page.kinds.labels()),
        gone=lambda wanted: _gone(wanted, page.kinds.labels()),
        known=lambda wanted: _known(wanted, page.kinds.labels()),
        counter=lambda: _counter(services),
        total=page.known_total,
        read=lambda: _read(services, page.query(), page.columns),
        state=lambda: "records",
    )


def _plain(group: str, text: str, service: str) -> dict[str, str]:
    return {"group": "" if group == _ALL else group, "text": text.strip(), "service": service}


def _words(wanted: Filters, labels: Mapping[str, str]) -> list[str]:
    group, text, service = (wanted.get(name, "") for name in ("group", "text", "service"))
    words = [group_title(group)] if group in GROUPS else []
    words += [labels.get(service, service)] if service else []
    return [*words, f"“{text}”"] if text else words


def _gone(wanted: Filters, labels: Mapping[str, str]) -> str:
    group, service = wanted.get("group", ""), wanted.get("service", "")
    if group and group not in GROUPS:
        return _("This view asks for states that this program does not know; all states are shown.")
    if service and labels and service not in labels:
        text = _("This view asks for the service type “{code}”, which this office has no more; all types are shown.")
        return text.format(code=service)
    return ""


def _known(wanted: Filters, labels: Mapping[str, str]) -> Filters:
    group, service = wanted.get("group", ""), wanted.get("service", "")
    return _plain(
        group if group in GROUPS else "", wanted.get("text", ""), "" if labels and service not in labels else service
    )


def _counter(services: Services) -> Counter:
    def count(asked: Sequence[Filters]) -> Sequence[int | None]:
        queries = [
            RecordQuery(each.get("text", ""), GROUPS.get(each.get("group", ""), ()), each.get("service", ""))
            for each in asked
        ]
        return services.applications.record_counts(queries)

    return count


def _read(services: Services, query: RecordQuery, columns: TableColumns) -> Callable[[], ListRows]:
    """All that match, however many: their ids at once (4 MB a million), the rows as they are written."""
    shown = shown_columns(columns)

    def read() -> ListRows:
        ids = services.applications.record_ids(query)

        def portions() -> Iterator[Portion]:
            for at in range(0, len(ids), _PORTION):
                rows = services.applications.records_of(ids[at : at + _PORTION])
                yield [cells_of(row, shown) for row in rows]

        return ListRows(len(ids), portions)

    return read
