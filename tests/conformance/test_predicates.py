"""A predicate keeps the same rows in plain Python, in DuckDB, over Spark Connect and in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines import reference
from shudao.engines.ports import Engine
from shudao.kernel.expr.predicate import Predicate
from shudao.kernel.expr.predicate_json import from_json
from shudao.kernel.relation import Relation
from tests.conformance.cases.predicates import PREDICATE_CASES, REGISTER

ROWS: list[dict[str, Any]] = [dict(zip(REGISTER.names, row, strict=True)) for row in REGISTER.rows]


@pytest.fixture(scope="module")
def register(case_folder: Path) -> Relation:
    file = case_folder / "register.parquet"
    schema = pa.schema(list(zip(REGISTER.names, REGISTER.types, strict=True)))
    pq.write_table(pa.Table.from_pylist(ROWS, schema=schema), file)
    return Relation((str(file),), schema)


@pytest.fixture(scope="module")
def kept(engines: dict[str, Engine], register: Relation) -> dict[str, dict[str, set[int]]]:
    """Per engine and case the ids it keeps: one query per engine, a filter per case."""
    return {name: _kept(engine, register) for name, engine in engines.items()}


def _kept(engine: Engine, register: Relation) -> dict[str, set[int]]:
    with engine.open({"register": register}) as session:
        table = session.table("register")
        parts = [
            table.filter(predicate.to_ibis(table)).select("id", case=ibis.literal(name))
            for name, (predicate, _) in PREDICATE_CASES.items()
        ]
        found = session.read(ibis.union(*parts)).read_all().to_pylist()
    return {name: {row["id"] for row in found if row["case"] == name} for name in PREDICATE_CASES}


def test_every_kind_of_predicate_has_a_picture() -> None:
    kinds = set(_every_kind(Predicate))
    assert {predicate.op for predicate, _ in PREDICATE_CASES.values()} == kinds


def _every_kind(root: type[Predicate]) -> Iterator[str]:
    for kind in root.__subclasses__():
        if hasattr(kind, "op"):
            yield kind.op
        yield from _every_kind(kind)


@pytest.mark.parametrize("name", PREDICATE_CASES)
def test_the_judge_keeps_the_pictured_rows(name: str) -> None:
    predicate, want = PREDICATE_CASES[name]
    assert {row["id"] for row in reference.select(predicate, ROWS)} == want


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
@pytest.mark.parametrize("name", PREDICATE_CASES)
def test_the_engine_keeps_the_pictured_rows(kept: dict[str, dict[str, set[int]]], name: str, engine: str) -> None:
    assert kept[engine][name] == PREDICATE_CASES[name][1]


@pytest.mark.parametrize("name", PREDICATE_CASES)
def test_a_predicate_survives_json(name: str) -> None:
    predicate, _ = PREDICATE_CASES[name]
    assert from_json(predicate.to_json()) == predicate


def test_postgresql_keeps_the_pictured_rows(postgres_register: psycopg.Connection[Any]) -> None:
    for name, (predicate, want) in PREDICATE_CASES.items():
        condition, values = predicate.to_sql()
        found = postgres_register.execute(f"select id from register where {condition}", values).fetchall()
        assert {row[0] for row in found} == want, name


@pytest.fixture
def postgres_register(database_name: str, postgres: Any) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(postgres.info.dsn("shudao_owner", database_name)) as connection:
        connection.execute(
            'create temporary table register (id int, "姓 名" text, "age%%" int, amount numeric(10,2),'
            " born date, alive boolean)",
            [],
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into register values (%s, %s, %s, %s, %s, %s)", [tuple(row.values()) for row in ROWS]
            )
        yield connection
