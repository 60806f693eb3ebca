"""Saved views beside a list: chips with counts, a menu, the columns, and the way to paper and files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QWidget

from printdesk.domain.list_look import ListLook, set_filters
from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language
from printdesk.services.saved_views import SavedView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import IconButton
from printdesk.ui.kit.barring import bar_action
from printdesk.ui.kit.mnemonics import with_letters
from printdesk.ui.kit.saved_chips import ChipFacts, SavedChips
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space
from printdesk.ui.views.acts import ViewActs
from printdesk.ui.views.memory import ListState
from printdesk.ui.views.viewed import Viewed

Counts = tuple[int | None, ...]


class ViewTools(QWidget):
    """The two buttons of a list with views.

    Attributes:
        views: opens the menu. export: prints and exports.

    Signals:
        worded: the language of the moment is another one.
    """

    worded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = IconButton("views", "", "F10")
        self.export = IconButton("export", "", "F12")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.views)
        row.addWidget(self.export)
        self._name()

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self._name()
        self.worded.emit()

    def _name(self) -> None:
        self.views.set_name(_("Views and columns"))
        self.export.set_name(_("Print or export this list…"))


class ViewDesk(QObject):
    """The views of one list.

    Keys: F10 the menu, F12 print or export, Ctrl+1 to Ctrl+9 the views of the row.

    Args:
        viewed: the list. owner: the page, over whose window forms open.

    Attributes:
        tools: the buttons. chips: the row of views; both are placed by the room.
        dialog: the columns or the export that is open, None for none.
    """

    def __init__(self, context: RoomContext, viewed: Viewed, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._viewed = viewed
        self._owner = owner
        self._views: tuple[SavedView, ...] = ()
        self._counts: Counts = ()
        self._chosen = 0
        self._tables: dict[str, TableColumns] = {}
        self._acts = ViewActs(context, owner)
        self._reading = LatestReading(context, self)
        self.dialog: QDialog | None = None
        self.tools = ViewTools()
        self.chips = SavedChips()
        self.tools.views.clicked.connect(self._open_menu)
        self.tools.export.clicked.connect(self.export)
        self.tools.worded.connect(self._tell)
        self.chips.chosen.connect(self.choose)
        self.chips.save.clicked.connect(self.save)
        context.background.busy_changed.connect(self._rest)

    def watch(self, columns: TableColumns, state: str) -> None:
        """Remember a table's columns, and show those that were remembered."""
        kept = self._context.lists.of(state)
        columns.show_only(kept.columns)
        columns.set_widths(kept.widths)
        self._tables[state] = columns
        columns.changed.connect(partial(self._columns_changed, state))
        columns.dialog_wanted.connect(self.show_columns)

    def refresh(self) -> None:
        """Read the views and their counts anew, in the background."""
        user, code, count = self._context.actor().user, self._viewed.code, self._viewed.counter()
        service, known = self._context.services.saved_views, self._viewed.known

        def read() -> tuple[tuple[SavedView, ...], Counts]:
            views = service.of(code, user)
            return views, tuple(count([known(view.look.asked) for view in views])) if views else ()

        self._reading.ask(read, lambda found: self._show(*found), _leave_it)

    def look(self) -> ListLook:
        """What is shown now."""
        columns = self._viewed.columns()
        sort, descending = columns.sorted_by()
        return ListLook(set_filters(self._viewed.filters()), sort, descending and bool(sort), columns.shown())

    def look_changed(self) -> None:
        """The filter was changed in the room."""
        self._tell()

    def views(self) -> tuple[SavedView, ...]:
        """The views that are offered."""
        return self._views

    def choose(self, view_id: int) -> None:
        """Show a view; 0 shows the list as it is without one."""
        view = next((each for each in self._views if each.id == view_id), None)
        self._chosen = view.id if view is not None else 0
        self._apply(view.look if view is not None else ListLook())
        self._tell()

    def forget(self) -> None:
        """Another person sits here: none of the views is theirs yet."""
        self._views, self._counts, self._chosen = (), (), 0
        self._tell()

    def save(self) -> None:
        """Ask for a name, and keep what is shown."""
        self._acts.save(self._viewed.code, self.look(), self.words(), self._choose_new)

    def words(self) -> str:
        """What is shown, in words."""
        parts = [self.filter_words(), self.sort_words()]
        return " · ".join(parts)

    def filter_words(self) -> str:
        """The filter in words."""
        return " · ".join(self._viewed.words(self._viewed.filters())) or _("everything")

    def sort_words(self) -> str:
        """The order in words."""
        columns = self._viewed.columns()
        code, descending = columns.sorted_by()
        if not code:
            return _("in the list's own order")
        said = _("by {column}, downwards") if descending else _("by {column}")
        return said.format(column=columns.titles()[code])

    def title(self) -> str:
        """The list's name, with the view's."""
        view = self._shown()
        return f"{self._viewed.title()} · {view.name}" if view is not None else self._viewed.title()

    def show_columns(self) -> None:
        """Choose the columns by keyboard."""
        from printdesk.ui.kit.columns_dialog import ColumnsDialog  # only who chooses pays for it

        self._open(ColumnsDialog(self._viewed.columns(), self._owner.window()))

    def export(self) -> None:
        """Print or export what is shown."""
        from printdesk.ui.views.export_dialog import ExportDialog, Exported

        facts = Exported(
            self._viewed.code, self.title(), self.filter_words(), self.sort_words(), self._viewed.total(),
            self._viewed.columns(), self._viewed.read(),
        )  # fmt: skip
        self._open(ExportDialog(self._context, facts, self._owner.window()))

    def menu(self) -> QMenu:
        """What can be done with the views and the list."""
        menu = with_letters(QMenu(self.tools))
        for view, facts in zip(self._views, self._facts(), strict=True):
            text = " ".join(part for part in (facts.name, facts.count) if part)
            entry = menu.addAction(text.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(facts.on)
            entry.triggered.connect(partial(self._choose_entry, view.id))
        entry = menu.addAction(_("As it usually is"))
        entry.setCheckable(True)
        entry.setChecked(self.look() == ListLook())
        entry.triggered.connect(partial(self._choose_entry, 0))
        menu.addSeparator()
        self._add(menu, _("Save this view…"), self.save, "save_view")
        self._add_own(menu)
        menu.addSeparator()
        self._add(menu, _("Columns…"), self.show_columns)
        self._add(menu, _("Print or export this list…"), self.export)
        return menu

    def _add_own(self, menu: QMenu) -> None:
        """What can be done with the view chosen last."""
        view = next((each for each in self._views if each.id == self._chosen), None)
        if view is None:
            return
        name, mine = view.name.replace("&", "&&"), view.owner == self._context.actor().user
        if mine and self._shown() is not view:
            change = partial(self._acts.change, view, self.look())
            self._add(menu, _("Keep the changes in “{name}”").format(name=name), change, "change_view")
        if mine:
            rename = partial(self._acts.rename, view)
            self._add(menu, _("Rename “{name}”…").format(name=name), rename, "rename_view")
        share = partial(self._acts.share, view)
        if view.shared:
            self._add(menu, _("Stop sharing “{name}”").format(name=name), share, "unshare_view")
        elif mine:
            self._add(menu, _("Share “{name}” with everybody").format(name=name), share, "share_view")
        if mine:
            delete = partial(self._acts.delete, view)
            self._add(menu, _("Delete “{name}”").format(name=name), delete, "delete_view")

    def _add(self, menu: QMenu, text: str, run: Callable[[], None], act: str = "") -> None:
        entry = menu.addAction(text)
        entry.triggered.connect(lambda _on=False: run())
        if act:
            bar_action(menu, entry, act)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.tools.views
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _choose_entry(self, view_id: int, _on: bool = False) -> None:
        self.choose(view_id)

    def _choose_new(self, view_id: int) -> None:
        """It is offered once it was read."""
        self._chosen = view_id

    def _apply(self, look: ListLook) -> None:
        self._viewed.show_filters(self._viewed.known(look.asked))
        columns = self._viewed.columns()
        columns.show_only(look.columns)
        columns.sort_by(look.sort, descending=look.descending)
        columns.table.scrollToTop()
        if columns.table.rows_model().rowCount():
            columns.table.selectRow(0)
        self._remember(self._viewed.state(), columns)

    def _columns_changed(self, state: str) -> None:
        self._remember(state, self._tables[state])
        self._tell()

    def _remember(self, state: str, columns: TableColumns) -> None:
        self._context.lists.keep(state, ListState(columns.shown(), columns.widths()))

    def _sound(self, look: ListLook) -> ListLook:
        """A look without what is gone."""
        columns = self._viewed.columns()
        titles = columns.titles()
        shown = tuple(code for code in look.columns if code in titles)
        sort = look.sort if look.sort in titles else ""
        return replace(
            look.with_filters(self._viewed.known(look.asked)), columns=() if shown == columns.usual() else shown,
            sort=sort, descending=look.descending and bool(sort),
        )  # fmt: skip

    def _shown(self) -> SavedView | None:
        """The view that is shown as it was saved; of several alike the one chosen last."""
        look = self.look()
        alike = [each for each in self._views if self._sound(each.look) == look and self._means(each)]
        return next((each for each in alike if each.id == self._chosen), alike[0] if alike else None)

    def _means(self, view: SavedView) -> bool:
        """A view that lost a part shows more than was meant; it is on only when it was asked for."""
        return view.id == self._chosen or not self._viewed.gone(view.look.asked)

    def _show(self, views: tuple[SavedView, ...], counts: Sequence[int | None]) -> None:
        self._views, self._counts = views, tuple(counts)
        self._tell()

    def _facts(self) -> list[ChipFacts]:
        shown, user = self._shown(), self._context.actor().user
        found = []
        for view, count in zip(self._views, self._counts, strict=True):
            gone = self._viewed.gone(view.look.asked)
            told = _("Shared by {name}").format(name=view.owner_name) if view.owner != user else ""
            told = _("Shared with everybody") if view.shared and not told else told
            icon = "warning" if gone else ("users" if view.shared else "")
            number = "" if gone or count is None else dates.number(count, language())
            said = "\n".join(part for part in (told, gone) if part)
            found.append(ChipFacts(view.id, view.name, number, icon, said, view is shown))
        return found

    def _tell(self) -> None:
        shown, look = self._shown(), self.look()
        self.chips.show_views(self._facts(), new=shown is None and look != ListLook())
        self.chips.say(self._viewed.gone(shown.look.asked) if shown is not None else "")

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog

        def close(_code: int) -> None:
            if self.dialog is dialog:
                self.dialog = None
            dialog.deleteLater()

        dialog.finished.connect(close)
        dialog.open()

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()


def _leave_it(_error: DeskError) -> None:
    """The room's own reading says what stands against it."""
