"""One deployment, a province and its cities: what is inherited is read, supplements are local, proposals go upward."""

from datetime import date
from typing import Any

import pytest

from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import Level, Organisation, OrganisationKind
from shudao.policy import facade as policy
from shudao.policy.contracts import CodeRow, DataType, Library, NewDataElement, ProposalState, Representation, State
from shudao.policy.errors import UnknownCodeTable, UnknownDataElement
from shudao.policy.errors_codes import (
    AlreadyInherited,
    NothingToPropose,
    NotInherited,
    ShadowsInherited,
    UnknownProposal,
)
from shudao.work import facade as work
from shudao.work.errors import AlreadyPending, DecidesOwnChange, NoReason, UnknownChange
from tests.builders.mechanism import define_posts, make_actor, make_organisation

PAGE = PageQuery()
BASE = (CodeRow("10", "甲类"), CodeRow("20", "乙类"))
EXTENSION = (CodeRow("81", "开发区一", "10"), CodeRow("82", "开发区二", "10"))


class Province:
    """A province with two cities, each with its bureau and one department, and people in all of them."""

    def __init__(self, uow: UnitOfWork) -> None:
        define_posts(uow)
        self.top, self.top_bureau, self.top_police = self._government(uow, "省", Level.PROVINCE, None)
        self.city, self.city_bureau, self.city_police = self._government(uow, "甲市", Level.CITY, self.top.id)
        self.other, self.other_bureau, self.other_police = self._government(uow, "乙市", Level.CITY, self.top.id)
        self.province_clerk = make_actor(uow, self.top_bureau, Role.DATA_BUREAU)
        self.province_chief = make_actor(uow, self.top_bureau, Role.DATA_BUREAU)
        self.city_clerk = make_actor(uow, self.city_bureau, Role.DATA_BUREAU)
        self.city_chief = make_actor(uow, self.city_bureau, Role.DATA_BUREAU)
        self.steward = make_actor(uow, self.city_police, Role.DATA_STEWARD)
        self.neighbour = make_actor(uow, self.other_bureau, Role.DATA_BUREAU)

    def _government(
        self, uow: UnitOfWork, name: str, level: Level, parent: str | None
    ) -> tuple[Organisation, Organisation, Organisation]:
        given: dict[str, Any] = {"level": level}
        top = make_organisation(uow, name=name, kind=OrganisationKind.GOVERNMENT, parent_id=parent, **given)
        bureau = make_organisation(uow, name=f"{name}局", kind=OrganisationKind.BUREAU, parent_id=top.id, **given)
        police = make_organisation(uow, name=f"{name}公安", parent_id=top.id, **given)
        return top, bureau, police

    def publish_table(self, uow: UnitOfWork) -> None:
        about: dict[str, Any] = {"title": "区划", "version": "1", "organisation_id": self.top_bureau.id}
        policy.load_code_table(uow, "region", BASE, **about, by=self.province_clerk)
        policy.submit_code_tables(uow, ["region"], by=self.province_clerk)
        policy.publish_code_tables(uow, ["region"], by=self.province_chief)

    def draft_supplement(
        self, uow: UnitOfWork, by: Actor | None = None, rows: tuple[CodeRow, ...] = EXTENSION, **given: Any
    ) -> None:
        about: dict[str, Any] = {"title": "甲市补充", "version": "1", "organisation_id": self.city_bureau.id} | given
        policy.load_supplement(uow, "region", "region_jia", rows, **about, by=by or self.city_clerk)

    def publish_supplement(self, uow: UnitOfWork) -> None:
        self.draft_supplement(uow)
        policy.submit_code_tables(uow, ["region_jia"], by=self.city_clerk)
        policy.publish_code_tables(uow, ["region_jia"], by=self.city_chief)


@pytest.fixture
def uow(database: Database) -> Any:
    with database.unit_of_work() as uow:
        yield uow


@pytest.fixture
def province(uow: UnitOfWork) -> Province:
    made = Province(uow)
    made.publish_table(uow)
    return made


