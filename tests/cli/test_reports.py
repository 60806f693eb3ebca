"""Reports, the down-time pack and the inbox on the command line."""

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command_line import CommandLine


@pytest.fixture
def desk(demo_desk: CommandLine) -> CommandLine:
    return demo_desk


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_each_report_is_a_numbered_file_and_says_so_in_json(desk: CommandLine, tmp_path: Path):
    wanted = {"handover": "HS-2024-000001", "outage": "LG-2024-000001", "raises": "LP-2024-000001"}
    for kind, number in wanted.items():
        path = tmp_path / f"{kind}.pdf"
        found = desk.json("report", kind, "-o", str(path))
        assert (found["number"], found["file"]) == (number, str(path))
        assert number in text_of(path)

    pack = desk.json("downtime-pack", "-o", str(tmp_path / "pack.pdf"))
    assert pack["number"] == "PK-2024-000001"
    assert pack["pages"] == len(pypdfium2.PdfDocument(tmp_path / "pack.pdf"))


def test_the_draw_of_a_week_stands_until_it_is_drawn_again_for_a_reason(desk: CommandLine, tmp_path: Path):
    path = str(tmp_path / "r.pdf")
    week = ("report", "raises", "--week", desk.json("queue")["now"][:10], "-o", path)
    waiting = desk.json("queue", "--limit", "1")["jobs"][0]["number"]
    desk.json("raise", "ask", waiting, "--reason", "Sakit keras", "--proof", "medical")
    first, again = desk.json(*week), desk.json(*week)
    anew = desk.json(*week, "--draw-again", "Salah pekan")
    old = desk.json(*week, "--seed", first["seed"])

    assert again == {**first, "pages": again["pages"]}
    assert "Reason: Salah pekan" in text_of(Path(path))
    assert (anew["number"] > first["number"], anew["reason"]) == (True, "Salah pekan")
    assert (old["number"], old["seed"]) == (first["number"], first["seed"])
    assert "not drawn" in desk.json(*week, "--seed", "abc", code=1)["error"]["message"]


def test_the_inbox_is_the_same_in_json_and_words(desk: CommandLine):
    found = desk.json("inbox")
    text = desk.text("inbox")

    assert found["unnoted"] == len(found["items"]) > 0
    assert all(item["text"] in text and item["advice"] for item in found["items"])
    assert "service_stopped" in {item["kind"] for item in found["items"]}


def test_a_day_that_is_none_is_wrong_usage(desk: CommandLine, tmp_path: Path):
    code, _out, error = desk.run("report", "outage", "--since", "June", "-o", str(tmp_path / "x.pdf"))

    assert code == 2
    assert "2024-06-26" in error
