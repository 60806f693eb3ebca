"""What somebody sees of a list: which rows, in which order, which columns. A saved view is that with a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

LISTS = ("print_queue", "records", "trips", "shelf")
"""The lists that have views, by code."""

LONGEST_NAME = 40
MOST_VIEWS = 30
"""Views of one list that one person keeps."""

_MOST_FILTERS, _MOST_COLUMNS, _LONGEST_CODE, _LONGEST_VALUE = 12, 40, 40, 200


@dataclass(frozen=True, slots=True)
class ListLook:
    """Filter, sort and columns of a list.

    Attributes:
        filters: name and value of each filter that is set, by name; days are counted from today, so that a view of
            "tomorrow" is one of tomorrow on every day.
        sort: code of the column sorted by, "" for the list's own order. descending: its direction.
        columns: codes of the columns shown, from left to right; none stands for the list's usual ones.
    """

    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()

    @property
    def asked(self) -> dict[str, str]:
        """The filters by name."""
        return dict(self.filters)

    def with_filters(self, filters: Mapping[str, str]) -> "ListLook":
        """The same with other filters."""
        return replace(self, filters=set_filters(filters))


@dataclass(frozen=True, slots=True)
class ListCell:
    """What a cell shows: its first line, and the muted line below it."""

    text: str
    second: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column that is shown.

    Attributes:
        width: its width on the screen; the paper keeps the proportions. stretch: its share of what is left over.
        align: "left", "right" or "center".
    """

    title: str
    width: int
    stretch: int = 0
    align: str = "left"


def set_filters(filters: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Those that let not everything through, by name."""
    return tuple(sorted((name, value) for name, value in filters.items() if value))


def to_plain(look: ListLook) -> dict[str, Any]:
    """As JSON keeps it."""
    return {
        "filters": look.asked,
        "sort": look.sort,
        "descending": look.descending,
        "columns": list(look.columns),
    }


def from_plain(plain: Mapping[str, Any]) -> ListLook:
    """From what JSON kept; what is no part of a look is left out, so that nothing kept here can stop a list."""
    filters, columns = plain.get("filters"), plain.get("columns")
    kept = {str(name): str(value) for name, value in filters.items()} if isinstance(filters, Mapping) else {}
    shown = columns if isinstance(columns, Sequence) and not isinstance(columns, str) else ()
    return ListLook(
        set_filters(kept),
        str(plain.get("sort") or ""),
        plain.get("descending") is True,
        tuple(dict.fromkeys(str(code) for code in shown)),
    )


def is_sound(look: ListLook) -> bool:
    """Whether it is small enough to be kept."""
    values = [value for _name, value in look.filters]
    codes = [*look.columns, look.sort, *(name for name, _value in look.filters)]
    return (
        len(values) <= _MOST_FILTERS
        and len(look.columns) <= _MOST_COLUMNS
        and all(len(value) <= _LONGEST_VALUE for value in values)
        and all(len(code) <= _LONGEST_CODE for code in codes)
    )
