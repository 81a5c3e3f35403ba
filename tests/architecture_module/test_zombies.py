"""A system nobody reads and in which nothing changes is listed as idle, with what speaks for it (SPEC 4.11)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.architecture import facade as architecture
from shudao.architecture.contracts import IdleSign, SystemFilter, SystemState
from shudao.architecture.logic_zombies import SystemUse, idle_evidence
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from tests.builders import architecture as build
from tests.builders.architecture import PAGE

NOW = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
OLD = NOW - timedelta(days=900)
LATELY = NOW - timedelta(days=10)
IDLE = SystemUse(SystemState.IN_USE, OLD, None, None, None, has_owner=True)


@pytest.mark.parametrize(
    "use",
    [
        replace(IDLE, last_read_at=LATELY),
        replace(IDLE, last_changed_at=LATELY),
        replace(IDLE, last_used_at=LATELY),
        replace(IDLE, registered_at=LATELY),
        replace(IDLE, registered_at=LATELY, has_owner=False),
        replace(IDLE, state=SystemState.PLANNED),
        replace(IDLE, state=SystemState.BUILDING),
        replace(IDLE, state=SystemState.RETIRED),
    ],
)
def test_one_sign_of_life_is_enough(use: SystemUse) -> None:
    assert idle_evidence(use, NOW, 180) == ()


def test_the_evidence_says_when_it_was_last_seen() -> None:
    signs = idle_evidence(replace(IDLE, last_used_at=OLD, has_owner=False), NOW, 180)
    assert [(sign.sign, sign.last_seen_at) for sign in signs] == [
        (IdleSign.NO_READS, OLD),
        (IdleSign.NO_CHANGES, None),
        (IdleSign.NO_OWNER, None),
    ]


@given(days=st.integers(1, 2000), read=st.integers(0, 3000), changed=st.integers(0, 3000))
def test_idle_is_exactly_both_beyond_the_set_time(days: int, read: int, changed: int) -> None:
    use = replace(
        IDLE,
        registered_at=NOW - timedelta(days=4000),
        last_read_at=NOW - timedelta(days=read),
        last_changed_at=NOW - timedelta(days=changed),
    )
    assert bool(idle_evidence(use, NOW, days)) == (read >= days and changed >= days)


def test_reading_a_source_takes_its_system_off_the_list(database: Database, clock: FixedClock) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        clock.advance(days=181)
        asked = SystemFilter(idle=True)
        (line,) = architecture.list_system_lines(uow, PAGE, asked, idle_days=180, by=cast.outsider).items
        assert (line.system.code, line.is_idle, line.system.vendor) == ("SYS-RK", True, "")
        page = architecture.system_page(uow, "SYS-RK", idle_days=180, by=cast.steward)
        assert [each.sign for each in page.idle] == list(IdleSign)
        architecture.note_read(uow, "SRC-RK")
        assert architecture.list_system_lines(uow, PAGE, asked, idle_days=180, by=cast.steward).total == 0


def test_an_outsider_sees_that_a_system_is_idle_but_nothing_physical(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        page = architecture.system_page(uow, "SYS-RK", idle_days=180, by=cast.outsider)
        assert build.MARKER not in repr(page)
        assert (page.sources, page.may_edit, page.may_claim) == ((), False, False)
