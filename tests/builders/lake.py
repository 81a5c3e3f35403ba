"""A register with everything the gate asks about, and its data sets: each builder leaves out what a test wants missing.

The register is of persons: a key with a check digit, a code, dates, an amount, and columns of every grade.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, Layer, LedgerEntry, Mode, NewAsset, Standard
from shudao.admission.tables import AssetRow, CertificateRow
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    ApplicationSystem,
    Category,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    CertificationTest,
    Grade,
    NewAttribute,
    NewNode,
    PhysicalColumn,
    PhysicalTable,
    Source,
    TestAnswer,
)
from shudao.development import facade as development
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.lake import read as lake
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset, Person
from shudao.policy import facade as policy
from shudao.policy.contracts import CodeRow, DataType, NewDataElement, Representation, ValueRange
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_person, make_town

REVIEWER = Actor.system("test-reviewer")
OBJECT, ENTITY = "LC01.01.001", "LC01.01.001.01"
SYSTEM_CODE, SOURCE, TABLE = "HZ", "HZ-FILE", "persons"
SDI, DWI = "sdi_person", "dwi_person"
SEXES = (CodeRow("1", "男", aliases=("男性", "M")), CodeRow("2", "女", aliases=("女性", "F")))

# number, name, field, source column, data element, grade, key, critical
ATTRIBUTES = (
    (1, "公民身份号码", "id_number", "身份证号", "DE00001", Grade.G3, True, True),
    (2, "姓名", "name", "姓名", "DE00002", Grade.G2, False, False),
    (3, "性别代码", "sex", "性别", "DE00003", Grade.G1, False, False),
    (4, "出生日期", "birth_date", "出生日期", "DE00004", Grade.G2, False, False),
    (5, "年收入", "income", "年收入", "DE00005", Grade.G4, False, False),
    (6, "子女数", "children", "子女数", "DE00006", Grade.G1, False, False),
    (7, "登记时间", "registered_at", "登记时间", "DE00007", Grade.G1, False, False),
    (8, "是否在册", "is_active", "是否在册", "DE00008", Grade.G1, False, False),
    (9, "备注", "remark", "备注", None, Grade.G1, False, False),
)
SOURCE_COLUMNS = tuple(attribute[3] for attribute in ATTRIBUTES)


def _element(code: str, name: str, kind: DataType, fmt: str, organisation_id: str, **given: Any) -> NewDataElement:
    usual = {"definition": f"{name}。", "object_class": "人", "property": name, "submitted_by": organisation_id}
    return NewDataElement(
        code=code,
        name=name,
        representation=Representation.DESCRIPTION,
        data_type=kind,
        format=fmt,
        **(usual | given),  # type: ignore[arg-type]  # keyword by keyword as NewDataElement declares them
    )


def make_standards(uow: UnitOfWork, organisation_id: str) -> None:
    """The code table of sexes and the eight data elements, published by somebody else than their author."""
    policy.load_code_table(uow, "sex", SEXES, title="性别代码", version="1", organisation_id=organisation_id, by=SYSTEM)
    policy.submit_code_tables(uow, ["sex"], by=SYSTEM)
    policy.publish_code_tables(uow, ["sex"], by=REVIEWER)
    text, o = DataType.STRING, organisation_id
    elements = (
        _element("DE00001", "公民身份号码", text, "an18", o, checksum="citizen_number"),
        _element("DE00002", "姓名", text, "a2..20", o),
        _element("DE00003", "性别代码", text, "n1", o, code_table="sex"),
        _element("DE00004", "出生日期", DataType.DATE, "d8", o, range=ValueRange("1900-01-01", "today")),
        _element("DE00005", "年收入", DataType.DECIMAL, "n..12,2", o, range=ValueRange("0", None)),
        _element("DE00006", "子女数", DataType.INTEGER, "n..2", o, range=ValueRange("0", "20")),
        _element("DE00007", "登记时间", DataType.DATETIME, "dt14", o),
        _element("DE00008", "是否在册", DataType.BOOLEAN, "n1", o),
    )
    codes = [element.code for element in elements]
    policy.define_data_elements(uow, elements, by=SYSTEM)
    policy.submit_data_elements(uow, codes, by=SYSTEM)
    policy.publish_data_elements(uow, codes, by=REVIEWER)


def make_architecture(
    uow: UnitOfWork, organisation_id: str, *, with_standards: bool = True, with_grades: bool = True
) -> None:
    """The person as business object and entity, published."""
    category = Category(CategoryOrigin.INTERNAL, CategoryStructure.STRUCTURED, CategoryKind.MASTER)
    nodes = (
        NewNode("LC01", "人口", organisation_id),
        NewNode("LC01.01", "人口基础", organisation_id),
        NewNode(OBJECT, "自然人", organisation_id, identifying_attribute=f"{ENTITY}.001"),
        NewNode(
            ENTITY,
            "人口基本信息",
            organisation_id,
            category=category,
            grade=Grade.G1,
            is_critical=True,
            table="person",
        ),
    )
    attributes = [
        NewAttribute(
            code=f"{ENTITY}.{number:03d}",
            name=name,
            field=field,
            data_element=element if with_standards else None,
            grade=grade if with_grades else None,
            is_key=key,
            is_critical=critical,
        )
        for number, name, field, _, element, grade, key, critical in ATTRIBUTES
    ]
    architecture.define_architecture(uow, nodes, attributes, by=SYSTEM)
    architecture.submit_subtree(uow, "LC01", by=SYSTEM)
    architecture.publish_subtree(uow, "LC01", by=REVIEWER)


def make_source(uow: UnitOfWork, organisation_id: str, settings: Mapping[str, Any] | None = None) -> None:
    """The system, its CSV source (`settings` name the file) and the table with its Chinese columns."""
    architecture.register_system(uow, ApplicationSystem(SYSTEM_CODE, "户籍系统", organisation_id), by=SYSTEM)
    source = Source(SOURCE, "户籍导出", SYSTEM_CODE, "csv", dict(settings or {}), None, organisation_id)
    architecture.register_source(uow, source, by=SYSTEM)
    columns = tuple(PhysicalColumn(name) for name in SOURCE_COLUMNS)
    architecture.register_table(uow, PhysicalTable(SOURCE, TABLE, columns), by=SYSTEM)


def name_owner(uow: UnitOfWork, town: Town) -> Person:
    """A person of the police named as the owner of the business object, not yet confirmed."""
    owner = make_person(uow, town.police, name="王户籍")
    asset = AccountableAsset("business_object", OBJECT, "自然人", town.police.id)
    mechanism.name_owner(uow, asset, owner.id, by=SYSTEM)
    return owner


def register_columns(uow: UnitOfWork) -> None:
    """Metadata registration: attributes are columns of the source's table."""
    columns = {f"{ENTITY}.{number:03d}": column for number, _, _, column, *_ in ATTRIBUTES}
    architecture.register_entity(uow, ENTITY, SOURCE, TABLE, columns, ["身份证号"], by=SYSTEM)


