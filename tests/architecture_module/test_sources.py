"""Systems, sources, metadata registration and one source per fact: what is refused first."""

from dataclasses import replace
from decimal import Decimal

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import ApplicationSystem, Source, SystemState
from shudao.architecture.errors import (
    AlreadyCertified,
    BadQualityPlan,
    BadRegistration,
    BadSource,
    CannotCertify,
    NotCertified,
    ReasonRequired,
    SystemEnded,
    UnknownSource,
)
from shudao.kernel.database import Database
from shudao.vault import facade as vault
from tests.builders import architecture as build
from tests.builders.architecture import ENTITY, MARKER, NUMBER, PAGE


def test_a_second_source_is_refused_by_naming_the_present_one(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        other = ApplicationSystem("SYS-LD", "流动人口系统", cast.police)
        architecture.register_system(uow, other, by=cast.steward)
        architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(), by=cast.bureau)
        with pytest.raises(AlreadyCertified, match="人口系统"):
            architecture.certify_source(uow, ENTITY, "SYS-LD", build.answers(), by=cast.bureau)
        with pytest.raises(ReasonRequired):
            architecture.invalidate_certification(uow, ENTITY, " ", by=cast.bureau)
        architecture.invalidate_certification(uow, ENTITY, "换用新系统", by=cast.bureau)
        architecture.certify_source(uow, ENTITY, "SYS-LD", build.answers(), by=cast.bureau)
        certification = architecture.entity(uow, ENTITY).certification
        assert certification is not None and certification.system_code == "SYS-LD"
        history = architecture.certifications(uow, ENTITY, by=cast.outsider)
        assert sorted(c.is_valid for c in history) == [False, True]


def test_the_database_itself_holds_one_valid_certification(database: Database, raw: psycopg.Connection) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(), by=cast.bureau)
    with pytest.raises(psycopg.errors.UniqueViolation):
        raw.execute(
            "insert into architecture.certification (id, entity_code, system_code, answers, certified_at, certified_by)"
            " select 'twin', entity_code, system_code, answers, certified_at, certified_by"
            " from architecture.certification"
        )


@pytest.mark.parametrize("said", [{"only_entry_point": False}, {"performance": " "}])
def test_all_four_tests_must_hold_with_evidence(database: Database, said: dict[str, object]) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        with pytest.raises(CannotCertify) as refused:
            architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(**said), by=cast.bureau)
    assert [detail["test"] for detail in refused.value.details] == list(said)


@pytest.mark.parametrize("state", [SystemState.MERGED, SystemState.SPLIT, SystemState.RETIRED])
def test_a_system_that_ends_takes_its_certifications_with_it(database: Database, state: SystemState) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(), by=cast.bureau)
        assert architecture.set_system_state(uow, "SYS-RK", SystemState.IDLE, "停用观察", by=cast.steward) == 0
        assert architecture.set_system_state(uow, "SYS-RK", state, "系统整合", by=cast.steward) == 1
        assert architecture.entity(uow, ENTITY).certification is None
        (ended,) = architecture.certifications(uow, ENTITY, by=cast.steward)
        assert "系统整合" in str(ended.invalidated_reason)
        for again in (SystemState.IN_USE, SystemState.IDLE):
            with pytest.raises(SystemEnded):
                architecture.set_system_state(uow, "SYS-RK", again, "恢复", by=cast.steward)
        with pytest.raises(SystemEnded):
            architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(), by=cast.bureau)


def test_registering_a_system_again_neither_revives_it_nor_takes_it_over(database: Database) -> None:
    """Bringing the register up to date must not be a way round the change of state, nor round the owner."""
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        known = architecture.system(uow, "SYS-RK")
        architecture.set_system_state(uow, "SYS-RK", SystemState.RETIRED, "下线", by=cast.steward)
        architecture.register_system(uow, replace(known, name="新名", state=SystemState.IN_USE), by=cast.steward)
        assert architecture.system(uow, "SYS-RK").state is SystemState.RETIRED
        with pytest.raises(NotPermitted):
            architecture.register_system(uow, replace(known, organisation_id=cast.town.civil.id), by=cast.outsider)


