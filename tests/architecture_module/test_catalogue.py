"""The resource catalogue by the national guide: what cannot be saved, and the two approvals by different people."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture import logic_catalogue
from shudao.architecture.contracts import CatalogueItem, EntryState, Grade, Openness, ShareType
from shudao.architecture.errors import (
    BadCatalogueEntry,
    EntryCodeTaken,
    LegalBasisRequired,
    NoSuchStep,
    OwnWork,
    ReasonRequired,
    SecretRefused,
    UnknownEntry,
    UnknownLegalBasis,
)
from shudao.architecture.errors_catalogue import UnderReview
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from tests.builders import architecture as build
from tests.builders.architecture import BASIS, MARKER, PAGE, Cast
from tests.builders.mechanism import SYSTEM, make_actor

REFUSED: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"share_type": ShareType.NOT_SHARED, "share_condition": ""}, LegalBasisRequired),
    ({"share_type": ShareType.NOT_SHARED, "legal_basis": "NONE"}, UnknownLegalBasis),
    ({"is_secret": True}, SecretRefused),
    ({"share_condition": " "}, BadCatalogueEntry),
    ({"legal_basis": BASIS.code}, BadCatalogueEntry),
    ({"openness": Openness.CONDITIONAL}, BadCatalogueEntry),
    ({"category": "401001"}, BadCatalogueEntry),
    ({"code": "101001-1"}, BadCatalogueEntry),
    ({"name": "名" * 129}, BadCatalogueEntry),
    ({"abstract": ""}, BadCatalogueEntry),
    ({"provider_code": ""}, BadCatalogueEntry),
    ({"items": ()}, BadCatalogueEntry),
    ({"items": (CatalogueItem("姓名", "Z"),)}, BadCatalogueEntry),
    ({"items": (CatalogueItem("姓名", "C"), CatalogueItem("姓名", "C"))}, BadCatalogueEntry),
    ({"items": (CatalogueItem("姓名", "C", 10, "LC01.01.001.99.001"),)}, BadCatalogueEntry),
    ({"entity_code": "LC99.01.001.01"}, BadCatalogueEntry),
]


def test_what_cannot_be_saved_is_refused_and_leaves_nothing(database: Database, raw: psycopg.Connection) -> None:
    with build.ledger(database) as (uow, cast):
        architecture.register_legal_basis(uow, BASIS, by=cast.bureau)
        for given_, refusal in REFUSED:
            with pytest.raises(refusal):
                architecture.create_entry(uow, build.entry(cast.police, **given_), by=cast.officer)
    assert raw.execute("select count(*) from architecture.catalogue_entry").fetchone() == (0,)


def test_the_database_itself_refuses_not_sharing_without_a_basis(database: Database, raw: psycopg.Connection) -> None:
    with build.ledger(database) as (uow, cast):
        architecture.create_entry(uow, build.entry(cast.police), by=cast.officer)
    with pytest.raises(psycopg.errors.CheckViolation):
        raw.execute("update architecture.catalogue_entry set share_type = '3'")


def test_nobody_compiles_for_another_department_or_about_its_data(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        with pytest.raises(NotPermitted):
            architecture.create_entry(uow, build.entry(cast.police), by=cast.outsider)
        with pytest.raises(BadCatalogueEntry):
            architecture.create_entry(uow, build.entry(cast.town.civil.id), by=cast.outsider)


def _published(uow: UnitOfWork, cast: Cast, **given_: Any) -> str:
    code = architecture.create_entry(uow, build.entry(cast.police, **given_), by=cast.officer).code
    for approver in (cast.head, cast.bureau):
        architecture.submit_entry(uow, code, by=cast.officer)
        architecture.approve_entry(uow, code, "同意", by=approver)
    return code


def test_an_entry_is_published_by_the_department_and_then_the_bureau(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        code = architecture.create_entry(uow, build.entry(cast.police), by=cast.officer).code
        assert logic_catalogue.CODE.fullmatch(code)
        states = []
        for approver in (cast.head, cast.bureau):
            states.append(architecture.submit_entry(uow, code, by=cast.officer).state)
            assert work.count_open(uow, by=approver) == 1
            states.append(architecture.approve_entry(uow, code, "同意", by=approver).state)
            assert work.count_open(uow, by=approver) == 0
        entry = architecture.visible_entry(uow, code, by=cast.outsider)
    assert states == [
        EntryState.WAIT_REG_APPROVE,
        EntryState.REGISTERED,
        EntryState.WAIT_PUB_APPROVE,
        EntryState.PUBLISHED,
    ]
    assert entry.published_on == database.clock.today()
    assert entry.grade is Grade.G3, "the grade is the linked data set's"
    assert [decision.action for decision in entry.decisions] == ["提交", "同意", "提交", "同意"]


def test_the_approvals_are_other_peoples_and_two(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        code = architecture.create_entry(uow, build.entry(cast.police), by=cast.officer).code
        roles = (Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD, Role.DATA_BUREAU)
        everything = make_actor(uow, cast.town.police, *roles)
        architecture.submit_entry(uow, code, by=everything)
        with pytest.raises(OwnWork):
            architecture.approve_entry(uow, code, "同意", by=everything)
        with pytest.raises(NotPermitted):
            architecture.approve_entry(uow, code, "同意", by=cast.outsider)
        with pytest.raises(NotPermitted):
            architecture.approve_entry(uow, code, "越级", by=cast.bureau)
        both = make_actor(uow, cast.town.police, Role.DEPARTMENT_HEAD, Role.DATA_BUREAU)
        architecture.approve_entry(uow, code, "同意", by=both)
        architecture.submit_entry(uow, code, by=cast.officer)
        with pytest.raises(OwnWork):
            architecture.approve_entry(uow, code, "同意", by=both)
        with pytest.raises(NotPermitted):
            architecture.approve_entry(uow, code, "同意", by=cast.head)


def test_an_entry_sent_back_is_revised_and_approved_anew(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        code = architecture.create_entry(uow, build.entry(cast.police), by=cast.officer).code
        architecture.submit_entry(uow, code, by=cast.officer)
        with pytest.raises(ReasonRequired):
            architecture.reject_entry(uow, code, " ", by=cast.head)
        with pytest.raises(NoSuchStep):
            architecture.revise_entry(uow, code, build.entry(cast.police), by=cast.officer)
        architecture.reject_entry(uow, code, "摘要不清", by=cast.head)
        better = build.entry(cast.police, abstract="全市户籍人口的身份与住址登记信息，每日更新。")
        with pytest.raises(NotPermitted):
            architecture.revise_entry(uow, code, better, by=cast.outsider)
        revised = architecture.revise_entry(uow, code, better, by=cast.officer)
        assert (revised.state, revised.version, revised.abstract) == (EntryState.DRAFT, 2, better.abstract)
        architecture.submit_entry(uow, code, by=cast.officer)
        assert architecture.approve_entry(uow, code, "同意", by=cast.head).state is EntryState.REGISTERED


def test_what_is_published_is_recalled_with_a_reason_and_then_fixed(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        code = _published(uow, cast)
        with pytest.raises(NotPermitted):
            architecture.recall_entry(uow, code, "理由", by=cast.outsider)
        with pytest.raises(ReasonRequired):
            architecture.recall_entry(uow, code, "", by=cast.bureau)
        architecture.recall_entry(uow, code, "机构改革", by=cast.bureau)
        with pytest.raises(UnknownEntry):
            architecture.visible_entry(uow, code, by=cast.outsider)
        with pytest.raises(NoSuchStep):
            architecture.revise_entry(uow, code, build.entry(cast.police), by=cast.officer)


def test_a_published_entry_stays_in_force_until_its_revision_has_both_approvals(database: Database) -> None:
    """A revision is compiled beside what is published, goes through both approvals, and leaves a version behind."""
    with build.ledger(database) as (uow, cast):
        code = _published(uow, cast)
        better = build.entry(cast.police, abstract="更好的摘要。")
        revised = architecture.revise_entry(uow, code, better, by=cast.officer)
        assert (revised.state, revised.version, revised.abstract) == (EntryState.PUBLISHED, 1, build.entry("").abstract)
        assert architecture.visible_entry(uow, code, by=cast.outsider).revision is None
        seen = architecture.visible_entry(uow, code, by=cast.officer).revision
        assert seen is not None and (seen.state, seen.content.abstract) == (EntryState.DRAFT, better.abstract)
        architecture.submit_entry(uow, code, by=cast.officer)
        with pytest.raises(NoSuchStep):
            architecture.revise_entry(uow, code, better, by=cast.officer)
        architecture.approve_entry(uow, code, by=cast.head)
        architecture.submit_entry(uow, code, by=cast.officer)
        with pytest.raises(OwnWork):
            architecture.approve_entry(uow, code, by=replace(cast.officer, roles=cast.bureau.roles))
        made = architecture.approve_entry(uow, code, by=cast.bureau)
        assert (made.state, made.version, made.abstract) == (EntryState.PUBLISHED, 2, better.abstract)
        (earlier,) = architecture.entry_versions(uow, code, by=cast.outsider)
        assert (earlier.version, earlier.content.abstract) == (1, build.entry("").abstract)


def test_a_revision_can_be_given_up_until_it_is_handed_in(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        code = _published(uow, cast)
        architecture.revise_entry(uow, code, build.entry(cast.police, abstract="另一摘要。"), by=cast.officer)
        with pytest.raises(NotPermitted):
            architecture.drop_revision(uow, code, by=cast.outsider)
        architecture.drop_revision(uow, code, by=cast.officer)
        assert architecture.visible_entry(uow, code, by=cast.officer).revision is None
        with pytest.raises(NoSuchStep):
            architecture.drop_revision(uow, code, by=cast.officer)


def test_an_entry_is_found_under_every_code_it_had_and_none_is_given_twice(database: Database) -> None:
    """The rule for codes is replaceable; what is recoded keeps its approvals and its old code as an alias."""
    with build.ledger(database) as (uow, cast):
        code = _published(uow, cast)
        with pytest.raises(NotPermitted):
            architecture.choose_rule(uow, "provider-serial", by=cast.officer)
        architecture.choose_rule(uow, "provider-serial", by=cast.bureau)
        new = architecture.recode_entry(uow, code, "改用省标准", by=cast.bureau)
        assert new.startswith("11680100LC000004X4/")
        found = architecture.visible_entry(uow, code, by=cast.outsider)
        assert (found.code, found.aliases, found.state) == (new, (code,), EntryState.PUBLISHED)
        with pytest.raises(EntryCodeTaken):
            architecture.create_entry(uow, build.entry(cast.police, name="另一资源", code=code), by=cast.officer)
        architecture.revise_entry(uow, code, build.entry(cast.police, abstract="摘要。"), by=cast.officer)
        architecture.submit_entry(uow, code, by=cast.officer)
        with pytest.raises(UnderReview):
            architecture.recode_entry(uow, code, "再改", by=cast.bureau)


def test_drafts_are_unknown_to_outsiders_in_every_way(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        draft = build.entry(cast.police, name=f"{MARKER}目录")
        code = architecture.create_entry(uow, draft, by=cast.officer).code
        with pytest.raises(UnknownEntry):
            architecture.visible_entry(uow, code, by=cast.outsider)
        found: dict[str, Callable[[Actor], int]] = {
            "list": lambda who: architecture.list_catalogue(uow, PAGE, by=who).total,
            "search": lambda who: architecture.search(uow, MARKER, PAGE, by=who).total,
        }
        for count in found.values():
            assert (count(cast.outsider), count(cast.officer), count(cast.bureau)) == (0, 1, 1)


def test_codes_and_names_are_given_once(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        create = architecture.create_entry
        create(uow, build.entry(cast.police, code="101001/7"), by=cast.officer)
        with pytest.raises(EntryCodeTaken):
            create(uow, build.entry(cast.police, code="101001/7", name="另一个"), by=cast.officer)
        with pytest.raises(BadCatalogueEntry):
            create(uow, build.entry(cast.police), by=cast.officer)
        codes = {create(uow, build.entry(cast.police, name=f"目录{n}"), by=cast.officer).code for n in range(3)}
        assert len(codes) == 3


def test_only_the_bureau_keeps_the_register_of_legal_bases(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        with pytest.raises(NotPermitted):
            architecture.register_legal_basis(uow, BASIS, by=cast.head)
        architecture.register_legal_basis(uow, BASIS, by=SYSTEM)
        hidden = build.entry(cast.police, share_type=ShareType.NOT_SHARED, share_condition="", legal_basis=BASIS.code)
        entry = architecture.create_entry(uow, hidden, by=cast.officer)
        assert entry.legal_basis == BASIS


@given(st.sampled_from(list(EntryState)), st.sampled_from(["SUBMIT", "APPROVE", "REJECT", "RECALL"]))
def test_no_step_leads_past_an_approval(state: EntryState, step: str) -> None:
    """Published is reached from the bureau's desk only, and that desk only from what the department registered."""
    reached = logic_catalogue.next_state(getattr(logic_catalogue, step), state)
    if reached is EntryState.PUBLISHED:
        assert (state, step) == (EntryState.WAIT_PUB_APPROVE, "APPROVE")
    if reached is EntryState.WAIT_PUB_APPROVE:
        assert state in (EntryState.REGISTERED, EntryState.PUB_REJECT)


@given(st.from_regex(r"[1-3][0-9]{5}[0-9]{0,4}", fullmatch=True), st.integers(1, 10**9))
def test_given_codes_keep_the_structure_of_the_guide(category: str, number: int) -> None:
    assert logic_catalogue.CODE.fullmatch(logic_catalogue.entry_code(category, number))