def element(organisation: Organisation, **given: Any) -> NewDataElement:
    usual: dict[str, Any] = {
        "code": "DE70001",
        "name": "网格编号",
        "definition": "社区网格的编号。",
        "object_class": "网格",
        "property": "编号",
        "representation": Representation.IDENTIFIER,
        "data_type": DataType.STRING,
        "format": "an..20",
        "submitted_by": organisation.id,
    }
    return NewDataElement(**(usual | given))


def publish_element(uow: UnitOfWork, new: NewDataElement, drafter: Actor, publisher: Actor) -> None:
    policy.define_data_element(uow, new, by=drafter)
    policy.submit_data_elements(uow, [new.code], by=drafter)
    policy.publish_data_elements(uow, [new.code], by=publisher)


def test_a_city_cannot_change_what_the_province_published(uow: UnitOfWork, province: Province) -> None:
    """Neither a new version of the table nor of an element, nor ending them; not even the city's bureau."""
    about: dict[str, Any] = {"title": "区划", "version": "2", "organisation_id": province.city_bureau.id}
    publish_element(uow, element(province.top_police), province.province_clerk, province.province_chief)
    for by in (province.city_clerk, province.steward):
        with pytest.raises(NotPermitted):
            policy.load_code_table(uow, "region", BASE[:1], **about, by=by)
        with pytest.raises(NotPermitted):
            policy.follow_revision(uow, "region", [], version="2", effective_on=date(2027, 1, 1), source="", by=by)
        with pytest.raises(NotPermitted):
            policy.define_data_element(uow, element(province.city_police, version=2), by=by)
        with pytest.raises(NotPermitted):
            policy.retire_code_table(uow, "region", "不用", by=by)
        with pytest.raises(NotPermitted):
            policy.retire_data_element(uow, "DE70001", "不用", by=by)
    assert policy.code_table(uow, "region").version == "1"


def test_a_bureau_publishes_in_its_own_government_and_below(uow: UnitOfWork, province: Province) -> None:
    policy.define_data_element(uow, element(province.city_police), by=province.steward)
    policy.submit_data_elements(uow, ["DE70001"], by=province.steward)
    with pytest.raises(NotPermitted):
        policy.publish_data_elements(uow, ["DE70001"], by=province.neighbour)
    policy.publish_data_elements(uow, ["DE70001"], by=province.province_chief)
    about: dict[str, Any] = {"title": "省表", "version": "1", "organisation_id": province.top_bureau.id}
    policy.load_code_table(uow, "upper", BASE, **about, by=province.province_clerk)
    policy.submit_code_tables(uow, ["upper"], by=province.province_clerk)
    with pytest.raises(NotPermitted):
        policy.publish_code_tables(uow, ["upper"], by=province.city_chief)


def test_drafts_of_the_province_and_of_neighbours_are_unknown_to_a_city(uow: UnitOfWork, province: Province) -> None:
    province.draft_supplement(uow)
    for by, total in ((province.neighbour, 1), (province.city_chief, 2), (province.province_chief, 2)):
        assert policy.list_code_tables(uow, PAGE, by=by).total == total, by.name
    with pytest.raises(UnknownCodeTable):
        policy.read_code_table(uow, "region_jia", by=province.neighbour)


def test_a_supplement_holds_in_its_city_alone(uow: UnitOfWork, province: Province) -> None:
    province.publish_supplement(uow)
    seen = {
        by.name: [code.code for code in policy.list_codes(uow, "region", PAGE, by=by).items]
        for by in (province.steward, province.neighbour, province.province_clerk)
    }
    assert sorted(seen[province.steward.name]) == ["10", "20", "81", "82"]
    assert seen[province.neighbour.name] == seen[province.province_clerk.name] == ["10", "20"]
    assert policy.is_valid(uow, "region", "81", organisation_id=province.city_police.id)
    assert not policy.is_valid(uow, "region", "81", organisation_id=province.other_police.id)
    assert not policy.is_valid(uow, "region", "81")
    assert policy.mapping(uow, "region", organisation_id=province.city_police.id)["开发区一"] == "81"
    local = policy.codes(uow, "region", organisation_id=province.city_police.id)[-1]
    assert local.is_local and local.table == "region_jia"


