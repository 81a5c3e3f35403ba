"""Upkeep changes files and never rows; what is erased leaves the disk, what is still needed stays."""

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.duckdb import DuckDBEngine
from shudao.lake import snapshot
from shudao.lake.read import relation
from shudao.lake.staging import staging_folder
from shudao.lake.tables import LakeTable
from shudao.lake.upkeep import compact, vacuum
from shudao.lake.write import Batch, Mode, commit

SCHEMA = pa.schema([("id", pa.int64())])
NOW = timedelta()


@pytest.fixture(params=["lake", "湖 里#有"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> LakeTable:
    return LakeTable(str(tmp_path / request.param), "t-1")


def stage(table: LakeTable, name: str, *numbers: int) -> Path:
    folder = Path(staging_folder(table, name))
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"id": pa.array(numbers, pa.int64())}), folder / "part-0.parquet")
    return folder


def land(table: LakeTable, sequence: int, *numbers: int, mode: Mode = Mode.APPEND) -> int:
    name = f"b-{sequence}"
    stage(table, name, *numbers)
    return commit(table, Batch("s", sequence, name, {}, mode), SCHEMA).version


def numbers(table: LakeTable, version: int | None = None) -> list[int]:
    with DuckDBEngine().open({"t": relation(table, version)}) as session:
        return sorted(session.read(session.table("t")).read_all().column("id").to_pylist())


def on_disk(table: LakeTable) -> list[int]:
    """Every row in any file below the table, whether a version holds it or not."""
    return sorted(n for f in Path(table.path).rglob("*.parquet") for n in pq.read_table(f).column("id").to_pylist())


def test_compaction_keeps_rows_positions_and_older_versions(table: LakeTable) -> None:
    for sequence in (1, 2, 3):
        version = land(table, sequence, sequence)
    assert compact(table).removed == 3
    assert numbers(table) == numbers(table, version) == [1, 2, 3]
    assert (snapshot.position(table, "s"), snapshot.snapshot(table).files) == (3, 1)
    land(table, 4, 4)
    assert numbers(table) == [1, 2, 3, 4]


def test_erased_rows_are_in_no_file_after_the_vacuum(table: LakeTable) -> None:
    land(table, 1, 1, 666)
    land(table, 2, 1, mode=Mode.REPLACE)
    assert 666 in on_disk(table), "replacing alone leaves the rows on the disk"
    assert vacuum(table, older_than=NOW)
    assert on_disk(table) == [1]
    assert numbers(table) == [1]


def test_versions_that_are_still_needed_stay_readable(table: LakeTable) -> None:
    first, second = land(table, 1, 1), land(table, 2, 2, mode=Mode.REPLACE)
    land(table, 3, 3, mode=Mode.REPLACE)
    vacuum(table, older_than=NOW, keep_versions=[second])
    assert numbers(table, second) == [2]
    assert on_disk(table) == [2, 3]
    assert first < second


def test_a_batch_being_staged_survives_an_erasing_vacuum(table: LakeTable) -> None:
    land(table, 1, 1)
    stage(table, "b-2", 2)
    vacuum(table, older_than=NOW)
    commit(table, Batch("s", 2, "b-2", {}), SCHEMA)
    assert numbers(table) == [1, 2]
