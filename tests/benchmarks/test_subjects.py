"""The other subjects, small: each says what it claims to measure, and stops where the work was not done."""

from pathlib import Path

import pytest

from benchmarks import lists, replan, slips, tables
from printdesk.services import setting_up


def test_a_list_is_taken_over_whole_and_its_rows_are_applications(tmp_path: Path):
    file = tmp_path / "list.xlsx"
    lists.write_sheet(file, list(lists.rows(60)))
    setting_up.make(f"sqlite:///{tmp_path / 'office.db'}")

    _seconds, _megabytes, new = lists.one_import(tmp_path, file)

    assert new == 60


def test_planning_through_the_service_words_every_row(tmp_path: Path):
    services = replan.filled(tmp_path, 300)

    assert replan.one_round(services)[2] == 300
    services.close()


def test_our_slips_are_read_back_and_the_page_by_hand_says_the_same():
    import pypdfium2

    assert slips.read_back(2) == 2
    text = pypdfium2.PdfDocument(slips.by_hand(2))[1].get_textpage().get_text_range()
    assert "AHMAD FAUZI 0001" in text
    assert "SP-2024-000001" in text


def test_a_queue_shown_anew_keeps_choice_and_scroll(qapp: object):
    assert qapp is not None
    shown, painted = tables.queue(200, 2)
    assert shown > 0 < painted


@pytest.mark.parametrize("section", [lists, replan, slips, tables])
def test_each_subject_has_a_title_of_its_own(section: object):
    assert str(getattr(section, "TITLE", "")).startswith("## ")
