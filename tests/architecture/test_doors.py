"""The house itself: modules meet at their doors, and the lake has one way in and one way out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "shudao"
# What a module shows to others. Everything else is its private room.
DOORS = {"facade", "contracts", "errors", "events", "ports", "permissions"}
# Shells and grounds whose submodules are their public face.
OPEN = {"kernel", "lake", "connectors", "engines"}
# `app` wires what modules hand to it by name; routes take their caller from `access.http`.
EXTRA = {("*", "access", "http"), ("app", "*", "*"), ("cli", "app", "*"), ("web", "app", "*"), ("cli", "web", "*")}
LAKE_SIDES = {
    "write": {"admission", "lake", "app"},
    "read": {"security", "admission", "lake", "app"},
    "beside": {"security", "lake"},
}


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.lineno, node.module
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name


def _allowed(importer: str, module: str, part: str) -> bool:
    if importer == module or module in OPEN or part in DOORS:
        return True
    return any(a in ("*", importer) and b in ("*", module) and c in ("*", part) for a, b, c in EXTRA)


FILES = sorted(SRC.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_modules_are_entered_through_their_door(path: Path) -> None:
    importer = path.relative_to(SRC).parts[0].removesuffix(".py")
    for line, name in _imports(path):
        parts = name.split(".")
        if parts[0] != "shudao" or len(parts) < 3 or not (SRC / parts[1]).is_dir():
            continue
        is_file = (SRC / parts[1] / f"{parts[2]}.py").exists() or (SRC / parts[1] / parts[2]).is_dir()
        assert not is_file or _allowed(importer, parts[1], parts[2]), f"{path.name}:{line} enters {name} past its door"


@pytest.mark.parametrize("side", LAKE_SIDES)
def test_the_lake_has_one_way_in_and_one_way_out(side: str) -> None:
    """Only `admission` writes the lake; only `security` reads it for people (`admission` reads positions)."""
    for path in FILES:
        importer = path.relative_to(SRC).parts[0]
        if importer in LAKE_SIDES[side]:
            continue
        names = [name for _, name in _imports(path)]
        assert not any(name.startswith(f"shudao.lake.{side}") for name in names), f"{path} reaches into lake.{side}"


def test_every_module_says_what_it_is_and_is_not() -> None:
    for package in sorted(p for p in SRC.iterdir() if (p / "__init__.py").exists()):
        text = (package / "__init__.py").read_text("utf-8")
        assert len(ast.get_docstring(ast.parse(text)) or "") > 80, f"{package.name} has no paragraph"
        assert len(ast.parse(text).body) == 1, f"{package.name}/__init__.py holds code"
