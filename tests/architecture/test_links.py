"""What a to-do or a notice leads to is a page of the console, not an address that nobody answers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from shudao.architecture.paths import page_of
from tests.journeys.pages import page_at

SOURCES = Path(__file__).parents[2] / "src" / "shudao"


def _values(tree: ast.AST) -> Iterator[ast.expr]:
    """Whatever is given as `link`: by keyword, by assignment, by a function named for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "link":
            yield node.value
        elif isinstance(node, ast.FunctionDef) and node.name.endswith("link_of"):
            yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "link":
            yield node.value


def _text(value: ast.expr) -> str | None:
    """The address as it is written, with `x` wherever something is filled in; None for what is made elsewhere."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if not isinstance(value, ast.JoinedStr):
        return None
    return "".join(part.value if isinstance(part, ast.Constant) else "x" for part in value.values)


def _links() -> list[tuple[str, str]]:
    found = []
    for file in sorted(SOURCES.rglob("*.py")):
        for value in _values(ast.parse(file.read_text("utf-8"))):
            text = _text(value)
            if text is not None and text.startswith("/"):
                found.append((str(file.relative_to(SOURCES)), text))
    return found


LINKS = _links()


def test_links_are_found():
    assert {file.split("/")[0] for file, _ in LINKS} >= {"quality", "services", "sharing", "work"}


@pytest.mark.parametrize(("file", "link"), LINKS)
def test_a_link_leads_to_a_page(file: str, link: str):
    assert page_at(link) is not None, f"{file} leads to {link}, where there is no page"


@pytest.mark.parametrize("code", ["LC01", "LC01.02", "LC01.02.003", "LC01.02.003.01", "LC01.02.003.01.004", "nothing"])
def test_every_level_of_the_ledger_has_its_page(code: str):
    assert page_at(page_of(code)) is not None
