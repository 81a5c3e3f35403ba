"""The lake's two sides: what is committed is read back exactly, once, wherever the folder lies."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

from shudao.engines.duckdb import DuckDBEngine
from shudao.lake import errors, snapshot
from shudao.lake.read import relation
from shudao.lake.staging import remove_staging, staging_folder
from shudao.lake.tables import LakeTable, exists
from shudao.lake.write import Batch, Committed, Mode, commit, create

SCHEMA = pa.schema(
    [
        ("编号", pa.int64()),
        ("姓名", pa.string()),
        ("出生日期", pa.date32()),
        ("金额", pa.decimal128(18, 2)),
        ("时间", pa.timestamp("us", "UTC")),
    ]
)
WIDER = SCHEMA.append(pa.field("备注", pa.string()))


def rows(*numbers: int) -> pa.Table:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    columns = {
        "编号": list(numbers),
        "姓名": [f"张{number}" if number % 2 else None for number in numbers],
        "出生日期": [date(2000, 1, number % 28 + 1) for number in numbers],
        "金额": [Decimal(number) / 100 for number in numbers],
        "时间": [moment] * len(numbers),
    }
    return pa.table(columns, schema=SCHEMA)


def stage(table: LakeTable, batch: str, data: pa.Table, name: str = "part-0.parquet") -> None:
    folder = Path(staging_folder(table, batch))
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(data, folder / name)


def batch(sequence: int, *, stream: str = "stream-a", name: str = "", mode: Mode = Mode.APPEND) -> Batch:
    return Batch(stream, sequence, name or f"{stream}-{sequence}", {"read": sequence, "note": "中文"}, mode)


def land(table: LakeTable, sequence: int, data: pa.Table, **kind: Mode) -> Committed:
    step = batch(sequence, **kind)
    stage(table, step.name, data)
    return commit(table, step, SCHEMA)


def numbers(table: LakeTable, version: int | None = None) -> list[int]:
    with DuckDBEngine().open({"t": relation(table, version)}) as session:
        return sorted(session.read(session.table("t")).read_all().column("编号").to_pylist())


@pytest.fixture(params=["lake", "湖 里#有 空格", "k=v"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> LakeTable:
    return LakeTable(str(tmp_path / request.param), "t-1")


def test_what_is_committed_is_read_back_exactly_from_any_path(table: LakeTable) -> None:
    committed = land(table, 1, rows(1, 2, 3))
    assert committed == Committed(version=1, already=False, rows=3)
    with DuckDBEngine().open({"t": relation(table)}) as session:
        read = session.read(session.table("t").order_by("编号")).read_all()
    assert read.schema.equals(SCHEMA)
    assert read.to_pylist() == rows(1, 2, 3).to_pylist()


def test_a_replay_with_a_fresh_handle_changes_nothing(table: LakeTable) -> None:
    """delta-rs itself would commit the rows a second time; the position must keep them out."""
    land(table, 1, rows(1))
    land(table, 2, rows(2))
    again = commit(table, batch(2), SCHEMA)
    older = commit(table, batch(1), SCHEMA)
    assert (again.already, again.version) == (True, 2)
    assert (older.already, older.version) == (True, 1)
    assert numbers(table) == [1, 2]
    assert snapshot.position(table, "stream-a") == 2


def test_an_empty_batch_moves_the_position(table: LakeTable) -> None:
    committed = commit(table, batch(5), SCHEMA)
    assert (committed.rows, snapshot.position(table, "stream-a")) == (0, 5)
    assert numbers(table) == []


def test_replace_leaves_only_the_new_rows_and_old_versions_stay_readable(table: LakeTable) -> None:
    first = land(table, 1, rows(1, 2))
    second = land(table, 2, rows(9), mode=Mode.REPLACE)
    assert numbers(table) == [9]
    assert numbers(table, first.version) == [1, 2]
    assert second.version == first.version + 1


def test_an_added_column_reads_as_null_in_older_files(table: LakeTable) -> None:
    land(table, 1, rows(1))
    step = batch(2)
    stage(table, step.name, rows(2).append_column("备注", pa.array(["好"])))
    commit(table, step, WIDER)
    with DuckDBEngine().open({"t": relation(table)}) as session:
        read = session.read(session.table("t").order_by("编号")).read_all()
    assert read.schema.equals(WIDER)
    assert read.column("备注").to_pylist() == [None, "好"]


def test_a_changed_type_and_an_unannounced_column_are_refused(table: LakeTable) -> None:
    land(table, 1, rows(1))
    changed = SCHEMA.set(0, pa.field("编号", pa.string()))
    with pytest.raises(errors.SchemaChanged):
        commit(table, batch(2), changed)
    step = batch(3)
    stage(table, step.name, rows(2).append_column("多余", pa.array(["x"])))
    with pytest.raises(errors.StagedFileRefused, match="多余"):
        commit(table, step, SCHEMA)
    assert numbers(table) == [1]


def test_a_column_declared_not_null_is_checked_in_the_staged_file(tmp_path: Path) -> None:
    table = LakeTable(str(tmp_path), "t-1")
    strict = pa.schema([pa.field("a", pa.int64(), nullable=False)])
    create(table, strict)
    stage(table, "b", pa.table({"a": pa.array([1, None], pa.int64())}))
    with pytest.raises(errors.StagedFileRefused, match="空值"):
        commit(table, Batch("s", 1, "b", {}), strict)


def test_a_broken_or_badly_named_staged_file_is_refused(tmp_path: Path) -> None:
    table = LakeTable(str(tmp_path), "t-1")
    folder = Path(staging_folder(table, "b"))
    folder.mkdir(parents=True)
    (folder / "part-0.parquet").write_bytes(b"PAR1 cut off")
    with pytest.raises(errors.StagedFileRefused):
        commit(table, Batch("s", 1, "b", {}), SCHEMA)
    remove_staging(table, "b")
    stage(table, "b", rows(1), "部分.parquet")
    with pytest.raises(errors.StagedFileRefused):
        commit(table, Batch("s", 1, "b", {}), SCHEMA)


def test_commits_tell_what_recovery_needs(table: LakeTable) -> None:
    land(table, 1, rows(1))
    land(table, 2, rows(2))
    told = snapshot.commits(table, after=1)
    assert [(entry.version, entry.sequence, entry.metadata) for entry in told] == [(2, 2, {"read": 2, "note": "中文"})]


def test_files_carry_smallest_and_largest_values(table: LakeTable) -> None:
    land(table, 1, rows(1, 2))
    [file] = pa.table(DeltaTable(table.path).get_add_actions(flatten=True)).to_pylist()
    assert (file["num_records"], file["min.编号"], file["max.编号"]) == (2, 1, 2)
    assert (file["min.金额"], file["max.金额"]) == (Decimal("0.01"), Decimal("0.02"))
    assert (file["min.姓名"], file["null_count.姓名"]) == ("张1", 1)
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    assert file["min.时间"] <= moment <= file["max.时间"], "borders are rounded outwards"
    assert snapshot.snapshot(table).rows == 2


def race(count: int, work: Callable[[int], None]) -> None:
    failures: list[BaseException] = []

    def guarded(index: int) -> None:
        try:
            work(index)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures


def test_the_same_batch_committed_by_several_at_once_lands_once(tmp_path: Path) -> None:
    table = LakeTable(str(tmp_path), "t-1")
    create(table, SCHEMA)
    stage(table, "b", rows(1, 2))
    results: list[Committed] = []
    race(4, lambda _: results.append(commit(table, Batch("s", 1, "b", {}), SCHEMA)))
    assert sorted(result.already for result in results) == [False, True, True, True]
    assert len({result.version for result in results}) == 1
    assert numbers(table) == [1, 2]


def test_several_streams_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    table = LakeTable(str(tmp_path), "t-1")
    create(table, SCHEMA)

    def write(index: int) -> None:
        for sequence in (1, 2, 3):
            stage(table, f"s{index}-{sequence}", rows(index * 10 + sequence))
            commit(table, batch(sequence, stream=f"s{index}"), SCHEMA)

    race(3, write)
    assert numbers(table) == [1, 2, 3, 11, 12, 13, 21, 22, 23]


def test_a_replacement_planned_before_a_foreign_append_still_replaces_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shudao.lake import write

    table = LakeTable(str(tmp_path), "t-1")
    land(table, 1, rows(1))
    stage(table, "other", rows(2))
    stage(table, "new", rows(3))
    plan, interfered = write._check_columns, []

    def interfere(*arguments: object) -> None:
        plan(*arguments)
        if not interfered:
            interfered.append(True)
            commit(table, Batch("other", 1, "other", {}), SCHEMA)

    monkeypatch.setattr(write, "_check_columns", interfere)
    commit(table, Batch("stream-a", 2, "new", {}, Mode.REPLACE), SCHEMA)
    assert numbers(table) == [3]


def test_files_named_by_others_are_found_by_their_real_names(tmp_path: Path) -> None:
    """Partition folders of other writers carry `=` and escapes: no column may appear and no file be missed."""
    table = LakeTable(str(tmp_path / "别人 的"), "t-1")
    data = pa.table({"编号": [1, 2], "市 区": ["武昌 区", "a=b%"]})
    write_deltalake(table.path, data, partition_by=["编号"])
    assert numbers_of_files(relation(table).paths) == 2


def numbers_of_files(paths: tuple[str, ...]) -> int:
    assert all(Path(path).is_file() for path in paths)
    return len(paths)


def test_column_mapping_is_refused(tmp_path: Path) -> None:
    table = LakeTable(str(tmp_path), "t-1")
    create(table, SCHEMA)
    log = tmp_path / "t-1" / "_delta_log" / "00000000000000000000.json"
    text = log.read_text()
    log.write_text(text.replace('"configuration":{', '"configuration":{"delta.columnMapping.mode":"name",'))
    with pytest.raises(errors.UnsupportedTable, match="column mapping"):
        relation(table)


def test_an_id_that_is_not_ascii_and_a_missing_table_are_told(tmp_path: Path) -> None:
    for ident in ("人口", "a b", "k=v", "", "../x", "A"):
        with pytest.raises(errors.BadTableId):
            LakeTable(str(tmp_path), ident)
    with pytest.raises(errors.UnknownTable):
        relation(LakeTable(str(tmp_path), "nothing"))
    assert not exists(LakeTable(str(tmp_path), "nothing"))
    table = LakeTable(str(tmp_path), "t-1")
    create(table, SCHEMA)
    with pytest.raises(errors.UnknownTable):
        relation(table, 99)
