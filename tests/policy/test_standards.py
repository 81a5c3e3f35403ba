"""The lives of standards: what is refused first, then how versions follow one another."""

from dataclasses import replace
from datetime import date
from typing import Any

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import Organisation
from shudao.policy import facade as policy
from shudao.policy.contracts import (
    CodeRow,
    DataElement,
    DataType,
    NewDataElement,
    NewNorm,
    PolicyKind,
    Representation,
    State,
    ValueRange,
)
from shudao.policy.errors import (
    AmbiguousAlias,
    BadCodeTable,
    BadDataElement,
    CodeTableNotPublished,
    NothingToDecide,
    OwnWork,
    StandardNameTaken,
    UnknownCodeTable,
    UnknownDataElement,
    UnknownNorm,
    VersionFixed,
)
from tests.builders.mechanism import Town, make_actor, make_town

PAGE = PageQuery()
DIVISIONS = (
    CodeRow("680100", "澜川市"),
    CodeRow("680101", "南渡区", "680100", None, date(2016, 6, 30), True, ("680102",)),
    CodeRow("680102", "听澜区", "680100", date(2016, 7, 1), None, True, (), ("听澜",)),
)


class Cast:
    """A steward who drafts, an outsider, and two colleagues of the bureau."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.town: Town = make_town(uow)
        self.steward: Actor = make_actor(uow, self.town.police, Role.DATA_STEWARD)
        self.outsider: Actor = make_actor(uow, self.town.civil, Role.DATA_STEWARD)
        self.clerk: Actor = make_actor(uow, self.town.police, Role.CONSUMER)
        self.bureau: Actor = make_actor(uow, self.town.bureau, Role.DATA_BUREAU)
        self.colleague: Actor = make_actor(uow, self.town.bureau, Role.DATA_BUREAU)


def element(organisation: Organisation, **given: Any) -> NewDataElement:
    usual: dict[str, Any] = {
        "code": "DE00006",
        "name": "出生日期",
        "definition": "人出生的公历日期。",
        "object_class": "人员",
        "property": "出生",
        "representation": Representation.DATE,
        "data_type": DataType.DATE,
        "format": "d8",
        "range": ValueRange("1900-01-01", "today"),
        "submitted_by": organisation.id,
        "synonyms": ("生日",),
    }
    return NewDataElement(**(usual | given))


def publish(uow: UnitOfWork, cast: Cast, *elements: NewDataElement) -> None:
    codes = [each.code for each in elements]
    policy.define_data_elements(uow, elements, by=cast.steward)
    policy.submit_data_elements(uow, codes, by=cast.steward)
    policy.publish_data_elements(uow, codes, by=cast.bureau)


def load(uow: UnitOfWork, cast: Cast, version: str = "1", rows: tuple[CodeRow, ...] = DIVISIONS, **given: Any) -> None:
    usual: dict[str, Any] = {"organisation_id": cast.town.police.id, "title": "行政区划代码", "by": cast.steward}
    policy.load_code_table(uow, "division", rows, version=version, **(usual | given))


def publish_table(uow: UnitOfWork, cast: Cast) -> None:
    policy.submit_code_tables(uow, ["division"], by=cast.steward)
    policy.publish_code_tables(uow, ["division"], by=cast.bureau)


def test_nobody_drafts_for_another_organisation(database: Database) -> None:
    """Not even in a set with something of one's own, and not as a new version of somebody else's."""
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        theirs = element(cast.town.police)
        own = element(cast.town.civil, code="DE00007", name="死亡日期")
        for elements in ([theirs], [own, theirs]):
            with pytest.raises(NotPermitted):
                policy.define_data_elements(uow, elements, by=cast.outsider)
        publish(uow, cast, theirs)
        seized = element(cast.town.civil, version=2)
        with pytest.raises(NotPermitted):
            policy.define_data_element(uow, seized, by=cast.outsider)
        with pytest.raises(NotPermitted):
            policy.define_data_element(uow, theirs, by=cast.clerk)


def test_nobody_publishes_their_own_standard(database: Database, raw: psycopg.Connection) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        policy.define_data_element(uow, element(cast.town.police), by=cast.bureau)
        with pytest.raises(NothingToDecide):
            policy.publish_data_elements(uow, ["DE00006"], by=cast.colleague)
        policy.submit_data_elements(uow, ["DE00006"], by=cast.steward)
        with pytest.raises(OwnWork):
            policy.publish_data_elements(uow, ["DE00006"], by=cast.bureau)
        with pytest.raises(NotPermitted):
            policy.publish_data_elements(uow, ["DE00006"], by=cast.steward)
        policy.publish_data_elements(uow, ["DE00006"], by=cast.colleague)
    with pytest.raises(psycopg.errors.CheckViolation):
        raw.execute("update policy.data_element set approved_by = author")


def test_one_bad_element_refuses_the_whole_set(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        bad = element(cast.town.police, code="DE00007", name="死亡日期", format="q8", definition="")
        with pytest.raises(BadDataElement) as refused:
            policy.define_data_elements(uow, [element(cast.town.police), bad], by=cast.steward)
        assert {detail["subject"] for detail in refused.value.details} == {"DE00007"}
        assert policy.data_elements(uow, ["DE00006"]) == {}


def test_one_name_is_one_standard(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        publish(uow, cast, element(cast.town.police))
        policy.define_data_element(uow, element(cast.town.police, code="DE00007"), by=cast.steward)
        policy.submit_data_elements(uow, ["DE00007"], by=cast.steward)
        with pytest.raises(StandardNameTaken, match="DE00006"):
            policy.publish_data_elements(uow, ["DE00007"], by=cast.bureau)


def test_a_new_version_retires_the_one_before(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        first = element(cast.town.police)
        publish(uow, cast, first)
        second = replace(first, version=2, definition="人出生的公历年月日。")
        policy.define_data_element(uow, second, by=cast.steward)
        assert policy.data_element(uow, "DE00006").version == 1, "a draft changes nothing that is published"
        with pytest.raises(VersionFixed):
            policy.define_data_element(uow, replace(first, version=3), by=cast.steward)
        policy.submit_data_elements(uow, ["DE00006"], by=cast.steward)
        policy.publish_data_elements(uow, ["DE00006"], by=cast.bureau)
        assert policy.data_element(uow, "DE00006").definition == second.definition
        assert policy.data_element(uow, "DE00006", 1).state is State.RETIRED
        with pytest.raises(VersionFixed):
            policy.define_data_element(uow, replace(second, definition="改写"), by=cast.steward)
        kept = policy.define_data_element(uow, second, by=cast.steward)
        assert kept.state is State.PUBLISHED, "the same content again is kept"


def test_a_retired_standard_is_no_longer_published(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        publish(uow, cast, element(cast.town.police))
        policy.retire_data_element(uow, "DE00006", "并入其他标准", by=cast.bureau)
        assert policy.data_element(uow, "DE00006").state is State.RETIRED
        with pytest.raises(NothingToDecide):
            policy.retire_data_element(uow, "DE00006", "再次", by=cast.bureau)


def test_an_element_waits_for_its_code_table(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        usual = {"code_table": "division", "range": None, "data_type": DataType.STRING, "format": "n6"}
        coded = element(cast.town.police, name="行政区划代码", **usual)
        with pytest.raises(UnknownCodeTable):
            policy.define_data_element(uow, coded, by=cast.steward)
        load(uow, cast)
        policy.define_data_element(uow, coded, by=cast.steward)
        policy.submit_data_elements(uow, ["DE00006"], by=cast.steward)
        with pytest.raises(CodeTableNotPublished):
            policy.publish_data_elements(uow, ["DE00006"], by=cast.bureau)
        publish_table(uow, cast)
        policy.publish_data_elements(uow, ["DE00006"], by=cast.bureau)


def test_drafts_are_unknown_to_outsiders(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        policy.define_data_element(uow, element(cast.town.police), by=cast.steward)
        load(uow, cast)
        norm = NewNorm("GF-99", "草案规范", PolicyKind.GOVERNANCE, date(2026, 1, 1), cast.town.police.id)
        policy.define_norms(uow, [norm], by=cast.steward)
        for other in (cast.outsider, cast.clerk):
            with pytest.raises(UnknownDataElement):
                policy.read_data_element(uow, "DE00006", by=other)
            with pytest.raises(UnknownCodeTable):
                policy.list_codes(uow, "division", PAGE, by=other)
            with pytest.raises(UnknownNorm):
                policy.norm(uow, "GF-99", by=other)
            for listed in (policy.list_data_elements, policy.list_code_tables, policy.list_norms):
                assert listed(uow, PAGE, by=other).total == 0
        for insider in (cast.steward, cast.bureau):
            assert policy.read_data_element(uow, "DE00006", by=insider).state is State.DRAFT
            for listed in (policy.list_data_elements, policy.list_code_tables, policy.list_norms):
                assert listed(uow, PAGE, by=insider).total == 1


def test_lists_are_searched_by_name_and_synonym(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        publish(uow, cast, element(cast.town.police))
        for q, total in (("出生", 1), ("生日", 1), ("DE00006", 1), ("死亡", 0), ("%", 0)):
            found: list[DataElement] = policy.list_data_elements(uow, PageQuery(q=q), by=cast.clerk).items
            assert len(found) == total, q


def test_a_faulty_code_table_loads_no_row(database: Database, raw: psycopg.Connection) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        with pytest.raises(BadCodeTable) as refused:
            load(uow, cast, rows=(*DIVISIONS, CodeRow("680101", "重复"), CodeRow("9", "无上级", "99")))
        assert len(refused.value.details) == 2
        twins = (CodeRow("1", "甲", aliases=("丙",)), CodeRow("2", "乙", aliases=("丙",)))
        with pytest.raises(AmbiguousAlias):
            load(uow, cast, rows=twins)
        with pytest.raises(NotPermitted):
            load(uow, cast, by=cast.outsider)
    assert raw.execute("select count(*) from policy.code_table").fetchone() == (0,)


def test_another_organisations_table_gets_no_new_version_from_outside(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        load(uow, cast)
        publish_table(uow, cast)
        with pytest.raises(NotPermitted):
            load(uow, cast, "2", DIVISIONS[:1], organisation_id=cast.town.civil.id, by=cast.outsider)


def test_a_code_is_valid_on_its_days(database: Database) -> None:
    """A withdrawn region in the number of a person born before is valid (STANDARDS §12)."""
    before, after = date(2010, 1, 1), date(2020, 1, 1)
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        load(uow, cast)
        publish_table(uow, cast)
        assert policy.is_valid(uow, "division", "680101", before)
        assert not policy.is_valid(uow, "division", "680101", after)
        assert policy.is_valid(uow, "division", "680101")
        assert not policy.is_valid(uow, "division", "999999")
        assert [code.code for code in policy.codes(uow, "division", after)] == ["680100", "680102"]
        assert policy.codes(uow, "division")[1].successors == ("680102",)
        assert policy.mapping(uow, "division")["听澜"] == "680102"
        assert "南渡区" not in policy.mapping(uow, "division", after)
        assert policy.list_codes(uow, "division", PageQuery(q="听"), by=cast.clerk).total == 1


def test_a_new_version_of_a_table_takes_effect_whole(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        load(uow, cast)
        publish_table(uow, cast)
        fewer = DIVISIONS[:1]
        load(uow, cast, "2", fewer)
        load(uow, cast, "2", fewer)
        assert len(policy.codes(uow, "division")) == 3
        with pytest.raises(VersionFixed):
            load(uow, cast, "2", DIVISIONS)
        with pytest.raises(VersionFixed):
            load(uow, cast, "3", DIVISIONS)
        publish_table(uow, cast)
        assert len(policy.codes(uow, "division")) == 1
        assert policy.code_table(uow, "division", "1").state is State.RETIRED
        assert len(policy.codes(uow, "division", version="1")) == 3, "old versions keep their rows"


def test_norms_are_documents_with_versions(database: Database) -> None:
    with database.unit_of_work() as uow:
        cast = Cast(uow)
        first = NewNorm("GF-01", "数据架构管理规范", PolicyKind.ARCHITECTURE, date(2026, 1, 1), cast.town.bureau.id)
        policy.define_norms(uow, [first], by=cast.colleague)
        policy.define_norms(uow, [first], by=cast.colleague)
        with pytest.raises(VersionFixed):
            policy.define_norms(uow, [replace(first, title="改名")], by=cast.colleague)
        policy.submit_norms(uow, ["GF-01"], by=cast.colleague)
        with pytest.raises(OwnWork):
            policy.publish_norms(uow, ["GF-01"], by=cast.colleague)
        policy.publish_norms(uow, ["GF-01"], by=cast.bureau)
        assert policy.norm(uow, "GF-01", by=cast.clerk).state is State.PUBLISHED
