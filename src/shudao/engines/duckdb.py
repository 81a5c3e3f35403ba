"""DuckDB on one machine: reads planned Parquet files, in a session locked to exactly these files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import ibis
import pyarrow as pa
from duckdb import ConstantExpression, SQLExpression
from ibis.backends.duckdb import Backend

from shudao.engines.contracts import TIME_ZONE, EngineLimits
from shudao.engines.errors import EngineFailed, UnknownRelation
from shudao.engines.s3 import duckdb_secret
from shudao.kernel.relation import Relation

__all__ = ["DuckDBEngine", "DuckDBSession"]

# DuckDB writes whole vectors; a row group that is a multiple of one keeps files under the asked number of rows.
_VECTOR_ROWS = 2_048
_ROW_GROUP_ROWS = 60 * _VECTOR_ROWS


class DuckDBEngine:
    """Fills `Engine` on one machine. Each session is its own in-memory database and shares nothing."""

    name = "duckdb"

    def __init__(self, limits: EngineLimits | None = None) -> None:
        self._limits = limits or EngineLimits()

    @contextmanager
    def open(self, relations: Mapping[str, Relation], *, writes: Sequence[str | Path] = ()) -> Iterator[DuckDBSession]:
        with _spill_folder(self._limits) as folder:
            connection = duckdb.connect(config=self._config(folder))
            try:
                # Ibis sets the session to UTC when it connects, so our own settings and the lock must come after it.
                backend = ibis.duckdb.from_connection(connection)
                connection.execute(f"SET GLOBAL TimeZone = '{TIME_ZONE}'")
                for name, relation in relations.items():
                    _create_view(connection, name, relation)
                _lock(connection, relations, writes)
                yield DuckDBSession(connection, backend, frozenset(relations))
            finally:
                connection.close()

    def _config(self, spill_folder: str) -> dict[str, str | bool | int | float | list[str]]:
        return {
            "memory_limit": f"{self._limits.memory_mb}MB",
            "threads": self._limits.threads,
            "temp_directory": spill_folder,
            "autoinstall_known_extensions": False,
            "preserve_insertion_order": False,
        }


class DuckDBSession:
    """A DuckDB database that holds nothing but views over the opened relations."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, backend: Backend, names: frozenset[str]) -> None:
        self._connection = connection
        self._backend = backend
        self._names = names
        self._cursors: list[duckdb.DuckDBPyConnection] = []

    def table(self, name: str) -> ibis.Table:
        if name not in self._names:
            raise UnknownRelation(name=name)
        return self._backend.table(name)

    def sql(self, text: str) -> ibis.Table:
        try:
            return self._backend.sql(text)
        except duckdb.Error as error:
            raise _translated(error) from error

    def read(self, expr: ibis.Expr, *, batch_rows: int = 65_536) -> pa.RecordBatchReader:
        table = expr.as_table()
        cursor = self._execute(self._backend.compile(table))
        # A streamed result fails while it is read as well, so those failures are translated too.
        reader = cursor.to_arrow_reader(batch_rows)
        schema = table.schema().to_pyarrow()
        return pa.RecordBatchReader.from_batches(schema, _batches(reader.cast(schema), cursor))

    def count(self, expr: ibis.Table) -> int:
        row = self._execute(self._backend.compile(expr.count().as_table())).fetchone()
        return int(row[0]) if row else 0

    def write_parquet(self, expr: ibis.Table, folder: str | Path, *, max_rows_per_file: int = 1_000_000) -> int:
        if "://" not in str(folder):
            Path(folder).mkdir(parents=True, exist_ok=True)
        group_rows = max(_VECTOR_ROWS, min(_ROW_GROUP_ROWS, max_rows_per_file // _VECTOR_ROWS * _VECTOR_ROWS))
        cursor = self._execute(
            f"COPY ({self._backend.compile(expr)}) TO {_text(str(folder))} (FORMAT parquet, COMPRESSION zstd,"
            f" ROW_GROUP_SIZE {group_rows}, ROW_GROUPS_PER_FILE {max(1, max_rows_per_file // group_rows)},"
            " FILENAME_PATTERN 'part-{i}', OVERWRITE, RETURN_STATS)"
        )
        return sum(int(row[1]) for row in cursor.fetchall())

    def interrupt(self) -> None:
        for connection in (self._connection, *self._cursors):
            connection.interrupt()

    def _execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        # A cursor of its own keeps an unread stream alive while the next question is asked.
        cursor = self._connection.cursor()
        self._cursors.append(cursor)
        try:
            return cursor.execute(sql)
        except duckdb.Error as error:
            raise _translated(error) from error


@contextmanager
def _spill_folder(limits: EngineLimits) -> Iterator[str]:
    """A folder of the session's own: DuckDB lets queries reach into the place where it spills."""
    if limits.temp_directory is None:
        yield ""
        return
    limits.temp_directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="duckdb-", dir=limits.temp_directory, ignore_cleanup_errors=True) as folder:
        yield folder


def _batches(reader: pa.RecordBatchReader, cursor: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
    try:
        yield from reader
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise _translated(error) from error
    finally:
        cursor.close()


def _create_view(connection: duckdb.DuckDBPyConnection, name: str, relation: Relation) -> None:
    secret = duckdb_secret(relation.storage_options) if any("://" in path for path in relation.paths) else None
    if secret:
        connection.execute("LOAD httpfs")
        connection.execute(secret)
    _projected(connection, relation).create_view(name)


def _projected(connection: duckdb.DuckDBPyConnection, relation: Relation) -> duckdb.DuckDBPyRelation:
    """The relation's own columns in its order; what no file has is NULL of the declared type."""
    source = connection.sql("SELECT 1 WHERE false")
    if relation.paths:
        source = connection.read_parquet(list(relation.paths), union_by_name=True, hive_partitioning=False)
    present = set(source.columns) if relation.paths else set()
    columns = [
        (SQLExpression(_quoted(field.name)) if field.name in present else ConstantExpression(None))
        .cast(duckdb.sqltype(_sql_type(field.type)))
        .alias(field.name)
        for field in relation.schema
    ]
    return source.select(*columns)


def _lock(
    connection: duckdb.DuckDBPyConnection,
    relations: Mapping[str, Relation],
    writes: Sequence[str | Path],
) -> None:
    """From here on the session sees the given files, the folders it may write and nothing else of the machine."""
    files = [path for relation in relations.values() for path in relation.paths]
    # A folder is opened by its own name as well as written below, so it is allowed both as a path and as a directory.
    files += [str(folder).rstrip("/") for folder in writes]
    folders = [f"{str(folder).rstrip('/')}/" for folder in writes]
    connection.execute(f"SET GLOBAL allowed_paths = [{', '.join(map(_text, files))}]")
    connection.execute(f"SET GLOBAL allowed_directories = [{', '.join(map(_text, folders))}]")
    connection.execute("SET GLOBAL enable_external_access = false")
    connection.execute("SET GLOBAL lock_configuration = true")


def _sql_type(kind: pa.DataType) -> str:
    from ibis.backends.sql.datatypes import DuckDBType
    from ibis.formats.pyarrow import PyArrowType

    return str(DuckDBType.to_string(PyArrowType.to_ibis(kind)))


def _translated(error: Exception) -> EngineFailed:
    # Conversion errors quote the offending value, so only the kind of failure goes on.
    return EngineFailed(engine="duckdb", reason=type(error).__name__)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
