"""A small published ledger and the people around it: each builder shows only what matters to the test that calls it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    ApplicationSystem,
    CatalogueItem,
    Category,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    CertificationTest,
    FormatCategory,
    Grade,
    LegalBasis,
    LegalBasisKind,
    NewAttribute,
    NewCatalogueEntry,
    NewNode,
    Openness,
    PhysicalColumn,
    PhysicalTable,
    ShareMethod,
    ShareType,
    Source,
    TestAnswer,
    Trace,
    TraceKind,
    UpdateCycle,
)
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset
from shudao.policy import facade as policy
from shudao.policy.contracts import DataType, NewDataElement, Representation
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_town

DOMAIN, AREA, OBJECT, ENTITY = "LC01", "LC01.01", "LC01.01.001", "LC01.01.001.01"
NUMBER, NAME, ADDRESS = f"{ENTITY}.001", f"{ENTITY}.002", f"{ENTITY}.003"
DRAFT_ENTITY = f"{OBJECT}.02"
# What no outsider may ever find in an answer: planted in drafts and in physical names.
MARKER = "暗标记"
PAGE = PageQuery()
MASTER = Category(CategoryOrigin.INTERNAL, CategoryStructure.STRUCTURED, CategoryKind.MASTER)


@dataclass(frozen=True)
class Cast:
    """Who acts: people of the police (whose data it is), of the bureau, and an outsider of the civil affairs bureau."""

    town: Town
    owner: Actor
    steward: Actor
    head: Actor
    officer: Actor
    developer: Actor
    bureau: Actor
    colleague: Actor
    security: Actor
    outsider: Actor

    @property
    def police(self) -> str:
        return self.town.police.id


def make_cast(uow: UnitOfWork) -> Cast:
    town = make_town(uow)
    return Cast(
        town,
        owner=make_actor(uow, town.police, Role.DATA_OWNER),
        steward=make_actor(uow, town.police, Role.DATA_STEWARD),
        head=make_actor(uow, town.police, Role.DEPARTMENT_HEAD),
        officer=make_actor(uow, town.police, Role.SHARING_OFFICER),
        developer=make_actor(uow, town.police, Role.DEVELOPER),
        bureau=make_actor(uow, town.bureau, Role.DATA_BUREAU),
        colleague=make_actor(uow, town.bureau, Role.DATA_BUREAU),
        security=make_actor(uow, town.bureau, Role.SECURITY_ADMIN),
        outsider=make_actor(uow, town.civil, Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.DEVELOPER),
    )


def element(code: str, name: str, organisation_id: str, **given: Any) -> NewDataElement:
    usual: dict[str, Any] = {
        "definition": f"{name}。",
        "object_class": "人员",
        "property": name,
        "representation": Representation.DESCRIPTION,
        "data_type": DataType.STRING,
        "format": "an..100",
        "submitted_by": organisation_id,
    }
    return NewDataElement(code=code, name=name, **(usual | given))


def publish_elements(uow: UnitOfWork, cast: Cast, elements: Sequence[NewDataElement]) -> None:
    codes = [each.code for each in elements]
    policy.define_data_elements(uow, elements, by=cast.bureau)
    policy.submit_data_elements(uow, codes, by=cast.bureau)
    policy.publish_data_elements(uow, codes, by=cast.colleague)


def nodes(organisation_id: str) -> list[NewNode]:
    traces = (Trace(TraceKind.PROCESS_STEP, "ST-1", "出生登记"),)
    return [
        NewNode(DOMAIN, "人口与户籍", organisation_id),
        NewNode(AREA, "人口管理", organisation_id),
        NewNode(OBJECT, "自然人", organisation_id, identifying_attribute=NUMBER, traces=traces),
        NewNode(
            ENTITY,
            "人口基本信息",
            organisation_id,
            definition="人的身份等基本登记信息。",
            category=MASTER,
            grade=Grade.G1,
            is_critical=True,
            table="person",
        ),
    ]


def attributes() -> list[NewAttribute]:
    return [
        NewAttribute(NUMBER, "公民身份号码", "citizen_number", "终身不变的号码。", "DE00001", Grade.G3, True, True),
        NewAttribute(NAME, "姓名", "name", "登记的姓名。", "DE00003", Grade.G2, synonyms=("名字",)),
        NewAttribute(ADDRESS, "现住址", "address", "目前居住的地址。", None, Grade.G2),
    ]


def define_ledger(uow: UnitOfWork, cast: Cast) -> None:
    """The ledger as drafts of the steward."""
    police = cast.police
    publish_elements(
        uow, cast, [element("DE00001", "公民身份号码", police, format="an18"), element("DE00003", "姓名", police)]
    )
    architecture.define_architecture(uow, nodes(police), attributes(), by=cast.steward)


def publish_ledger(uow: UnitOfWork, cast: Cast) -> None:
    """The ledger published by the bureau, with an owner named on the business object."""
    define_ledger(uow, cast)
    architecture.submit_subtree(uow, DOMAIN, by=cast.steward)
    architecture.publish_subtree(uow, DOMAIN, by=cast.bureau)
    asset = AccountableAsset("business_object", OBJECT, "自然人", cast.police)
    mechanism.name_owner(uow, asset, str(cast.owner.person_id), by=SYSTEM)


def plant_draft(uow: UnitOfWork, cast: Cast) -> None:
    """A draft entity and a draft attribute beside what is published; both carry the marker."""
    draft = NewNode(DRAFT_ENTITY, f"{MARKER}实体", cast.police, definition=MARKER, table="draft_person")
    extra = NewAttribute(f"{ENTITY}.009", f"{MARKER}属性", "draft_column")
    architecture.define_architecture(uow, [draft], [extra], by=cast.steward)


def register_source(uow: UnitOfWork, cast: Cast) -> None:
    """A system, its source and the table behind the entity; physical names carry the marker."""
    system = ApplicationSystem("SYS-RK", "人口系统", cast.police, f"{MARKER}公司", f"{MARKER}区", f"{MARKER}库")
    architecture.register_system(uow, system, by=cast.steward)
    source = Source("SRC-RK", f"{MARKER}源", "SYS-RK", "postgresql", {"host": MARKER}, None, cast.police)
    architecture.register_source(uow, source, by=cast.developer)
    columns = (PhysicalColumn("SFZH", is_key=True), PhysicalColumn(f"{MARKER}XM"))
    architecture.register_table(uow, PhysicalTable("SRC-RK", f"{MARKER}T_RK", columns), by=cast.developer)
    mapped = {NUMBER: "SFZH", NAME: f"{MARKER}XM"}
    architecture.register_entity(uow, ENTITY, "SRC-RK", f"{MARKER}T_RK", mapped, ["SFZH"], by=cast.developer)


def answers(**given: Any) -> list[TestAnswer]:
    """All four tests answered well, unless said otherwise by test name: a bool, or the evidence."""
    made = []
    for test in CertificationTest:
        said = given.get(test.value, True)
        made.append(TestAnswer(test, said is not False, said if isinstance(said, str) else "检查记录"))
    return made


BASIS = LegalBasis("LAW-1", "中华人民共和国某法", LegalBasisKind.LAW, "第一条")


def entry(organisation_id: str, **given: Any) -> NewCatalogueEntry:
    """A sound catalogue entry about the entity."""
    usual: dict[str, Any] = {
        "name": "户籍人口基本信息",
        "category": "101001",
        "provider_organisation_id": organisation_id,
        "provider_name": "测试市公安局",
        "provider_code": "11680100LC000004X4",
        "abstract": "全市户籍人口的基本登记信息。",
        "format_category": FormatCategory.DATABASE,
        "format_type": "PostgreSQL",
        "share_type": ShareType.CONDITIONAL,
        "share_condition": "限履行法定职责确需核验的部门使用。",
        "share_method": ShareMethod.TABLE,
        "openness": Openness.NOT_OPEN,
        "update_cycle": UpdateCycle.DAILY,
        "items": (CatalogueItem("公民身份号码", "C", 18, NUMBER), CatalogueItem("姓名", "C", 100, NAME)),
        "entity_code": ENTITY,
    }
    return NewCatalogueEntry(**(usual | given))


@contextmanager
def ledger(database: Database, *, published: bool = True) -> Iterator[tuple[UnitOfWork, Cast]]:
    """A unit of work in which the ledger stands."""
    with database.unit_of_work() as uow:
        cast = make_cast(uow)
        (publish_ledger if published else define_ledger)(uow, cast)
        yield uow, cast
