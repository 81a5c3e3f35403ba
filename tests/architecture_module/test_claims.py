"""Tables of the register are claimed, excluded with a reason, or unsurveyed; the counts are nobody's own report."""

from dataclasses import replace

import pytest

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    CountBy,
    ExclusionReason,
    PhysicalColumn,
    PhysicalTable,
    SystemState,
    TableCounts,
    TableFilter,
    TableState,
)
from shudao.architecture.errors import ExclusionNote, NoTableChosen, SystemChanged, TableRegistered, UnknownTables
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from tests.builders import architecture as build
from tests.builders.architecture import ENTITY, MARKER, PAGE, Cast

NAMES = ["T_A", "T_B", "T_LOG"]
REGISTERED = f"{MARKER}T_RK"


def plant(uow: UnitOfWork, cast: Cast) -> None:
    """The source with one registered table, and three that nobody has looked at."""
    build.register_source(uow, cast)
    for name in NAMES:
        table = PhysicalTable("SRC-RK", name, (PhysicalColumn("id", is_key=True, comment="编号"), PhysicalColumn("x")))
        architecture.register_table(uow, table, by=cast.developer)


def states(uow: UnitOfWork, cast: Cast) -> dict[str, TableState]:
    found = architecture.list_register(uow, PAGE, TableFilter(source_code="SRC-RK"), by=cast.steward)
    return {table.name: table.state for table in found.items}


def test_only_stewards_and_owners_of_the_source_decide_on_its_tables(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        for who in (cast.outsider, cast.developer, cast.head, cast.officer, cast.bureau, cast.security):
            with pytest.raises(NotPermitted):
                architecture.claim_tables(uow, "SRC-RK", NAMES, by=who)
            with pytest.raises(NotPermitted):
                architecture.exclude_tables(uow, "SRC-RK", NAMES, ExclusionReason.LOG, by=who)
            with pytest.raises(NotPermitted):
                architecture.release_tables(uow, "SRC-RK", [REGISTERED], by=who)
        assert set(states(uow, cast).values()) == {TableState.UNSURVEYED, TableState.CLAIMED}


def test_nobody_is_made_to_answer_for_a_table_by_another_department(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        with pytest.raises(NotPermitted):
            architecture.claim_tables(uow, "SRC-RK", ["T_A"], cast.town.civil.id, by=cast.steward)


def test_physical_names_stay_with_their_department_and_the_counts_are_open(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        seen = architecture.list_register(uow, PAGE, TableFilter(), by=cast.outsider)
        assert (seen.items, seen.total) == ([], 0)
        with pytest.raises(NotPermitted):
            architecture.list_register(uow, PAGE, TableFilter(), by=cast.officer)
        assert architecture.table_counts(uow, CountBy.ORGANISATION) == {cast.police: TableCounts(4, 1, 1, 0)}


def test_a_table_is_claimed_excluded_and_released(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        assert architecture.claim_tables(uow, "SRC-RK", ["T_A", "T_B"], by=cast.steward) == 2
        assert architecture.claim_tables(uow, "SRC-RK", ["T_A"], by=cast.owner) == 0
        assert architecture.exclude_tables(uow, "SRC-RK", ["T_LOG"], ExclusionReason.LOG, by=cast.owner) == 1
        counts = architecture.table_counts(uow, CountBy.SYSTEM)["SYS-RK"]
        assert counts == TableCounts(tables=4, claimed=3, registered=1, excluded=1)
        assert (counts.unsurveyed, counts.to_catalogue) == (0, 3)
        architecture.release_tables(uow, "SRC-RK", ["T_B"], by=cast.steward)
        assert states(uow, cast)["T_B"] is TableState.UNSURVEYED
        asked = TableFilter(system_code="SYS-RK", state=TableState.EXCLUDED)
        (excluded,) = architecture.list_register(uow, PAGE, asked, by=cast.steward).items
        assert (excluded.name, excluded.reason, excluded.commented_count) == ("T_LOG", ExclusionReason.LOG, 1)


def test_what_an_entity_rests_on_is_claimed_by_it_and_neither_excluded_nor_released(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        asked = TableFilter(state=TableState.CLAIMED)
        (claimed,) = architecture.list_register(uow, PAGE, asked, by=cast.steward).items
        assert (claimed.name, claimed.entity_code, claimed.organisation_id) == (REGISTERED, ENTITY, cast.police)
        with pytest.raises(TableRegistered, match=REGISTERED):
            architecture.exclude_tables(uow, "SRC-RK", ["T_A", REGISTERED], ExclusionReason.COPY, by=cast.steward)
        with pytest.raises(TableRegistered):
            architecture.release_tables(uow, "SRC-RK", [REGISTERED], by=cast.steward)
        assert states(uow, cast)["T_A"] is TableState.UNSURVEYED


def test_one_unknown_name_refuses_the_whole_choice(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        with pytest.raises(UnknownTables, match="T_NO"):
            architecture.claim_tables(uow, "SRC-RK", ["T_A", "T_NO"], by=cast.steward)
        with pytest.raises(NoTableChosen):
            architecture.claim_tables(uow, "SRC-RK", [], by=cast.steward)
        with pytest.raises(ExclusionNote):
            architecture.exclude_tables(uow, "SRC-RK", ["T_A"], ExclusionReason.OTHER, " ", by=cast.steward)
        assert states(uow, cast)["T_A"] is TableState.UNSURVEYED


def test_tables_of_a_system_that_ended_are_nobodys_denominator(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        assert architecture.table_counts(uow, CountBy.SOURCE, [cast.town.civil.id]) == {}
        architecture.set_system_state(uow, "SYS-RK", SystemState.RETIRED, "下线", by=cast.steward)
        assert architecture.table_counts(uow, CountBy.SOURCE) == {}


def test_the_second_of_two_edits_of_a_system_is_told(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        plant(uow, cast)
        seen = architecture.system(uow, "SYS-RK")
        architecture.edit_system(uow, replace(seen, legal_number="澜发改〔2024〕18号"), by=cast.steward)
        with pytest.raises(SystemChanged):
            architecture.edit_system(uow, replace(seen, vendor="别家"), by=cast.owner)
        kept = architecture.system(uow, "SYS-RK")
        assert (kept.legal_number, kept.version) == ("澜发改〔2024〕18号", seen.version + 1)
