"""Queries that people write: one SELECT, every table in it replaced by its lens; what is not understood is refused."""

from collections.abc import Callable

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from shudao.security.errors import QueryRefused

__all__ = ["rewritten"]

_NAMED = frozenset({"this", "db", "catalog", "alias"})


def rewritten(text: str, lens_sql: Callable[[str], str]) -> str:
    """The query with each table replaced by `lens_sql(name)`, in DuckDB's dialect. Raises `QueryRefused`.

    `lens_sql` raises for a name that was not opened. A WITH part is left alone, so it may not bear a table's name in
    another scope: the engine knows the whole tables by other names, and such a query finds nothing.
    """
    tree = _parsed(text)
    defined = {cte.alias for cte in tree.find_all(exp.CTE)}
    for found in list(tree.find_all(exp.Table)):
        if found.name in defined and not found.db:
            continue
        _refuse_embellished(found)
        inner = exp.maybe_parse(lens_sql(found.name), into=exp.Select, dialect="duckdb")
        found.replace(inner.subquery(found.alias or found.name))
    return tree.sql(dialect="duckdb")


def _parsed(text: str) -> exp.Query:
    try:
        statements = sqlglot.parse(text, dialect="duckdb")
    except SqlglotError as error:
        raise QueryRefused(problem="不是合法的 SQL") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise QueryRefused(problem="须为一条 SELECT")
    return statements[0]


def _refuse_embellished(table: exp.Table) -> None:
    """Samples, pivots and column aliases at a table would be lost in its replacement: better refused than ignored."""
    extra = {name for name, value in table.args.items() if value} - _NAMED
    alias = table.args.get("alias")
    if extra or (alias is not None and alias.args.get("columns")):
        raise QueryRefused(problem=f"不支持“{table.name or '表函数'}”上的这种写法")
