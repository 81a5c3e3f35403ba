"""What is proposed for a schema: names, elements, grades, objects and duplicates, each with what it rests on."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.architecture.contracts_ledger import Grade
from shudao.architecture.harvest.contracts import (
    ColumnKind,
    Ground,
    Knowledge,
    KnownAttribute,
    KnownEntity,
    ProposedColumn,
    TableRole,
)
from shudao.architecture.harvest.names import lake_name, said, translated
from shudao.architecture.harvest.proposing import propose
from shudao.architecture.logic import LAKE_NAME
from shudao.connectors.harvest.contracts import (
    Dialect,
    ForeignKey,
    HarvestedColumn,
    HarvestedSchema,
    HarvestedTable,
)
from shudao.connectors.harvest.sql_files import Script, read_files, read_scripts
from shudao.policy.contracts import DataElement, DataType, Representation, State
from tests.builders.schemas.knowledge import city_knowledge
from tests.builders.schemas.making import make_schema
from tests.builders.schemas.scripts import write_schema

REAL = Path(__file__).parents[2] / "samples" / "schemas" / "alocms"


def make_element(code: str, name: str, **given_: object) -> DataElement:
    values: dict[str, object] = {
        "code": code, "version": 1, "state": State.PUBLISHED, "name": name, "english": "", "pinyin": "",
        "definition": name, "object_class": "人员", "property": name, "representation": Representation.NAME,
        "synonyms": (), "use": "", "data_type": DataType.STRING, "format": "an..100", "code_table": None, "range": None,
        "checksum": None, "pattern": None, "unit": None, "null_words": (), "submitted_by": "o", "registered_by": None,
        "rule_organisation_id": None, "maintenance_organisation_id": None, "monitoring_organisation_id": None,
        "approved_on": None,
    }  # fmt: skip
    return DataElement(**(values | given_))  # type: ignore[arg-type]  # fields by name


NUMBER = make_element(
    "DE1", "公民身份号码", english="Citizen number", checksum="citizen_number", synonyms=("身份证号",)
)
NAME = make_element("DE2", "姓名", english="Person name")
SEX = make_element("DE3", "性别代码", english="Sex code", code_table="sex")
BORN = make_element("DE4", "出生日期", english="Date of birth", data_type=DataType.DATE)
ELEMENTS = Knowledge(elements=(NUMBER, NAME, SEX, BORN))


def read(text: str) -> HarvestedSchema:
    return read_scripts([Script("a.sql", text.encode(), Dialect.MYSQL)])


def column(definition: str, knowledge: Knowledge = ELEMENTS, rows: str = "") -> ProposedColumn:
    schema = read(f"create table t (k int primary key, {definition}); {rows}")
    return propose(schema, knowledge).table("t").columns[1]


@pytest.mark.parametrize(
    ("definition", "element", "ground"),
    [
        ("a varchar(18) comment '公民身份号码'", "DE1", Ground.NAME),
        ("a varchar(18) comment '身份证号'", "DE1", Ground.SYNONYM),
        ("gmsfhm varchar(18)", "DE1", Ground.NAME),
        ("date_of_birth date", "DE4", Ground.NAME),
        ("xb char(1) comment '性别'", "DE3", Ground.NAME),
        ("a varchar(50) comment '申请人姓名'", "DE2", Ground.NAME),
    ],
)
def test_a_column_is_matched_with_its_element(definition: str, element: str, ground: Ground) -> None:
    found = column(definition).element
    assert found is not None
    assert (found.code, found.grounds[0]) == (element, ground)


def test_values_speak_for_an_element_and_against_it() -> None:
    right = column("a varchar(18) comment '身份证号'", rows="insert into t values (1, '11010519491231002X')").element
    wrong = column("a varchar(18) comment '身份证号'", rows="insert into t values (1, '13800138000')").element
    assert right is not None and Ground.VALUES in right.grounds
    assert wrong is None or not wrong.is_sure


def test_a_type_that_cannot_hold_the_element_makes_it_unsure() -> None:
    found = column("a blob comment '出生日期'").element
    assert found is None or not found.is_sure


@pytest.mark.parametrize(
    ("definition", "title", "kind"),
    [
        ("reg_date date", "登记日期", ColumnKind.DATE),
        ("zt char(1) comment '状态（0：停用；1：启用）'", "状态", ColumnKind.CODE),
        ("is_valid char(1)", "是否有效", ColumnKind.FLAG),
        ("create_time datetime comment '创建时间'", "创建时间", ColumnKind.HOUSEKEEPING),
        ("je decimal(12,2)", "金额", ColumnKind.AMOUNT),
        ("zzzqq varchar(3)", "", ColumnKind.TEXT),
    ],
)
def test_a_column_gets_a_chinese_name_where_something_tells_it(definition: str, title: str, kind: ColumnKind) -> None:
    found = column(definition)
    assert (found.title, found.kind) == (title, kind)


def test_a_grade_follows_what_was_decided_for_like_attributes_and_names_them() -> None:
    known = KnownAttribute("LC01.01.001.01.009", "联系方式", "contact", grade=Grade.G3)
    found = column("a varchar(30) comment '联系方式'", Knowledge(graded=(known,))).grade
    assert found is not None
    assert (found.grade, found.ground) == (Grade.G3, Ground.NEIGHBOURS)
    assert [neighbour.attribute_code for neighbour in found.neighbours] == [known.code]


@pytest.mark.parametrize(
    ("title", "grade"), [("疾病诊断", Grade.G4), ("身份证号码", Grade.G3), ("户主姓名", Grade.G2), ("办公电话", None)]
)
def test_sensitive_words_suggest_a_grade_with_the_reason(title: str, grade: Grade | None) -> None:
    found = column(f"a varchar(50) comment '{title}'", Knowledge()).grade
    assert (found.grade if found else None) == grade
    assert found is None or (found.zh and found.en)


def test_what_the_regulator_lists_is_never_suggested() -> None:
    known = KnownAttribute("LC01.01.001.01.009", "管网坐标", "place", grade=Grade.IMPORTANT)
    found = column("a varchar(30) comment '管网坐标'", Knowledge(graded=(known,))).grade
    assert found is None or not found.grade.is_protected


CONTRACT = """
create table t_contract (contract_id int primary key, contract_no varchar(30) comment '合同编号',
  unique key (contract_no)) comment='合同信息';
