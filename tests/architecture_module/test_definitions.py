"""A system's table definitions are held against standards and certified sources; findings say where and how to mend."""

import csv
import io
from dataclasses import replace

import pytest

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import CheckStage, DdlClause, DdlReport, NewAttribute, NewNode, Severity
from shudao.architecture.ddl.logic import judge
from shudao.architecture.harvest.contracts import Duplicate, Knowledge
from shudao.architecture.harvest.proposing import propose
from shudao.architecture.routes import router
from shudao.connectors.harvest.contracts import Dialect, HarvestedSchema
from shudao.connectors.harvest.sql_files import Script, read_scripts
from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.policy.contracts import DataElement, DataType, Representation, State
from tests.builders import architecture as build
from tests.builders.architecture import ENTITY, MARKER
from tests.builders.site import Site

PERSON = """create table t_person (id int primary key comment '主键', sfzh varchar(18) comment '公民身份号码',
xm varchar(100) comment '姓名', zz varchar(200) comment '现住址') comment='人口信息';"""


def element(code: str, name: str, data_type: DataType, form: str, *synonyms: str) -> DataElement:
    return DataElement(
        code, 1, State.PUBLISHED, name, "", "", name, "人员", name, Representation.NAME, synonyms, "", data_type, form,
        None, None, None, None, None, (), "o", None, None, None, None, None,
    )  # fmt: skip


ELEMENTS = (
    element("DE1", "公民身份号码", DataType.STRING, "an18", "身份证号"),
    element("DE2", "出生日期", DataType.DATE, "d8"),
    element("DE3", "名称", DataType.STRING, "an..100"),
)


def read(text: str) -> HarvestedSchema:
    return read_scripts([Script("a.sql", text.encode(), Dialect.MYSQL)])


def checked(text: str, stage: CheckStage = CheckStage.ACCEPTANCE) -> DdlReport:
    schema = read(text)
    elements = {each.code: each for each in ELEMENTS}
    return judge(schema, propose(schema, Knowledge(elements=ELEMENTS)), elements, stage)


def column(definition: str) -> set[tuple[DdlClause, str]]:
    """What is found about one column of a table that is otherwise in order."""
    report = checked(f"create table t_case (id int primary key comment '主键', {definition}) comment='案件';")
    return {(finding.clause, finding.reference) for finding in report.findings if finding.column}


@pytest.mark.parametrize(
    ("definition", "clause", "reference"),
    [
        ("a varchar(18)", DdlClause.COLUMN_COMMENT, ""),
        ("a varchar(18) comment 'name'", DdlClause.COLUMN_COMMENT, ""),
        ("CamelCase varchar(18) comment '事由'", DdlClause.COLUMN_NAME, ""),
        ("`order` varchar(18) comment '事由'", DdlClause.COLUMN_NAME, ""),
        ("a varchar(18) comment '身份证号'", DdlClause.STANDARD_NAME, "DE1"),
        ("a bigint comment '公民身份号码'", DdlClause.STANDARD_TYPE, "DE1"),
        ("a varchar(6) comment '出生日期'", DdlClause.STANDARD_TYPE, "DE2"),
        ("a varchar(15) comment '公民身份号码'", DdlClause.STANDARD_LENGTH, "DE1"),
        ("a char(2) comment '案件类型'", DdlClause.CODE_TABLE, ""),
    ],
)
def test_a_column_that_breaks_a_clause_is_named_with_what_it_was_held_against(
    definition: str, clause: DdlClause, reference: str
) -> None:
    assert column(definition) == {(clause, reference)}


@pytest.mark.parametrize(
    "definition",
    ["a varchar(18) comment '公民身份号码'", "a date comment '出生日期'", "a char(8) comment '出生日期'"],
)
def test_a_column_that_keeps_them_is_left_alone(definition: str) -> None:
    assert column(definition) == set()


def test_tables_need_comments_keys_and_targets_and_scripts_must_be_readable() -> None:
    report = checked(
        "create table a (b_id int comment '乙', foreign key (b_id) references b (id));\ncreate table x (a int,,;"
    )
    found = {finding.clause: finding for finding in report.findings}
    assert set(found) == {
        DdlClause.TABLE_COMMENT, DdlClause.PRIMARY_KEY, DdlClause.FOREIGN_KEY, DdlClause.READABLE
    }  # fmt: skip
    assert (found[DdlClause.READABLE].place, found[DdlClause.PRIMARY_KEY].place) == ("a.sql:2", "a.sql:1")
    assert all(finding.zh and finding.en and finding.mend_zh and finding.mend_en for finding in report.findings)


def test_a_plan_need_not_be_complete_but_what_is_handed_over_must_be() -> None:
    text = "create table a (id int primary key comment '主键', x varchar(9)) comment='甲';"
    approval, acceptance = checked(text, CheckStage.APPROVAL), checked(text, CheckStage.ACCEPTANCE)
    assert (approval.passes, acceptance.passes) == (True, False)
    assert approval.counts[Severity.WARNING] == acceptance.counts[Severity.ERROR] == 1