def certify(uow: UnitOfWork, system_code: str = SYSTEM_CODE) -> None:
    answers = [TestAnswer(test, True, "检查记录") for test in CertificationTest]
    architecture.certify_source(uow, ENTITY, system_code, answers, by=SYSTEM)


def declare_plan(uow: UnitOfWork) -> None:
    architecture.declare_quality_plan(uow, ENTITY, ["not_null", "unique"], "daily", Decimal("0.01"), by=SYSTEM)


@dataclass(frozen=True)
class Register:
    """The register's place in the tree and the people of its department."""

    town: Town
    owner: Actor
    steward: Actor
    developer: Actor


def make_register(
    uow: UnitOfWork, *, lacking: Iterable[Standard] = (), source: Mapping[str, Any] | None = None
) -> Register:
    """A register that passes the gate but for the standards it lacks; no data set is registered yet."""
    missing, town = set(lacking), make_town(uow)
    police = town.police.id
    make_standards(uow, police)
    make_architecture(
        uow, police, with_standards=Standard.STANDARD not in missing, with_grades=Standard.GRADE not in missing
    )
    make_source(uow, police, source)
    if Standard.OWNER not in missing:
        name_owner(uow, town)
        architecture.confirm_owner(uow, ENTITY, by=SYSTEM)
    if Standard.REGISTRATION not in missing:
        register_columns(uow)
    if Standard.SOURCE not in missing:
        certify(uow)
    if Standard.QUALITY_PLAN not in missing:
        declare_plan(uow)
    return Register(
        town,
        owner=make_actor(uow, town.police, Role.DATA_OWNER),
        steward=make_actor(uow, town.police, Role.DATA_STEWARD),
        developer=make_actor(uow, town.police, Role.DEVELOPER),
    )


def sdi_asset(organisation_id: str) -> NewAsset:
    """The source-aligned data set: the source's own columns, all text."""
    columns = tuple(
        AssetColumn(column, name, "text", f"{ENTITY}.{number:03d}", grade)
        for number, name, _, column, _, grade, *_ in ATTRIBUTES
    )
    return NewAsset(SDI, Layer.SDI, "人口（贴源）", organisation_id, columns, ENTITY, SOURCE, TABLE)


def dwi_asset(uow: UnitOfWork, organisation_id: str) -> NewAsset:
    """The standardised data set with the columns its standards give it."""
    columns = development.standardised_columns(architecture.entity(uow, ENTITY))
    return NewAsset(DWI, Layer.DWI, "人口（整合）", organisation_id, columns, ENTITY)


def make_person_assets(uow: UnitOfWork, register: Register) -> None:
    """Both data sets of the register, admitted."""
    police = register.town.police.id
    for new in (sdi_asset(police), dwi_asset(uow, police)):
        admission.register_asset(uow, new, by=SYSTEM)
        admission.admit(uow, new.code, by=SYSTEM)


