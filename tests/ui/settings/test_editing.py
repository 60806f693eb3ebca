"""The settings edited in the room, by keys and clicks: tried, saved, refused, and nothing typed lost."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from printdesk.i18n import set_language
from printdesk.services.plans import PlanView
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import BothTexts
from printdesk.ui.settings.page import SettingsPage
from printdesk.ui.settings.versions_section import LookDialog, RestoreDialog
from tests.services.offices import BAGUS, MadeOffice, at, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
Room = FormRoom[SettingsPage]


def crowd(office: MadeOffice) -> None:
    """More trips on one day than there are places: proven ones came later than the others."""
    for n in range(200):
        office.application(f"Tanpa {n}", departs_at=at(1, 0, month=7), arrived=at(20, 8) + timedelta(minutes=n))
    for n in range(200):
        office.application(
            f"Bukti {n}", departs_at=at(1, 0, month=7), proof="ticket", arrived=at(21, 8) + timedelta(minutes=n)
        )


def tried(room: Room, part: EditSection) -> None:
    """Until the dry run of what stands there is shown."""
    room.until(part.can_save)


def plan(room: Room) -> PlanView:
    return room.services.plans.plan()


def codes(room: Room) -> list[str]:
    return [each.code for each in room.services.office.data().settings.order.classes]


def test_a_class_moved_by_keys_is_tried_names_who_loses_and_is_saved_as_tried(room: Room):
    crowd(room.office)
    part = room.page.order
    room.page.show_part("order")
    room.start()
    before = plan(room)
    assert not part.save.isEnabled()

    part.classes.table.setFocus()
    part.classes.table.select_key("unproven_trip")
    room.press(Key.Key_Up, Alt)
    assert [each.code for each in part.classes.entries()][3:5] == ["unproven_trip", "proven_trip"]
    assert part.classes.table.current_key() == "unproven_trip"
    room.press(Key.Key_F6)
    assert room.services.office.data().version == 1, "nothing is saved before it was tried"
    tried(room, part)
    assert not part.trial.figures.visibleRegion().boundingRect().height()
    room.press(Key.Key_F8)
    assert part.trial.figures.visibleRegion().boundingRect().height()

    lost = [each for each in part.trial.moved.rows_model().rows() if each.loses_trip]
    assert lost
    assert {each.name.split()[0] for each in lost} == {"Bukti"}
    assert part.line.text().startswith(f"{len(lost)} trips would be lost: {lost[0].name}, {lost[1].name}")
    assert any(f"{before.trips_at_risk}{after}" in shown_values(room) for after in (" → ", ", unchanged"))

    room.press(Key.Key_F6)
    assert room.services.office.data().version == 2
    assert codes(room)[3:5] == ["unproven_trip", "proven_trip"]
    assert "version 2" in part.result.text()
    assert not part.save.isEnabled()
    risks = {row.name for row in plan(room).rows if row.trip_at_risk}
    assert {each.name for each in lost} <= risks


def shown_values(room: Room) -> str:
    """The figures of the dry run as they are read."""
    return " ".join(each.text() for each in room.page.order.trial.figures.findChildren(QLabel))


def test_a_class_is_dragged_and_the_class_of_the_rest_stays_last(room: Room):
    room.page.show_part("order")
    room.settle()
    table = room.page.order.classes.table
    view = table.viewport()

    def drag(source: int, target: int) -> None:
        def middle(row: int) -> QPoint:
            return QPoint(60, table.rowViewportPosition(row) + table.rowHeight(row) // 2)

        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle(source))
        step = 1 if target > source else -1
        for row in range(source, target + step, step):
            QTest.mouseMove(view, middle(row))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle(target))

    drag(0, 2)
    assert [each.code for each in room.page.order.classes.entries()][:3] == ["leaves_soon", "same_day", "medical"]
    drag(5, 4)
    assert [each.code for each in room.page.order.classes.entries()][-1] == "rest"
    assert "must end with the one class" in room.page.order.result.text()
    room.page.order.discard.click()
    assert [each.code for each in room.page.order.classes.entries()] == codes(room)
    assert not room.page.order.discard.isEnabled()


def test_the_share_shows_what_it_promises_and_costs_and_both_fields_go_together(room: Room):
    for n in range(40):
        room.office.application(f"Lama {n}", promised=at(24, 15, 30), arrived=at(14, 8) + timedelta(minutes=n))
    part = room.page.order
    room.page.show_part("order")
    room.start()
    part.slider.setValue(35)
    assert part.share.value() == 35
    part.share.box.setValue(30)
    assert part.slider.value() == 30
    tried(room, part)
    room.until(lambda: "(chosen)" in " ".join(row.words[0] for row in part.prices.rows_model().rows()))
    assert "Regular passport 48, Passport 24: 40 are past the promise." in part.bounds.text()
    assert "the longest overdue is printed by Wed 26 June" in part.bounds.text()
    chosen = [row.words[0] for row in part.prices.rows_model().rows()]
    assert chosen == ["0 %", "5 %", "10 %", "15 %", "20 %", "30 % (chosen)"]
    part.after.box.setCurrentIndex(part.after.box.findData("0"))
    tried(room, part)
    room.press(Key.Key_F6)
    order = room.services.office.data().settings.order
    assert (order.overdue_share_percent, order.share_after_class) == (30, 0)


def test_a_class_s_own_values_are_changed_in_a_form_that_stays_open_until_they_fit(room: Room):
    part = room.page.order
    room.page.show_part("order")
    room.settle()
    part.classes.table.setFocus()
    part.classes.table.select_key("unproven_trip")
    room.press(Key.Key_Return)
    form = part.classes.dialog
    assert form is not None
    label = form.editors["label"]
    assert isinstance(label, BothTexts)
    label.english.setText("Trip without proof")
    form.editors["rule"].set_value("rest")
    room.press(Key.Key_Return)
    assert part.classes.dialog is form
    assert "rest" in form.error_text()
    assert label.value().en == "Trip without proof"
    form.editors["rule"].set_value("unproven_trip")
    form.editors["pickup_lead_days"].set_value(2)
    room.press(Key.Key_Return)
    assert part.classes.dialog is None
    tried(room, part)
    room.press(Key.Key_F6)
    saved = room.services.office.data().settings.order.classes[4]
    assert (saved.code, saved.label.en, saved.pickup_lead_days) == ("unproven_trip", "Trip without proof", 2)


def test_somebody_else_saved_meanwhile_is_told_and_what_was_typed_stays(room: Room):
    part = room.page.order
    room.page.show_part("order")
    room.settle()
    part.slider.setValue(25)
    tried(room, part)
    other = replace(room.services.office.data().settings.order, same_day_quota=7)
    room.services.editing.save(BAGUS, {"order": other}, op(), version=1, tried=True)

    room.press(Key.Key_F6)

    assert "Bagus Prakoso saved other settings meanwhile" in part.result.text()
    assert room.services.office.data().settings.order == other
    assert part.share.value() == 25
    assert part.take_theirs.isVisible()
    assert not part.save.isEnabled()
    part.keep_mine.click()
    tried(room, part)
    room.press(Key.Key_F6)
    now = room.services.office.data()
    assert (now.version, now.settings.order.overdue_share_percent) == (3, 25)

    part.slider.setValue(50)
    room.services.editing.save(
        BAGUS, {"order": replace(now.settings.order, overdue_share_percent=5)}, op(), version=3, tried=True
    )
    room.start()
    assert part.share.value() == 50
    part.take_theirs.click()
    assert part.share.value() == 5
    assert not part.discard.isEnabled()


def test_another_part_saved_meanwhile_is_built_upon(room: Room):
    part = room.page.reasons
    room.page.show_part("reasons")
    room.settle()
    part.reasons.table.select_key("ink")
    part.reasons.down.click()
    settings = room.services.office.data().settings
    room.services.editing.save(BAGUS, {"pickup": replace(settings.pickup, undo_minutes=10)}, op(), version=1)
    room.start()
    assert not part.take_theirs.isVisible()
    room.press(Key.Key_F6)
    now = room.services.office.data().settings
    assert [each.code for each in now.reasons_for("print")][2:4] == ["photo", "ink"]
    assert now.pickup.undo_minutes == 10


def test_a_reason_is_added_in_both_languages_taken_off_and_offered_again(room: Room):
    part = room.page.reasons
    room.page.show_part("reasons")
    room.settle()
    part.reasons.table.setFocus()
    part.reasons.table.select_key("lamination")
    room.press(Key.Key_Insert)
    form = part.reasons.dialog
    assert form is not None
    label, step = form.editors["label"], form.editors["next_step"]
    assert isinstance(label, BothTexts)
    assert isinstance(step, BothTexts)
    label.indonesian.setText("Halaman kusut")
    label.english.setText("Wrinkled page")
    step.indonesian.setText("Ratakan, lalu cetak ulang.")
    form.editors["family"].set_value("blank")
    room.press(Key.Key_Return)
    assert "lacks a text" in form.error_text()
    step.english.setText("Flatten it, then print again.")
    room.press(Key.Key_Return)
    part.reasons.table.select_key("ink")
    room.press(Key.Key_Delete)
    room.press(Key.Key_F6)

    settings = room.services.office.data().settings
    listed = [each.code for each in settings.reasons_for("print")]
    assert listed[-5:] == ["lamination", "wrinkled_page", "chip_write", "data_error", "wrong_allocation"]
    assert "ink" not in listed
    made = settings.reason("print", "wrinkled_page")
    assert (made.family, made.next_step.en) == ("blank", "Flatten it, then print again.")
    assert [row.words for row in part.gone.rows_model().rows()] == [("Ink bleeding",)]

    part.gone.select_key("ink")
    part.bring_back.click()
    room.press(Key.Key_F6)
    assert [each.code for each in room.services.office.data().settings.reasons_for("print")][-1] == "ink"


def test_the_last_reason_of_a_list_stays_and_the_room_says_why(room: Room):
    part = room.page.reasons
    room.page.show_part("reasons")
    room.settle()
    part.choose_use("cancel")
    for _each in range(3):
        part.reasons.table.selectRow(0)
        part.reasons.remove.click()
    assert [each.code for each in part.reasons.entries()] == ["rejected"]
    assert "“Cancelled” would be empty" in part.result.text()


def test_a_holiday_is_added_after_it_said_what_it_moves(room: Room):
    for n in range(4):
        room.office.application(f"Janji {n}", promised=at(28, 15, 30))
    part = room.page.calendar
    room.page.show_part("calendar")
    room.start()
    part.days.add.click()
    form = part.days.dialog
    assert form is not None
    form.editors["day"].set_value(date(2024, 6, 28))
    form.editors["kind"].set_value("joint_leave")
    room.press(Key.Key_Return)
    assert "no name" in form.error_text()
    form.editors["name"].set_value("Cuti bersama daerah")
    room.press(Key.Key_Return)
    tried(room, part)
    said = [each.text() for each in part.trial.figures.findChildren(QLabel)]
    assert said[said.index("Print-by dates that move") + 1] == "4"
    assert said[said.index("Promises for a day that would be closed") + 1] == "4"
    room.press(Key.Key_F6)
    office = room.services.office.data()
    assert office.office_hours.closed_because(date(2024, 6, 28)) == "Cuti bersama daerah"


def test_the_room_warns_when_national_days_end_soon_and_leads_to_the_calendar(room: Room):
    calendar = room.services.office.data().settings.calendar
    assert not room.page._warning.isVisible()
    room.services.editing.save(BAGUS, {"calendar": replace(calendar, national_years=(2024, 2024))}, op(), version=1)
    room.office.clock.set(5, month=7)
    room.page.show_part("office")
    room.start()
    assert "until Tuesday, 31 December 2024 only" in room.page._warning_words.text()
    room.page._to_calendar.click()
    assert not room.page._warning.isVisible()
    assert room.page.calendar.warning.isVisible()


def test_numbers_lists_and_the_letterhead_are_saved_at_once_with_their_part(room: Room):
    page = room.page
    page.show_part("rules")
    room.settle()
    page.rules.pickup.editors["undo_minutes"].widget().box.setValue(45)  # type: ignore[attr-defined]
    page.rules.overtime.editors["weekly_hours"].widget().box.setValue(20)  # type: ignore[attr-defined]
    room.type(", g", page.rules.pickup.editors["shelf_boxes"].widget().line)  # type: ignore[attr-defined]
    room.press(Key.Key_F6)
    now = room.services.office.data()
    assert (now.version, now.settings.pickup.undo_minutes, now.settings.overtime.weekly_hours) == (2, 45, 20)
    assert now.settings.pickup.shelf_boxes == ("A", "B", "C", "D", "E", "F", "G")

    collectors = page.rules.collectors
    collectors.table.setFocus()
    collectors.table.select_key("family")
    room.press(Key.Key_Return)
    papers = collectors.dialog.editors["documents"].widget().box  # type: ignore[union-attr, attr-defined]
    papers.setPlainText("Tanda bukti bayar | Payment proof\nAkta kelahiran | Birth certificate | Extra")
    collectors.dialog._act.click()  # type: ignore[union-attr]
    assert "is not written in two languages" in collectors.dialog.error_text()  # type: ignore[union-attr]
    papers.setPlainText("Tanda bukti bayar | Payment proof\nAkta kelahiran | Birth certificate")
    collectors.dialog._act.click()  # type: ignore[union-attr]
    room.settle()
    page.rules.save.click()
    room.settle()
    family = room.services.office.data().settings.collector("family")
    assert [(each.code, each.label.id) for each in family.documents] == [
        ("payment_proof", "Tanda bukti bayar"), ("birth_certificate", "Akta kelahiran"),
    ]  # fmt: skip

    page.show_part("office")
    line = page.office.fields.editors["phone"].widget().line  # type: ignore[attr-defined]
    room.type("024 555 0142", line)
    room.press(Key.Key_F7)
    assert line.text() == ""
    room.type("024 555 0142", line)
    room.press(Key.Key_F6)
    assert room.services.office.data().settings.office.phone == "024 555 0142"


def test_stations_and_people_are_added_and_a_person_who_left_stays_in_the_list(room: Room):
    page = room.page
    page.show_part("services")
    room.settle()
    page.services.stations.add.click()
    form = page.services.stations.dialog
    assert form is not None
    form.editors["code"].set_value("R3")
    form.editors["label"].set_value(page.services.stations.entries()[0].label)
    form.editors["rate_per_hour"].set_value(12.5)
    room.press(Key.Key_Return)
    assert "name the service types" in form.error_text()
    form.editors["services"].set_value(("regular48",))
    room.press(Key.Key_Return)
    tried(room, page.services)
    room.press(Key.Key_F6)
    station = room.services.office.data().settings.station("R3")
    assert (station.rate_per_hour, station.services) == (12.5, ("regular48",))

    page.show_part("people")
    room.settle()
    page.people.people.table.select_key("dwi")
    page.people.people.change.click()
    form = page.people.people.dialog
    assert form is not None
    assert form.editors["skills"].value() == ("R1", "R2")
    form.editors["active"].set_value(False)
    room.press(Key.Key_Return)
    room.press(Key.Key_F6)
    assert [each.login for each in room.services.office.people()] == ["bagus", "sri"]
    assert "list of people is in force" in page.people.result.text()
    assert page.people.people.entries()[-1].entry.login == "dwi"


def test_people_who_join_meanwhile_stay_and_what_was_changed_here_is_kept(room: Room):
    part = room.page.people
    room.page.show_part("people")
    room.settle()
    part.people.table.select_key("dwi")
    part.people.change.click()
    form = part.people.dialog
    assert form is not None
    form.editors["nip"].set_value("1992 0314 201503 2 004")
    room.press(Key.Key_Return)
    room.services.office.add_person(BAGUS, "Wati Lestari", op())

    room.press(Key.Key_F6)
    assert "changed the list of people" in part.result.text()
    room.settle()
    room.press(Key.Key_F6)

    people = {each.login: each for each in room.services.office.people()}
    assert set(people) == {"bagus", "dwi", "sri", "wati.lestari"}
    assert people["dwi"].nip == "199203142015032004"


def test_an_old_version_is_looked_at_and_comes_back_after_its_dry_run(room: Room):
    order = room.services.office.data().settings.order
    other = replace(order, overdue_share_percent=40)
    room.services.editing.save(BAGUS, {"order": other}, op(), version=1, tried=True)
    room.page.show_part("versions")
    room.start()
    rows = room.page.versions.table.rows_model().rows()
    assert [(each.version, each.author, each.in_force) for each in rows] == [
        (2, "Bagus Prakoso", True), (1, "init", False),
    ]  # fmt: skip
    assert rows[0].changes == ("Share of the longest overdue, in percent: 10 → 40.",)
    room.page.versions.table.select_key("2")
    assert not room.page.versions.restore.isEnabled()
    room.page.versions.table.select_key("1")
    room.press(Key.Key_F7)
    look = room.page.old_versions.dialog
    assert isinstance(look, LookDialog)
    assert "overdue_share_percent = 10" in look.text.toPlainText()
    room.press(Key.Key_Escape)
    room.press(Key.Key_F6)
    back = room.page.old_versions.dialog
    assert isinstance(back, RestoreDialog)
    assert back.trial.line.text() == "Nobody would lose a trip, no promise would be broken."
    room.press(Key.Key_Return)
    now = room.services.office.data()
    assert (now.version, now.settings.order) == (3, order)
    assert room.page.versions.result.text() == "Version 1 is in force again, as version 3."
    assert [each.version for each in room.page.versions.table.rows_model().rows()] == [3, 2, 1]


def test_the_size_of_text_is_asked_of_the_window_and_shown_as_it_is(room: Room, qapp: QApplication):
    asked: list[int] = []
    room.window.text_scale_chosen.connect(asked.append)
    room.page.show_part("desk")
    room.page.desk.scales._chips["150"].click()
    assert asked == [150]


def test_forms_and_dry_runs_cut_no_text_in_either_language(room: Room):
    crowd(room.office)
    for lang in ("id", "en"):
        set_language(lang)
        room.window.retranslate()
        room.start()
        part = room.page.order
        room.page.show_part("order")
        part.slider.setValue(70 if lang == "id" else 80)
        tried(room, part)
        assert cut_texts(room.page) == []
        for editor in (part.classes, room.page.reasons.reasons, room.page.people.people, room.page.services.services):
            editor.table.selectRow(0)
            editor.change.click()
            room.settle()
            assert editor.dialog is not None
            assert cut_texts(editor.dialog) == []
            editor.dialog.reject()
            room.settle()
