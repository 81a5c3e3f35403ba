"""An entry lives and dies with its business transaction, and from then on nobody rewrites it."""

from datetime import timedelta

import psycopg
import pytest

from shudao.evidence import facade as evidence
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.actor import Actor
from shudao.kernel.paging import PageQuery

from .conftest import CLERK


def listed(database, page=PageQuery(), **wanted):  # noqa: B008 -- frozen
    with database.unit_of_work() as uow:
        return evidence.list_entries(uow, EntryFilter(**wanted), page)


def test_an_entry_keeps_who_for_whom_and_why(database, clock):
    helper = Actor.system("exchange").on_behalf(CLERK, because="decision-1")
    with database.unit_of_work() as uow:
        entry_id = evidence.record(uow, by=helper, action="sharing.push.done", subject="sharing/grant/1")
    (entry,) = listed(database).items
    assert (entry.id, entry.account_id, entry.behalf_of) == (entry_id, "system:exchange", "account-1")
    assert (entry.because, entry.recorded_at, entry.detail) == ("decision-1", clock.now(), {})
    assert entry.leaf_index is None


def test_a_rolled_back_transaction_leaves_no_entry(database):
    with pytest.raises(RuntimeError), database.unit_of_work() as uow:
        evidence.record(uow, by=CLERK, action="a.b.c", subject="a/b")
        raise RuntimeError
    assert listed(database).total == 0


def test_entries_are_found_by_subject_actor_action_and_time(database, clock):
    with database.unit_of_work() as uow:
        evidence.record(uow, by=CLERK, action="a.made", subject="sharing/application/1")
        evidence.record(uow, by=CLERK, action="a.sent", subject="sharing/application/10")
        clock.advance(days=1)
        evidence.record(uow, by=Actor("other", "李四"), action="a.made", subject="sharing%application/1")
    assert listed(database, subject_prefix="sharing/").total == 2
    assert listed(database, subject_prefix="sharing%").total == 1
    assert listed(database, account_id="other").total == 1
    assert listed(database, organisation_id="org-1", action="a.made").total == 1
    assert listed(database, since=clock.now()).total == 1
    assert listed(database, until=clock.now()).total == 2
    newest = listed(database, PageQuery(limit=1))
    assert (newest.items[0].account_id, newest.total) == ("other", 3)
    assert listed(database, since=clock.now() + timedelta(seconds=1)).total == 0


FORBIDDEN = [
    "update evidence.entry set action = 'x'",
    "update evidence.entry set detail = '{}'",
    "update evidence.entry set leaf_index = 5",
    "update evidence.entry set leaf_index = null",
    "delete from evidence.entry",
    "truncate evidence.entry",
    "insert into evidence.entry select 'x', recorded_at, account_id, actor_name, null, null, null, action,"
    " subject, detail, 9 from evidence.entry",
]


def test_a_sequenced_entry_cannot_be_changed_or_deleted(database, settings, write, postgres, database_name):
    write(1)
    evidence.sequence(database, settings)
    for role in ("shudao_app", "shudao_owner"):
        with psycopg.connect(postgres.info.dsn(role, database_name), autocommit=True) as connection:
            for statement in FORBIDDEN:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)


def test_a_waiting_entry_takes_its_place_and_nothing_else(write, raw):
    write(1)
    for statement in ("update evidence.entry set subject = 'x', leaf_index = 0", "update evidence.entry set id = 'x'"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement)
    assert raw.execute("update evidence.entry set leaf_index = 0").rowcount == 1


def test_the_database_refuses_what_would_not_fit_a_leaf(raw):
    with pytest.raises(psycopg.errors.CheckViolation):
        raw.execute(
            "insert into evidence.entry values ('x', now(), 'a', 'n', null, null, null, 'act', 'sub',"
            " jsonb_build_object('x', repeat('y', 60000)), null)"
        )
