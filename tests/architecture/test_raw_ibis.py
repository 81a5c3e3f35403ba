"""Expressions that mean the same everywhere: outside the vocabulary and the engines nobody uses Ibis' own casts.

The story behind each word: `cast` of '1.5' to a whole number is 2 on DuckDB and NULL on Spark; `//` became FLOOR(a / b)
through doubles and was wrong on 17 digits; `re_*` lets full-width digits match `\\d`; `to_pyarrow` damaged NULL-able
whole numbers from Spark, and `execute` and `to_pandas` bring rows home as pandas guesses them.
"""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "shudao"
ALLOWED = ("kernel/expr", "engines")
REFUSED_METHODS = frozenset(
    {"cast", "try_cast", "re_search", "re_extract", "re_replace", "re_split", "to_pyarrow", "to_pandas", "to_polars"}
)


def uses(text: str) -> list[str]:
    """The refused words in one file, with their lines; only a file that imports ibis is asked."""
    tree = ast.parse(text)
    if not any(_imports_ibis(node) for node in ast.walk(tree)):
        return []
    return [f"line {node.lineno}: {word}" for node in ast.walk(tree) if (word := _refused(node))]


def _imports_ibis(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] == "ibis" for alias in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ibis"


def _refused(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in REFUSED_METHODS:
        # `typing.cast` and `schema.to_pyarrow()` speak of types, not of values.
        speaks_of_types = ast.unparse(node.func.value).endswith(("typing", "schema()", "schema", "type()", "pc"))
        return None if speaks_of_types else f".{node.func.attr}("
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv) and not _plain_number(node):
        return "//"
    return None


def _plain_number(node: ast.BinOp) -> bool:
    """`len(x) // 2` is Python's own division."""
    left = node.left
    named = isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id in {"len", "int", "sum"}
    return named or isinstance(left, ast.Constant) or (isinstance(left, ast.Name) and left.id.isupper())


def _files() -> list[Path]:
    files = [file for file in SOURCE.rglob("*.py")]
    return [file for file in files if not str(file.relative_to(SOURCE)).startswith(ALLOWED)]


def test_no_module_goes_round_the_vocabulary() -> None:
    found = {str(file.relative_to(SOURCE)): words for file in _files() if (words := uses(file.read_text("utf-8")))}
    assert found == {}, "use the functions of shudao.kernel.expr.vocabulary instead"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("import ibis\nt.a.cast('int64')", 1),
        ("from ibis import _\nx = t.a // t.b", 1),
        ("import ibis\nt.a.re_search('x')\nt.to_pyarrow()", 2),
        ("import ibis\nn = len(rows) // 2", 0),
        ("import ibis\ns = t.schema().to_pyarrow()", 0),
        ("import pyarrow as pa\ntable.cast(schema)\na // b", 0),
    ],
)
def test_the_lint_finds_what_it_is_meant_to(text: str, count: int) -> None:
    assert len(uses(text)) == count
