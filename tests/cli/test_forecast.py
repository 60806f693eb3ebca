"""The forecast and the note of an answer, on the command line."""

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command_line import CommandLine

_OUTLOOK = {"clear_p50", "clear_p90", "clear_fluid"}


@pytest.fixture
def desk(demo_desk: CommandLine) -> CommandLine:
    return demo_desk


def test_the_forecast_of_the_demo_office_is_the_same_twice_and_better_with_overtime(desk: CommandLine):
    plain, again = (desk.json("forecast", "--at", "2024-06-26T08:00+07:00") for _time in range(2))
    more = desk.json("forecast", "--overtime-hours", "3,5")

    assert plain == again
    assert plain["backlog"] == desk.json("queue", "--limit", "1")["waiting"]
    assert len(plain["days"]) == 60
    assert {"date", "inflow", "printed", "backlog"} <= set(plain["days"][0])
    assert plain["days"][0]["date"] == "2024-06-26"
    for day in plain["days"]:
        assert day["backlog_p10"] <= day["backlog"] <= day["backlog_p90"]
    assert set(plain) >= _OUTLOOK
    assert more["overtime_hours"] == 3.5
    assert more["clear_p50"] is not None
    assert more["clear_p90"] is None or more["clear_p50"] <= more["clear_p90"]
    assert plain["clear_p50"] is None or more["clear_p50"] < plain["clear_p50"]
    assert more["without_overtime"] == {key: plain[key] for key in _OUTLOOK}
    assert {each["station"]: each["measured_per_hour"] is not None for each in plain["stations"]} == dict.fromkeys(
        ("R1", "R2", "E1", "E2"), True
    )
    assert plain["mornings"][-1]["date"] == "2024-06-26"


def test_people_read_dates_and_a_table_and_no_percentile(desk: CommandLine):
    text = desk.text("forecast", "--overtime-hours", "3")

    assert "Queue normal again about" in text
    assert "9 of 10" in text
    assert "Wed 26/6" in text
    assert "p90" not in text.lower()


@pytest.mark.parametrize("hours", ["x", "-1", "inf", "nan"])
def test_what_is_no_number_of_hours_is_wrong_usage(desk: CommandLine, hours: str):
    assert desk.run("forecast", f"--overtime-hours={hours}")[0] == 2


def test_more_hours_than_an_evening_has_are_refused(desk: CommandLine):
    assert "cannot be considered" in desk.json("forecast", "--overtime-hours", "13", code=1)["error"]["message"]


def test_an_answer_says_in_how_many_forecasts_it_holds_and_goes_on_a_note(desk: CommandLine, tmp_path: Path):
    number = next(job["number"] for job in desk.json("queue")["jobs"] if job["departs"] and not job["at_risk"])
    file = tmp_path / "note.pdf"

    said = desk.json("answer", number, "-o", str(file), "--size", "roll80", "--paper-language", "id")

    assert 0 <= said["holds_in"] <= 10
    assert f"In {said['holds_in']} of 10 forecasts" in said["sentence"]
    assert said["file"] == str(file)
    document = pypdfium2.PdfDocument(file)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert f"Dalam {said['holds_in']} dari 10 prakiraan" in text
    assert desk.run("answer", number, "-o", str(tmp_path / "no" / "note.pdf"))[0] == 3
