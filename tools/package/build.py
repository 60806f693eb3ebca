"""Builds what is delivered: one folder with the program and all its libraries, packed twice.

PyInstaller lays the folder out (packaging/printdesk.spec) in an environment of its own, made from
requirements/build.txt. From it come `dist/printdesk-VERSION-linux-MACHINE.tar.gz`, to be unpacked anywhere, and
`dist/printdesk_VERSION_ARCHITECTURE.deb`. On Windows the folder itself is the result (packaging/README.md).
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tarfile
from pathlib import Path

from tools.package import deb
from tools.setup import libraries
from tools.setup.console import ROOT, SetupError, child_environment, quietly, say
from tools.setup.environment import Environment

DIST = ROOT / "dist"
WORK = ROOT / "build"


def main(arguments: list[str]) -> int:
    """Build everything; with --try also start the package in a bare Debian (root, needs debootstrap)."""
    if set(arguments) - {"--try"}:
        raise SetupError(f"Unknown: {' '.join(arguments)}. The only option is --try.")
    folder = lay_out()
    if os.name == "nt":
        say(f"The program is in {folder}")
        return 0
    made = [portable(folder), deb.make(folder, DIST, version())]
    for path in made:
        say(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.0f} MB")
    if "--try" in arguments:
        from tools.package import bare_debian

        return bare_debian.try_out(made[1], made[0])
    return 0


def version() -> str:
    """The program's version, as it says itself."""
    found = re.search(r'__version__ = "([^"]+)"', (ROOT / "printdesk" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise SetupError("printdesk/__init__.py names no version.")
    return found[1]


def lay_out() -> Path:
    """The folder with the program, made anew."""
    libraries.provide(libraries.missing(_build_libraries()) | _build_programs())
    environment = Environment(name=".venv-build")
    if not environment.ready("build"):
        environment.make("build")
    say("Laying the program out; this takes a minute or two.")
    command = [
        str(environment.python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", str(WORK / "laid-out"), "--workpath", str(WORK / "work"),
        str(ROOT / "packaging" / "printdesk.spec"),
    ]  # fmt: skip
    code, tail = quietly(command, child_environment())
    folder = WORK / "laid-out" / "printdesk"
    if code != 0 or not folder.is_dir():
        raise SetupError(f"The program could not be laid out:\n{tail}")
    for text in ("LICENSE", "NOTICES.md", "README.md"):
        shutil.copy2(ROOT / text, folder / text)
    _keep_licences(environment, folder / "licences")
    return folder


def _build_libraries() -> dict[str, str]:
    """PyInstaller packs the library of the interpreter, which Debian's python3 has built in."""
    if not sys.platform.startswith("linux"):
        return {}
    major, minor = sys.version_info[:2]
    return {f"libpython{major}.{minor}.so.1.0": f"libpython{major}.{minor}", **libraries.QT, **libraries.PRINTING,
            **libraries.X11, **libraries.WAYLAND}  # fmt: skip


def _build_programs() -> dict[str, str]:
    wanted = {"objdump": "binutils", "dpkg-deb": "dpkg"} if sys.platform.startswith("linux") else {}
    return {program: package for program, package in wanted.items() if not shutil.which(program)}


def _keep_licences(environment: Environment, target: Path) -> None:
    """The full licence text of each package, as its publisher ships it."""
    shutil.rmtree(target, ignore_errors=True)
    version_of = sys.version_info[:2]
    for info in sorted(environment.site_packages((version_of[0], version_of[1])).glob("*.dist-info")):
        texts = [path for path in info.rglob("*") if re.search(r"(?i)licen[sc]e|copying|notice|authors", path.name)]
        for text in (path for path in texts if path.is_file()):
            place = target / info.name.removesuffix(".dist-info")
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, place / text.name)


def portable(folder: Path) -> Path:
    """The folder as an archive that can be unpacked and started anywhere."""
    DIST.mkdir(exist_ok=True)
    name = f"printdesk-{version()}-{sys.platform}-{platform.machine()}"
    target = DIST / f"{name}.tar.gz"
    waiting = target.with_name(target.name + ".part")
    with tarfile.open(waiting, "w:gz", compresslevel=6) as archive:
        archive.add(folder, arcname=name, filter=_nobodys)
    waiting.replace(target)
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry
