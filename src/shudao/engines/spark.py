"""Spark over Spark Connect: the same expressions on many machines. Its client is imported only where Spark is used.

Known limits: a read is collected by the client before its first batch (`toArrow`; Ibis' own reading damages NULL-able
whole numbers), so large results are written as Parquet instead. Which files the server may reach is the cluster's to
limit. Paths are Hadoop patterns to Apache Spark: a lake whose root holds `[ ] { } * ?` is read by DuckDB only.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ibis
import pyarrow as pa
import sqlglot

from shudao.engines.contracts import TIME_ZONE
from shudao.engines.errors import EngineFailed, EngineUnavailable, UnknownRelation
from shudao.kernel.relation import Relation

__all__ = ["SparkEngine", "SparkSession"]

_ANSWER_S = 5.0
_DEFAULT_PORT = 15002
_SETTINGS = {
    "spark.sql.session.timeZone": TIME_ZONE,
    "spark.sql.caseSensitive": "true",
    # Spark's default is a 96-bit form that other readers take for a time without zone and that has no min/max.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}


class SparkEngine:
    """Fills `Engine` over the Spark Connect server at `url` (`sc://host:port`). Each session is its own there."""

    name = "spark"

    def __init__(self, url: str) -> None:
        self._url = url

    @contextmanager
    def open(self, relations: Mapping[str, Relation], *, writes: Sequence[str | Path] = ()) -> Iterator[SparkSession]:
        spark = _connected(self._url)
        try:
            for name, relation in relations.items():
                _frame(spark, relation).createOrReplaceTempView(name)
            yield SparkSession(spark, relations, [str(folder).rstrip("/") for folder in writes])
        finally:
            spark.stop()


class SparkSession:
    """A Spark session that knows nothing but views over the opened relations."""

    def __init__(self, spark: Any, relations: Mapping[str, Relation], writes: Sequence[str]) -> None:
        self._spark = spark
        self._relations = relations
        self._writes = writes
        self._queries = 0

    def table(self, name: str) -> ibis.Table:
        if name not in self._relations:
            raise UnknownRelation(name=name)
        # The relation's own schema: asked from Spark, times without a zone would come back with one.
        return ibis.table(ibis.schema(self._relations[name].schema), name=name)

    def sql(self, text: str) -> ibis.Table:
        from ibis.backends.pyspark.datatypes import PySparkType

        [statement] = sqlglot.transpile(text, read="duckdb", write="spark")
        self._queries += 1
        name = f"shudao_query_{self._queries}"
        with _told("sql"):
            frame = self._spark.sql(statement)
            frame.createOrReplaceTempView(name)
            return ibis.table(ibis.schema(PySparkType.to_ibis(frame.schema)), name=name)

    def read(self, expr: ibis.Expr, *, batch_rows: int = 65_536) -> pa.RecordBatchReader:
        table = expr.as_table()
        schema = table.schema().to_pyarrow()
        with _told("read"):
            collected = self._query(table).toArrow().cast(schema)
        return pa.RecordBatchReader.from_batches(schema, collected.to_batches(max_chunksize=batch_rows))

    def count(self, expr: ibis.Table) -> int:
        [row] = self.read(expr.count().as_table()).read_all().to_pylist()
        return int(next(iter(row.values())))

    def write_parquet(self, expr: ibis.Table, folder: str | Path, *, max_rows_per_file: int = 1_000_000) -> int:
        place = str(folder).rstrip("/")
        if not any(place == allowed or place.startswith(f"{allowed}/") for allowed in self._writes):
            raise EngineFailed(engine="spark", reason="the folder was not opened for writing")
        with _told("write"):
            writer = self._query(expr).write.mode("overwrite").option("compression", "zstd")
            writer.option("maxRecordsPerFile", str(max_rows_per_file)).parquet(place)
            # Spark does not tell how many rows it wrote; the files' footers do.
            return int(self._spark.read.option("recursiveFileLookup", "true").parquet(place).count())

    def interrupt(self) -> None:
        self._spark.interruptAll()

    def _query(self, table: ibis.Table) -> Any:
        return self._spark.sql(str(ibis.to_sql(table, dialect="pyspark")))


@contextmanager
def _told(what: str) -> Iterator[None]:
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, pa.ArrowException) as error:
        # Messages quote values and query text, so only the kind of failure goes on.
        raise EngineFailed(engine="spark", reason=f"{what}: {type(error).__name__}") from error


def _connected(url: str) -> Any:
    try:
        from pyspark.sql.connect.session import SparkSession as Connect
    except ImportError as error:
        raise EngineUnavailable(engine="spark", reason="pip install shudao[spark]") from error
    try:
        # Asked first, because the client would go on trying for many minutes.
        with socket.create_connection(_address(url), timeout=_ANSWER_S):
            pass
        spark = Connect.builder.remote(url).create()
        for key, value in _SETTINGS.items():
            spark.conf.set(key, value)
    except Exception as error:
        # The client raises gRPC's own errors here, of a library that is not imported otherwise.
        raise EngineUnavailable(engine="spark", reason=type(error).__name__) from error
    return spark


def _address(url: str) -> tuple[str, int]:
    place = urlsplit(url)
    return place.hostname or "localhost", place.port or _DEFAULT_PORT


def _frame(spark: Any, relation: Relation) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(relation.schema, prefer_timestamp_ntz=True)
    if not relation.paths:
        return spark.createDataFrame([], schema)
    # Looking up files recursively is what keeps a folder called `key=value` from becoming a column.
    return spark.read.schema(schema).option("recursiveFileLookup", "true").parquet(*relation.paths)
