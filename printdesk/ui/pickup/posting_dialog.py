"""Giving booklets to the post: scan, address, one list with one courier; earlier lists to print again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.counter_scan import CounterItem, CounterScan
from printdesk.services.posting import PostedList, PostItem
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Cell, Column, DeskTable, EmptyState, PillSpec, RowsModel, ScanTarget, ViewRow, label
from printdesk.ui.pickup.counter_dialog import CounterDialog
from printdesk.ui.theme import Kind, Space

_SIZE = (980, 620)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A booklet that is to go by post, with what was typed for it."""

    item: CounterItem
    address: str = ""
    tracking: str = ""


class PostingDialog(CounterDialog):
    """F6 gives the list to the post and shows its paper; F7 prints an earlier list again.

    Attributes:
        target: where serials are typed. table: the new list. address, tracking: of the row chosen. courier: who takes
            them. sent: the earlier lists. views: new list or earlier ones.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(context, parent, _SIZE)
        self._service = context.services.posting
        self._sure = False
        self.views = ViewRow()
        self._stack = QStackedWidget()
        self.target = ScanTarget()
        self._empty = EmptyState("barcode")
        self._model = _draft_model()
        self.table = DeskTable(self._model)
        self._whose = label("", "strong", wrap=True)
        self._labels = tuple(label("", "caption") for _each in range(3))
        self.address, self.tracking, self.courier = QLineEdit(), QLineEdit(), QLineEdit()
        self._sent_model = _sent_model()
        self.sent = DeskTable(self._sent_model)
        self._no_sent = EmptyState("document")
        self._place()
        self._connect()
        self.retranslate()
        self._read_sent()
        self.target.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.table.set_empty(self._empty)
        self.sent.set_empty(self._no_sent)
        self.address.setMaxLength(_LONGEST)
        self.tracking.setMaxLength(60)
        new = QWidget()
        column = QVBoxLayout(new)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.target)
        column.addWidget(self.table, 1)
        column.addWidget(self._whose)
        form = QFormLayout()
        form.setSpacing(Space.S)
        for caption, field in zip(self._labels, (self.address, self.tracking, self.courier), strict=True):
            form.addRow(caption, field)
        column.addLayout(form)
        self._stack.addWidget(new)
        self._stack.addWidget(self.sent)
        head = QHBoxLayout()
        head.addWidget(self.views)
        head.addStretch(1)
        self.work.addLayout(head)
        self.work.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.target.submitted.connect(self.take_scan)
        self.views.chosen.connect(self._choose_view)
        self.table.current_changed.connect(lambda _key: self._show_row())
        self.table.opened.connect(lambda _key: self.address.setFocus())
        self.address.textChanged.connect(lambda text: self._type(address=text))
        self.tracking.textChanged.connect(lambda text: self._type(tracking=text))
        self.courier.textChanged.connect(lambda _text: self._allow())
        self.sent.current_changed.connect(lambda _key: self._allow())
        self.sent.opened.connect(lambda _key: self._do_second())

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        title = _("Give to the post")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._intro.setText(
            _("Scan each booklet, write its address. The courier signs the list; what comes back is scanned back.")
        )
        self.views.set_chip("new", _("New list"))
        self.views.set_chip("sent", _("Lists sent"))
        self.target.set(_("Scan a booklet for the post"), "")
        self._empty.set("barcode", _("Nothing is on the list yet"), _("Scan the booklets that go by post."))
        self._no_sent.set(
            "document", _("Nothing was sent by post yet"), _("Lists that were given to the post stand here.")
        )
        names = (_("ADDRESS"), _("TRACKING NUMBER (IF KNOWN)"), _("COURIER"))
        for caption, field, name in zip(
            self._labels, (self.address, self.tracking, self.courier), names, strict=True
        ):
            caption.setText(name)
            field.setAccessibleName(name.capitalize())
        self.table.setAccessibleName(_("New list"))
        self.sent.setAccessibleName(_("Lists sent"))
        self.second.setText(_("Print the list…"))
        self._leave.setText(_("Close"))
        self._show_row()
        self._allow()

    def drafts(self) -> list[PostDraft]:
        """What stands on the new list."""
        return self._model.rows()

    def _scanned(self, found: CounterScan) -> None:
        item = found.item
        if found.kind != "booklet" or item is None:
            self._alarm(found.sentence)
            return
        drafts = self.drafts()
        if any(draft.item.application_id == item.application_id for draft in drafts):
            self._alarm(_("{serial} was scanned already; it stands on the list.").format(serial=item.serial))
            return
        self._choose_view("new")
        same = next((draft.address for draft in drafts if item.group and draft.item.group == item.group), "")
        self._model.set_rows([*drafts, PostDraft(item, same)])
        self.table.select_key(str(item.application_id))
        self._tell(Kind.DONE, found.sentence)
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    def _draft(self) -> PostDraft | None:
        row = self.table.current_row()
        return row if isinstance(row, PostDraft) else None

    def _show_row(self) -> None:
        draft = self._draft()
        typed = (draft.address, draft.tracking) if draft else ("", "")
        for field, text in zip((self.address, self.tracking), typed, strict=True):
            if field.text() != text:
                field.blockSignals(True)
                field.setText(text)
                field.blockSignals(False)
            field.setEnabled(draft is not None)
        self._whose.setText(draft.item.name if draft else "")
        self._whose.setVisible(draft is not None)

    def _type(self, address: str | None = None, tracking: str | None = None) -> None:
        draft = self._draft()
        if draft is None:
            return
        typed = PostDraft(
            draft.item,
            draft.address if address is None else address,
            draft.tracking if tracking is None else tracking,
        )
        drafts = [typed if each.item == draft.item else each for each in self.drafts()]
        self._model.set_rows(drafts)
        self._allow()

    def _choose_view(self, code: str) -> None:
        self.views.choose(code)
        self._stack.setCurrentIndex(1 if code == "sent" else 0)
        self._allow()

    def _allow(self) -> None:
        drafts, new = self.drafts(), self._stack.currentIndex() == 0
        template = plural("Give {count} booklet to the post", "Give {count} booklets to the post", len(drafts))
        self.main.setText(template.format(count=len(drafts)) if drafts else _("Give to the post"))
        ready = bool(drafts) and all(draft.address.strip() for draft in drafts) and bool(self.courier.text().strip())
        self.main.setVisible(new)
        self.main.setEnabled(ready and not self._acts.under_way)
        self.second.setVisible(not new)
        self.second.setEnabled(bool(self.sent.current_key()))

    def _do_main(self) -> None:
        items = tuple(
            PostItem(each.item.application_id, each.item.serial, each.address, each.tracking)
            for each in self.drafts()
        )
        courier, service = self.courier.text(), self._service

        def act(actor: Actor, operation: str) -> PostedList:
            return service.send(actor, items, courier, operation)

        self._act(act, self._sent)

    def _sent(self, posted: PostedList) -> None:
        self._model.set_rows([])
        self.courier.clear()
        self._show_row()
        self._read_sent()
        template = plural(
            "{count} booklet given to the post: {number}. Let the courier sign.",
            "{count} booklets given to the post: {number}. Let the courier sign.",
            posted.count,
        )
        self._tell(Kind.DONE, template.format(count=posted.count, number=posted.number))
        self._draw(posted)

    def _do_second(self) -> None:
        row = self.sent.current_row()
        if isinstance(row, PostedList):
            self._draw(row)

    def _draw(self, posted: PostedList) -> None:
        service, reader, actor, operation = self._service, active(), self._context.actor(), new_operation_id()
        title = _("List for the post {number}").format(number=posted.number)
        self._context.background.run(
            lambda _task: service.paper(actor, posted.id, reader, operation),
            done=lambda paper: self._show_paper(title, posted.number, paper),
            failed=self._refused,
            owner=self,
        )

    def _read_sent(self) -> None:
        def show(found: Sequence[PostedList]) -> None:
            self._sent_model.set_rows(found)
            self._allow()

        self._reading.ask(self._service.lists, show, self._refused)

    def _may_leave(self) -> bool:
        if self.drafts() and not self._sure:
            self._sure = True
            self._tell(Kind.FLAKY, _("This list was not given to the post yet. Esc again drops it."))
            return False
        return True


def _draft_model() -> RowsModel[PostDraft]:
    columns: list[Column[PostDraft]] = [
        Column(lambda: _("Slot"), lambda row: Cell(row.item.slot or "–"), 76, whole=True, strong=True),
        Column(lambda: _("Applicant"), lambda row: Cell(row.item.name, f"…{row.item.number[-6:]}"), 160, stretch=3),
        Column(lambda: _("Serial"), lambda row: Cell(row.item.serial), 96),
        Column(lambda: _("Address"), _address, 160, stretch=4),
    ]
    return RowsModel(columns, key=lambda row: str(row.item.application_id))


def _address(row: PostDraft) -> Cell:
    if not row.address.strip():
        return Cell(pill=PillSpec(Kind.SLACK, _("address missing")))
    return Cell(row.address, row.tracking)


def _sent_model() -> RowsModel[PostedList]:
    columns: list[Column[PostedList]] = [
        Column(lambda: _("List"), lambda row: Cell(row.number), 150, strong=True, whole=True),
        Column(
            lambda: _("Sent"),
            lambda row: Cell(dates.moment_medium(row.sent_at, language()), row.sent_by),
            170,
            stretch=2,
        ),
        Column(lambda: _("Courier"), lambda row: Cell(row.courier), 130, stretch=2),
        Column(lambda: _("Booklets"), lambda row: Cell(dates.number(row.count, language())), 80, align="right"),
        Column(
            lambda: _("Came back"),
            lambda row: Cell(dates.number(row.back, language()) if row.back else "–"),
            90,
            align="right",
        ),
    ]
    return RowsModel(columns, key=lambda row: str(row.id))
