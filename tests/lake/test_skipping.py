"""A file is skipped only where no row of it can be meant."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.kernel.expr.predicate import (
    And,
    Between,
    Eq,
    Everything,
    GreaterEqual,
    In,
    IsBlank,
    LessEqual,
    Not,
    NotEq,
    Or,
    Predicate,
    StartsWith,
)
from shudao.lake.read import relation
from shudao.lake.skipping import FileRange, may_hold
from shudao.lake.staging import staging_folder
from shudao.lake.tables import LakeTable
from shudao.lake.write import Batch, commit

texts = st.text(alphabet="ab张李😀", max_size=3)
numbers = st.integers(-3, 3)
leaves = st.one_of(
    st.builds(Eq, st.just("n"), numbers),
    st.builds(Eq, st.just("t"), texts),
    st.builds(NotEq, st.just("n"), numbers),
    st.builds(In, st.just("t"), st.lists(texts, max_size=3).map(tuple)),
    st.builds(Between, st.just("n"), numbers, numbers),
    st.builds(GreaterEqual, st.just("t"), texts),
    st.builds(LessEqual, st.just("n"), numbers),
    st.builds(StartsWith, st.just("t"), texts),
    st.builds(IsBlank, st.just("t")),
    st.just(Everything()),
)
predicates = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: And(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: Or(*parts)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)
rows = st.lists(st.fixed_dictionaries({"n": st.none() | numbers, "t": st.none() | texts}), max_size=6)


def range_of(held: list[dict[str, Any]]) -> FileRange:
    known = {column: [row[column] for row in held if row[column] is not None] for column in ("n", "t")}
    return FileRange(
        {column: min(values) for column, values in known.items() if values},
        {column: max(values) for column, values in known.items() if values},
    )


@given(predicates, rows)
def test_a_skipped_file_never_holds_a_row_that_is_meant(predicate: Predicate, held: list[dict[str, Any]]) -> None:
    if not may_hold(predicate, range_of(held)):
        assert not [row for row in held if predicate.evaluate(row)]


def test_without_statistics_nothing_is_skipped() -> None:
    assert may_hold(Eq("n", 1), FileRange({}, {}))
    assert may_hold(Eq("n", 1), FileRange({"n": None}, {"n": None}))


@pytest.mark.parametrize(
    ("predicate", "files"),
    [
        (Eq("n", 2), 1),
        (GreaterEqual("n", 2), 2),
        (Between("n", 4, 9), 0),
        (StartsWith("t", "t2"), 1),
        (Eq("x", Decimal("0.03")), 1),
        (Not(Eq("n", 2)), 3),
        (And(GreaterEqual("n", 2), StartsWith("t", "t3")), 1),
        (Eq("n", "2"), 3),
    ],
    ids=lambda given: given.describe() if isinstance(given, Predicate) else str(given),
)
def test_the_table_leaves_out_what_its_log_rules_out(tmp_path: Path, predicate: Predicate, files: int) -> None:
    table = LakeTable(str(tmp_path), "t-1")
    schema = pa.schema([("n", pa.int64()), ("t", pa.string()), ("x", pa.decimal128(10, 2))])
    for n in (1, 2, 3):
        folder = Path(staging_folder(table, f"b{n}"))
        folder.mkdir(parents=True)
        data = pa.table({"n": [n], "t": [f"t{n}"], "x": [Decimal(n) / 100]}, schema=schema)
        pq.write_table(data, folder / "part-0.parquet")
        commit(table, Batch("s", n, f"b{n}", {}), schema)
    assert len(relation(table, where=predicate).paths) == files
