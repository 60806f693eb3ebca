"""Writes the manual from the help texts: python tools/manual.py. The pictures are made by tools/pictures.py."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL, HELP = ROOT / "docs" / "manual", ROOT / "resources" / "help"
PICTURES = {"en": "../pictures", "id": "../pictures/id"}
CHAPTERS = (
    "general", "print_room", "quality", "pickup", "blanks", "trips", "backlog", "outages", "records", "settings",
)  # fmt: skip
CONTENTS = {"en": "Contents", "id": "Isi"}


def manual(language: str) -> str:
    """The manual in a language."""
    start = (MANUAL / "parts" / f"start.{language}.md").read_text(encoding="utf-8")
    start = start.replace("{pictures}", PICTURES[language])
    chapters = [chapter(language, code) for code in CHAPTERS]
    titles = [line[3:] for text in (start, *chapters) for line in text.splitlines() if line.startswith("## ")]
    contents = "\n".join(f"- [{title}](#{anchor(title)})" for title in titles)
    head, _sign, rest = start.partition("\n## ")
    whole = [f"{head}\n## {CONTENTS[language]}\n\n{contents}\n\n## {rest}".rstrip(), *chapters]
    return "\n\n".join(whole) + "\n"


def chapter(language: str, code: str) -> str:
    """A help page one level deeper, with the picture of its room."""
    text = (HELP / language / f"{code}.md").read_text(encoding="utf-8").strip()
    text = re.sub(r"^(#+) ", r"#\1 ", text, flags=re.MULTILINE)
    if code == "general":
        return text
    title, _sign, rest = text.partition("\n")
    picture = f"{PICTURES[language]}/{code.replace('_', '-')}.png"
    return f"{title}\n\n![{title.lstrip('# ')}]({picture})\n{rest}"


def anchor(title: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^\w -]", "", title.casefold()).replace(" ", "-")


def main() -> None:
    """Write both."""
    for language in PICTURES:
        (MANUAL / f"manual.{language}.md").write_text(manual(language), encoding="utf-8")


if __name__ == "__main__":
    main()