def test_a_supplement_never_rewrites_an_inherited_code(uow: UnitOfWork, province: Province) -> None:
    with pytest.raises(ShadowsInherited):
        province.draft_supplement(uow, rows=(CodeRow("10", "改名"),))
    with pytest.raises(NotInherited):
        province.draft_supplement(uow, province.province_clerk, organisation_id=province.top_bureau.id)
    with pytest.raises(NotPermitted):
        province.draft_supplement(uow, province.neighbour)
    with pytest.raises(UnknownCodeTable):
        policy.load_supplement(
            uow, "nowhere", "x_jia", EXTENSION, title="x", version="1", by=province.city_clerk,
            organisation_id=province.city_bureau.id,
        )  # fmt: skip


def test_the_upper_table_may_come_to_hold_a_local_code_and_that_is_shown(uow: UnitOfWork, province: Province) -> None:
    province.publish_supplement(uow)
    assert policy.supplement_conflicts(uow, "region", by=province.city_clerk) == []
    about: dict[str, Any] = {"title": "区划", "version": "2", "organisation_id": province.top_bureau.id}
    policy.load_code_table(uow, "region", (*BASE, CodeRow("81", "省定")), **about, by=province.province_clerk)
    policy.submit_code_tables(uow, ["region"], by=province.province_clerk)
    policy.publish_code_tables(uow, ["region"], by=province.province_chief)
    (conflict,) = policy.supplement_conflicts(uow, "region", by=province.city_clerk)
    assert (conflict.code, conflict.local_name, conflict.inherited_name) == ("81", "开发区一", "省定")


def test_proposed_codes_become_the_provinces_when_accepted(uow: UnitOfWork, province: Province) -> None:
    province.publish_supplement(uow)
    made = policy.propose_codes(uow, "region_jia", ["81"], "全省通用", by=province.city_clerk)
    assert made.state is ProposalState.PENDING
    with pytest.raises(DecidesOwnChange):
        work.decide(uow, made.change_id, approve=True, by=province.city_clerk)
    with pytest.raises(UnknownChange):
        work.decide(uow, made.change_id, approve=True, by=province.city_chief)
    work.decide(uow, made.change_id, approve=True, by=province.province_chief)
    assert policy.proposal(uow, made.id, by=province.city_clerk).state is ProposalState.APPROVED
    assert [code.code for code in policy.codes(uow, "region")] == ["10", "20", "81"]
    assert policy.code_table(uow, "region").version == "1.1"
    assert [code.code for code in policy.codes(uow, "region_jia")] == ["82"]
    assert policy.is_valid(uow, "region", "81", organisation_id=province.other_police.id)
    assert [code.code for code in policy.codes(uow, "region", version="1")] == ["10", "20"], "what was is kept"


def test_a_refusal_needs_a_ground_and_changes_nothing(uow: UnitOfWork, province: Province) -> None:
    province.publish_supplement(uow)
    made = policy.propose_codes(uow, "region_jia", [], "全省通用", by=province.city_clerk)
    assert made.codes == ("81", "82")
    with pytest.raises(AlreadyPending):
        policy.propose_codes(uow, "region_jia", ["81"], "再次", by=province.city_clerk)
    with pytest.raises(NoReason):
        work.decide(uow, made.change_id, approve=False, by=province.province_chief)
    work.decide(uow, made.change_id, approve=False, reason="仅一市使用", by=province.province_chief)
    refused = policy.proposal(uow, made.id, by=province.city_chief)
    assert (refused.state, refused.ground) == (ProposalState.REJECTED, "仅一市使用")
    assert policy.code_table(uow, "region").version == "1"
    with pytest.raises(UnknownProposal):
        policy.proposal(uow, made.id, by=province.neighbour)
    assert policy.list_proposals(uow, PAGE, by=province.neighbour).total == 0
    assert policy.list_proposals(uow, PAGE, by=province.province_clerk).total == 1


