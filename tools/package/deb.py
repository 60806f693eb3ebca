"""The Debian package: the program under /usr/lib/printdesk, its command, menu entry, icon and copyright."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
from pathlib import Path

from tools.setup import libraries
from tools.setup.console import ROOT, SetupError, quietly

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
CONTROL = """\
Package: printdesk
Version: {version}
Architecture: {architecture}
Maintainer: The PrintDesk developers <printdesk@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), {depends}
Recommends: cups-client
Suggests: postgresql-client
Section: misc
Priority: optional
Description: print room and pickup counter of a passport office
 PrintDesk keeps the queue of passport booklets to print in an order that saves
 every trip that can be saved, accounts for every blank booklet, hands passports
 out at the counter, and makes the papers for pickup and overtime.
"""


def make(folder: Path, target: Path, version: str) -> Path:
    """Pack the laid-out `folder` into a package in `target`; its path."""
    architecture = ARCHITECTURES.get(platform.machine(), platform.machine())
    stage = folder.parent / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    _place(folder, stage)
    _describe(stage, version, architecture)
    target.mkdir(exist_ok=True)
    made = target / f"printdesk_{version}_{architecture}.deb"
    code, tail = quietly(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", str(stage), str(made)])
    if code != 0:
        raise SetupError(f"The package could not be made:\n{tail}")
    return made


def _place(folder: Path, stage: Path) -> None:
    share = stage / "usr" / "share"
    shutil.copytree(folder, stage / "usr" / "lib" / "printdesk", symlinks=True)
    for path in (share / "applications", share / "doc" / "printdesk", stage / "usr" / "bin"):
        path.mkdir(parents=True)
    (stage / "usr" / "bin" / "printdesk").symlink_to("../lib/printdesk/printdesk")
    shutil.copyfile(ROOT / "packaging" / "printdesk.desktop", share / "applications" / "printdesk.desktop")
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    icons.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "printdesk.svg", icons / "printdesk.svg")
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE", "NOTICES.md")]
    (share / "doc" / "printdesk" / "copyright").write_text("\n\n".join(texts), encoding="utf-8")
    history = (ROOT / "CHANGELOG.md").read_bytes()
    (share / "doc" / "printdesk" / "changelog.gz").write_bytes(gzip.compress(history, 9, mtime=0))


def _describe(stage: Path, version: str, architecture: str) -> None:
    files = [path for path in stage.rglob("*") if path.is_file() and not path.is_symlink()]
    for path in stage.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    wanted = {**libraries.QT, **libraries.PRINTING, **libraries.X11, **libraries.WAYLAND}
    control = CONTROL.format(
        version=version, architecture=architecture, libc=platform.libc_ver()[1] or "2.34",
        kilobytes=sum(path.stat().st_size for path in files) // 1024, depends=", ".join(sorted(set(wanted.values()))),
    )  # fmt: skip
    (stage / "DEBIAN").mkdir()
    (stage / "DEBIAN" / "control").write_text(control, encoding="ascii")
