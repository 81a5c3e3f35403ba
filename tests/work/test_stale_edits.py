"""Two people edit the same thing: the second is told what changed, field by field, and the first one's words stay."""

from collections.abc import Iterator

import pytest

from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.kernel.actor import Actor
from shudao.kernel.errors import StaleEdit
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.errors import AlreadyPending
from tests.builders.architecture import ENTITY, Cast, make_cast, publish_ledger
from tests.builders.mechanism import SYSTEM


@pytest.fixture
def ledger(installed: Installation) -> Iterator[tuple[UnitOfWork, Cast]]:
    with installed.database.unit_of_work() as uow:
        cast = make_cast(uow)
        publish_ledger(uow, cast)
        yield uow, cast


def propose(uow: UnitOfWork, by: Actor, seen: int, **changes: str) -> str:
    return architecture.propose_change(uow, ENTITY, changes, "更正", seen_version=seen, by=by).id


def test_the_second_is_told_what_the_first_changed(ledger: tuple[UnitOfWork, Cast]) -> None:
    uow, cast = ledger
    seen = architecture.node(uow, ENTITY, by=SYSTEM).version
    first = propose(uow, cast.owner, seen, definition="第一人的定义")
    with pytest.raises(AlreadyPending) as waiting:
        propose(uow, SYSTEM, seen, definition="第二人的定义")
    assert waiting.value.details[0]["proposed"] == "第一人的定义"
    work.decide(uow, first, approve=True, by=cast.bureau)
    with pytest.raises(StaleEdit) as stale:
        propose(uow, SYSTEM, seen, definition="第二人的定义", english="Person")
    (told,) = stale.value.details
    assert (told["field"], told["present"], told["proposed"]) == ("definition", "第一人的定义", "第二人的定义")
    assert told["seen"] != "第一人的定义"
    assert architecture.entity(uow, ENTITY).definition == "第一人的定义"
