"""Rows through a lens are the rows of its predicate under its masks, whatever was granted and asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.admission.contracts import Asset, AssetColumn
from shudao.architecture.contracts import Grade
from shudao.engines.duckdb import DuckDBEngine, DuckDBSession
from shudao.kernel.actor import Actor
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
from shudao.kernel.expr.vocabulary import FUNCTIONS
from shudao.kernel.relation import Relation
from shudao.security import logic
from shudao.security.contracts import Lens, MaskKind
from shudao.security.errors import ColumnsOutsideGrant, FilterOnHiddenColumn
from shudao.security.masks import MASKS
from shudao.security.reading import LensSession
from tests.security.test_decisions import ASSET, GRANT

KEY = "钥匙"
ROWS: list[dict[str, Any]] = [
    {"id": 1, "name": "张三", "number": "110101199003072316", "amount": Decimal("10.50"), "born": date(1990, 3, 7)},
    {"id": 2, "name": "𠮷田花子", "number": None, "amount": Decimal("-0.01"), "born": date(1955, 12, 31)},
    {"id": 3, "name": "", "number": "13800001234", "amount": None, "born": None},
    {"id": None, "name": None, "number": "  ", "amount": Decimal("10.50"), "born": date(2024, 2, 29)},
    {"id": 5, "name": "王", "number": "4201", "amount": Decimal("0.00"), "born": date(1990, 3, 7)},
    {"id": 6, "name": "欧阳锋锋", "number": "张三", "amount": Decimal("9999999.99"), "born": date(1900, 1, 1)},
]
SCHEMA = pa.schema(
    {"id": pa.int64(), "name": pa.string(), "number": pa.string(), "amount": pa.decimal128(12, 2), "born": pa.date32()}
)
TYPES = {"id": "int", "name": "text", "number": "text", "amount": "decimal(12,2)", "born": "date"}
PEOPLE = replace(ASSET, columns=tuple(AssetColumn(name, name, kind, grade=Grade.G2) for name, kind in TYPES.items()))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBSession]:
    file = tmp_path_factory.mktemp("lens") / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS, schema=SCHEMA), file)
    with DuckDBEngine().open({"rows": Relation((str(file),), SCHEMA)}) as opened:
        yield opened


def leaves(names: list[str]) -> st.SearchStrategy[Predicate]:
    def of(name: str) -> st.SearchStrategy[Predicate]:
        values = st.sampled_from([row[name] for row in ROWS if row[name] is not None])
        several = st.lists(values, min_size=1, max_size=3).map(tuple)
        shapes = [
            st.builds(Eq, st.just(name), values),
            st.builds(NotEq, st.just(name), values),
            st.builds(GreaterEqual, st.just(name), values),
            st.builds(LessEqual, st.just(name), values),
            st.builds(In, st.just(name), several),
            st.tuples(values, values).map(lambda ends: Between(name, min(ends), max(ends))),
            st.just(IsBlank(name)),
        ]
        if TYPES[name] == "text":
            shapes.append(st.builds(StartsWith, st.just(name), st.sampled_from(["张", "1", "𠮷"])))
        return st.one_of(shapes)

    return st.sampled_from(names).flatmap(of)


def predicates(names: list[str]) -> st.SearchStrategy[Predicate]:
    return st.recursive(
        st.just(Everything()) | leaves(names),
        lambda inner: st.builds(And, inner, inner) | st.builds(Or, inner, inner) | st.builds(Not, inner),
        max_leaves=4,
    )


names = st.lists(st.sampled_from(list(TYPES)), min_size=1, unique=True)
grants = st.builds(
    lambda columns, where, masks: replace(
        GRANT, columns=tuple(columns), where=where, masks={n: m for n, m in masks.items() if n in columns}
    ),
    names,
    predicates(list(TYPES)),
    st.dictionaries(st.sampled_from(list(TYPES)), st.sampled_from(list(MaskKind)), max_size=3),
)


def lens_of(asset: Asset, grant: Any, wanted: list[str], where: Predicate) -> Lens:
    """As `security.lenses` decides it, without the records around it."""
    columns = logic.columns_of_grant(asset, grant, wanted)
    logic.check_filter(where, {c.name: c.mask for c in logic.columns_of_grant(asset, grant, ())})
    return Lens("dm_people", 1, columns, logic.narrowed(grant.where, where), "d", "p", Actor("a", "a"))


def plainly(lens: Lens) -> list[dict[str, Any]]:
    """The same rows by plain Python."""
    return [
        {c.name: row[c.name] if c.mask is None else masked(c.mask, row[c.name]) for c in lens.columns}
        for row in ROWS
        if lens.where.evaluate(row)
    ]


def masked(kind: MaskKind, value: Any) -> str | None:
    return MASKS[kind].plainly(FUNCTIONS["to_text"].plainly(value), KEY)


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(list(row.items())) for row in rows)


@given(grant=grants, wanted=st.lists(st.sampled_from(list(TYPES)), unique=True, max_size=3), data=st.data())
def test_rows_through_a_lens_equal_the_plain_evaluation(
    session: DuckDBSession, grant: Any, wanted: list[str], data: st.DataObject
) -> None:
    asked = data.draw(predicates(list(TYPES)))
    hidden = {name for name in asked.columns() if name not in grant.columns or name in grant.masks}
    try:
        lens = lens_of(PEOPLE, grant, wanted, asked)
    except ColumnsOutsideGrant:
        assert not set(wanted) <= set(grant.columns)
        return
    except FilterOnHiddenColumn:
        assert hidden
        return
    assert set(wanted) <= set(grant.columns)
    assert not hidden
    told = LensSession(session, {"rows": lens}, KEY)
    got = told.read(told.table("rows")).read_all()
    assert got.column_names == list(lens.names)
    assert in_order(got.to_pylist()) == in_order(plainly(lens))


@pytest.mark.parametrize("kind", list(MaskKind))
def test_no_masked_value_shows_what_it_hides(session: DuckDBSession, kind: MaskKind) -> None:
    grant = replace(GRANT, columns=tuple(TYPES), where=Everything(), masks=dict.fromkeys(TYPES, kind))
    lens = lens_of(PEOPLE, grant, [], Everything())
    told = LensSession(session, {"rows": lens}, KEY)
    table = told.read(told.table("rows")).read_all()
    assert set(table.schema.types) == {pa.string()}
    shown = {value for row in table.to_pylist() for value in row.values() if value}
    assert not shown & {str(value) for row in ROWS for value in row.values() if len(str(value or "")) > 1}
