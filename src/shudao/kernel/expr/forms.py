"""A value written in each engine's own SQL: the bridge from our vocabulary to Ibis' compilers.

Ibis translates most things well and a few things wrongly (`//`, `try_cast`, regular expressions, substrings).
A form says what is meant per engine, in that engine's SQL, so that nothing depends on a translation.
"""

from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.rules as rlz
import sqlglot
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler
from ibis.backends.sql.compilers.pyspark import PySparkCompiler
from ibis.common.typing import VarTuple

__all__ = ["form", "translated", "with_value"]


class SqlForm(ops.Value):  # type: ignore[misc]  # Ibis ships no types
    """The Ibis node behind `form`."""

    duckdb: str
    spark: str
    operands: VarTuple[ops.Value]
    result: dt.DataType

    shape = rlz.shape_like("operands")

    @property
    def dtype(self) -> dt.DataType:
        return self.result


def form(result: str, duckdb: str, *operands: Any, spark: str | None = None) -> ibis.Value:
    """A value of type `result`, computed by SQL text in which `_0`, `_1`, … stand for the operands.

    `spark` is Spark's text where it differs from DuckDB's. Texts are constants of this package and never hold a value
    from outside: those are operands, which the compilers quote.
    """
    nodes = tuple(_value(operand).op() for operand in operands)
    return SqlForm(duckdb, spark or duckdb, nodes, ibis.dtype(result)).to_expr()


def translated(value: Any, source: str, target: str) -> ibis.Value:
    """The text with each character of `source` replaced by its counterpart in `target`, or dropped where it has none.

    DuckDB builds its table anew for every row, which costs microseconds, so rows that hold none of the characters are
    let through by a pattern.
    """
    needed = "[" + "".join(f"\\{letter}" if letter in "\\]^-[&~" else letter for letter in source) + "]"
    return form(
        "string",
        "CASE WHEN REGEXP_MATCHES(_0, _3) THEN TRANSLATE(_0, _1, _2) ELSE _0 END",
        value,
        source,
        target,
        needed,
        spark="CASE WHEN _0 RLIKE _3 THEN TRANSLATE(_0, _1, _2) ELSE _0 END",
    )


def with_value(result: str, duckdb: str, value: Any, *, spark: str | None = None) -> ibis.Value:
    """A value of type `result` from a text in which `v` stands for a value that is computed once.

    Repeating an operand repeats its whole computation in the query; here it is bound by a lambda over a list of one.
    """
    return form(
        result,
        f"LIST_TRANSFORM([_0], v -> {duckdb})[1]",
        value,
        spark=f"TRANSFORM(ARRAY(_0), v -> {spark or duckdb})[0]",
    )


def _value(operand: Any) -> ibis.Value:
    return operand if isinstance(operand, ibis.Expr) else ibis.literal(operand)


@lru_cache(maxsize=1024)
def _parsed(text: str, dialect: str) -> Any:
    return sqlglot.parse_one(text, read=dialect)


def _fill(text: str, dialect: str, operands: tuple[Any, ...]) -> Any:
    places: dict[str, Any] = {f"_{index}": operand for index, operand in enumerate(operands)}

    def filled(node: Any) -> Any:
        return _own(places[node.name].copy()) if isinstance(node, sge.Column) and node.name in places else node

    return sge.paren(_parsed(text, dialect).copy().transform(filled))


def _own(operand: Any) -> Any:
    return operand if isinstance(operand, sge.Column | sge.Literal | sge.Paren) else sge.paren(operand)


def _duckdb(self: Any, op: SqlForm, *, duckdb: str, spark: str, operands: tuple[Any, ...], result: dt.DataType) -> Any:
    return _fill(duckdb, "duckdb", operands)


def _spark(self: Any, op: SqlForm, *, duckdb: str, spark: str, operands: tuple[Any, ...], result: dt.DataType) -> Any:
    return _fill(spark, "spark", operands)


# Ibis finds a node's translation by the name `visit_<node>` on the compiler; this is how its own nodes are found too.
DuckDBCompiler.visit_SqlForm = _duckdb
PySparkCompiler.visit_SqlForm = _spark
