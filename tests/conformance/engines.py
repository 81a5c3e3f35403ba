"""Runs all cases on one engine in few queries: the columns of all cases stand side by side in one table."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from shudao.engines import reference
from shudao.engines.errors import EngineFailed
from shudao.engines.ports import Engine
from shudao.kernel.expr.vocabulary import FUNCTIONS
from shudao.kernel.relation import Relation
from tests.conformance.picture import Case, Picture

Answers = dict[str, list[Any] | Exception]


def answers_of_judge(cases: Mapping[str, Case]) -> Answers:
    """What plain Python says."""
    return {name: _judged(name, case) for name, case in cases.items()}


def answers_of_engine(engine: Engine, cases: Mapping[str, Case], folder: Path) -> Answers:
    """What the engine says; where it refuses one of the cases, its error stands for the answer."""
    file = _side_by_side(cases, folder)
    with engine.open({"cases": Relation((str(file),), pq.read_schema(file))}) as session:
        table = session.table("cases")
        rowwise = [name for name in cases if not _function(name).aggregates]
        whole = [name for name in cases if _function(name).aggregates]
        asked = {name: _expression(name, case, table) for name, case in cases.items()}
        answers = _together(session, table, {name: asked[name] for name in rowwise}, aggregate=False)
        answers |= _together(session, table, {name: asked[name] for name in whole}, aggregate=True)
    return {
        name: answer
        if isinstance(answer, Exception)
        else answer[: 1 if name in whole else len(cases[name].picture.rows)]
        for name, answer in answers.items()
    }


def _cut(answer: list[Any] | Exception, rows: int) -> list[Any] | Exception:
    return answer if isinstance(answer, Exception) else answer[:rows]


def wanted(name: str, case: Case) -> list[Any]:
    want = case.picture.column("want")
    return want[:1] if _function(name).aggregates else want


def _together(session: Any, table: ibis.Table, asked: Mapping[str, ibis.Value], *, aggregate: bool) -> Answers:
    places = {name: f"a{index}" for index, name in enumerate(asked)}
    values = [value.name(places[name]) for name, value in asked.items()]
    query = table.aggregate(values) if aggregate else table.select("row", *values).order_by("row")
    try:
        read = session.read(query).read_all()
    except EngineFailed as error:
        if len(asked) == 1:
            return dict.fromkeys(asked, error.__cause__ or error)
        # One case the engine cannot do must not hide the others.
        return {
            name: answer
            for name, value in asked.items()
            for answer in _together(session, table, {name: value}, aggregate=aggregate).values()
        }
    return {name: read.column(place).to_pylist() for name, place in places.items()}


def _function(name: str) -> Any:
    return FUNCTIONS[name.split()[0]]


def _arguments(picture: Picture) -> list[str]:
    return [name for name in picture.names if name != "want"]


def _judged(name: str, case: Case) -> list[Any]:
    picture = case.picture
    columns = [picture.column(argument) for argument in _arguments(picture)]
    return reference.apply(_function(name), columns, **case.parameters)


def _expression(name: str, case: Case, table: ibis.Table) -> ibis.Value:
    arguments = [table[f"{name}.{argument}"] for argument in _arguments(case.picture)]
    return _function(name)(*arguments, **case.parameters)


def _side_by_side(cases: Mapping[str, Case], folder: Path) -> Path:
    longest = max(len(case.picture.rows) for case in cases.values())
    columns: dict[str, pa.Array] = {"row": pa.array(range(longest), pa.int64())}
    for name, case in cases.items():
        for argument, kind in zip(case.picture.names, case.picture.types, strict=True):
            values = case.picture.column(argument)
            if argument != "want":
                columns[f"{name}.{argument}"] = pa.array(values + [None] * (longest - len(values)), kind)
    file = folder / "cases.parquet"
    pq.write_table(pa.table(columns), file)
    return file
