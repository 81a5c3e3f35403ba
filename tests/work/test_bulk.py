"""Many changes decided together: one that fails does not undo the others, and nothing half-done is left of it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.errors import StaleEdit
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.errors import AlreadyPending, NoReason, TooManyChanges
from shudao.work.ports import CHANGE_HANDLERS, change_handler
from tests.builders.mechanism import Town, make_actor, make_town

KIND = "test.bulk"


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    @change_handler(KIND)
    def apply(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
        work.notify(uow, change.approver, title_zh="执行", title_en="applied", link="/", by=by)
        if change.payload.get("stale"):
            raise StaleEdit
        if change.payload.get("broken"):
            uow.session.execute(text("select 1/0"))

    yield
    del CHANGE_HANDLERS[KIND]


def propose(uow: UnitOfWork, town: Town, by: Actor, number: int, **payload: object) -> str:
    to = ToPool(Role.DATA_OWNER, town.police.id)
    said = {"subject": f"t/object/{number}", "kind": KIND, "title": f"第 {number} 项"}
    return work.propose(uow, payload=payload, approver=to, by=by, **said).id


def test_each_is_reported_and_what_failed_left_nothing(database: Database, raw: psycopg.Connection[Any]) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, steward = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.police, Role.DATA_STEWARD)
        good, stale = propose(uow, town, steward, 1), propose(uow, town, steward, 2, stale=True)
        broken, own = propose(uow, town, steward, 3, broken=True), propose(uow, town, owner, 4)
        last = propose(uow, town, steward, 5)
    with database.unit_of_work() as uow:
        found = work.decide_many(uow, [good, stale, broken, own, "nothing", last, good], approve=True, by=owner)
    told = {each.change_id: (each.is_done, each.error_code) for each in found}
    assert told == {
        good: (True, ""),
        stale: (False, "kernel.stale_edit"),
        broken: (False, "work.change_not_carried_out"),
        own: (False, "work.decides_own_change"),
        "nothing": (False, "work.unknown_change"),
        last: (True, ""),
    }
    assert all(each.message_zh and each.message_en for each in found if not each.is_done)
    states = dict(raw.execute("select id, state from work.change_request").fetchall())
    assert states == {good: "approved", stale: "pending", broken: "pending", own: "pending", last: "approved"}
    assert raw.execute("select count(*) from work.notice where title_zh = '执行'").fetchall() == [(2,)]


def test_one_ground_for_all_and_never_without_one(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, steward = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.police, Role.DATA_STEWARD)
        ids = [propose(uow, town, steward, number) for number in range(3)]
        with pytest.raises(NoReason):
            work.decide_many(uow, ids, approve=False, reason=" ", by=owner)
        with pytest.raises(TooManyChanges):
            work.decide_many(uow, [str(number) for number in range(201)], approve=True, by=owner)
        assert all(each.is_done for each in work.decide_many(uow, ids, approve=False, reason="依据不足", by=owner))
        assert {work.change(uow, each, by=owner).reason for each in ids} == {"依据不足"}


def test_the_second_proposer_is_shown_what_the_first_proposed(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        first, second = (make_actor(uow, town.police, Role.DATA_STEWARD) for _ in range(2))
        propose(
            uow, town, first, 1, before={"name": "甲", "definition": "旧"}, after={"name": "乙", "definition": "旧"}
        )
        with pytest.raises(AlreadyPending) as refused:
            propose(uow, town, second, 1, before={"name": "甲"}, after={"name": "丙"})
    assert refused.value.details == [{"field": "name", "present": "甲", "proposed": "乙"}]
