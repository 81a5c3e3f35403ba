"""Schemas of live databases: what a server tells is what its scripts say, to the last key, comment and row."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.connectors.contracts import Source
from shudao.connectors.errors import InvalidOptions, UnknownConnector, Unreachable, WrongCredentials
from shudao.connectors.harvest.contracts import ROWS_KEPT, SAMPLE_KEPT, HarvestedSchema, HarvestedTable
from shudao.connectors.harvest.databases import kind_of, read_database, try_database
from shudao.connectors.harvest.live_mysql import read_mysql
from shudao.connectors.harvest.live_postgresql import read_postgresql
from shudao.connectors.harvest.sql_files import Script, read_scripts
from shudao.kernel.errors import ShudaoError
from tests.builders.schemas.making import make_schema
from tests.builders.schemas.scripts import Written, write_schema
from tests.builders.schemas.servers import load_mysql, load_postgresql, mariadb, mariadb_binary

SOME = 60
needs_mariadb = pytest.mark.skipif(mariadb_binary() is None, reason="no MariaDB server (mariadbd) on this machine")


@pytest.fixture(scope="session")
def mysql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with mariadb(tmp_path_factory.mktemp("mariadb")) as dsn:
        yield dsn


@pytest.fixture(scope="session")
def mysql_city(mysql: str) -> tuple[str, Written]:
    """A server that holds a made-up schema, and the scripts it was made from."""
    written = write_schema(make_schema(11, SOME), "mysql", 11, is_odd=False)
    load_mysql(mysql, written)
    return mysql, written


@pytest.fixture
def harvest_dsn(postgres: EmbeddedPostgres) -> Iterator[str]:
    postgres.create_database("harvest", "shudao_owner")
    yield postgres.info.dsn("shudao_owner", "harvest")
    postgres.drop_database("harvest")


def said_by(written: Written) -> HarvestedSchema:
    return read_scripts(Script(name, content) for name, content in sorted(written.scripts.items()))


def shapes(schema: HarvestedSchema) -> dict[str, HarvestedTable]:
    """Tables by name; a server keeps keys and rows in an order of its own, and knows that an empty table is empty."""
    return {
        table.name: replace(
            table,
            origin="",
            rows=tuple(sorted(table.rows, key=repr)),
            row_count=table.row_count or 0,
            unique_keys=tuple(sorted(table.unique_keys)),
            foreign_keys=tuple(sorted(table.foreign_keys, key=repr)),
        )
        for table in schema.tables
    }


def test_postgresql_tells_the_schema_that_its_scripts_say(harvest_dsn: str) -> None:
    written = write_schema(make_schema(11, SOME), "postgresql", 11, is_odd=False)
    load_postgresql(harvest_dsn, written)
    assert shapes(read_postgresql(harvest_dsn)) == shapes(said_by(written))


@needs_mariadb
def test_mariadb_tells_the_schema_that_its_scripts_say(mysql_city: tuple[str, Written]) -> None:
    dsn, written = mysql_city
    assert shapes(read_mysql(dsn)) == shapes(said_by(written))


def test_other_schemas_are_named_partitions_and_views_left_out(harvest_dsn: str) -> None:
    with psycopg.connect(harvest_dsn) as connection:
        connection.execute("""
            create schema hr;
            create table hr.unit (id int primary key, name varchar(20));
            create table "Person" (id int primary key, unit int references hr.unit, "Full Name" text, photo bytea);
            create table event (day date, note text) partition by range (day);
            create table event_2024 partition of event for values from ('2024-01-01') to ('2025-01-01');
            create view v as select 1 as one;
            insert into "Person" values (1, null, 'x', '\\x00');
        """)
    found = read_postgresql(harvest_dsn)
    assert {table.name for table in found.tables} == {"hr.unit", "Person", "event"}
    person = found.table("Person")
    assert [key.target for key in person.foreign_keys] == ["hr.unit"]
    assert person.rows == (("1", None, "x", None),)
    assert [table.name for table in read_postgresql(harvest_dsn, schemas=["hr"]).tables] == ["unit"]


def test_of_a_large_table_a_sample_and_the_estimate_are_kept(harvest_dsn: str) -> None:
    with psycopg.connect(harvest_dsn, autocommit=True) as connection:
        connection.execute("create table big as select n as id from generate_series(1, 2000) n")
        connection.execute("create table unknown as select n as id from generate_series(1, 600) n")
        connection.execute("analyze big")
    found = read_postgresql(harvest_dsn)
    assert (len(found.table("big").rows), found.table("big").row_count) == (SAMPLE_KEPT, 2000)
    assert (len(found.table("unknown").rows), found.table("unknown").row_count) == (SAMPLE_KEPT, ROWS_KEPT + 1)


def test_nothing_is_written_and_a_table_one_may_not_read_keeps_its_description(
    harvest_dsn: str, postgres: EmbeddedPostgres
) -> None:
    postgres.create_database("harvest_other", "harvest_reader", "reader-pass", replication=False)
    with psycopg.connect(harvest_dsn) as connection:
        connection.execute("create table secret (id int primary key, name text); insert into secret values (1, 'x')")
        connection.execute("grant connect on database harvest to harvest_reader")
    dsn = harvest_dsn.replace(harvest_dsn.split("//")[1].split("@")[0], "harvest_reader:reader-pass")
    found = read_postgresql(dsn).table("secret")
    assert (found.primary_key, found.rows) == (("id",), ())


@needs_mariadb
def test_a_wrong_password_is_refused_and_stands_in_no_error(mysql: str) -> None:
    wrong = mysql.replace("p%40ss", "Geheim%21")
    report = try_database(Source("mysql", secret=wrong))
    assert isinstance(report.problem, WrongCredentials)
    assert "Geheim" not in repr(report)
    assert try_database(Source("mysql", secret=mysql)).ok


@pytest.mark.parametrize(
    "dsn",
    [
        "mysql:///city",
        "mysql://u:Geheim@%2Ftmp%2Fs/city",
        "mysql://u:Geheim@h/city?unix_socket=/tmp/s",
        "mysql://u:Geheim@h/city?local_infile=1",
        "mysql://u:Geheim@h:port/city",
        "postgresql:///city",
        "host=/tmp password=Geheim",
    ],
)
def test_only_one_named_host_is_reached(dsn: str) -> None:
    with pytest.raises(ShudaoError) as refusal:
        read_database(Source(kind_of(dsn), secret=dsn))
    assert isinstance(refusal.value, InvalidOptions)
    assert "Geheim" not in repr(refusal.value.as_json("zh"))


def test_a_server_that_is_not_there_and_a_kind_that_is_none_are_told_apart() -> None:
    with pytest.raises(Unreachable) as refusal:
        read_mysql("mysql://u:Geheim@127.0.0.1:1/city")
    assert "Geheim" not in repr(refusal.value.as_json("en"))
    with pytest.raises(UnknownConnector):
        kind_of("oracle://u:Geheim@h/x")
    with pytest.raises(UnknownConnector):
        read_database(Source("csv"))
