"""The counter's tabs as an officer uses them: who waits, who expires, reminders, cancelling, the switch, a search."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import set_language
from printdesk.services.hand_over_acts import HandOver
from printdesk.ui.kit import Severity
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.pickup.uncollected_cancel import CONFIRM, DONE, RUN, CancelDialog
from printdesk.ui.pickup.uncollected_forms import LookDialog, SuspendDialog
from printdesk.ui.pickup.uncollected_letters import LettersDialog
from printdesk.ui.pickup.uncollected_reminders import RemindersDialog
from tests.services.offices import BAGUS, DWI, SRI, at, op
from tests.ui.pickup.rooms import TestedRoom

Room = TestedRoom[PickupPage]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _lying(room: Room, name: str, day: int, **values: Any) -> int:
    """Ready in time, known by its promise on that day of May."""
    known = {"state": A.SHELVED, "state_since": at(day - 2, month=5), "promised": at(day, 15, month=5)}
    return room.office.application(name, **{**known, **values})


def _front(kind: type) -> Any:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def _chip(room: Room, tab: str) -> str:
    return room.page.shelf.chips._chips[tab].accessibleName()


def _names(room: Room) -> list[str]:
    return [row.name for row in room.page.shelf.table.rows_model().rows()]


def test_each_tab_counts_and_holds_its_own(room: Room) -> None:
    _lying(room, "Past", 20)
    _lying(room, "Soon", 30)
    _lying(room, "Gone", 21, serial="C7000001")
    room.office.application("Posted", state=A.POSTED)
    room.services.missing.declare(DWI, ["C7000001"], "not in its slot", op())
    room.start()
    shelf = room.page.shelf

    assert [_chip(room, tab) for tab in ("waiting", "expiring", "past", "posted", "missing")] == [
        "Waiting 1", "Expiring 1", "Past a month 1", "Posted 1", "Missing in house 1",
    ]  # fmt: skip
    for tab, name in (("expiring", "Soon"), ("past", "Past"), ("posted", "Posted"), ("missing", "Gone")):
        shelf.chips._chips[tab].click()
        assert _names(room) == [name]
        assert shelf.slips_button.isHidden()
    shelf.chips._chips["waiting"].click()
    assert _names(room) == ["Soon"]
    assert not shelf.slips_button.isHidden()


def test_a_booklet_of_which_nobody_told_says_so_instead_of_a_day(room: Room) -> None:
    room.office.application("Late", state=A.SHELVED, state_since=at(22, month=5), promised=at(20, 15, month=5))
    room.start()
    index = room.page.shelf.table.rows_model().index(0, 2)
    assert index.data() == "not told yet"


def test_an_empty_shelf_says_whether_anything_ever_lay_there(room: Room) -> None:
    empty = room.page.shelf._empty["waiting"]
    assert empty.accessibleName().startswith("Nothing lies on the shelf yet.")

    key = room.office.application("Kartini", state=A.SHELVED, serial="C7000001")
    papers = tuple(each.code for each in room.services.office.data().settings.collector("applicant").documents)
    room.services.pickup.hand_over(DWI, HandOver(key, "C7000001", "applicant", papers), op())
    room.start()

    assert empty.accessibleName() == "The shelf is empty. Everything was collected, the last one Wed 26 June 08:00."


def test_empty_tabs_are_good_news(room: Room) -> None:
    room.start()
    for tab in ("waiting", "expiring", "past", "missing"):
        room.page.shelf.choose(tab)
        assert "." in room.page.shelf._empty[tab].accessibleName()
        assert room.page.shelf._empty[tab].isVisible()


def test_reminders_are_copied_marked_for_the_chosen_ones_and_undone_from_the_notice(room: Room) -> None:
    first, second = _lying(room, "Siti Nurhaliza", 29), _lying(room, "Budi Santoso", 28)
    room.start()

    room.press(Qt.Key.Key_M, CTRL)
    dialog = _front(RemindersDialog)
    room.settle()
    assert [row.name for row in dialog.table.rows_model().rows()] == ["Budi Santoso", "Siti Nurhaliza"]
    assert "Budi Santoso" in dialog.text.toPlainText()
    dialog.copy_button.click()
    room.settle()
    text = QGuiApplication.clipboard().text()
    assert "Budi Santoso" in text
    assert "3374015708990003" not in text
    assert [entry.outcome for entry in room.services.contacts.of(second).entries] == ["text_copied"]

    dialog.table.select_key(str(first))
    room.press(Qt.Key.Key_F6)
    assert room.services.uncollected.lists().due()[0].application_id == second
    assert dialog.isVisible()
    dialog.table.clearSelection()
    room.press(Qt.Key.Key_F6)
    assert room.page.uncollected.dialog is None
    assert room.services.uncollected.lists().due() == ()

    undo = room.said[-1].action
    assert undo is not None
    undo.run()
    room.settle()
    assert [row.application_id for row in room.services.uncollected.lists().due()] == [second]


def test_cancelling_goes_from_dry_run_to_a_supervisor_and_back(room: Room) -> None:
    application = _lying(room, "Siti Nurhaliza", 20, serial="C7000001")
    _lying(room, "Told late", 20, state_since=at(22, month=5))
    room.start()
    room.page.shelf.choose("past")

    room.press(Qt.Key.Key_F6, SHIFT)
    dialog = _front(CancelDialog)
    room.settle()
    assert [(case.name, bool(case.refused)) for case in dialog.tables[RUN].rows_model().rows()] == [
        ("Siti Nurhaliza", False), ("Told late", True),
    ]  # fmt: skip
    dialog.tables[RUN].select_key(str(dialog.tables[RUN].rows_model().row(1).application_id))
    assert "Nobody told the applicant" in dialog._why._text.accessibleName()
    assert not dialog._act.isEnabled()
    dialog.tables[RUN].clearSelection()
    room.press(Qt.Key.Key_F6)
    assert dialog.tab == CONFIRM
    assert not dialog._act.isEnabled(), "who proposed does not confirm"
    assert room.office.get(application).state == A.SHELVED

    object.__setattr__(dialog._context, "actor", lambda: SRI)
    dialog._tell()
    room.press(Qt.Key.Key_F6)
    assert dialog.tab == DONE
    assert room.office.get(application).state == A.LAPSED
    room.press(Qt.Key.Key_F6)
    assert dialog.form is not None
    dialog.form.field.setText("The holder was in hospital")
    room.press(Qt.Key.Key_Return)
    assert room.office.get(application).state == A.SHELVED
    assert "lies ready again" in room.said[-1].text
    dialog.reject()
    room.settle()
    shelf = room.page.shelf.shelf
    assert shelf is not None
    assert application in {row.application_id for row in shelf.lists.rows}


def test_letters_of_the_chosen_ones_come_as_drafts(room: Room) -> None:
    _lying(room, "Siti Nurhaliza", 20)
    _lying(room, "Budi Santoso", 21)
    room.start()
    room.page.shelf.choose("past")
    room.page.shelf.acts.letters.click()
    room.settle()
    dialog = _front(LettersDialog)
    assert dialog.paper._title.text() == "2 letters, drafts"
    dialog.reject()


def test_the_switch_of_the_month_is_a_supervisors_and_is_said_above_the_lists(room: Room) -> None:
    _lying(room, "Siti Nurhaliza", 20)
    room.start()
    room.page.shelf.choose("past")
    room.page.shelf.acts.suspend.click()
    dialog = _front(SuspendDialog)
    dialog.endless.setChecked(True)
    dialog.reason.setText("Letter 12 of the head")
    room.press(Qt.Key.Key_Return)
    assert "Only a supervisor" in dialog.error_text()
    assert dialog.reason.text() == "Letter 12 of the head"

    object.__setattr__(room.page._context, "actor", lambda: SRI)
    room.press(Qt.Key.Key_Return)
    assert room.page.uncollected.dialog is None
    assert "suspended since Wed 26 June: Letter 12 of the head" in room.page.shelf._suspended.text()
    room.page.shelf.acts.suspend.click()
    room.settle()
    assert room.page.shelf._suspended.isHidden()


def test_the_search_for_a_missing_booklet_is_resumed_from_its_tab(room: Room) -> None:
    _lying(room, "Gone", 28, serial="C7000001")
    room.services.missing.declare(DWI, ["C7000001"], "not in its slot", op())
    room.start()
    room.page.shelf.choose("missing")
    room.press(Qt.Key.Key_F6, SHIFT)
    dialog = _front(LookDialog)
    dialog.place.setText("box B of the shelf")
    dialog.outcome.setText("not there")
    room.press(Qt.Key.Key_Return)
    assert room.page.uncollected.dialog is None
    assert len(room.services.missing.case("C7000001").steps) == 1
    assert room.page.shelf.table.rows_model().index(0, 2).data() == "1 time"


def test_everything_follows_the_language(room: Room) -> None:
    _lying(room, "Siti Nurhaliza", 20)
    room.start()
    set_language("id")
    room.window.retranslate()
    room.start()
    assert _chip(room, "past") == "Lewat sebulan 1"
    room.page.shelf.choose("past")
    assert "Pembatalan" in room.page.shelf.acts.cancel.text()
    assert not [each for each in room.said if each.severity is Severity.STOP]


def test_who_was_reminded_at_another_desk_meanwhile_is_named_and_the_others_are_noted(room: Room) -> None:
    first = _lying(room, "Siti Nurhaliza", 29)
    _lying(room, "Budi Santoso", 28)
    room.start()
    room.press(Qt.Key.Key_M, CTRL)
    dialog = _front(RemindersDialog)
    room.settle()
    room.services.uncollected.remind(BAGUS, (first,), op())
    room.press(Qt.Key.Key_F6)
    said = "Not noted for Siti Nurhaliza: collected meanwhile, or reminded at another desk."
    assert dialog.error_text() == said
    assert room.said[-1].text == "1 reminder noted."
    assert room.services.uncollected.lists().due() == ()
    dialog.reject()
