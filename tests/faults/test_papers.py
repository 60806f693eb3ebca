"""Names that were made to harm, in the papers that name people: kept as the text they are, or refused in words."""

from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import text

from printdesk.models.database import Database
from printdesk.services.demo import make_demo
from tests.cli.command_line import CommandLine

pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]

NAMES = (
    "<img src='file:///etc/passwd'/>", "<b", "&lt;b&gt; &amp;", "=cmd|'/c calc'!A1", "</para><para>",
    "{who} {0} %s %n",
    "(((BACK\\SLASH)))) endobj %PDF", "A" * 200, "W " * 150, "\u202eREVERSED\u200b\u2066", "Łódź Đỗ Ñandú 北京 😀",
    "Z" + "\u0301" * 60, "BELL\x07\x1b[31m", "\t\r\n TAB", "../../../etc/passwd", "<a href='javascript:x'>x</a>",
)  # fmt: skip
"""Beyond what an import lets in: what an older program or somebody at the database may have left there."""

COMMANDS = (
    ("slips", "--ready", "-o", "slips.pdf"),
    ("slips", "--ready", "--size", "roll80", "-o", "roll.pdf"),
    ("downtime-pack", "-o", "pack.pdf"),
    ("notice", "-o", "notice.pdf"),
    ("report", "handover", "-o", "handover.pdf"),
    ("report", "raises", "-o", "raises.pdf"),
    ("report", "outage", "-o", "outage.pdf"),
    ("batch-sheet", "make", "--station", "R1", "--count", "20", "-o", "batch.pdf"),
    ("overtime", "-o", "evenings"),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo office, in which everybody has such a name, and every group and note too."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'office.db'}"
    make_demo(url)
    database = Database(url)
    with database.writing() as session:
        for turn, name in enumerate(NAMES):
            values = {"name": name, "turn": turn, "all": len(NAMES)}
            session.execute(text("update application set name = :name where id % :all = :turn"), values)
            session.execute(
                text("update application set group_name = :name, destination = :name where id % (:all * 3) = :turn"),
                values,
            )
            session.execute(text("update person set name = :name where id % :all = :turn"), values)
            session.execute(text("update pickup set collector_name = :name where id % :all = :turn"), values)
    database.close()
    return url


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize("lang", ["id"])
def test_a_paper_full_of_hostile_names_is_made_and_every_page_opens(
    hostile: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...], lang: str
):
    *words, output = command
    target = tmp_path / output
    if words[0] == "overtime":
        target.mkdir()
    line = CommandLine(hostile, capsys)
    code, out, err = line.run("--language", lang, "--user", "sri", *words, str(target))
    assert code in (0, 1), err
    if code == 1:
        assert "fault of PrintDesk" not in err
        assert err.strip()
        return
    files = sorted(target.glob("*.pdf")) if target.is_dir() else [target]
    for file in files:
        content = file.read_bytes()
        assert b"root:x:" not in content
        assert b"/URI" not in content
        assert b"/JavaScript" not in content
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        assert all(page.strip() for page in pages)
    assert out
