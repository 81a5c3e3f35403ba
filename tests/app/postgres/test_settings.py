"""What the server promises: real durability, enough connections, logical decoding, an order that no host can change."""

from pathlib import Path

import psycopg
import pytest

from shudao.app.postgres.facade import EmbeddedPostgres
from tests.app.postgres.conftest import scalar, superuser_dsn


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("wal_level", "logical"),
        ("max_connections", "200"),
        ("password_encryption", "scram-sha-256"),
        ("server_encoding", "UTF8"),
        ("timezone", "Asia/Shanghai"),
    ],
)
@pytest.mark.parametrize("role", ["shudao_app", "shudao_owner", "shudao_gateway"])
def test_settings_as_each_role_sees_them(shared: EmbeddedPostgres, role: str, setting: str, value: str):
    assert scalar(shared.info.dsn(role), f"show {setting}") == value


def test_durability_cannot_be_switched_off_in_a_file_of_the_cluster(data_dir: Path):
    with (data_dir / "postgres/18/postgresql.conf").open("a") as file:
        file.write("fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nwork_mem = '9MB'\n")
    with EmbeddedPostgres(data_dir) as server:
        found = [
            scalar(server.info.dsn("shudao_app"), f"show {name}") for name in ("fsync", "full_page_writes", "work_mem")
        ]
        assert found == ["on", "on", "9MB"]  # tuning is the operator's, durability is not
        assert scalar(superuser_dsn(data_dir, server.info), "show synchronous_commit") == "on"


def test_the_builtin_locale_orders_by_code_point_and_knows_letters(shared: EmbeddedPostgres):
    query = "select datlocprovider, datlocale from pg_database where datname in ('shudao', 'template1')"
    with psycopg.connect(shared.info.dsn("shudao_app")) as connection:
        assert connection.execute(query).fetchall() == [("b", "C.UTF-8")] * 2
        ordered = connection.execute(
            "select string_agg(x, '' order by x) from unnest('{数,b,政,B,é}'::text[]) x"
        ).fetchone()
        upper = connection.execute("select upper('élan'), '数据' ~ '^\\w+$'").fetchone()
    assert ordered == ("Bbé政数",)
    assert upper == ("ÉLAN", True)
