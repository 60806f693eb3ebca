"""Proof that the package works where nothing of ours is: a Debian made from nothing, entered with chroot.

It needs root and debootstrap. The address of the archive is the one this machine's apt is set to.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from tools.setup import libraries
from tools.setup.console import ROOT, SetupError, quietly, say

_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f"{_SCHEMAS}/spreadsheetml/2006/main"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_LINKS = f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_LINKS}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_LINKS}<Relationship Id="r1" Type="{_OFFICE}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}

STEPS = {
    "the command starts": "printdesk --help > help.txt",
    "an office is made": "printdesk demo --make office.db",
    "its ledger is whole": "printdesk --json verify | grep -q '\"ok\": *true'",
    "the plan is read": "printdesk --json queue --limit 5 | grep -q '\"position\": *5'",
    "a spreadsheet is read by the worker": "printdesk import --dry-run list.xlsx",
    "slips are made": "printdesk slips --ready -o slips.pdf && head -c5 slips.pdf | grep -q '%PDF-'",
    "evenings are planned": "printdesk --json overtime > overtime.json",
    "the window opens and stays": "QT_QPA_PLATFORM=offscreen timeout 25 printdesk || test $? = 124",
}
"""What is done with the installed program, in root's folder, on an office in office.db."""


def try_out(package: Path, archive: Path) -> int:
    """Install the package into a bare Debian and use it; the archive is unpacked and started there as well."""
    if not libraries.may_install():
        raise SetupError("Only root can make a bare Debian to try the package in.")
    if not shutil.which("debootstrap"):
        libraries.apt_install(["debootstrap"])
    with _debian() as root:
        shutil.copyfile(package, root / "root" / package.name)
        _sample(root / "root" / "list.xlsx")
        _do(root, "the package installs", f"apt-get install -y -q --no-install-recommends ./{package.name}")
        for name, command in STEPS.items():
            _do(root, name, command)
        shutil.copyfile(archive, root / "root" / archive.name)
        folder = archive.name.removesuffix(".tar.gz")
        start = f"tar xf {archive.name} && {folder}/printdesk --json stock > stock.json"
        _do(root, "the portable folder starts", start)
        _do(root, "nothing is left behind", "apt-get purge -y -q printdesk && test ! -e /usr/lib/printdesk")
    say("Everything worked in a bare Debian.")
    return 0


def _sample(target: Path) -> None:
    """The sample list as the smallest XLSX there is, so that the worker that reads spreadsheets is tried."""
    with (ROOT / "resources" / "samples" / "applications.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    with zipfile.ZipFile(target, "w") as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
        book.writestr("xl/worksheets/sheet1.xml", sheet)


@contextlib.contextmanager
def _debian() -> Iterator[Path]:
    root = Path(tempfile.mkdtemp(prefix="bare-debian-"))
    suite, address = _archive()
    say(f"Making a bare Debian ({suite}).")
    try:
        code, tail = quietly(["debootstrap", "--variant=minbase", suite, str(root), address])
        if code != 0:
            raise SetupError(f"debootstrap failed:\n{tail}")
        quietly(["mount", "-t", "proc", "proc", str(root / "proc")])
        yield root
    finally:
        quietly(["umount", "-l", str(root / "proc")])
        if os.path.ismount(root / "proc"):
            say(f"{root / 'proc'} is still mounted; remove {root} yourself.")
        else:
            shutil.rmtree(root, ignore_errors=True)


def _archive() -> tuple[str, str]:
    """The release of Debian on this machine, and where its apt gets it."""
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    suite = re.search(r"VERSION_CODENAME=(\w+)", release)
    sources = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.is_file())
    address = re.search(r"(?:URIs:|^deb(?: \[[^]]*\])?) *(\S+/debian/?)\s", texts, re.MULTILINE)
    if suite is None or address is None:
        raise SetupError("This machine's apt names no Debian archive.")
    return suite[1], address[1]


def _do(root: Path, name: str, command: str) -> None:
    there = f"cd /root && export PRINTDESK_DATABASE=office.db HOME=/root DEBIAN_FRONTEND=noninteractive\n{command}"
    code, tail = quietly(["chroot", str(root), "/bin/sh", "-ec", there])
    if code != 0:
        raise SetupError(f"In the bare Debian this failed: {name}.\n{tail}")
    say(f"  {name}: yes")
