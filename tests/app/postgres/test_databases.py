"""Further databases, as the sample city's departments have them, are closed to everybody but their owner."""

import psycopg
import pytest

from shudao.app.postgres.facade import EmbeddedPostgres
from tests.app.postgres.conftest import scalar, superuser_dsn

PASSWORD = "部门 'pass\\word' %s {}"


def department_dsn(server: EmbeddedPostgres, database: str, user: str = "公安局", password: str = PASSWORD) -> dict:
    return {"host": "127.0.0.1", "port": server.info.port, "user": user, "password": password, "dbname": database}


def test_a_department_gets_a_database_of_its_own(shared: EmbeddedPostgres):
    for _ in range(2):  # making sure of it twice changes nothing
        shared.create_database('户籍 "system" a=b', "公安局", PASSWORD)
    with psycopg.connect(**department_dsn(shared, '户籍 "system" a=b')) as own:
        own.execute("create table person (id int)")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(shared.info.dsn("shudao_app", '户籍 "system" a=b'))
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(**department_dsn(shared, "shudao"))


def test_a_new_password_replaces_the_old(shared: EmbeddedPostgres):
    shared.create_database("renewed", "renewed_owner", "first")
    shared.create_database("renewed", "renewed_owner", "second")
    psycopg.connect(**department_dsn(shared, "renewed", "renewed_owner", "second")).close()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**department_dsn(shared, "renewed", "renewed_owner", "first"))


@pytest.mark.parametrize("allowed", [True, False])
def test_capturing_changes_needs_the_replication_right(shared: EmbeddedPostgres, allowed: bool):
    name = f"cdc_{allowed}".lower()
    shared.create_database(name, name, "secret", replication=allowed)
    with psycopg.connect(**department_dsn(shared, name, name, "secret"), autocommit=True) as own:
        statement = (
            f"select pg_create_logical_replication_slot('{name}', 'pgoutput'), pg_drop_replication_slot('{name}')"
        )
        if allowed:
            own.execute(statement)
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(statement)


def test_a_prepared_database_is_laid_out_like_shudao_and_can_be_copied(shared: EmbeddedPostgres):
    shared.create_database("prepared", "shudao_owner")
    shared.prepare_database("prepared")
    with psycopg.connect(shared.info.dsn("shudao_owner", "prepared"), autocommit=True) as owner:
        owner.execute("create table svc.served as select 7 as n")
    shared.copy_database("copied", "prepared", "shudao_owner")
    shared.prepare_database("copied")
    assert scalar(shared.info.dsn("shudao_gateway", "copied"), "select n from svc.served") == 7


def test_a_dropped_database_is_gone_even_when_somebody_is_in_it(shared: EmbeddedPostgres):
    shared.create_database("short_lived", "shudao_owner")
    with psycopg.connect(shared.info.dsn("shudao_owner", "short_lived")):
        shared.drop_database("short_lived")
    data_dir = shared._layout.data_dir
    query = "select count(*) from pg_database where datname = 'short_lived'"
    assert scalar(superuser_dsn(data_dir, shared.info), query) == 0
    shared.drop_database("short_lived")
