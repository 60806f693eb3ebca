"""A list on its way in: told row by row, taken in whole or not at all, stopped without a trace."""

from pathlib import Path

from PySide6.QtCore import Qt
from sqlalchemy import func, select

from printdesk.i18n import set_language
from printdesk.models.tables import Application, LedgerEntry
from printdesk.ui.kit import SecondaryButton
from printdesk.ui.records.page import RecordsPage
from tests.intake import samples
from tests.services.offices import DWI, op
from tests.ui.pickup.rooms import TestedRoom


def count(room: TestedRoom[RecordsPage]) -> int:
    with room.office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Application)) or 0


def open_list(room: TestedRoom[RecordsPage], path: Path) -> None:
    room.page.import_desk.ask_file = lambda _owner: path
    room.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    room.until(lambda: room.page.imports.report is not None or room.page.imports.progress.isHidden())


def spreadsheet(room: TestedRoom[RecordsPage], *rows: dict[str, object]) -> Path:
    return samples.write_xlsx(room.folder / "daftar.xlsx", samples.table(rows))


def test_one_bad_row_shows_its_sentence_and_nothing_is_taken_in(room: TestedRoom[RecordsPage]):
    bad = samples.row(2, service="Paspor emas")
    open_list(room, spreadsheet(room, samples.row(1), bad, samples.row(3)))
    panel = room.page.imports

    assert panel.headline() == "1 row cannot be taken in."
    first = panel.lines()[0]
    assert (first.outcome, first.row) == ("refused", 3)
    assert "Paspor emas" in first.text
    assert not panel.take_button.isEnabled()
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert count(room) == 0

    panel.take_valid_button.click()
    room.until(lambda: panel.report is not None and panel.report.applied)
    assert count(room) == 2
    assert panel.headline() == "2 applications taken in."


def test_a_good_list_is_taken_in_by_key_and_the_same_list_again_is_known(room: TestedRoom[RecordsPage]):
    path = spreadsheet(room, samples.row(1), samples.row(2))
    open_list(room, path)
    assert count(room) == 0

    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.until(lambda: room.page.imports.report is not None and room.page.imports.report.applied)
    assert count(room) == 2

    room.press(Qt.Key.Key_F5)
    room.until(lambda: room.page.imports.report is not None and not room.page.imports.report.applied)
    assert [line.outcome for line in room.page.imports.lines()] == ["unchanged", "unchanged"]
    assert not room.page.imports.take_button.isEnabled()

    room.press(Qt.Key.Key_Escape)
    assert room.page.table.isVisible()
    assert room.page.total() == 2


def test_chips_show_one_kind_of_row_and_the_foot_says_the_chosen_row_whole(room: TestedRoom[RecordsPage]):
    known = samples.row(1)
    room.services.imports.apply(
        DWI, samples.write_xlsx(room.folder / "alt.xlsx", samples.table([known])), op(),
        language=samples.catalogue("en"),
    )  # fmt: skip
    changed = {**known, "phone": "081299998888"}
    open_list(room, spreadsheet(room, changed, samples.row(2), samples.row(3, number="12")))
    panel = room.page.imports

    for chip, expected in (("refused", 1), ("new", 1), ("updated", 1), ("unchanged", 0), ("all", 3)):
        panel.chips._chips[chip].click()
        assert len(panel.lines()) == expected, chip
    panel.chips._chips["refused"].click()
    panel.table.selectRow(0)
    assert "12" in panel._why._text.accessibleName()


def test_a_file_that_is_no_list_is_refused_in_words(room: TestedRoom[RecordsPage]):
    path = room.folder / "foto.xlsx"
    path.write_bytes(b"\x89PNG not a spreadsheet at all")

    open_list(room, path)

    assert room.page.imports.report is None
    assert room.page.imports.headline()
    assert not room.page.imports.take_button.isEnabled()
    assert room.page.imports._choose.isEnabled()


def test_stopping_an_import_of_ten_thousand_rows_leaves_nothing(room: TestedRoom[RecordsPage]):
    rows = [samples.row(index) for index in range(1, 10_001)]
    open_list(room, samples.write_csv(room.folder / "besar.csv", samples.table(rows), delimiter=";"))
    panel = room.page.imports
    assert panel.report is not None
    assert panel.report.new == 10_000
    before = len(room.office.ledger())
    cancel = panel.progress.findChild(SecondaryButton)
    assert cancel is not None
    told: list[int] = []

    def stop_while_writing(done: int, total: int) -> None:
        told.append(done)
        if done > total * 0.55 and cancel.isEnabled():
            cancel.click()

    panel.progress.set_progress = stop_while_writing  # type: ignore[method-assign]
    panel.take_button.click()
    room.until(lambda: panel.progress.isHidden())

    assert max(told) > 5_500
    assert panel.headline() == "Stopped: nothing was taken in."
    assert count(room) == 0
    with room.office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == before


def test_the_report_is_worded_anew_when_the_language_changes(room: TestedRoom[RecordsPage]):
    open_list(room, spreadsheet(room, samples.row(1), samples.row(2, service="Paspor emas")))
    panel = room.page.imports
    assert panel.report is not None
    english = panel.lines()[0].text
    set_language("id")
    room.window.retranslate()
    room.settle()
    assert panel.report is not None
    assert panel.lines()[0].outcome == "refused"
    assert "Paspor emas" in panel.lines()[0].text
    assert panel.lines()[0].text != english
    assert count(room) == 0
