"""The names of all acts that the program carries out, read from its source: no act escapes the table of roles."""

import ast
from collections.abc import Iterator
from pathlib import Path

import printdesk

_ROOT = Path(printdesk.__file__).parent


def acts() -> dict[str, set[str]]:
    """Name of each act that is given to `perform`, with the modules that do."""
    found: dict[str, set[str]] = {}
    for path in sorted(_ROOT.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if ".perform(" not in source:
            continue
        tree = ast.parse(source)
        for call, function in _performed(tree):
            for name in _names(call.args[0], function, tree):
                found.setdefault(name, set()).add(path.relative_to(_ROOT).as_posix())
    return found


def _performed(tree: ast.Module) -> Iterator[tuple[ast.Call, ast.FunctionDef]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        inner = {id(node) for other in functions if other in ast.walk(function) and other is not function
                 for node in ast.walk(other)}  # fmt: skip
        for node in ast.walk(function):
            if id(node) not in inner and _is_perform(node):
                assert isinstance(node, ast.Call)
                yield node, function


def _is_perform(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "perform"


def _names(given: ast.expr, function: ast.FunctionDef, tree: ast.Module) -> set[str]:
    """What the first argument can be: texts in it, in what is assigned to it, or in the calls that pass it on."""
    texts = _texts(given)
    if texts or not isinstance(given, ast.Name):
        assert texts, f"line {given.lineno}: an act without a name that can be read"
        return texts
    assigned = {text for value in _assigned(given.id, [*ast.walk(function), *tree.body]) for text in _texts(value)}
    if assigned:
        return assigned
    place = [argument.arg for argument in function.args.args].index(given.id)
    passed = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == function.name]
    method = function.args.args[0].arg == "self"
    texts = {text for call in passed for text in _texts(call.args[place - method])}
    assert texts, f"{function.name}: an act without a name that can be read"
    return texts


def _texts(value: ast.expr) -> set[str]:
    if isinstance(value, ast.IfExp):
        return _texts(value.body) | _texts(value.orelse)
    return {value.value} if isinstance(value, ast.Constant) and isinstance(value.value, str) else set()


def _assigned(name: str, nodes: list[ast.AST]) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.Assign) and any(
            isinstance(each, ast.Name) and each.id == name for each in node.targets
        ):
            yield node.value


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
