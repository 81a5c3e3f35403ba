"""One installation has one mask key, however many first uses of it coincide: equal values stay equal everywhere."""

import threading

import psycopg

from shudao.kernel.database import Database
from shudao.security.reading import mask_key


def test_first_uses_at_the_same_moment_agree_on_one_key(database: Database, raw: psycopg.Connection) -> None:
    together, keys = threading.Barrier(3), []

    def use() -> None:
        with database.unit_of_work() as uow:
            uow.session.connection()
            together.wait(30)
            keys.append(mask_key(uow))

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert raw.execute("select count(*) from security.mask_key").fetchall() == [(1,)]
    assert raw.execute("select count(*) from vault.secret").fetchall() == [(1,)]
