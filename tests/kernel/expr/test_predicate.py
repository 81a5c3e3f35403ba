"""Predicates as values: what is malformed is refused in words, and people can read the rest."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.kernel.expr.errors import PredicateMalformed
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
from shudao.kernel.expr.predicate_json import from_json

MALFORMED: list[object] = [
    None,
    [],
    {},
    {"op": "like", "column": "a", "value": "x"},
    {"op": ["eq"], "column": "a", "value": "x"},
    {"op": "eq", "column": "a"},
    {"op": "eq", "column": "a", "value": "x", "more": 1},
    {"op": "eq", "column": "", "value": "x"},
    {"op": "eq", "column": 1, "value": "x"},
    {"op": "eq", "column": "a", "value": None},
    {"op": "eq", "column": "a", "value": 1.5},
    {"op": "eq", "column": "a", "value": {"type": "money", "value": "1"}},
    {"op": "eq", "column": "a", "value": {"type": "decimal", "value": "NaN"}},
    {"op": "eq", "column": "a", "value": {"type": "decimal", "value": "x"}},
    {"op": "eq", "column": "a", "value": {"type": "date", "value": "2023-02-29"}},
    {"op": "eq", "column": "a", "value": {"type": "date", "value": 20230101}},
    {"op": "eq", "column": "a", "value": "a\x00b"},
    {"op": "eq", "column": "a", "value": "\ud800"},
    {"op": "is_blank", "column": "a\x00"},
    {"op": "eq", "column": "a", "value": {"type": "timestamp", "value": "0001-01-01T00:00:00+14:00"}},
    {"op": "eq", "column": "a", "value": {"type": "timestamp", "value": "9999-12-31T23:59:59-14:00"}},
    {"op": "in", "column": "a", "values": "abc"},
    {"op": "in", "column": "a", "values": ["x", None]},
    {"op": "between", "column": "a", "low": 1, "high": "2"},
    {"op": "starts_with", "column": "a", "value": 1},
    {"op": "and", "parts": {"op": "everything"}},
    {"op": "and", "parts": [1]},
    {"op": "not", "part": []},
]

names = st.sampled_from(["a", "姓 名", 'b"%s'])
values = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(max_size=5),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
    st.dates(),
    st.datetimes(),
)
leaves = st.one_of(
    st.builds(Eq, names, values),
    st.builds(NotEq, names, values),
    st.builds(GreaterEqual, names, values),
    st.builds(LessEqual, names, values),
    st.builds(StartsWith, names, st.text(max_size=3)),
    st.builds(In, names, st.lists(values, max_size=3).map(tuple)),
    st.builds(IsBlank, names),
    st.just(Everything()),
)
predicates = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: And(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: Or(*parts)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("data", MALFORMED, ids=str)
def test_what_is_not_understood_is_refused(data: object) -> None:
    with pytest.raises(PredicateMalformed) as told:
        from_json(data)
    assert told.value.code == "kernel.predicate_malformed"
    assert told.value.message("zh")
    assert told.value.message("en")


def test_nesting_without_end_is_refused() -> None:
    data: dict[str, Any] = {"op": "everything"}
    for _ in range(60):
        data = {"op": "not", "part": data}
    with pytest.raises(PredicateMalformed, match="过深"):
        from_json(data)


@given(predicates)
def test_json_gives_back_what_was_written(predicate: Predicate) -> None:
    assert from_json(predicate.to_json()) == predicate


@given(predicates)
def test_sql_has_one_placeholder_for_each_parameter(predicate: Predicate) -> None:
    text, parameters = predicate.to_sql()
    outside_names = "".join(text.split('"')[::2])
    assert outside_names.count("%s") == len(parameters)


@given(predicates)
def test_a_predicate_and_its_negation_are_never_both_true(predicate: Predicate) -> None:
    row = {"a": None, "姓 名": None, 'b"%s': None}
    assert not (predicate.evaluate(row) and Not(predicate).evaluate(row))


def test_people_can_read_it() -> None:
    predicate = And(
        Or(Eq("region", "420102"), In("region", ("420103", "420104"))),
        Between("born", date(2000, 1, 1), date(2005, 12, 31)),
        Not(IsBlank("name")),
        GreaterEqual("amount", Decimal("1.50")),
    )
    assert predicate.describe({"region": "行政区划", "born": "出生日期", "name": "姓名", "amount": "金额"}) == (
        "（行政区划等于“420102”或行政区划属于（“420103”、“420104”））且出生日期在2000-01-01至2005-12-31之间"
        "且不满足（姓名为空）且金额不小于1.50"
    )
    assert Everything().describe() == "全部记录"


def test_it_tells_which_columns_it_reads() -> None:
    assert And(Eq("a", 1), Not(Or(IsBlank("b"), StartsWith("c", "x")))).columns() == {"a", "b", "c"}


@pytest.mark.parametrize(
    "predicate",
    [
        Eq("nothing", 1),
        Eq("name", 1),
        Eq("number", "1"),
        Eq("number", True),
        In("day", ("2020-01-01",)),
        Eq("day", datetime.fromisoformat("2020-01-01T00:00:00")),
        StartsWith("number", "1"),
    ],
    ids=lambda predicate: predicate.describe(),
)
def test_a_value_that_does_not_fit_the_column_is_refused_before_any_engine_guesses(predicate: Predicate) -> None:
    table = ibis.table({"name": "string", "number": "int64", "day": "date"}, name="t")
    with pytest.raises(PredicateMalformed):
        predicate.to_ibis(table)


def test_predicates_are_values() -> None:
    assert And(Eq("a", 1), Eq("b", 2)) == And(Eq("a", 1), Eq("b", 2))
    assert hash(In("a", ("x",))) == hash(In("a", ("x",)))
    assert In("a", ["x"]) == In("a", ("x",))  # type: ignore[arg-type]  # lists are taken as well
