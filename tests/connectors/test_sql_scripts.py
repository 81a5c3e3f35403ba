"""Table definitions in SQL scripts of both dialects: all of it is read, and what cannot be is told by its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.connectors.harvest.contracts import Dialect, FaultKind, ForeignKey, HarvestedSchema
from shudao.connectors.harvest.plain import plain_default, plain_type
from shudao.connectors.harvest.sql_files import Script, read_files, read_scripts
from tests.builders.schemas.comparing import is_exact
from tests.builders.schemas.making import make_schema
from tests.builders.schemas.scripts import write_schema

MYSQL = """-- dump
/*!40101 SET NAMES utf8 */;
CREATE TABLE IF NOT EXISTS `{$database_prefix}person` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT COMMENT '主键',
  `xm` varchar(50) DEFAULT NULL COMMENT '姓名; 全名',
  `xb` char(1) COMMENT '性别',
  PRIMARY KEY (`id`), UNIQUE KEY uk (`xm`,`xb`),
  CONSTRAINT fk FOREIGN KEY (`xb`) REFERENCES `dm_xb` (`dm`)
) ENGINE=InnoDB COMMENT='人口基本信息';
CREATE TABLE broken (a int,,;
CREATE TABLE dm_xb (dm char(1) primary key comment '代码', mc varchar(20) comment '名称') comment='性别代码表';
INSERT INTO dm_xb VALUES ('1','男'),('2','女');
"""
POSTGRESQL = """CREATE TABLE hr."person" (id bigint GENERATED ALWAYS AS IDENTITY, xm varchar(50) NOT NULL, xb char(1));
ALTER TABLE hr.person ADD CONSTRAINT pk PRIMARY KEY (id);
COMMENT ON TABLE hr.person IS '人口''基本信息';
COMMENT ON COLUMN hr.person.xm IS '姓名';
"""


def read(text: str, dialect: Dialect) -> HarvestedSchema:
    return read_scripts([Script("a.sql", text.encode(), dialect)])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_tables_keys_comments_and_rows_of_a_mysql_dump_are_found(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "结构.sql").write_bytes(MYSQL.encode(encoding))
    found = read_files(tmp_path)
    person = found.table("person")
    assert person.comment == "人口基本信息"
    assert [column.comment for column in person.columns] == ["主键", "姓名; 全名", "性别"]
    assert (person.primary_key, person.unique_keys) == (("id",), (("xm", "xb"),))
    assert person.foreign_keys == (ForeignKey(("xb",), "dm_xb", ("dm",)),)
    codes = found.table("dm_xb")
    assert (codes.primary_key, codes.rows) == (("dm",), (("1", "男"), ("2", "女")))


def test_a_broken_statement_is_told_by_its_line_and_the_rest_is_read() -> None:
    found = read(MYSQL, Dialect.MYSQL)
    assert [(fault.kind, fault.line) for fault in found.faults] == [(FaultKind.NOT_READABLE, 10)]
    assert [table.name for table in found.tables] == ["person", "dm_xb"]


def test_keys_and_comments_said_after_a_postgresql_table_belong_to_it() -> None:
    found = read(POSTGRESQL, Dialect.POSTGRESQL)
    person = found.table("person")
    assert (person.comment, person.primary_key) == ("人口'基本信息", ("id",))
    assert person.column("xm").comment == "姓名"
    assert not person.column("xm").nullable
    assert found.faults == ()


@pytest.mark.parametrize(("dialect", "seed"), [(Dialect.POSTGRESQL, 1), (Dialect.MYSQL, 2)])
def test_every_table_of_odd_scripts_is_read_as_it_is_and_every_broken_statement_told(
    dialect: Dialect, seed: int, tmp_path: Path
) -> None:
    """Placeholders, keys said later, two encodings, routines, quotes in notes, and statements without an end."""
    truth = make_schema(seed, 120)
    written = write_schema(truth, dialect.value, seed)
    found = read_files(written.save(tmp_path))
    tables = {table.name: table for table in found.tables}
    assert [table.name for table in truth if not is_exact(table, tables.get(table.name), dialect)] == []
    assert tables.keys() == {table.name for table in truth}
    assert sorted((fault.file, fault.line) for fault in found.faults) == sorted(written.faults)


def test_a_text_without_its_closing_quote_swallows_no_other_table() -> None:
    found = read("create table a (x int comment '没有结束, y int);\n\n" + MYSQL, Dialect.MYSQL)
    assert [table.name for table in found.tables] == ["person", "dm_xb"]


def test_a_column_called_value_is_no_keyword() -> None:
    text = "create table e (value int, label text); insert into e (value, label) values (1, 'x')"
    found = read(text, Dialect.POSTGRESQL)
    assert found.table("e").rows == (("1", "x"),)


@pytest.mark.parametrize(
    ("dialect", "written", "plain"),
    [
        (Dialect.POSTGRESQL, "CHARACTER VARYING(20)", "varchar(20)"),
        (Dialect.POSTGRESQL, "timestamp(3) with time zone", "timestamptz(3)"),
        (Dialect.POSTGRESQL, "int4", "integer"),
        (Dialect.POSTGRESQL, "text[]", "text[]"),
        (Dialect.POSTGRESQL, "numeric(12, 2)", "numeric(12,2)"),
        (Dialect.MYSQL, "BIGINT(20) UNSIGNED", "bigint unsigned"),
        (Dialect.MYSQL, "tinyint(1)", "tinyint(1)"),
        (Dialect.MYSQL, "tinyint(4)", "tinyint"),
        (Dialect.MYSQL, "decimal", "decimal(10,0)"),
        (Dialect.MYSQL, "enum('a','B b')", "enum('a','B b')"),
    ],
)
def test_types_have_one_spelling(dialect: Dialect, written: str, plain: str) -> None:
    assert plain_type(written, dialect) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("'0'::bpchar", "0"), ("'x'::character varying", "'x'"), ("NULL", None),
        ("CURRENT_TIMESTAMP", "current_timestamp"), ("now()", "current_timestamp"), ("'1'", "1"), ("''", "''"),
        (None, None),
    ],
)  # fmt: skip
def test_defaults_have_one_spelling(written: str | None, plain: str | None) -> None:
    assert plain_default(written) == plain


PIECES = ["CREATE TABLE a (", "x int", ",", ")", ";", "'", '"', "`", "$$", "/*", "--", "\n", "(", "é"]


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(Dialect))
def test_whatever_a_script_holds_it_is_read_without_an_error(pieces: list[str], dialect: Dialect) -> None:
    read(" ".join(pieces), dialect)
