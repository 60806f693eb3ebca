"""Plans of the past and rules through the command line: kept after acts, compared, and shown as they stood."""

from pathlib import Path

import pytest

from printdesk.errors import EnvironmentFailureError
from tests.cli.command_line import CommandLine, list_of
from tests.cli.conftest import Wednesday

FIRST, SECOND = "1133062000000001", "1133062000000002"
SHARE_FIRST = ("rules", "trial", "--overdue-share", "50", "--share-after", "0")


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: Wednesday) -> CommandLine:
    """Two who came with a list at 08:00; it is 09:30."""
    line = CommandLine(str(tmp_path / "office.db"), capsys)
    line.json("init")
    rows = ((FIRST, "WIDODO", "regular48", "25-06-2024 08:00"), (SECOND, "SITI", "regular48", "25-06-2024 09:00"))
    line.json("import", str(list_of(tmp_path / "list.xlsx", *rows)))
    wednesday.step(minutes=90)
    return line


def test_the_queue_of_a_past_moment_is_shown_as_what_was_kept_and_changes_are_named(line: CommandLine):
    first = line.json("changes")
    assert (first["since"], first["nothing"]) == ("2024-06-26T08:00:00+07:00", False)
    assert [each["number"] for each in first["arrived"]] == [FIRST, SECOND]
    assert first["newly_at_risk"] == first["saved"] == first["moved"] == first["left"] == []
    assert [job["number"] for job in line.json("next", "--station", "R1")["jobs"]] == [FIRST]

    past = line.json("queue", "--kept-at", "2024-06-26T09:00")
    assert (past["kept"], past["asked_at"], past["kept_at"], past["waiting"]) == (
        True, "2024-06-26T09:00:00+07:00", "2024-06-26T08:00:00+07:00", 2,
    )  # fmt: skip
    assert [(job["position"], job["number"]) for job in past["jobs"]] == [(1, FIRST), (2, SECOND)]
    assert [job["number"] for job in line.json("queue", "--kept-at", "2024-06-26T09:30")["jobs"]] == [SECOND]
    assert line.json("queue", "--kept-at", "2024-06-26T09:00", "--service", "regular24")["jobs"] == []
    assert line.text("queue", "--kept-at", "2024-06-26T09:00").startswith(
        "KEPT PLAN of Wed 26 June 08:00, not the plan of now: 2 waited, 0 trips at risk."
    )
    assert "No plan was kept" in line.json("queue", "--kept-at", "2024-06-26T07:59", code=1)["error"]["message"]
    assert line.run("queue", "--kept-at", "2024-06-26T09:00", "--why")[0] == 2

    for found in (line.json("changes"), line.json("changes", "--since", "2024-06-26T09:00")):
        assert (found["since"], found["nothing"]) == ("2024-06-26T08:00:00+07:00", False)
        assert [(each["number"], each["name"]) for each in found["left"]] == [(FIRST, "WIDODO")]
        assert found["arrived"] == found["newly_at_risk"] == found["saved"] == []
    assert f"  {FIRST}  WIDODO" in line.text("changes").splitlines()
    assert line.json("changes", "--since", "2024-06-26T09:30")["nothing"]


def test_that_a_plan_could_not_be_kept_never_fails_the_act(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, log_file: Path
):
    def full(_self: object, _cause: str) -> bool:
        raise EnvironmentFailureError("The disk is full.", "Make room.")

    monkeypatch.setattr("printdesk.services.plan_history.PlanHistoryService.keep", full)

    assert line.json("next", "--station", "R1")["count"] == 1
    assert "not kept after take_next: The disk is full." in log_file.read_text(encoding="utf-8")


def test_each_act_that_changes_the_plan_keeps_it_once_and_a_dry_run_never(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    causes: list[str] = []
    monkeypatch.setattr(
        "printdesk.services.plan_history.PlanHistoryService.keep", lambda _self, cause: causes.append(cause)
    )
    crowd = ((f"11330620000001{n:02d}", f"PEMOHON {n}", "regular48", "25-06-2024 10:00") for n in range(100))
    more = str(list_of(tmp_path / "more.xlsx", *crowd))
    settings = tmp_path / "office.toml"
    line.json("settings", "export", str(settings))
    text = settings.read_text(encoding="utf-8").replace("rate_per_hour = 10.0", "rate_per_hour = 7.5", 1)
    settings.write_text(text, encoding="utf-8")
    evening = ("overtime", "--day", "2024-06-26", "--start", "16:00", "--end", "19:00", "--station", "R1",
               "--people", "sri")  # fmt: skip

    for reading in (("import", more, "--dry-run"), ("queue",), evening, SHARE_FIRST):
        line.json(*reading)
    assert causes == []
    line.json("import", more)
    line.json("settings", "import", str(settings))
    line.json(*evening, "-o", str(tmp_path))
    line.json("next", "--station", "R1", user="dwi")
    line.json("next", "--release", FIRST, user="dwi")
    line.json("rules", "save", *SHARE_FIRST[2:])
    assert causes == ["import", "import_settings", "order_overtime", "take_next", "release", "change_rule"]

    causes.clear()
    for asking, deciding in ((("raise", "ask"), ("raise", "approve")), (("pin", "ask"), ("pin", "confirm"))):
        number = str(line.json(*asking, SECOND, "--reason", "Mendesak")["id"])
        to_class = ("--to", "medical") if "approve" in deciding else ()
        line.json(*deciding, number, *to_class, user="agus")
        line.json(deciding[0], "withdraw", number)
    line.json("hold", SECOND, "--reason", "payment")
    line.json("resume", SECOND)
    line.json("trip", SECOND, "--departs", "2024-07-05")
    line.json("proof", SECOND, "--kind", "ticket")
    line.json("proof", SECOND, "--undo")
    assert causes == [
        "approve_raise", "withdraw_raise", "confirm_pin", "withdraw_pin", "hold", "resume", "set_trip", "give_proof",
        "undo_proof",
    ]  # fmt: skip


def test_a_rule_is_tried_put_in_force_and_kept_as_a_version(line: CommandLine):
    before = line.json("queue")["jobs"]
    trial = line.json(*SHARE_FIRST)
    assert (trial["version"], trial["trips_lost"], trial["moved"]) == (1, 0, [])
    assert {each["class_code"]: each["waiting"] for each in trial["by_class"]}["rest"] == 2
    assert line.json("queue")["jobs"] == before
    words = line.text(*SHARE_FIRST)
    assert "Nobody would lose a trip." in words
    assert words.endswith("This was a preview; nothing was changed.\n")

    save = ("rules", "save", *SHARE_FIRST[2:], "--tried-on", "1")
    assert line.json(*save) == {"version": 2}
    assert "other settings since" in line.json(*save, code=1)["error"]["message"]
    found = line.json("rules", "versions")["versions"]
    assert [(each["version"], each["author"], each["in_force"]) for each in found] == [
        (2, "sri", True), (1, "init", False),
    ]  # fmt: skip
    assert "Share of the longest overdue, in percent: 10 → 50." in found[0]["changes"]
    assert line.json("rules", "trial", "--classes", "medical,rest", code=1)
    assert line.run("rules", "trial")[0] == 2
