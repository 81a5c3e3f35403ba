"""What was approved is what arrives: to the row, once, and not at all after a revocation."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pyarrow as pa
import pytest

from shudao.app.installation import Installation
from shudao.connectors.errors import Unreachable
from shudao.evidence import facade as evidence
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.clock import FixedClock
from shudao.kernel.expr.predicate import And, Eq, IsBlank, Not
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.contracts import MaskKind
from shudao.security.errors import GrantEnded
from shudao.sharing import delivering
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import Approval, DeliveryState, Frequency, NewTarget, Scores, State
from shudao.sharing.errors import MalformedTarget, NothingToDeliver, ReceiptDiffers, UnknownTarget
from shudao.work import facade as work
from tests.builders.lake import flows_of
from tests.builders.sharing import HEAD, Case, land, residents
from tests.sharing.conftest import PASSWORD


def arrived(dsn: str, query: str = "select * from residents order by 1") -> list[tuple[Any, ...]]:
    """What the consumer finds with plain SQL in their own database."""
    with psycopg.connect(dsn) as connection:
        return connection.execute(query).fetchall()


def push(case: Case) -> Any:
    return sharing.deliver(case.installed.database, case.installed.settings, case.id)


def filed(case: Case, target_code: str, **given: Any) -> None:
    case.draft(target_code=target_code, **given)
    case.reach(["submit", "consent", "approve", "file"])


@pytest.mark.parametrize("reached", [[], ["submit"], ["submit", "consent"], ["submit", "consent", "approve"]])
def test_nothing_leaves_before_filing(case: Case, target_code: str, consumer_dsn: str, reached: list[str]) -> None:
    case.draft(target_code=target_code)
    case.reach(reached)
    with pytest.raises(NothingToDeliver):
        push(case)
    assert arrived(consumer_dsn, "select 1 from pg_class where relname = 'residents'") == []


def test_a_whole_journey_delivers_exactly_the_approved_scope(case: Case, target_code: str, consumer_dsn: str) -> None:
    """The judge is plain Python over the rows that were put into the lake."""
    named = Not(IsBlank("name"))
    case.draft(target_code=target_code, columns=("id", "name", "district"), where=named)
    case.reach(["submit", "consent"])
    case.do("approve", case.sides.reviewer, Approval(columns=("id", "name"), and_where=Eq("district", "680102")))
    case.do("file", case.sides.filer)
    work.drain(case.installed.database, case.installed.settings)

    expected = [
        (row["id"], row["name"])
        for row in residents().to_pylist()
        if row["name"] is not None and row["district"] == "680102"
    ]
    assert expected and arrived(consumer_dsn) == expected
    with case.installed.database.unit_of_work() as uow:
        told = sharing.detail(uow, case.id, by=case.sides.clerk)
    (delivery,) = told.deliveries
    assert told.application.state is State.AWAITING_RECEIPT
    assert delivery.state is DeliveryState.DONE and delivery.digest
    assert delivery.rows_sent == delivery.rows_arrived == len(expected)

    delivered = f"delivery/{case.id}"
    assert flows_of(case.installed, delivered) == {(f"lake/{told.application.asset_code}", delivered, "exchange")}

    with pytest.raises(ReceiptDiffers):
        case.do("confirm_receipt", case.sides.clerk, 0)
    assert case.do("confirm_receipt", case.sides.clerk, len(expected)).state is State.IN_USE
    scores = Scores(5, 4, 5, 4, 5)
    assert case.do("evaluate", case.sides.clerk, scores, "减少证明 1200 份").state is State.EVALUATED
    with case.installed.database.unit_of_work() as uow:
        found = sharing.detail(uow, case.id, by=case.sides.reviewer).evaluation
        actions = [entry.action for entry in evidence.list_entries(uow, EntryFilter(), PageQuery(limit=200)).items]
    assert found is not None and found.scores == scores
    for action in ("submitted", "consented", "approved", "filed", "delivered", "received", "evaluated"):
        assert f"sharing.application.{action}" in actions, action


def test_pushing_twice_lands_once(case: Case, target_code: str, consumer_dsn: str) -> None:
    filed(case, target_code)
    first, second = push(case), push(case)
    assert first == second
    assert arrived(consumer_dsn, "select count(*) from residents") == [(500,)]


def test_masked_columns_arrive_masked(case: Case, target_code: str, consumer_dsn: str) -> None:
    case.draft(target_code=target_code, columns=("id", "name"))
    case.reach(["submit", "consent"])
    case.do("approve", case.sides.reviewer, Approval(masks={"name": MaskKind.PARTIAL}))
    case.do("file", case.sides.filer)
    push(case)
    names = {name for _, name in arrived(consumer_dsn)}
    clear = {row["name"] for row in residents().to_pylist() if row["name"]}
    assert not names & clear and None in names


def test_an_approved_scope_without_rows_is_delivered_as_an_empty_table(
    case: Case, target_code: str, consumer_dsn: str
) -> None:
    filed(case, target_code, where=And(Eq("district", "nowhere")))
    assert push(case).rows_arrived == 0
    assert arrived(consumer_dsn) == []


def revoke(case: Case) -> None:
    with case.installed.database.unit_of_work() as uow:
        grant_id = sharing.application(uow, case.id, by=HEAD).grant_id
        security.revoke(uow, str(grant_id), "用途不符", by=case.sides.reviewer)


def test_a_revocation_in_the_middle_of_a_push_rolls_it_back(
    case: Case, clock: FixedClock, target_code: str, consumer_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(case, target_code)
    push(case)
    clock.advance(minutes=1)
    land(case.installed, residents(60_000), sequence=2)
    through = delivering._while_granted
    seen = 0

    def revoked_after_one(*given: Any) -> Iterator[pa.RecordBatch]:
        nonlocal seen
        for batch in through(*given):
            seen += batch.num_rows
            yield batch
            if seen == batch.num_rows:
                revoke(case)

    monkeypatch.setattr(delivering, "_while_granted", revoked_after_one)
    with pytest.raises(GrantEnded):
        push(case)
    assert 0 < seen < 60_000
    assert arrived(consumer_dsn, "select count(*) from residents") == [(500,)]
    with case.installed.database.unit_of_work() as uow:
        newest = sharing.deliveries(uow, PageQuery(), case.id, by=case.sides.clerk).items[0]
    assert (newest.state, newest.error_code) == (DeliveryState.ABORTED, "security.grant_ended")


def test_a_revoked_grant_ends_the_application_and_lists_the_copies(
    case: Case, target_code: str, consumer_dsn: str
) -> None:
    filed(case, target_code)
    push(case)
    revoke(case)
    work.drain(case.installed.database, case.installed.settings)
    with case.installed.database.unit_of_work() as uow:
        assert sharing.application(uow, case.id, by=HEAD).state is State.REVOKED
        (task,) = work.tasks_about(uow, f"sharing/disposal/{case.id}")
    assert "500" in task.body
    with pytest.raises(NothingToDeliver):
        push(case)


def test_a_standing_share_follows_each_release(case: Case, target_code: str, consumer_dsn: str) -> None:
    filed(case, target_code, frequency=Frequency.EACH_RELEASE)
    push(case)
    land(case.installed, residents(700), sequence=2)
    assert push(case).rows_arrived == 700
    assert arrived(consumer_dsn, "select count(*) from residents") == [(700,)]


def test_a_failed_push_becomes_a_task_of_operations(case: Case, target_code: str, consumer_dsn: str) -> None:
    filed(case, target_code)
    with psycopg.connect(consumer_dsn) as connection:
        connection.execute("create table residents (id date, name text, district text)")
    with pytest.raises(Exception, match="residents"):
        push(case)
    with case.installed.database.unit_of_work() as uow:
        (task,) = work.tasks_about(uow, f"sharing/application/{case.id}")
        assert task.kind == "sharing.implementation"
        assert sharing.application(uow, case.id, by=HEAD).state is State.IMPLEMENTING


def test_a_disputed_delivery_can_be_pushed_again(case: Case, target_code: str, consumer_dsn: str) -> None:
    filed(case, target_code)
    push(case)
    assert case.do("dispute", case.sides.clerk, 499, "少了一行，请核对").state is State.IMPLEMENTING
    assert push(case).state is DeliveryState.DONE
    assert case.do("confirm_receipt", case.sides.clerk, 500).state is State.IN_USE


def test_a_target_never_shows_its_secret(case: Case, target_code: str, installed: Installation) -> None:
    def told(uow: UnitOfWork) -> str:
        shown = repr(sharing.target(uow, target_code, by=case.sides.clerk))
        lines = evidence.list_entries(uow, EntryFilter(), PageQuery(limit=200)).items
        return shown + repr(lines)

    with installed.database.unit_of_work() as uow:
        assert sharing.test_target(uow, target_code, by=case.sides.consenter).passed
        assert PASSWORD not in told(uow)
        assert sharing.list_targets(uow, PageQuery(), by=case.sides.reviewer).total == 0


def test_rows_follow_a_target_that_moved_and_nobody_else_moves_it(
    case: Case, target_code: str, consumer_dsn: str, installed: Installation
) -> None:
    with installed.database.unit_of_work() as uow:
        sharing.move_target(uow, target_code, "postgresql://u:p@127.0.0.1:1/gone", by=case.sides.consenter)
    filed(case, target_code)
    with pytest.raises(Unreachable):
        push(case)
    with installed.database.unit_of_work() as uow:
        with pytest.raises(UnknownTarget):
            sharing.move_target(uow, target_code, consumer_dsn, by=case.sides.reviewer)
        with pytest.raises(MalformedTarget):
            sharing.move_target(uow, target_code, "host=/tmp dbname=x user=y", by=case.sides.consenter)
        moved = sharing.move_target(uow, target_code, consumer_dsn, by=case.sides.consenter)
        assert (moved.tested_at, moved.test_passed) == (None, None)
        (line,) = evidence.list_entries(
            uow,
            EntryFilter(action="sharing.target.moved", subject_prefix=f"sharing/target/{target_code}"),
            PageQuery(limit=1),
        ).items
        assert line.detail["before"] == "127.0.0.1:1/gone" and PASSWORD not in repr(line)
    assert push(case).state is DeliveryState.DONE


@pytest.mark.parametrize(
    "dsn",
    [
        "host=@abstract dbname=x user=y",
        "postgresql://u:p@127.0.0.1:0/x",
        "postgresql://u:p@127.0.0.1:99999/x",
        "postgresql://u:p@127.0.0.1:ssh/x",
        "postgresql://u:p@h/d?passfile=/etc/passwd",
        "postgresql://u:p@h/d?options=-cstatement_timeout%3D0",
        "host=/var/run/postgresql dbname=d user=u",
        "postgresql:///d",
        "service=own",
        "not a dsn at all secret-marker",
    ],
)
def test_a_target_is_one_host_and_nothing_that_reads_our_files(case: Case, dsn: str) -> None:
    with case.installed.database.unit_of_work() as uow, pytest.raises(MalformedTarget) as told:
        sharing.register_target(uow, NewTarget("库", dsn), by=case.sides.consenter)
    assert "secret-marker" not in str(told.value)