create table t_contract_detail (id int primary key, contract_id int comment '合同', goods varchar(20) comment '货物')
  comment='合同明细';
create table payer (payer_id int primary key, mc varchar(50) comment '付款单位名称') comment='付款单位';
create table contract_payer (contract_id int, payer_id int, primary key (contract_id, payer_id),
  foreign key (contract_id) references t_contract (contract_id), foreign key (payer_id) references payer (payer_id));
create table sys_log (id int primary key, content text) comment='操作日志';
"""


def test_details_and_joins_hang_on_the_object_they_belong_to() -> None:
    proposal = propose(read(CONTRACT))
    found = {one.key: one for one in proposal.objects}
    assert found["t_contract"].tables == ("t_contract", "t_contract_detail", "contract_payer")
    assert (found["t_contract"].title, found["t_contract"].identifying) == ("合同", "contract_no")
    assert set(found) == {"t_contract", "payer"}
    assert proposal.table("contract_payer").role is TableRole.RELATION
    assert proposal.table("sys_log").role is TableRole.TECHNICAL
    assert proposal.table("t_contract_detail").column("contract_id").refers_to == "t_contract"


PERSON = KnownEntity(
    "LC01.01.001.01", "人口基本信息", "person", "LC01.01.001", "police", "公安局", True, "SYS-1", "人口库",
    tuple(
        KnownAttribute(f"LC01.01.001.01.{at:03}", name, f"c{at}", element)
        for at, (name, element) in enumerate(
            [("公民身份号码", "DE1"), ("姓名", "DE2"), ("性别代码", "DE3"), ("出生日期", "DE4"), ("户籍地址", None)], 1
        )
    ),
)  # fmt: skip


def test_a_table_that_means_what_another_department_holds_is_told_with_its_certified_source() -> None:
    schema = read("""
        create table ryxx (id int primary key, sfzh varchar(18) comment '身份证号', xm varchar(50) comment '姓名',
          xb char(1) comment '性别', csrq date comment '出生日期') comment='人员信息';
        create table other (id int primary key, xm varchar(50) comment '姓名', bz text comment '备注', je int)
    """)
    proposal = propose(schema, Knowledge(elements=ELEMENTS.elements, entities=(PERSON,)))
    (found,) = proposal.duplicates
    assert (found.table, found.entity_code, found.certified_system) == ("ryxx", PERSON.code, "SYS-1")
    assert dict(found.shared)["sfzh"] == "LC01.01.001.01.001"
    assert next(one for one in proposal.objects if one.key == "ryxx").subject_area == "LC01.01"


def test_what_the_city_holds_is_found_again_under_other_names_and_little_else_is() -> None:
    known = city_knowledge()
    held = [entity for entity in known.entities if len(entity.attributes) > 3]
    for entity in held:
        columns = ", ".join(f"c{at} varchar(50) comment '{each.name}'" for at, each in enumerate(entity.attributes))
        proposal = propose(read(f"create table x (id int primary key, {columns}, create_time datetime)"), known)
        assert entity.code in [found.entity_code for found in proposal.duplicates], entity.name
    assert propose(read_files(REAL), known).duplicates == ()


def test_six_hundred_tables_are_proposed_in_seconds_and_always_the_same() -> None:
    written = write_schema(make_schema(7), "postgresql", 7)
    schema = read_scripts(Script(name, content) for name, content in written.scripts.items() if name[1] != "2")
    start = time.process_time()
    proposal = propose(schema, ELEMENTS)
    assert time.process_time() - start < 5
    assert proposal == propose(schema, ELEMENTS)


@pytest.mark.parametrize(
    ("comment", "title", "codes"),
    [
        ("性别 1-男 2-女", "性别", {"1": "男", "2": "女"}),
        ("表名,不带前缀", "表名", {}),
        ("primary key", "", {}),
        ("金额(元)", "金额", {}),
    ],
)
def test_a_comment_is_a_name_and_perhaps_codes(comment: str, title: str, codes: dict[str, str]) -> None:
    assert (said(comment).title, dict(said(comment).codes)) == (title, codes)


@given(st.text(max_size=80), st.text(max_size=20))
def test_every_identifier_gets_a_name_the_lake_takes(name: str, title: str) -> None:
    assert LAKE_NAME.fullmatch(lake_name(name, title))


def test_identifiers_are_translated_word_by_word_or_not_at_all() -> None:
    assert (translated("registration_date"), translated("payDate"), translated("foo_date")) == (
        "登记日期",
        "支付日期",
        "",
    )


NAMES = st.sampled_from(["a", "b_id", "T", "dm", "名称", "", "x" * 80, "_", "code", "user.name"])
COLUMNS = st.builds(
    HarvestedColumn, NAMES, st.sampled_from(["int", "varchar(20)", "", "enum('a','b')", "text[]", "decimal(10,2)"]),
    st.booleans(), st.none(), st.sampled_from(["", "代码", "0：是 1：否", "名称", "——"]),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> HarvestedTable:
    columns = draw(st.lists(COLUMNS, max_size=4, unique_by=lambda column: column.name))
    names = [column.name for column in columns]
    key = tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))) if names else ()
    targets = st.builds(ForeignKey, st.just(key or ("a",)), NAMES)
    rows = (
        draw(st.lists(st.tuples(*(st.sampled_from([None, "", "1", "男"]) for _ in names)), max_size=3)) if names else []
    )
    return HarvestedTable(draw(NAMES), tuple(columns), "", key, (), (), (draw(targets),), tuple(rows), len(rows))


@given(st.lists(tables(), max_size=4, unique_by=lambda table: table.name))
def test_whatever_schema_is_found_a_proposal_is_made(found: list[HarvestedTable]) -> None:
    proposal = propose(HarvestedSchema(tuple(found)), Knowledge(elements=ELEMENTS.elements, entities=(PERSON,)))
    assert [table.name for table in proposal.tables] == [table.name for table in found]
    assert {table.object_key for table in proposal.tables} - {None} == {one.key for one in proposal.objects}
