"""Nothing enters the lake but by the write door: whole, counted, certified, and once."""

import threading
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.admission import door
from shudao.admission import facade as admission
from shudao.admission.contracts import Mode, WriteTicket
from shudao.admission.errors import BatchDoesNotAddUp, NoCertificate, StreamOvertaken, UnknownAsset
from shudao.admission.jobs import recover
from shudao.app.installation import Installation
from shudao.kernel.jobs import JobContext
from shudao.lake import snapshot, write
from shudao.lake.errors import StagedFileRefused
from tests.builders.lake import land, ledger_of, people, rejects_of, rows_of, stage
from tests.builders.mechanism import SYSTEM, Town

CODE = "dm_people"
FAULTS = [{"reason": "wrong_field_count", "raw": "a,b"}, {"reason": "blank_line", "raw": ""}]


def opened(installed: Installation, stream: str = "test", **given: Any) -> WriteTicket:
    return admission.open_write(installed.database, installed.settings, CODE, stream, by=SYSTEM, **given)


def committed(installed: Installation, ticket: WriteTicket, read: int, rejects: Any = None) -> Any:
    return admission.commit_write(installed.database, installed.settings, ticket, read=read, rejects=rejects, by=SYSTEM)


def assert_nothing_landed(installed: Installation) -> None:
    assert ledger_of(installed, CODE) == []
    assert snapshot.position(admission.lake_table(installed.settings, CODE), "test") is None
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, CODE).latest_version is None


@pytest.mark.parametrize("read", [0, 9, 11])
def test_a_batch_that_does_not_add_up_is_refused_and_leaves_nothing(
    installed: Installation, town: Town, read: int
) -> None:
    ticket = opened(installed)
    stage(ticket, people(10))
    with pytest.raises(BatchDoesNotAddUp) as refusal:
        committed(installed, ticket, read)
    assert f"读取 {read} 条，入湖 10 条，剔除 0 条" in refusal.value.message()
    assert_nothing_landed(installed)
    assert rejects_of(installed, CODE) == {}


def test_files_of_another_schema_are_refused_and_leave_nothing(installed: Installation, town: Town) -> None:
    ticket = opened(installed)
    pq.write_table(pa.table({"id": ["text instead of a number"]}), f"{ticket.staging}/part-0.parquet")
    with pytest.raises(StagedFileRefused):
        committed(installed, ticket, 1)
    assert ledger_of(installed, CODE) == []
    assert snapshot.position(admission.lake_table(installed.settings, CODE), "test") is None


def test_without_a_certificate_the_door_stays_closed(installed: Installation, town: Town) -> None:
    with installed.database.unit_of_work() as uow:
        admission.revoke(uow, CODE, "数据源停用", by=SYSTEM)
    with pytest.raises(NoCertificate):
        opened(installed)
    with pytest.raises(UnknownAsset):
        admission.open_write(installed.database, installed.settings, "dm_unknown", "test", by=SYSTEM)


def test_a_certificate_revoked_between_opening_and_commit_refuses_the_batch(
    installed: Installation, town: Town
) -> None:
    ticket = opened(installed)
    stage(ticket, people(3))
    with installed.database.unit_of_work() as uow:
        admission.revoke(uow, CODE, "停用", by=SYSTEM)
    with pytest.raises(NoCertificate):
        committed(installed, ticket, 3)
    with installed.database.unit_of_work() as uow:
        admission.admit(uow, CODE, by=SYSTEM)
    with pytest.raises(NoCertificate):
        # Admitted anew under another certificate: what was opened under the old one stays refused.
        committed(installed, ticket, 3)
    assert_nothing_landed(installed)


