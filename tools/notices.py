"""Writes NOTICES.md from the packages installed in this environment: .venv/bin/python tools/notices.py

Each locked package of the program appears with its licence and the copyright lines of its own licence file. What the
packages do not say about themselves is said here, in `LICENCES`, `COPYRIGHT` and `INSIDE`.
"""

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FONT = "fontpkg-atkinson-hyperlegible"

LICENCES = {
    "charset-normalizer": "MIT",
    "pypdfium2": "Apache-2.0, BSD-3-Clause",
    "pysqlite3": "Zlib",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "six": "MIT",
    "tomli-w": "MIT",
    "tzdata": "Apache-2.0",
}
COPYRIGHT = {
    "cffi": "Armin Rigo, Maciej Fijalkowski",
    "fontpkg": "Evan Jones",
    "psycopg": "Copyright (C) 2020 The Psycopg Team",
    "psycopg-binary": "Copyright (C) 2020 The Psycopg Team",
    "pypdfium2": "pypdfium2-team",
    "pyside6-essentials": "Copyright (C) The Qt Company Ltd. and other contributors",
    "shiboken6": "Copyright (C) The Qt Company Ltd. and other contributors",
    "typing-extensions": "Python Software Foundation",
    "tzdata": "Copyright (c) 2020 Paul Ganssle (Google); the time zone data is in the public domain",
    "zxing-cpp": "The ZXing and zxing-cpp authors",
}
INSIDE = {
    "argon2-cffi-bindings": "the Argon2 reference implementation (CC0 1.0 or Apache-2.0)",
    "cffi": "libffi (MIT)",
    "psycopg-binary": "libpq (PostgreSQL Licence), OpenSSL (Apache-2.0), MIT Kerberos, OpenLDAP, Cyrus SASL",
    "pyside6-essentials": "Qt 6 (LGPL-3.0-only) and the libraries that Qt names in its documentation",
    "pypdfium2": "PDFium (BSD-3-Clause and Apache-2.0) and what is built into it",
    "pysqlite3": "SQLite (public domain)",
    "python-calamine": "calamine (MIT)",
    "rapidfuzz": "rapidfuzz-cpp (MIT), Taskflow (MIT)",
    "zxing-cpp": "zxing-cpp (Apache-2.0), libzint (BSD-3-Clause)",
}

HEAD = """\
# Notices

PrintDesk is Copyright (c) 2026 The PrintDesk developers, under the MIT licence (see `LICENSE`).

It contains no other project's code. When it runs it uses the packages below, which the set-up or pip installs beside
it, unchanged, from their own publishers. Where a package brings its full licence text, it lies in the folder
`<package>.dist-info` of the environment. This list is made by `tools/notices.py`.

| package | version | licence | copyright | contains |
|---|---|---|---|---|
"""

QT = """
## Qt, PySide6, Shiboken and psycopg: LGPL

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3, as is psycopg. PrintDesk
uses them as separate, unchanged packages that Python loads at run time, and does not restrict changing them: to run
it with another or a modified version, install that version into PrintDesk's environment with pip. PrintDesk's own
source is complete and needs no rebuilding. Modifying these libraries, and reverse engineering for debugging such
modifications, is allowed. psycopg's package brings the licence's text; The Qt Company publishes the sources of Qt
and PySide6 under the version numbers above.

## Atkinson Hyperlegible, the typeface

PrintDesk's window shows this typeface, and the papers it writes have it embedded. It comes from the package
`fontpkg-atkinson-hyperlegible`. Its licence:

```text
"""


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> list[tuple[str, str]]:
    """Name and version of every package that the program needs on some platform."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)


def ranges() -> dict[str, str]:
    """The versions that pyproject.toml accepts, by package."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[.*?\])?\s*([^;]*)", text) for text in wanted)
    return {normal(match[1]): match[2].strip() for match in found if match}


def licence_files(name: str) -> list[Path]:
    """The licence files that an installed package brings."""
    try:
        files = metadata.distribution(name).files or []
    except metadata.PackageNotFoundError:
        return []
    chosen = [file for file in files if re.fullmatch(r"LICEN[CS]E(\.\w+)?", file.name, re.IGNORECASE)]
    return [Path(str(file.locate())) for file in chosen]


def licence(name: str) -> str:
    """A package's licence as an SPDX expression."""
    if name in LICENCES:
        return LICENCES[name]
    said = metadata.metadata(name).json
    expression = said.get("license_expression") or said.get("license")
    if not expression or len(expression) > 80:
        sys.exit(f"{name} does not name its licence; look it up and add it to LICENCES.")
    return str(expression)


def copyright_of(name: str) -> str:
    """The copyright lines of a package's own licence file, at most three."""
    if name in COPYRIGHT:
        return COPYRIGHT[name]
    lines = [
        line.strip(" \t#")
        for file in licence_files(name)[:1]
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if re.match(r"[\s#]*(Copyright|©)\b.*(\d{4}|contributors|Team|Software)", line)
    ]
    if not lines:
        sys.exit(f"{name} has no copyright line; look it up and add it to COPYRIGHT.")
    return "; ".join(re.sub(r"\s*<[^>]*>", "", line).replace("|", "/") for line in lines[:3])


def table() -> str:
    """One row for each package."""
    wanted = ranges()
    return "".join(
        f"| {name} | {wanted.get(name, 'through another')}, locked {version} | {licence(name)} "
        f"| {copyright_of(name)} | {INSIDE.get(name, '')} |\n"
        for name, version in locked()
    )


def main() -> None:
    """Write the file."""
    font = licence_files(FONT)[0].read_text(encoding="utf-8").strip()
    text = HEAD + table() + QT + font + "\n```\n"
    (ROOT / "NOTICES.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
