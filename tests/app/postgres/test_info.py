"""A DSN says the same to every reader, whatever the folder, the database and the password are called."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from shudao.app.postgres.facade import PostgresInfo

# Neither file names nor PostgreSQL can hold a zero byte; a lone surrogate is no text.
names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(password=names, database=names, folder=names)
def test_a_dsn_is_read_back_as_it_was_meant(password: str, database: str, folder: str):
    info = PostgresInfo("127.0.0.1", 5433, Path("/数 据") / folder, "shudao", 18, 2, 1, {"shudao_app": password})
    for socket, host in ((False, "127.0.0.1"), (True, str(info.socket_dir))):
        plain = conninfo_to_dict(info.dsn("shudao_app", database, socket=socket))
        assert (plain["password"], plain["dbname"], plain["host"], plain["port"]) == (password, database, host, "5433")
        url = make_url(info.dsn("shudao_app", database, driver="sqlalchemy", socket=socket))
        assert (url.password, url.database, url.query["require_auth"]) == (password, database, "scram-sha-256")
        assert (url.query["host"] if socket else url.host) == host
