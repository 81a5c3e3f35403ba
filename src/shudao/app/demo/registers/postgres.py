"""The population register as tables of a real PostgreSQL, as the police's read-only replica would offer them."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import psycopg
import pyarrow as pa
import pyarrow.csv
from psycopg import sql

from shudao.app.demo.registers import households, population
from shudao.app.demo.registers.dirt import Dirt, merged
from shudao.app.demo.registers.people import SEED
from shudao.app.demo.registers.population import population_chunks
from shudao.app.demo.registers.written import Written

TABLE_COMMENTS: Final = {population.TABLE: "人口基本信息", households.TABLE: "户籍基本信息"}

# column: (type, Chinese comment); the first column is the primary key.
COLUMNS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    population.TABLE: {
        "rybh": ("varchar(20)", "人员编号"),
        "gmsfhm": ("varchar(40)", "公民身份号码"),
        "xm": ("varchar(100)", "姓名"),
        "xb": ("varchar(10)", "性别"),
        "mz": ("varchar(20)", "民族"),
        "csrq": ("varchar(20)", "出生日期"),
        "hyzk": ("varchar(10)", "婚姻状况"),
        "hkszd": ("varchar(6)", "户口所在地行政区划"),
        "jddm": ("varchar(9)", "户口所在地街道（乡镇）"),
        "xzz": ("varchar(200)", "现住址"),
        "lxdh": ("varchar(40)", "联系电话"),
        "hh": ("varchar(12)", "户号"),
        "yhzgx": ("varchar(10)", "与户主关系"),
        "gxsj": ("timestamptz", "更新时间"),
    },
    households.TABLE: {
        "hh": ("varchar(12)", "户号"),
        "hzsfzh": ("varchar(40)", "户主公民身份号码"),
        "hzxm": ("varchar(100)", "户主姓名"),
        "hlx": ("varchar(10)", "户类型"),
        "hjdz": ("varchar(200)", "户籍地址"),
        "qhdm": ("varchar(6)", "行政区划代码"),
        "jddm": ("varchar(9)", "街道（乡镇）代码"),
        "lhrq": ("varchar(20)", "立户日期"),
        "rks": ("integer", "户内人数"),
        "gxsj": ("timestamptz", "更新时间"),
    },
}


def write_population(connection_dsn: str, scale: int = 200_000, seed: int = SEED) -> Written:
    """Create `rk_jbxx` and `hj_hjxx` in the connection's current schema and fill them, replacing earlier ones.

    All or nothing: one transaction. Raises ValueError for a scale outside 1 to 5,000,000, psycopg errors as they come.
    """
    rows = dict.fromkeys(TABLE_COMMENTS, 0)
    records: list[Dirt] = []
    with psycopg.connect(connection_dsn) as connection:
        for table in TABLE_COMMENTS:
            _create(connection, table)
        for chunk in population_chunks(scale, seed):
            for table, batch in ((population.TABLE, chunk.persons), (households.TABLE, chunk.households)):
                _copy(connection, table, batch)
                rows[table] += batch.num_rows
            records.extend(chunk.dirt)
        for table in TABLE_COMMENTS:
            _add_key(connection, table)
    return Written(rows, merged(records))


def _create(connection: psycopg.Connection, table: str) -> None:
    columns = COLUMNS[table]
    connection.execute(sql.SQL("drop table if exists {}").format(sql.Identifier(table)))
    definition = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, (kind, _) in columns.items()
    )
    connection.execute(sql.SQL("create table {} ({})").format(sql.Identifier(table), definition))
    comment = sql.SQL("comment on table {} is {}")
    connection.execute(comment.format(sql.Identifier(table), sql.Literal(TABLE_COMMENTS[table])))
    for name, (_, text) in columns.items():
        comment = sql.SQL("comment on column {} is {}")
        connection.execute(comment.format(sql.Identifier(table, name), sql.Literal(text)))


def _copy(connection: psycopg.Connection, table: str, batch: pa.RecordBatch) -> None:
    """One batch through COPY as CSV: Arrow writes NULL as nothing and an empty text as quotes, as COPY reads them."""
    buffer = BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed")
    pyarrow.csv.write_csv(batch, buffer, options)
    names = sql.SQL(", ").join(map(sql.Identifier, batch.schema.names))
    statement = sql.SQL("copy {} ({}) from stdin (format csv)").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(buffer.getbuffer())


def _add_key(connection: psycopg.Connection, table: str) -> None:
    """The key comes after the rows: one sort instead of an index grown row by row."""
    key = next(iter(COLUMNS[table]))
    statement = sql.SQL("alter table {} add primary key ({})")
    connection.execute(statement.format(sql.Identifier(table), sql.Identifier(key)))
    connection.execute(sql.SQL("analyze {}").format(sql.Identifier(table)))