def test_a_revocation_waits_for_the_batch_that_is_being_committed(
    installed: Installation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = opened(installed)
    stage(ticket, people(3))
    finished: list[str] = []

    def revoke() -> None:
        with installed.database.unit_of_work() as uow:
            admission.revoke(uow, CODE, "停用", by=SYSTEM)
        finished.append("revoked")

    revoking = threading.Thread(target=revoke)
    commit = write.commit

    def slowly(*given: Any) -> Any:
        revoking.start()
        revoking.join(0.5)
        finished.append("committed")
        return commit(*given)

    monkeypatch.setattr(write, "commit", slowly)
    committed(installed, ticket, 3)
    revoking.join(30)
    assert finished == ["committed", "revoked"]
    assert len(ledger_of(installed, CODE)) == 1


def test_a_batch_lands_with_its_rejects_and_everything_is_counted(
    installed: Installation, town: Town, raw: psycopg.Connection[Any]
) -> None:
    entry = land(installed, CODE, people(10), rejects=FAULTS)
    assert (entry.read, entry.landed, entry.rejected) == (12, 10, 2)
    assert rows_of(installed, CODE) == people(10)
    assert rejects_of(installed, CODE) == {entry.rejects_file: FAULTS}
    with installed.database.unit_of_work() as uow:
        asset = admission.asset(uow, CODE)
    assert (asset.rows, asset.latest_version, asset.released_version) == (10, entry.lake_version, None)
    told = raw.execute("select args from public.procrastinate_jobs where queue_name = 'facts'").fetchall()
    lines = raw.execute("select detail from evidence.entry where action = 'admission.batch.landed'").fetchall()
    assert [line["lake_version"] for (line,) in lines] == [entry.lake_version]
    assert "居民" not in str(lines) + str(told), "a value got into the evidence"


def test_appended_and_replaced_rows_are_counted_as_they_are(installed: Installation, town: Town) -> None:
    land(installed, CODE, people(10))
    land(installed, CODE, people(5, 11))
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, CODE).rows == 15
    assert sorted(row["id"] for row in rows_of(installed, CODE)) == list(range(1, 16))
    land(installed, CODE, people(2), mode=Mode.REPLACE)
    assert rows_of(installed, CODE) == people(2)
    land(installed, CODE, [], mode=Mode.REPLACE)
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, CODE).rows == 0
    assert rows_of(installed, CODE) == []


def test_the_same_batch_run_again_answers_with_the_same_entry(installed: Installation, town: Town) -> None:
    first = land(installed, CODE, people(10), rejects=FAULTS, sequence=7)
    again = land(installed, CODE, people(10), rejects=FAULTS, sequence=7)
    assert again == first
    assert ledger_of(installed, CODE) == [first]
    assert len(rows_of(installed, CODE)) == 10


def test_two_tries_of_one_batch_at_once_land_once(installed: Installation, town: Town) -> None:
    one, two = opened(installed, sequence=1), opened(installed, sequence=1)
    stage(one, people(10))
    stage(two, people(10))
    first = committed(installed, one, 10)
    assert committed(installed, two, 10) == first
    assert committed(installed, one, 10) == first
    assert len(rows_of(installed, CODE)) == 10


def test_a_writer_that_was_overtaken_is_told_and_leaves_the_winner_alone(installed: Installation, town: Town) -> None:
    slow, fast = opened(installed), opened(installed)
    stage(slow, people(3, 100))
    stage(fast, people(10))
    entry = committed(installed, fast, 11, pa.Table.from_pylist(FAULTS[:1]))
    with pytest.raises(StreamOvertaken):
        committed(installed, slow, 5, pa.Table.from_pylist(FAULTS))
    assert ledger_of(installed, CODE) == [entry]
    assert rows_of(installed, CODE) == people(10)
    assert rejects_of(installed, CODE) == {entry.rejects_file: FAULTS[:1]}


def test_writers_of_two_streams_do_not_disturb_each_other(installed: Installation, town: Town) -> None:
    failed: list[Exception] = []

    def write_stream(stream: str, start: int) -> None:
        try:
            for turn in range(5):
                land(installed, CODE, people(4, start + 4 * turn), stream=stream, sequence=turn + 1)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write_stream, args=(name, start)) for name, start in (("a", 1), ("b", 101))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    entries = ledger_of(installed, CODE)
    assert sorted((e.stream, e.sequence) for e in entries) == [(s, n) for s in "ab" for n in range(1, 6)]
    assert len({e.lake_version for e in entries}) == 10
    assert sorted(row["id"] for row in rows_of(installed, CODE)) == [*range(1, 21), *range(101, 121)]
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, CODE).rows == 40


