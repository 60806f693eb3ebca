"""Forecast, evenings, budgets, checks and packs: what stood only in the settings file is edited in the room."""

from dataclasses import fields
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from printdesk.domain.settings_planner import OvertimeBudget
from printdesk.ui.settings.forms import EntryDialog
from printdesk.ui.settings.page import SettingsPage
from tests.services.offices import at
from tests.ui.blanks.rooms import FormRoom

Key = Qt.Key
Room = FormRoom[SettingsPage]


def test_each_entry_of_these_groups_has_a_field(room: Room):
    room.start()
    settings = room.services.office.data().settings
    planning, work, rules = room.page.planning, room.page.work, room.page.rules
    shown = {
        "forecast": set(planning.forecast.editors), "planner": {*planning.planner.editors, "budgets"},
        "overtime_papers": set(rules.papers.editors),
        **{name: set(grid.editors) for name, grid in work.grids.items()},
    }  # fmt: skip
    for name, keys in shown.items():
        assert keys == {each.name for each in fields(getattr(settings, name))}, name
    assert not planning.is_changed()
    assert not work.is_changed()


def test_the_pace_is_tried_and_saved_and_a_budget_is_added_in_its_form(room: Room):
    for number in range(30):
        room.office.application(f"Orang {number}", departs_at=at(1, 0, month=7))
    room.page.show_part("planning")
    room.start()
    part = room.page.planning

    part.forecast.editors["pace_percent"].box.setValue(80)
    assert not part.can_save()
    room.until(part.can_save)
    part.planner.editors["evenings_per_week"].box.setValue(2)
    part.budgets.add.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    dialog.editors["last"].set_value(date(2023, 1, 1))
    dialog.editors["rupiah"].box.setValue(3_000_000_000)
    room.press(Key.Key_Return)
    assert "ends before it begins" in dialog.error_text()
    dialog.editors["last"].set_value(date(2024, 12, 31))
    room.press(Key.Key_Return)
    room.until(part.can_save)
    room.press(Key.Key_F6)

    settings = room.services.office.data().settings
    assert (settings.forecast.pace_percent, settings.planner.evenings_per_week) == (80, 2)
    assert settings.planner.budgets == (OvertimeBudget(date(2024, 1, 1), date(2024, 12, 31), 3_000_000_000),)


def test_checks_packs_and_grounds_are_saved_with_their_parts(room: Room):
    room.page.show_part("work")
    room.start()
    work, rules = room.page.work, room.page.rules
    work.grids["downtime"].editors["make_hour"].box.setValue(14)
    work.grids["quality"].editors["mrz_scan"].box.setChecked(True)
    before = room.services.office.data().settings.checklist
    work.checklist.table.select_key(before[-1].code)
    room.press(Key.Key_F6)
    settings = room.services.office.data().settings
    assert (settings.downtime.make_hour, settings.quality.mrz_scan) == (14, True)

    room.page.show_part("rules")
    rules.papers.editors["grounds"].box.setPlainText("Peraturan satu,  dengan koma\n\nPeraturan dua\n")
    room.settle()
    room.press(Key.Key_F6)
    assert room.services.office.data().settings.overtime_papers.grounds == (
        "Peraturan satu, dengan koma", "Peraturan dua",
    )  # fmt: skip
