"""The house stands as the plan draws it."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "printdesk"


def test_imports_point_down_and_rooms_qt_sql_and_papers_keep_to_their_places():
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert "6 kept, 0 broken" in run.stdout


def test_no_module_outside_migrations_is_longer_than_four_hundred_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in CODE.rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_only_the_runner_and_the_outermost_doors_catch_everything():
    allowed = {"ui/background.py", "cli/main.py", "app.py", "opening.py", "__main__.py"}
    broad = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node.type):
                broad.add(path.relative_to(CODE).as_posix())

    assert broad <= allowed


def test_the_user_is_spoken_to_through_one_door():
    using = {
        path.relative_to(CODE).as_posix()
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and "QMessageBox" in {name.name for name in node.names}
    }

    assert using == {"ui/messages.py"}


def test_texts_are_translated_before_they_are_formatted():
    wrong = []
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "reader"):
                wrong += [f"{path.name}:{node.lineno}" for arg in node.args if isinstance(arg, ast.JoinedStr)]

    assert wrong == []


def _is_broad(kind: ast.expr | None) -> bool:
    return kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException"))