class Crash(Exception):
    """The machine stops here."""


def crashing(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, *, after: bool) -> None:
    """Let one step of the door stop the machine, before or after it is done."""
    original = getattr(place, name)

    def crash(*given: Any, **named: Any) -> Any:
        if after:
            original(*given, **named)
        raise Crash

    monkeypatch.setattr(place, name, crash)


STEPS = {
    "before the rejects": (door, "_write_rejects", False),
    "before the Delta commit": (write, "commit", False),
    "after the Delta commit": (write, "commit", True),
    "before the ledger row": (door, "_roll_forward", False),
    "before the transaction ends": (door, "_roll_forward", True),
}


@pytest.mark.parametrize("step", STEPS)
def test_after_a_crash_the_repeated_batch_lands_exactly_once(
    installed: Installation, town: Town, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    land(installed, CODE, people(10))
    place, name, after = STEPS[step]
    with monkeypatch.context() as patch:
        ticket = opened(installed, sequence=2)
        stage(ticket, people(5, 11))
        crashing(patch, place, name, after=after)
        with pytest.raises(Crash):
            committed(installed, ticket, 7, pa.Table.from_pylist(FAULTS))
    assert len(ledger_of(installed, CODE)) == 1
    entry = land(installed, CODE, people(5, 11), rejects=FAULTS, sequence=2)
    assert (entry.read, entry.landed, entry.rejected) == (7, 5, 2)
    assert [e.sequence for e in ledger_of(installed, CODE)] == [1, 2]
    assert sorted(row["id"] for row in rows_of(installed, CODE)) == list(range(1, 16))
    assert rejects_of(installed, CODE) == {entry.rejects_file: FAULTS}


def test_recovery_rolls_the_ledger_forward_in_order_and_only_once(
    installed: Installation, town: Town, monkeypatch: pytest.MonkeyPatch, raw: psycopg.Connection[Any]
) -> None:
    """Of two streams one is killed behind its commit, and the other one commits after it."""
    with monkeypatch.context() as patch:
        killed, later = opened(installed), opened(installed, stream="other")
        stage(killed, people(5))
        stage(later, people(5, 11))
        crashing(patch, write, "commit", after=True)
        with pytest.raises(Crash):
            committed(installed, killed, 5)
    entry = committed(installed, later, 5)
    assert [(e.stream, e.landed) for e in ledger_of(installed, CODE)] == [("test", 5), ("other", 5)]
    context = JobContext(installed.database, installed.clock, installed.settings)
    recover(context)
    recover(context)
    assert len(ledger_of(installed, CODE)) == 2
    lines = raw.execute(
        "select account_id, behalf_of from evidence.entry where action = 'admission.batch.landed' order by id"
    ).fetchall()
    assert lines == [("system:test", None)] * 2
    assert entry.sequence == 1


def test_recovery_by_the_job_alone_finds_a_commit_without_its_ledger_row(
    installed: Installation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        ticket = opened(installed)
        stage(ticket, people(5))
        crashing(patch, write, "commit", after=True)
        with pytest.raises(Crash):
            committed(installed, ticket, 5)
    assert ledger_of(installed, CODE) == []
    assert admission.recover(installed.database, installed.settings) == 1
    [entry] = ledger_of(installed, CODE)
    assert (entry.read, entry.landed) == (5, 5)
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, CODE).latest_version == entry.lake_version


def test_what_killed_tries_had_staged_is_gone_after_the_batch_landed(installed: Installation, town: Town) -> None:
    killed = opened(installed)
    stage(killed, people(5))
    land(installed, CODE, people(3))
    folder = Path(admission.lake_table(installed.settings, CODE).path)
    assert len(list(folder.glob("stage-*"))) == 1
    assert not Path(killed.staging).exists()
