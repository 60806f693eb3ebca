"""Keeps the catalogues in step with the code: `python tools/catalogues.py [--check]`.

Indonesian stands in `resources/locale/id/*.po`, one file an area of the program, written by people. This gathers
every text of the code, merges the areas, and writes `resources/locale/<language>/LC_MESSAGES/printdesk.mo` for both
languages; English is the code's own wording. With `--check` nothing is written and the exit code is 1 when a text has
no translation, a translation has other fields than its text, or the compiled files are old.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "reader": None, "plural": (1, 2)}
FIELD = re.compile(r"\{(\w*)[^}]*\}")


def texts() -> dict[str, tuple[str, ...]]:
    """Every text of the code: the singular, and all its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "printdesk", [("**.py", "python")], keywords=KEYWORDS
    ):
        forms = message if isinstance(message, tuple) else (message,)
        if forms[0]:
            found[forms[0]] = forms if len(forms) > len(found.get(forms[0], ())) else found[forms[0]]
    for text in _in_formatted():
        found.setdefault(text, (text,))
    return found


def _in_formatted() -> Iterator[str]:
    """Texts asked for between the braces of an f-string, where the library does not look before Python 3.12."""
    for path in (ROOT / "printdesk").rglob("*.py"):
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            calls = ast.walk(string) if isinstance(string, ast.JoinedStr) else ()
            for call in calls:
                if isinstance(call, ast.Call) and _is_asked(call):
                    yield call.args[0].value  # type: ignore[attr-defined]


def _is_asked(call: ast.Call) -> bool:
    known = isinstance(call.func, ast.Name) and KEYWORDS.get(call.func.id, ()) is None
    return known and bool(call.args) and isinstance(getattr(call.args[0], "value", None), str)


def indonesian() -> tuple[dict[str, str], list[str]]:
    """The translations of all areas, and what contradicts another area."""
    merged: dict[str, str] = {}
    faults = []
    for path in sorted((LOCALE / "id").glob("*.po")):
        for message in read_po(path.open("rb"), locale="id"):
            key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            text = message.string[0] if isinstance(message.string, (tuple, list)) else message.string
            if not key or not text:
                continue
            if merged.setdefault(key, text) != text:
                faults.append(f"{path.name}: “{key}” is “{text}” here and “{merged[key]}” elsewhere")
    return merged, faults


def compiled(found: dict[str, tuple[str, ...]], lang: str, translated: dict[str, str]) -> bytes:
    """The .mo file of a language."""
    catalog = Catalog(locale=lang, project="PrintDesk", charset="utf-8")
    if lang == "id":  # one form for any number; the library would take English's two
        catalog.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    catalog.revision_date = catalog.creation_date = datetime(2024, 6, 26, tzinfo=UTC)
    for key, forms in sorted(found.items()):
        if lang == "en":
            catalog.add(forms if len(forms) > 1 else key, forms if len(forms) > 1 else key)
        elif key in translated:
            catalog.add(forms if len(forms) > 1 else key, (translated[key],) if len(forms) > 1 else translated[key])
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def faults_of(found: dict[str, tuple[str, ...]], translated: dict[str, str]) -> list[str]:
    """What is missing or does not fit."""
    faults = [f"no translation: “{key}”" for key in sorted(found) if key not in translated]
    for key in sorted(set(found) & set(translated)):
        wanted = set(FIELD.findall(found[key][-1]))
        if wanted != set(FIELD.findall(translated[key])):
            faults.append(f"other fields: “{key}” is “{translated[key]}”")
    return faults


def main(check: bool) -> int:
    """Compile, or check."""
    found = texts()
    translated, faults = indonesian()
    faults += faults_of(found, translated)
    for lang in ("id", "en"):
        path = LOCALE / lang / "LC_MESSAGES" / "printdesk.mo"
        content = compiled(found, lang, translated)
        if check and (not path.exists() or path.read_bytes() != content):
            faults.append(f"{path.relative_to(ROOT)} is old: run python tools/catalogues.py")
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
