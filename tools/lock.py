"""Makes the hashed files in requirements/ anew: python3 tools/lock.py [--upgrade]

Needs uv on the search path (pip install uv, in an environment of your own). The files pin every package, with the
hashes of all its files, for Python 3.11 to 3.13 on Linux, Windows and macOS; they hold no address, so that each
machine installs from the registry that its own pip is set to. What to lock is said in pyproject.toml (the program's
dependencies), requirements/test.in (the tools of the tests), requirements/build.in (what packs the program) and
requirements/bench.in (what it is measured beside).
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = "# Made by tools/lock.py: every package of {what}, pinned by hash. Do not edit.\n"
# A package index keeps adding files; what is locked must exist ready-made on each of these.
PLATFORMS = ["x86_64-manylinux_2_34", "aarch64-manylinux_2_39", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"]
MACOS = {"MACOSX_DEPLOYMENT_TARGET": "15.0"}
PYTHONS = ["3.11", "3.12", "3.13"]


def compile_file(sources: list[str], target: str, what: str, more: list[str]) -> None:
    """Lock `sources` into requirements/`target`; what it pins already stays unless upgraded."""
    path = ROOT / "requirements" / target
    shape = ["--universal", "--python-version", PYTHONS[0], "--generate-hashes", "--no-emit-index-url"]
    quiet = ["--no-header", "--no-annotate", "--no-emit-find-links", "--quiet"]
    command = ["uv", "pip", "compile", *shape, *quiet, *more, "--output-file", str(path), *sources]
    subprocess.run(command, cwd=ROOT, check=True)
    path.write_text(HEADER.format(what=what) + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def check_ready_made(target: str) -> None:
    """Fail when a locked package has no ready-made file for one of the platforms."""
    for platform in PLATFORMS:
        for python in PYTHONS:
            where = ["--python-platform", platform, "--python-version", python]
            subprocess.run(
                ["uv", "pip", "compile", "--quiet", "--only-binary", ":all:", *where, f"requirements/{target}"],
                cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **MACOS},
            )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Lock all files, the others with the versions of the first."""
    compile_file(["pyproject.toml"], "run.txt", "the program", arguments)
    both = ["pyproject.toml", "requirements/test.in", "--constraints", "requirements/run.txt"]
    compile_file(both, "test.txt", "the program and its tests", arguments)
    built = ["pyproject.toml", "requirements/build.in", "--constraints", "requirements/run.txt"]
    compile_file(built, "build.txt", "the program and what packs it", arguments)
    beside = ["pyproject.toml", "requirements/bench.in", "--constraints", "requirements/run.txt"]
    compile_file(beside, "bench.txt", "the program and of what is measured beside it", arguments)
    for target in ("run.txt", "test.txt", "build.txt"):
        check_ready_made(target)


if __name__ == "__main__":
    main(sys.argv[1:])