def test_codes_that_are_published_are_not_to_be_kept_again() -> None:
    schema = read(
        "create table dm_xb (dm char(1) primary key comment '代码', mc varchar(9) comment '名称') comment='性别代码表'"
    )
    proposal = propose(schema)
    copied = replace(proposal, tables=(replace(proposal.tables[0], known_code_table="sex"),))
    (found,) = judge(schema, copied, {}, CheckStage.CHANGE).findings
    assert (found.clause, found.reference) == (DdlClause.PRIVATE_CODES, "sex")


@pytest.mark.parametrize(
    ("certified", "system", "clause"),
    [
        ("SYS-RK", "SYS-NEW", DdlClause.SECOND_SOURCE),
        ("SYS-RK", "SYS-RK", None),
        (None, "SYS-NEW", DdlClause.HELD_ELSEWHERE),
    ],
)
def test_a_second_source_is_refused_but_not_to_the_certified_system_itself(
    certified: str | None, system: str, clause: DdlClause | None
) -> None:
    schema = read(PERSON)
    alike = Duplicate("t_person", ENTITY, "人口", "police", "公安局", 0.9, (), certified is not None, certified)
    proposal = replace(propose(schema), duplicates=(alike,))
    found = {finding.clause for finding in judge(schema, proposal, {}, CheckStage.APPROVAL, system).findings}
    wanted = {DdlClause.SECOND_SOURCE, DdlClause.HELD_ELSEWHERE} & found
    assert wanted == ({clause} if clause else set())


def certify(database: Database) -> build.Cast:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        build.plant_draft(uow, cast)
        architecture.certify_source(uow, ENTITY, "SYS-RK", build.answers(), by=cast.owner)
    return cast


def test_what_the_ledger_holds_with_a_certified_source_is_found(database: Database) -> None:
    cast = certify(database)
    with database.unit_of_work() as uow:
        report = architecture.check_definitions(uow, read(PERSON), CheckStage.APPROVAL, by=cast.outsider)
        own = architecture.check_definitions(
            uow, read(PERSON), CheckStage.APPROVAL, system_code="SYS-RK", by=cast.developer
        )
    found = next(finding for finding in report.findings if finding.clause is DdlClause.SECOND_SOURCE)
    assert (found.table, found.reference, found.severity) == ("t_person", ENTITY, Severity.ERROR)
    assert "人口系统" in found.zh
    assert DdlClause.SECOND_SOURCE not in {finding.clause for finding in own.findings}


def test_drafts_of_others_are_neither_told_nor_leant_on(database: Database) -> None:
    cast = certify(database)
    names = [f"{MARKER}{at}" for at in range(4)]
    entity = f"{build.OBJECT}.03"
    with database.unit_of_work() as uow:
        node = NewNode(entity, f"{MARKER}草案", cast.police, table="draft_two")
        attributes = [NewAttribute(f"{entity}.{at:03}", name, f"c{at}") for at, name in enumerate(names, 1)]
        architecture.define_architecture(uow, [node], attributes, by=cast.steward)
    columns = ", ".join(f"c{at} varchar(9) comment '{name}'" for at, name in enumerate(names))
    schema = read(f"create table t (id int primary key, {columns}) comment='某表'")
    with database.unit_of_work() as uow:
        theirs = architecture.propose_architecture(uow, schema, by=cast.outsider)
        own = architecture.propose_architecture(uow, schema, by=cast.steward)
    assert [found.entity_code for found in own.duplicates] == [entity]
    assert theirs.duplicates == ()


def test_only_those_who_build_or_govern_systems_check_them(database: Database) -> None:
    cast = certify(database)
    with database.unit_of_work() as uow:
        for actor, system in ((cast.officer, None), (cast.outsider, "SYS-RK")):
            with pytest.raises(NotPermitted):
                architecture.check_definitions(uow, read(PERSON), CheckStage.CHANGE, system_code=system, by=actor)
        architecture.check_definitions(uow, read(PERSON), CheckStage.CHANGE, system_code="SYS-RK", by=cast.bureau)


def test_the_report_and_its_table_come_over_http(database: Database, settings: Settings) -> None:
    cast = certify(database)
    client, _ = Site(database, settings, [router]).sign_in(cast.town.civil, Role.DATA_STEWARD)
    body = {"script": PERSON.replace("t_person", "`=T`"), "stage": "approval"}
    answer = client.post("/api/v1/architecture/definition-checks", json=body)
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["passes"], report["tables"]) == (False, 1)
    assert report["findings"][0]["clause"] == "second_source"
    table = client.post("/api/v1/architecture/definition-checks/table", json=body | {"language": "en"})
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert len(rows) == len(report["findings"])
    assert {row["Table"] for row in rows} == {"'=T"}
    refused = client.post("/api/v1/architecture/definition-checks", json=body | {"system_code": "SYS-NONE"})
    assert refused.status_code == 404
