"""The counter's lists as one with saved views: which tab, the words typed, and who travels soon."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.pickup.ready_panel import ReadyPanel
from printdesk.ui.pickup.uncollected_tables import TABS, WAITING, filtered, tab_names
from printdesk.ui.views.desk import ViewDesk
from printdesk.ui.views.viewed import Counter, Filters, Viewed, rows_shown

_YES = "yes"


def shelf_views(context: RoomContext, panel: ReadyPanel, page: QWidget) -> ViewDesk:
    """The saved views of the counter's lists, placed in their panel."""
    desk = ViewDesk(context, shelf_viewed(panel), page)
    panel.add_views(desk.tools, desk.chips)
    for tab, columns in panel.columns.items():
        desk.watch(columns, state_of(tab))
    panel.refiltered.connect(desk.look_changed)
    return desk


def shelf_viewed(panel: ReadyPanel) -> Viewed:
    """What the saved views need to know of the counter's lists."""
    return Viewed(
        code="shelf",
        title=lambda: _("Counter: {list}").format(list=tab_names()[panel.tab]),
        columns=lambda: panel.columns[panel.tab],
        filters=lambda: _filters(panel),
        show_filters=lambda wanted: panel.show_part(_tab(wanted), wanted.get("text", ""), soon="soon" in wanted),
        words=_words,
        gone=_gone,
        known=_known,
        counter=lambda: _counter(panel),
        total=lambda: panel.table.rows_model().rowCount() if panel.shelf is not None else None,
        read=lambda: rows_shown(panel.columns[panel.tab]),
        state=lambda: state_of(panel.tab),
    )


def state_of(tab: str) -> str:
    """Under which name a tab's columns are remembered."""
    return f"shelf.{tab}"


def _filters(panel: ReadyPanel) -> dict[str, str]:
    soon = _YES if panel.tab == WAITING and panel.soon.isChecked() else ""
    return {"tab": "" if panel.tab == WAITING else panel.tab, "text": panel.filter.text().strip(), "soon": soon}


def _tab(wanted: Filters) -> str:
    tab = wanted.get("tab", "")
    return tab if tab in TABS else WAITING


def _words(wanted: Filters) -> list[str]:
    words = [tab_names()[_tab(wanted)]]
    if wanted.get("soon"):
        words.append(_("Travel soon"))
    return [*words, f"“{wanted['text']}”"] if wanted.get("text") else words


def _gone(wanted: Filters) -> str:
    tab = wanted.get("tab", "")
    if tab and tab not in TABS:
        return _("This view asks for a list that this counter does not have; what waits is shown.")
    return ""


def _known(wanted: Filters) -> Filters:
    return {name: value for name, value in wanted.items() if value and (name != "tab" or value in TABS)}


def _counter(panel: ReadyPanel) -> Counter:
    """On the lists that are shown: no question to the database at all."""
    shelf = panel.shelf

    def count(asked: Sequence[Filters]) -> list[int | None]:
        if shelf is None:
            return [None] * len(asked)
        return [len(filtered(shelf, _tab(each), each.get("text", ""), soon="soon" in each)) for each in asked]

    return count
