"""Every mask shows the same in plain Python, in DuckDB and over Spark Connect."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.ports import Engine
from shudao.kernel.relation import Relation
from shudao.security.contracts import MaskKind
from shudao.security.masks import MASKS
from tests.conformance.cases.masks import KEY, MASK_CASES


def test_every_mask_has_a_picture_and_every_picture_a_mask() -> None:
    assert set(MASK_CASES) == set(MASKS) == set(MaskKind)


def wanted(name: str) -> list[str | None]:
    """The pictured answers; a value in braces stands for its keyed digest, by the standard library."""
    return [_digest(want) for want in MASK_CASES[name].picture.column("want")]


def _digest(want: str | None) -> str | None:
    if want is None or not (braced := re.fullmatch(r"\{(.*)\}", want)):
        return want
    return sha256(f"{KEY}{braced[1]}{KEY}".encode()).hexdigest()


def asked(engine: Engine, folder: Path) -> dict[str, list[Any]]:
    """One query per engine: the values of all masks stand side by side."""
    longest = max(len(case.picture.rows) for case in MASK_CASES.values())
    columns = {"row": pa.array(range(longest), pa.int64())}
    for name, case in MASK_CASES.items():
        values = case.picture.column("value")
        columns[name] = pa.array(values + [None] * (longest - len(values)), pa.string())
    file = folder / "masks.parquet"
    pq.write_table(pa.table(columns), file)
    with engine.open({"masks": Relation((str(file),), pq.read_schema(file))}) as session:
        table = session.table("masks")
        shown = {f"m{i}": MASKS[MaskKind(name)].over(table[name], KEY) for i, name in enumerate(MASK_CASES)}
        told = session.read(table.select("row", **shown).order_by("row")).read_all()
    return {name: told.column(f"m{i}").to_pylist() for i, name in enumerate(MASK_CASES)}


@pytest.fixture(scope="module")
def answers(engines: dict[str, Engine], case_folder: Path) -> dict[str, dict[str, list[Any]]]:
    judged = {
        name: [MASKS[MaskKind(name)].plainly(value, KEY) for value in case.picture.column("value")]
        for name, case in MASK_CASES.items()
    }
    return {"reference": judged, **{name: asked(engine, case_folder) for name, engine in engines.items()}}


@pytest.mark.parametrize("engine", ["reference", "duckdb", "spark"])
@pytest.mark.parametrize("name", MASK_CASES)
def test_the_mask_shows_what_is_pictured(answers: dict[str, dict[str, list[Any]]], name: str, engine: str) -> None:
    want = wanted(name)
    assert answers[engine][name][: len(want)] == want
