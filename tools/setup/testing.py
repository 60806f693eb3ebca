"""`desk.py test`: pytest with a throw-away PostgreSQL beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import database_server
from tools.setup import libraries
from tools.setup.console import ROOT, SetupError, child_environment, follow, say

# Debian starts a server of its own when PostgreSQL is installed; this file, there first, keeps it from doing so.
CREATE_CLUSTER = Path("/etc/postgresql-common/createcluster.conf")
PACKAGED = CREATE_CLUSTER.with_name("createcluster.conf.ucf-dist")
# What the tests of faults make them with; a test that lacks its tool is skipped and says so.
FAULT_TOOLS = {
    "faketime": "faketime", "fiu-run": "fiu-utils", "ip": "iproute2", "ps": "procps", "openssl": "openssl",
    "ippeveprinter": "cups-ipp-utils", "dbus-daemon": "dbus-daemon", "avahi-daemon": "avahi-daemon",
    "Xvfb": "xvfb",
}  # fmt: skip
# What a screen reader needs beside an X server: the accessibility bus, and its binding for the system's own Python.
BUS = ("/usr/libexec/at-spi-bus-launcher", "at-spi2-core")
SYSTEM_PYTHON = "/usr/bin/python3"
BINDINGS = {"import gi": "python3-gi", "import gi; gi.require_version('Atspi', '2.0')": "gir1.2-atspi-2.0"}

# Windows and servers are waited for: one more worker than processors keeps these busy.
WORKERS = str(min(8, max(2, os.cpu_count() or 1) + 1))


def pytest_arguments(arguments: list[str]) -> list[str]:
    """What pytest gets: the tests without real faults on a few workers, unless the arguments say otherwise."""
    given = [argument for argument in arguments if argument != "--all"]
    chosen = "--all" in arguments or any(a == "-m" or a.startswith("-m=") for a in given)
    single = {"--pdb", "--trace", "-s", "-n", "--collect-only", "--co", "no:xdist"} & set(given)
    workers = [] if single or any(a.startswith(("-n", "--numprocesses")) for a in given) else ["-n", WORKERS]
    return [*workers, *([] if chosen else ["-m", "not fault"]), *given]


def run(python: str, arguments: list[str]) -> int:
    """Run the tests; pytest's exit code."""
    with contextlib.ExitStack() as stack:
        if "--all" in arguments:
            _provide_fault_tools()
        env = child_environment(QT_QPA_PLATFORM="offscreen", **stack.enter_context(_postgresql()))
        return follow([python, "-m", "pytest", *pytest_arguments(arguments)], env, ROOT)


def _provide_fault_tools() -> None:
    """Install what makes the faults, where that is possible; else say what will be skipped for want of it."""
    lacking = {tool: package for tool, package in FAULT_TOOLS.items() if not shutil.which(tool)}
    _offer(lacking | _lacking_for_a_screen_reader(), "Some tests of faults are skipped")


def _offer(lacking: dict[str, str], without: str) -> None:
    try:
        if lacking:
            libraries.provide(lacking)
    except SetupError as error:
        say(f"{without}: {error}")


def provide_for_bench() -> None:
    """Install the server and the libraries that a whole measurement needs, where that is possible; else say so."""
    if sys.platform.startswith("linux"):
        _offer(libraries.missing(libraries.BESIDE), "Some others cannot be measured beside it")
    try:
        _provide_postgresql()
    except SetupError as error:
        say(f"PostgreSQL is not measured: {error}")


def _lacking_for_a_screen_reader() -> dict[str, str]:
    """What is missing to read a window through the accessibility bus of an X server; nothing where no X server is."""
    if not sys.platform.startswith("linux"):
        return {}
    lacking = libraries.missing(libraries.X11)
    if not Path(BUS[0]).exists():
        lacking[BUS[0]] = BUS[1]
    for question, package in BINDINGS.items():
        if not shutil.which(SYSTEM_PYTHON):
            lacking[SYSTEM_PYTHON] = "python3"
        elif subprocess.run([SYSTEM_PYTHON, "-c", question], capture_output=True, check=False).returncode:
            lacking[question] = package
    return lacking


@contextlib.contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    """The variables that tell the tests where PostgreSQL is, or why there is none."""
    with contextlib.ExitStack() as stack:
        try:
            _provide_postgresql()
            url = stack.enter_context(database_server.running())
            found = {database_server.URL_VARIABLE: url}
        except (SetupError, database_server.NoServerError) as error:
            say(f"The PostgreSQL tests are skipped: {error}")
            found = {database_server.REASON_VARIABLE: str(error)}
        yield found


def _provide_postgresql() -> None:
    if database_server.programs() or not libraries.may_install():
        return
    with _no_server_of_its_own():
        libraries.apt_install(["postgresql"])


@contextlib.contextmanager
def _no_server_of_its_own() -> Iterator[None]:
    """Keep the package's scripts from making a server; afterwards its settings are as the package has them."""
    if CREATE_CLUSTER.exists():
        yield
        return
    CREATE_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    CREATE_CLUSTER.write_text("create_main_cluster = false\n", encoding="ascii")
    try:
        yield
    finally:
        CREATE_CLUSTER.unlink(missing_ok=True)
        if PACKAGED.exists():
            PACKAGED.replace(CREATE_CLUSTER)