def test_a_proposal_that_no_longer_fits_is_not_carried_out(uow: UnitOfWork, province: Province) -> None:
    """The province took the number for something else meanwhile."""
    province.publish_supplement(uow)
    made = policy.propose_codes(uow, "region_jia", ["81"], "通用", by=province.city_clerk)
    about: dict[str, Any] = {"title": "区划", "version": "2", "organisation_id": province.top_bureau.id}
    policy.load_code_table(uow, "region", (*BASE, CodeRow("81", "省定")), **about, by=province.province_clerk)
    policy.submit_code_tables(uow, ["region"], by=province.province_clerk)
    policy.publish_code_tables(uow, ["region"], by=province.province_chief)
    with pytest.raises(AlreadyInherited):
        work.decide(uow, made.change_id, approve=True, by=province.province_chief)


def test_what_is_not_the_citys_or_not_local_is_not_proposed(uow: UnitOfWork, province: Province) -> None:
    province.publish_supplement(uow)
    with pytest.raises(NotPermitted):
        policy.propose_codes(uow, "region_jia", ["81"], "别市", by=province.neighbour)
    with pytest.raises(NothingToPropose):
        policy.propose_codes(uow, "region_jia", ["99"], "没有的代码", by=province.city_clerk)
    with pytest.raises(NothingToPropose):
        policy.propose_codes(uow, "region", ["10"], "不是补充", by=province.province_clerk)
    with pytest.raises(UnknownDataElement):
        policy.propose_element(uow, "DE70001", "草案", by=province.steward)
    national = element(province.city_police, library=Library.NATIONAL)
    publish_element(uow, national, province.steward, province.city_chief)
    with pytest.raises(NothingToPropose):
        policy.propose_element(uow, "DE70001", "国标", by=province.steward)


def test_an_adopted_element_is_the_provinces_under_the_same_code(uow: UnitOfWork, province: Province) -> None:
    publish_element(uow, element(province.city_police), province.steward, province.city_chief)
    made = policy.propose_element(uow, "DE70001", "各市都有网格", by=province.steward)
    work.decide(uow, made.change_id, approve=True, by=province.province_chief)
    adopted = policy.data_element(uow, "DE70001")
    assert (adopted.version, adopted.submitted_by, adopted.state) == (2, province.top_bureau.id, State.PUBLISHED)
    with pytest.raises(NotPermitted):
        policy.define_data_element(uow, element(province.city_police, version=3), by=province.steward)


def test_each_government_may_have_its_own_local_standard_of_a_name(uow: UnitOfWork, province: Province) -> None:
    """The province's is the one to follow, and the disagreement is shown."""
    publish_element(uow, element(province.city_police), province.steward, province.city_chief)
    upper = element(province.top_police, code="DE70002", format="n12")
    publish_element(uow, upper, province.province_clerk, province.province_chief)
    found = policy.standard_for(uow, "网格编号", organisation_id=province.city_police.id)
    assert [each.code for each in found] == ["DE70002", "DE70001"]
    elsewhere = policy.standard_for(uow, "网格编号", organisation_id=province.other_police.id)
    assert [each.code for each in elsewhere] == ["DE70002"]
    (conflict,) = policy.element_conflicts(uow)
    assert (conflict.follows, conflict.differs, conflict.points) == ("DE70002", "DE70001", ("数据格式",))
    made = policy.propose_element(uow, "DE70001", "统一", by=province.steward)
    with pytest.raises(AlreadyInherited):
        work.decide(uow, made.change_id, approve=True, by=province.province_chief)


def test_a_standard_is_taken_into_a_departments_library(uow: UnitOfWork, province: Province) -> None:
    publish_element(uow, element(province.top_police), province.province_clerk, province.province_chief)
    copy = policy.copy_data_element(uow, "DE70001", "DE70009", province.city_police.id, by=province.steward)
    assert (copy.library, copy.state, copy.relations[0].element) == (Library.DEPARTMENT, State.DRAFT, "DE70001")
    assert policy.related_elements(uow, "DE70001") == [], "a draft relates nothing yet"
    table = policy.copy_code_table(
        uow, "region", "region_police", province.city_police.id, as_of=date(2026, 11, 23), by=province.steward
    )
    assert (table.library, table.row_count, table.version) == (Library.DEPARTMENT, 2, "2026-11-23")
    with pytest.raises(NotPermitted):
        policy.copy_data_element(uow, "DE70001", "DE70010", province.top_police.id, by=province.steward)
