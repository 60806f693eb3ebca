"""A desk where people sign in: what is shown to whom, what a lock hides, and what the next person finds."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from printdesk.domain.roles import ALLOWED, Role
from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import BookletState
from printdesk.models.tables import Booklet, Person
from printdesk.services.work import Actor
from printdesk.ui.blanks.page import BlanksPage
from printdesk.ui.blanks.spoiled_dialogs import DestroyDialog
from printdesk.ui.finder.dialog import SEARCH_AFTER_MS, FinderDialog
from printdesk.ui.kit import FormDialog
from printdesk.ui.outages.page import OutagesPage
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.second_dialog import SecondDialog
from printdesk.ui.settings.page import SettingsPage
from printdesk.ui.sign_in.first_dialog import FirstSupervisorDialog
from printdesk.ui.sign_in.password_dialog import PasswordDialog
from tests.services.offices import MadeOffice, op
from tests.services.signed_in import PASSWORD, close, with_role
from tests.ui.sign_in.conftest import MakeDesk
from tests.ui.sign_in.desks import SharedDesk

Key = Qt.Key
UI = Path(__file__).parents[3] / "printdesk" / "ui"


def logged(office: MadeOffice, *acts: str) -> list[tuple[str, str]]:
    return [(entry.act, entry.user) for entry in office.ledger() if entry.act in acts]


def chosen(desk: SharedDesk, words: str) -> None:
    """What the menu of the person offers."""
    menus = desk.window.top_bar.person.findChildren(QMenu) or desk.window.findChildren(QMenu)
    next(act for menu in menus for act in menu.actions() if act.text().startswith(words)).trigger()
    desk.settle()


def test_nothing_is_shown_before_somebody_signs_in_and_then_only_what_their_roles_see(
    office: MadeOffice, make_desk: MakeDesk
):
    office.application("SITI NURHALIZA")
    close(office, with_role("print"))
    desk = make_desk("print")

    assert desk.covered
    assert desk.page.form.login() == "print", "who was here last only types the password"
    desk.room(8)
    desk.control(Key.Key_F)
    assert "SITI" not in desk.texts()
    assert not desk.window.rail.isVisible()
    desk.sign_in("Pegawai print", "soto ayam dingin")
    assert "Name or password is wrong." in desk.page.form.error_text()
    assert desk.page.form.password.text() == ""
    desk.sign_in("gawai pri")

    assert not desk.covered
    assert desk.desk.front.actor().user == "print"
    assert "SITI" in desk.texts()
    assert desk.window.shown_rooms() == ("print_room", "records")
    assert desk.room(3) == "print_room", "the pickup room is not theirs"
    desk.window.risk_clicked.emit()
    assert desk.window.current_room == "print_room"
    assert "“Trips” is not one of your rooms" in desk.texts()
    assert desk.room(8) == "records", "a room keeps its number"
    assert "Signed in: Pegawai print" in desk.texts()
    assert "Open office" not in desk.texts()
    add = desk.window.page("records").new_button
    assert not add.isEnabled()
    assert add.toolTip() == "Only a counter officer or a supervisor does this."
    add.setEnabled(True)
    assert not add.isEnabled(), "the room does not know, and need not"
    desk.desk.front.choose_language("id")
    desk.settle()
    assert add.toolTip() == "Hanya petugas loket atau penyelia yang dapat melakukan ini."
    assert logged(office, "sign_in") == [("sign_in", "print")]


def click_language(desk: SharedDesk, code: str) -> None:
    switch = desk.window.status.switch(code)
    at = switch.mapTo(desk.window, switch.rect().center())
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def assert_no_language_is_chosen_under(form: QWidget, desk: SharedDesk) -> None:
    """The form was opened in English, and Indonesian was chosen on the locked desk since."""
    assert desk.window.room_title("pickup") == "Pickup", "form and window are in the language the form was opened in"
    click_language(desk, "id")
    QTest.keyClick(desk.window.windowHandle(), Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert QApplication.activeModalWidget() is form, "under a form nothing is chosen, also not another language"
    assert desk.window.room_title("pickup") == "Pickup"
    desk.press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert desk.window.room_title("pickup") == "Pengambilan", "what was chosen on the locked desk comes after it"
    click_language(desk, "en")
    assert desk.window.room_title("pickup") == "Pickup", "without a form the same click does it"


def test_a_lock_hides_everything_and_gives_it_back_to_the_same_person_only(office: MadeOffice, make_desk: MakeDesk):
    application = office.application("SITI NURHALIZA", state=A.SHELVED, serial="C1000001", shelf_slot="A-001")
    office.blanks(first="C2000001")
    close(office)
    desk = make_desk("dwi")
    desk.sign_in("dwi")
    desk.window.go_to("pickup")
    desk.settle()
    page = desk.window.page("pickup")
    assert isinstance(page, PickupPage)
    page.open_application(application)
    desk.settle()
    desk.press(Key.Key_F8)
    desk.press(Key.Key_1)
    desk.press(Key.Key_F1)
    assert QApplication.activeModalWidget() is not None
    before = page.card.hand_over.form()
    assert before.documents

    desk.control(Key.Key_L)
    assert desk.covered
    assert QApplication.activeModalWidget() is None, "a form that was open is hidden as well"
    assert "SITI" not in desk.texts()
    assert "Dwi Rahayu is signed in" in desk.texts()
    desk.scan("C1000001")
    assert "Sign in first; the scan was not used." in desk.texts()
    desk.press(Key.Key_F8)
    assert office.get(application).state == A.SHELVED
    desk.page.languages.chips()[0].click()
    desk.settle()
    assert "Masuk dahulu; hasil pindai tidak dipakai." in desk.texts()
    desk.sign_in("dwi")
    assert not desk.covered
    assert page.card.hand_over.form() == before
    form = QApplication.activeModalWidget()
    assert form is not None
    assert_no_language_is_chosen_under(form, desk)

    desk.control(Key.Key_L)
    assert desk.covered
    desk.sign_in("Bagus")
    assert not desk.covered, desk.page.form.error_text()
    assert desk.desk.front.actor().user == "bagus"
    assert page.card.opened is None
    assert page.card.hand_over.form().documents == ()
    chosen(desk, "Sign out")
    assert desk.covered
    assert "is signed in" not in desk.texts()
    assert logged(office, "sign_in", "lock", "unlock", "sign_out") == [
        ("sign_in", "dwi"), ("lock", "dwi"), ("unlock", "dwi"), ("lock", "dwi"), ("sign_in", "bagus"),
        ("sign_out", "dwi"), ("sign_out", "bagus"),
    ]  # fmt: skip


def test_a_desk_nobody_touches_locks_itself_and_stays_locked_over_a_restart(
    office: MadeOffice, make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
):
    close(office)
    desk = make_desk("dwi")
    desk.sign_in("dwi")
    seconds = [0.0]
    monkeypatch.setattr(desk.session.idle, "_clock", lambda: seconds[0])
    desk.session.idle._touched = 0.0
    seconds[0] = 599
    desk.session.idle.look()
    desk.press(Key.Key_F1)
    seconds[0] = 1198
    desk.session.idle.look()
    assert not desk.covered, "a key was pressed meanwhile"
    seconds[0] = 1199
    desk.session.idle.look()
    desk.settle()
    assert desk.covered

    again = make_desk("dwi")
    assert again.covered
    assert again.desk.front.actor().user == ""


def test_a_password_that_somebody_else_gave_is_changed_before_anything_is_done(
    office: MadeOffice, make_desk: MakeDesk
):
    accounts = close(office)
    with office.database.writing() as session:
        session.query(Person).filter(Person.login == "sri").one().roles = ["supervisor", "administrator"]
    accounts.set_password(Actor("sri", "L1"), "dwi", "kopi tubruk pahit", op())
    desk = make_desk("dwi")
    desk.sign_in("dwi", "kopi tubruk pahit")
    assert desk.covered
    assert "Choose your own password" in desk.texts()
    desk.write("bunga melati putih")
    desk.press(Key.Key_Tab)
    desk.write("bunga melati merah")
    desk.press(Key.Key_Return)
    assert "The two passwords are not the same." in desk.texts()
    desk.write("bunga melati putih")
    desk.press(Key.Key_Return)
    assert not desk.covered
    desk.control(Key.Key_L)
    desk.sign_in("dwi", "kopi tubruk pahit")
    assert desk.covered
    desk.sign_in("dwi", "bunga melati putih")
    assert not desk.covered


def test_a_new_office_asks_for_its_first_supervisor_and_stays_open_without(office: MadeOffice, make_desk: MakeDesk):
    with office.database.writing() as session:
        session.query(Person).delete()
    desk = make_desk("")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FirstSupervisorDialog)
    desk.press(Key.Key_Escape)
    assert "Open office: nobody needs a password yet" in desk.texts()
    assert len(desk.window.shown_rooms()) == len(desk.window.room_codes)
    desk.control(Key.Key_L)
    assert not desk.covered
    assert "this desk cannot be locked" in desk.texts()

    desk.desk.front.person.make_first()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FirstSupervisorDialog)
    dialog.name.setText("Sri Wahyuni")
    dialog.fields.first.setText("Sri Wahyuni")
    assert "Your own name is the first thing" in dialog_texts(dialog)
    dialog.fields.again.setText("Sri Wahyuni")
    desk.press(Key.Key_Return)
    assert "name of its owner" in dialog.error_text()
    for field in (dialog.fields.first, dialog.fields.again):
        field.setText(PASSWORD)
    desk.press(Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert not desk.covered, "whoever has just proved it does not do so again"
    assert desk.desk.front.actor().user == "sri.wahyuni"
    assert "Signed in: Sri Wahyuni" in desk.texts()


def test_two_people_destroy_booklets_only_with_the_password_of_the_second(office: MadeOffice, make_desk: MakeDesk):
    (serial,) = office.blanks(how_many=1)
    with office.database.writing() as session:
        session.query(Booklet).filter(Booklet.serial == serial).one().state = BookletState.SPOILED
    close(office)
    desk = make_desk("sri")
    desk.sign_in("sri")
    desk.window.go_to("blanks")
    page = desk.window.page("blanks")
    assert isinstance(page, BlanksPage)
    page.show_view("spoiled")
    desk.settle()

    def filled() -> DestroyDialog:
        desk.press(Key.Key_F6)
        dialog = page.dialog
        assert isinstance(dialog, DestroyDialog)
        dialog.take_scan(serial)
        dialog.sure.setChecked(True)
        dialog.second.setCurrentIndex(dialog.second.findData("bagus"))
        return dialog

    dialog = filled()
    assert "sri" not in [dialog.second.itemData(at) for at in range(dialog.second.count())]
    assert not dialog._act.isEnabled(), "a name alone confirms nothing"
    dialog.signed.password.setText("soto ayam dingin")
    dialog.signed.password.setFocus()
    desk.press(Key.Key_Return)
    assert "Name or password is wrong." in dialog.error_text()
    assert state_of(office, serial) == BookletState.SPOILED
    dialog.signed.password.setText(PASSWORD)
    dialog.signed.password.setFocus()
    desk.press(Key.Key_Return)
    assert page.dialog is None
    assert state_of(office, serial) == BookletState.DESTROYED
    assert logged(office, "second_sign_in") == [("second_sign_in", "bagus")]


def test_an_act_that_waits_for_a_second_person_asks_for_one_and_goes_on(office: MadeOffice, make_desk: MakeDesk):
    application = office.application("SITI NURHALIZA", state=A.SHELVED, serial="C1000001", shelf_slot="A-001")
    close(office)
    desk = make_desk("dwi")
    desk.sign_in("dwi")
    desk.window.go_to("pickup")
    page = desk.window.page("pickup")
    assert isinstance(page, PickupPage)

    def hand_over() -> SecondDialog:
        page.open_application(application)
        desk.settle()
        if not page.card.handing_over:
            desk.press(Key.Key_F8)
            desk.press(Key.Key_1)
            desk.press(Key.Key_2)
            desk.scan("C1000001")
        desk.press(Key.Key_F8)
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, SecondDialog)
        return asked

    asked = hand_over()
    assert "dwi" not in [asked.second.people.itemData(at) for at in range(asked.second.people.count())]
    desk.press(Key.Key_Escape)
    assert office.get(application).state == A.SHELVED
    assert "nobody else has signed in for it" in desk.texts()
    asked = hand_over()
    asked.second.people.setCurrentIndex(asked.second.people.findData("bagus"))
    asked.second.password.setFocus()
    desk.write(PASSWORD)
    desk.press(Key.Key_Return)
    assert office.get(application).state == A.COLLECTED


def test_people_get_their_passwords_in_the_settings_and_lose_them_there(office: MadeOffice, make_desk: MakeDesk):
    desk = make_desk("sri")
    chosen(desk, "Give passwords…")
    page = desk.window.page("settings")
    assert isinstance(page, SettingsPage)
    assert "Nobody has a password yet" in desk.texts()
    give(desk, page, "sri")
    assert desk.covered, "the first password closes the office"
    desk.sign_in("sri")
    assert (desk.window.current_room, page.parts.currentItem().text()) == ("settings", "People")
    give(desk, page, "dwi")
    words = {row.key: row.words[-1] for row in page.people.people.table.rows_model().rows()}
    assert words == {"sri": "has one", "dwi": "to be chosen anew", "bagus": "none yet"}
    desk.desk.messages._ask = lambda question: "Dwi Rahayu" in question.title
    page.people.people.table.select_key("dwi")
    page.people.take.click()
    desk.settle()
    assert [each.has_password for each in desk.desk.services.accounts.people() if each.login == "dwi"] == [False]
    desk.desk.messages._ask = lambda question: "Sri Wahyuni" in question.title
    page.people.people.table.select_key("sri")
    page.people.take.click()
    desk.settle()
    assert "This is the only password of the office" in desk.texts()


def give(desk: SharedDesk, page: SettingsPage, login: str) -> None:
    page.people.people.table.select_key(login)
    desk.press(Key.Key_F9)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasswordDialog)
    for field in (dialog.fields.first, dialog.fields.again):
        field.setText(PASSWORD)
    desk.press(Key.Key_Return)


def test_every_act_that_a_button_names_stands_in_the_table_of_roles():
    named = {act for path in UI.rglob("*.py") for act in re.findall(r'\bact="(\w+)"', path.read_text("utf-8"))}
    assert len(named) > 50
    assert named <= set(ALLOWED)


def state_of(office: MadeOffice, serial: str) -> str:
    with office.database.reading() as session:
        return str(session.query(Booklet.state).filter(Booklet.serial == serial).scalar())


def dialog_texts(dialog: FormDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


NIK, PHONE = "3374015708990003", "081234567890"


def test_numbers_of_applicants_are_masked_in_every_room_and_who_has_no_right_to_them_sees_no_names(
    office: MadeOffice, make_desk: MakeDesk
):
    ids = [
        office.application(f"SITI {state}", state=state, nik=NIK, phone=PHONE, **slot)
        for state, slot in ((A.READY, {}), (A.PASSED, {"shelf_slot": "A-002"}), (A.SHELVED, {"shelf_slot": "A-001"}))
    ]
    with office.database.writing() as session:
        session.query(Person).filter(Person.login == "sri").one().roles = sorted(Role)
    close(office, with_role("administrator"), with_role("auditor"))
    desk = make_desk("sri")
    desk.sign_in("sri")

    def shown() -> str:
        tips = "\n".join(each.toolTip() for each in desk.window.findChildren(QWidget) if each.isVisible())
        return f"{desk.texts()}\n{tips}\n{desk.window.windowTitle()}"

    for code in desk.window.room_codes:
        desk.window.go_to(code)
        desk.settle()
        assert not [each for each in (NIK, PHONE, PHONE[1:]) if each in shown()], code
    desk.window.go_to("pickup")
    page = desk.window.page("pickup")
    assert isinstance(page, PickupPage)
    page.open_application(ids[2])
    desk.settle()
    assert "SITI shelved" in shown()
    assert NIK not in shown()
    page.card.head._show.click()
    desk.settle()
    assert NIK in shown()
    assert logged(office, "look") == [("look", "sri")]
    desk.control(Key.Key_L)
    desk.sign_in("sri")
    assert "SITI shelved" in shown()
    assert NIK not in shown(), "who unlocks the desk asks anew"

    outages = desk.window.page("outages")
    assert isinstance(outages, OutagesPage)
    outages.show_view("calls")
    desk.control(Key.Key_L)
    desk.sign_in("administrator")
    assert desk.window.shown_rooms() == ("outages", "settings")
    assert [chip.text() for chip in outages.chips.chips() if not chip.isHidden()] == [
        "Outages", "Service board", "Notice",
    ]  # fmt: skip
    outages.show_view("waves")
    assert outages.chips.current() == "outages", "the lists of who is called and asked to come are not theirs"
    desk.control(Key.Key_K)
    finder = QApplication.activeModalWidget()
    assert isinstance(finder, FinderDialog)
    desk.write("SITI")
    QTest.qWait(2 * SEARCH_AFTER_MS)
    desk.settle()
    assert [each.key for each in finder.entries()] == ["no applicants"]
    desk.press(Key.Key_Escape)

    desk.control(Key.Key_L)
    desk.sign_in("auditor")
    look_as_an_auditor(office, desk)


def look_as_an_auditor(office: MadeOffice, desk: SharedDesk) -> None:
    """Checks the database and changes no settings."""
    assert desk.window.shown_rooms() == ("blanks", "backlog", "outages", "records", "settings")
    desk.window.go_to("settings")
    desk.settle()
    page = desk.window.page("settings")
    assert isinstance(page, SettingsPage)
    parts = [page.parts.item(at) for at in range(page.parts.count())]
    shown = [part.text() for part in parts if not part.isHidden()]
    assert shown == ["This desk", "Health", "Backups and checks", "Personal data", "Database and ledger"]
    page.show_part("order")
    assert page.parts.currentItem().text() == "Backups and checks"
    assert not page.safety.restore.isEnabled()
    desk.press(Key.Key_F9)
    assert logged(office, "make_verification") == [("make_verification", "auditor")]
