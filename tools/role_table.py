"""Writes the tables of `docs/roles.md` anew from the program's own: `python tools/role_table.py`.

The guide is what people agreed on, and a test holds the program to it cell by cell: read what this changes before it
is committed.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "roles.md"
sys.path.insert(0, str(ROOT))

from printdesk.domain.roles import ALLOWED, ROOMS, SECOND, Role, Roles  # noqa: E402


def table(what: str, rows: Mapping[str, Roles]) -> list[str]:
    """A table of Markdown: a row for each entry, an x for each role that it names."""
    head = [f"| {what} | {' | '.join(Role)} |", f"|---|{':-:|' * len(Role)}"]
    return head + [
        f"| `{name}` | {' | '.join('x' if role in roles else ' ' for role in Role)} |" for name, roles in rows.items()
    ]


def replaced(lines: Iterable[str], tables: Mapping[str, list[str]]) -> list[str]:
    """The guide with the first table under each of these headings changed."""
    found: list[str] = []
    waiting: list[str] | None = None
    for line in lines:
        if line.startswith("## "):
            waiting = tables.get(line[3:])
        if not line.startswith("|"):
            found.append(line)
        elif waiting:
            found += waiting
            waiting = []
    return found


def main() -> int:
    """Write the guide."""
    tables = {
        "Acts": table("act", ALLOWED), "Rooms": table("room", ROOMS), "The second person": table("act", SECOND),
    }  # fmt: skip
    text = "\n".join(replaced(GUIDE.read_text(encoding="utf-8").splitlines(), tables)) + "\n"
    GUIDE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