def test_nobody_points_another_organisations_source_elsewhere(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        stolen = replace(architecture.source(uow, "SRC-RK"), organisation_id=cast.town.civil.id, settings={"host": "x"})
        with pytest.raises(NotPermitted):
            architecture.register_source(uow, stolen, by=cast.outsider)
        with pytest.raises(NotPermitted):
            architecture.set_secret(uow, "SRC-RK", "vault-1", by=cast.outsider)


def test_a_secret_goes_into_the_vault_and_stays_with_the_place_it_opens(database: Database) -> None:
    """Pointed elsewhere, a source would hand its secret to whoever listens there."""
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        new = Source("SRC-2", "源", "SYS-RK", "rest", {"base_url": "https://a.example"}, None, cast.police)
        first = architecture.register_source(uow, new, secret="opens-it", by=cast.developer).secret_ref
        assert first is not None
        opened = vault.open_secret(uow, first, by=cast.developer, purpose="test")
        assert opened.reveal() == "opens-it"
        again = architecture.register_source(uow, replace(new, name="改名"), by=cast.developer)
        assert again.secret_ref == first
        moved = replace(new, settings={"base_url": "https://b.example"})
        assert architecture.register_source(uow, moved, by=cast.developer).secret_ref is None


def test_settings_that_hold_a_secret_are_refused(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        leaky = Source("SRC-2", "源", "SYS-RK", "rest", {"headers": {"api_token": "x"}}, None, cast.police)
        with pytest.raises(BadSource, match="api_token"):
            architecture.register_source(uow, leaky, by=cast.developer)


def test_connections_and_physical_names_belong_to_their_organisation(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        with pytest.raises(UnknownSource):
            architecture.visible_source(uow, "SRC-RK", by=cast.outsider)
        with pytest.raises(UnknownSource):
            architecture.list_tables(uow, "SRC-RK", by=cast.outsider)
        assert architecture.list_sources(uow, PAGE, by=cast.outsider).total == 0
        with pytest.raises(NotPermitted):
            architecture.list_sources(uow, PAGE, by=cast.officer)
        assert MARKER not in repr(architecture.list_systems(uow, PAGE, by=cast.outsider))
        assert MARKER not in repr(architecture.visible_entity(uow, ENTITY, by=cast.outsider))
        assert MARKER in repr(architecture.list_systems(uow, PAGE, by=cast.developer))
        assert architecture.list_tables(uow, "SRC-RK", by=cast.developer)[0].columns[0].is_key


def test_a_registration_fits_the_table_and_the_entity_or_is_refused_whole(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        columns = {NUMBER: "SFZH", "LC01.01.001.99.001": "SFZH", build.NAME: "NO_SUCH"}
        with pytest.raises(BadRegistration) as refused:
            architecture.register_entity(uow, ENTITY, "SRC-RK", f"{MARKER}T_RK", columns, by=cast.developer)
        assert len(refused.value.details) == 2
        (registration,) = architecture.entity(uow, ENTITY).registrations
        assert registration.columns[build.NAME] == f"{MARKER}XM"
        with pytest.raises(NotPermitted):
            architecture.register_entity(uow, ENTITY, "SRC-RK", f"{MARKER}T_RK", {NUMBER: "SFZH"}, by=cast.outsider)


def test_the_certified_sources_table_is_named_first(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        architecture.register_system(uow, ApplicationSystem("SYS-A", "甲系统", cast.police), by=cast.steward)
        source = Source("A-SRC", "甲源", "SYS-A", "csv", {}, None, cast.police)
        architecture.register_source(uow, source, by=cast.developer)
        table = replace(architecture.list_tables(uow, "SRC-RK", by=cast.developer)[0], source_code="A-SRC")
        architecture.register_table(uow, table, by=cast.developer)
        architecture.register_entity(uow, ENTITY, "A-SRC", table.name, {NUMBER: "SFZH"}, by=cast.developer)
        assert [r.source_code for r in architecture.entity(uow, ENTITY).registrations] == ["A-SRC", "SRC-RK"]
        architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(), by=cast.bureau)
        assert [r.source_code for r in architecture.entity(uow, ENTITY).registrations] == ["SRC-RK", "A-SRC"]


def test_a_quality_plan_is_whole_and_the_departments_own(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        declare = architecture.declare_quality_plan
        for kinds, cycle, tolerance in (([], "daily", "0"), (["unique"], " ", "0"), (["unique"], "daily", "1.1")):
            with pytest.raises(BadQualityPlan):
                declare(uow, ENTITY, kinds, cycle, Decimal(tolerance), by=cast.owner)
        with pytest.raises(NotPermitted):
            declare(uow, ENTITY, ["unique"], "daily", Decimal(0), by=cast.outsider)
        declare(uow, ENTITY, ["unique"], "daily", Decimal("0.01"), 200_000, by=cast.owner)
        plan = architecture.entity(uow, ENTITY).quality_plan
        assert plan is not None and (plan.tolerance, plan.expected_rows) == (Decimal("0.01"), 200_000)


def test_what_is_not_certified_cannot_be_invalidated(database: Database) -> None:
    with build.ledger(database) as (uow, cast), pytest.raises(NotCertified):
        architecture.invalidate_certification(uow, ENTITY, "理由", by=cast.bureau)