COLUMNS = (
    AssetColumn("id", "编号", "int", grade=Grade.G1, is_key=True),
    AssetColumn("name", "姓名", "text", grade=Grade.G2),
    AssetColumn("phone", "电话", "text", grade=Grade.G3),
    AssetColumn("income", "收入", "decimal(12,2)", grade=Grade.G4),
    AssetColumn("born", "出生日期", "date", grade=Grade.G2),
)


def make_asset(uow: UnitOfWork, town: Town, code: str = "dm_people", **given: Any) -> str:
    """A small admitted mart of the police whose columns are graded from G1 to G4. Its input is admitted as well."""
    owner = make_person(uow, town.police)
    new = NewAsset(
        code=code,
        layer=Layer(code.split("_")[0]),
        title="人员集市",
        organisation_id=town.police.id,
        columns=COLUMNS,
        inputs=("sdi_none",),
        owner_person_id=owner.id,
        quality_rules=("编号唯一",),
    )
    _make_input(uow, town)
    admission.register_asset(uow, replace(new, **given), by=SYSTEM)
    outcome = admission.admit(uow, code, by=SYSTEM)
    assert hasattr(outcome, "issued_at"), outcome
    return code


def _make_input(uow: UnitOfWork, town: Town) -> None:
    """The gate lets a derived table in only when its inputs are; a single input of no interest serves all tests."""
    if uow.session.get(AssetRow, "sdi_none") is not None:
        return
    empty: dict[str, Any] = {"columns": [], "inputs": [], "quality_rules": []}
    now = uow.clock.now()
    uow.session.add(
        AssetRow(code="sdi_none", layer="sdi", title="-", organisation_id=town.police.id, created_at=now, **empty)
    )
    uow.session.flush()
    uow.session.add(
        CertificateRow(id="none", asset_code="sdi_none", version=1, issued_at=now, issued_by="test", revoked_reason="")
    )
    uow.session.flush()


def people(count: int, start: int = 1) -> list[dict[str, Any]]:
    """Invented rows for `make_asset`; some values are missing."""
    return [
        {
            "id": n,
            "name": None if n % 7 == 0 else f"居民{n:04d}",
            "phone": f"1380000{n:04d}",
            "income": Decimal(n) * 100,
            "born": date(1980, 1, 1) + timedelta(days=n),
        }
        for n in range(start, start + count)
    ]


def land(
    installed: Installation,
    code: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    rejects: Sequence[Mapping[str, Any]] = (),
    stream: str = "test",
    sequence: int | None = None,
    mode: Mode = Mode.APPEND,
) -> LedgerEntry:
    """Put rows into a data set through the write door."""
    database, settings = installed.database, installed.settings
    ticket = admission.open_write(database, settings, code, stream, by=SYSTEM, sequence=sequence, mode=mode)
    if not ticket.is_done:
        stage(ticket, rows)
    aside = pa.Table.from_pylist(list(rejects)) if rejects else None
    read = len(rows) + len(rejects)
    return admission.commit_write(database, settings, ticket, read=read, rejects=aside, by=SYSTEM)


def stage(ticket: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as an engine would: plain Parquet into the folder the ticket names."""
    pq.write_table(pa.Table.from_pylist(list(rows), schema=ticket.schema), f"{ticket.staging}/part-0.parquet")


def release(installed: Installation, *codes: str) -> None:
    with installed.database.unit_of_work() as uow:
        admission.release(uow, "测试发布", list(codes), by=SYSTEM)


def rows_of(installed: Installation, code: str, version: int | None = None) -> list[dict[str, Any]]:
    """What the lake holds, read past every lens: plain files named by the log."""
    relation = lake.relation(admission.lake_table(installed.settings, code), version)
    tables = [pq.read_table(path, partitioning=None).cast(relation.schema) for path in relation.paths]
    return [row for table in tables for row in table.to_pylist()]


def rejects_of(installed: Installation, code: str) -> dict[str, list[dict[str, Any]]]:
    """The rejects files beside a table, by name."""
    folder = Path(admission.rejects_table(installed.settings, code).path)
    return {path.name: pq.read_table(path).to_pylist() for path in sorted(folder.glob("*"))}


def ledger_of(installed: Installation, code: str) -> list[LedgerEntry]:
    """The ledger, oldest batch first."""
    with installed.database.unit_of_work() as uow:
        page = admission.ledger(uow, code, PageQuery(limit=200, sort="lake_version"), by=SYSTEM)
    return page.items


def flows_of(installed: Installation, ref: str) -> set[tuple[str, str, str]]:
    """The edges of lineage that touch one end: origin, target, and by what."""
    with installed.database.unit_of_work() as uow:
        graph = architecture.lineage(uow, ref, steps=1, by=SYSTEM)
    return set(graph.edges)
