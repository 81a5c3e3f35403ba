"""Decisions about the ledger over plain values: codes, grades, rules of business objects, secrets, search."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.architecture import logic, search_pieces
from shudao.architecture.contracts import (
    Attribute,
    Category,
    CategoryOrigin,
    CategoryStructure,
    CertificationTest,
    Entity,
    Grade,
    Level,
    NewAttribute,
    NewNode,
    Registration,
    State,
    TestAnswer,
)
from shudao.policy.contracts import DataElement, DataType, Representation

NUMBERS = st.lists(st.integers(1, 5000), min_size=1, max_size=5)
PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=6)
GRADES = st.sampled_from(list(Grade))


@given(PREFIXES, NUMBERS)
def test_a_code_survives_being_written_and_read(prefix: str, numbers: list[int]) -> None:
    code = logic.ArchitectureCode(prefix, tuple(numbers))
    assert logic.parse_code(str(code)) == code
    assert code.level is Level(len(numbers))


@given(PREFIXES, NUMBERS)
def test_ancestors_are_the_codes_above_nearest_first(prefix: str, numbers: list[int]) -> None:
    code = str(logic.ArchitectureCode(prefix, tuple(numbers)))
    above = logic.ancestors(code)
    assert len(above) == len(numbers) - 1
    assert all(code.startswith(f"{parent}.") for parent in above)
    assert sorted(above, key=len, reverse=True) == above


@given(st.text("LC.0123456789ab ", max_size=24))
def test_any_text_is_the_one_spelling_of_a_code_or_none(text: str) -> None:
    code = logic.parse_code(text)
    assert code is None or str(code) == text


@pytest.mark.parametrize(
    "text", ["", "LC", "01", "LC1", "LC001", "LC01.1", "LC00", "LC01.01.01", "lc01", "LC０１", "LC01."]
)
def test_other_spellings_are_no_codes(text: str) -> None:
    assert logic.parse_code(text) is None


@given(GRADES, GRADES)
def test_grades_are_ordered_as_the_standard_lists_them(one: Grade, other: Grade) -> None:
    order = ["G1", "G2", "G3", "G4", "重要", "核心"]
    assert (one < other) == (order.index(one.value) < order.index(other.value))
    assert max(one, other) == max(one, other, key=lambda grade: order.index(grade.value))


@given(st.none() | GRADES, st.lists(st.none() | GRADES, max_size=6))
def test_a_data_set_is_never_graded_below_any_of_its_attributes(
    declared: Grade | None, attributes: list[Grade | None]
) -> None:
    grade = logic.data_set_grade(declared, attributes)
    if declared is None or not attributes or None in attributes:
        assert grade is None
    else:
        assert grade is not None
        assert all(attribute is not None and grade >= attribute for attribute in [*attributes, declared])


@given(GRADES, GRADES)
def test_a_lowering_is_strictly_lower(before: Grade, after: Grade) -> None:
    assert logic.is_lowering(before, after) == (after.rank < before.rank)
    assert not logic.is_lowering(None, after)


def test_a_lowering_waits_for_its_day() -> None:
    today = date(2026, 11, 23)
    assert logic.applies_now(None, today)
    assert logic.applies_now(today, today)
    assert not logic.applies_now(date(2026, 11, 24), today)


def test_all_four_tests_of_a_source_must_hold_with_evidence() -> None:
    good = [TestAnswer(test, True, "记录") for test in CertificationTest]
    assert logic.failed_tests(good) == []
    assert len(logic.failed_tests([])) == 4
    assert logic.failed_tests([replace(good[0], evidence=" "), *good[1:]]) == [(good[0].test, "没有依据")]
    assert logic.failed_tests([replace(good[0], holds=False), *good[1:]]) == [(good[0].test, "不满足")]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"host": "h", "port": 5432}, None),
        ({"Password": "x"}, "Password"),
        ({"auth": {"api_token": "x"}}, "api_token"),
        ({"hosts": [{"口令": "x"}]}, "口令"),
    ],
)
def test_a_secret_among_settings_is_found_at_any_depth(settings: dict[str, object], found: str | None) -> None:
    assert logic.secret_field(settings) == found


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (NewNode("X1", "甲", "o"), "编码规则"),
        (NewNode("LC01", " ", "o"), "名称为空"),
        (NewNode("LC01", "甲", ""), "责任单位"),
        (NewNode("LC01.01.001.01", "甲", "o"), "表名"),
        (NewNode("LC01.01.001.01", "甲", "o", table="表"), "表名"),
        (NewNode("LC01", "甲", "o", is_critical=True), "只有逻辑实体"),
        (NewNode("LC01", "甲", "o", identifying_attribute="LC01.01.001.01.001"), "只有业务对象"),
        (NewNode("LC01.01.001", "甲", "o", identifying_attribute="LC01.01.002.01.001"), "不属于"),
    ],
)
def test_each_fault_of_a_node_is_named(node: NewNode, said: str) -> None:
    assert any(said in fault for _, fault in logic.node_faults([node], []))


def test_each_fault_of_an_attribute_is_named() -> None:
    faults = logic.node_faults([], [NewAttribute("LC01", " ", "Name"), NewAttribute("LC01", "乙", "b")])
    said = " ".join(fault for _, fault in faults)
    assert all(word in said for word in ("编码规则", "名称为空", "字段名", "重复"))


def test_names_that_would_stand_for_two_things_are_refused() -> None:
    taken = logic.TakenNames(names={("LC01", "人口")}, columns=set(), tables={"person"})
    entity = NewNode("LC01.01.001.01", "基本信息", "o", table="person")
    twins = [NewAttribute("LC01.01.001.01.001", "姓名", "name"), NewAttribute("LC01.01.001.01.002", "姓名", "name")]
    said = [fault for _, fault in logic.repeated_names([NewNode("LC01.01", "人口", "o"), entity], twins, taken)]
    assert said == ["同级已有名称“人口”", "表名 person 已被使用", "实体中已有属性“姓名”", "实体中已有字段 name"]


def _attribute(number: int, **given: object) -> Attribute:
    usual: dict[str, object] = {
        "code": f"LC01.01.001.01.{number:03d}",
        "entity_code": "LC01.01.001.01",
        "name": f"属性{number}",
        "definition": "",
        "column": f"c{number}",
        "position": number,
        "data_element": None,
        "grade": Grade.G1,
        "is_key": False,
        "is_identifying": False,
        "is_critical": False,
        "is_personal": False,
        "nullable": True,
        "state": State.PUBLISHED,
        "version": 1,
    }
    return Attribute(**(usual | given))  # type: ignore[arg-type]


SOUND = Entity(
    code="LC01.01.001.01",
    name="基本信息",
    definition="",
    object_code="LC01.01.001",
    subject_area_code="LC01.01",
    domain_code="LC01",
    organisation_id="o",
    table="t",
    owner=None,
    state=State.PUBLISHED,
    version=1,
    is_critical=False,
    category=Category(CategoryOrigin.INTERNAL, CategoryStructure.STRUCTURED),
    attributes=(_attribute(1), _attribute(2)),
    grade=Grade.G1,
    certification=None,
    quality_plan=None,
    registrations=(Registration("LC01.01.001.01", "S", "T", {}),),
)
SHAPE = logic.ObjectShape("LC01.01.001", True, True, "LC01.01.001.01.001", (SOUND,))


def test_a_sound_business_object_has_no_findings() -> None:
    assert logic.object_findings(SHAPE) == []


def _with(**change: object) -> logic.ObjectShape:
    """The sound object with its entity changed."""
    return replace(SHAPE, entities=(replace(SOUND, **change),))  # type: ignore[arg-type]


CRITICAL = _attribute(2, is_critical=True)


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (replace(SHAPE, is_traced=False), "essential"),
        (replace(SHAPE, has_owner=False), "owner"),
        (replace(SHAPE, identifying_attribute=None), "unique_identity"),
        (_with(attributes=(_attribute(1),)), "independent"),
        (_with(registrations=()), "instantiable"),
        (_with(is_critical=True), "certified_source"),
        (_with(category=None), "category"),
        (_with(attributes=(_attribute(1), CRITICAL)), "standard"),
        (_with(attributes=(_attribute(1), replace(CRITICAL, grade=None))), "grade"),
    ],
)
def test_each_rule_of_business_objects_is_told_apart(shape: logic.ObjectShape, rule: str) -> None:
    assert rule in {finding.rule for finding in logic.object_findings(shape)}


ELEMENT = DataElement(
    code="DE00001",
    version=1,
    state=State.PUBLISHED,
    name="姓名",
    english="",
    pinyin="",
    definition="",
    object_class="",
    property="",
    representation=Representation.NAME,
    synonyms=("名字",),
    use="",
    data_type=DataType.STRING,
    format="an..100",
    code_table=None,
    range=None,
    checksum=None,
    pattern=None,
    unit=None,
    null_words=(),
    submitted_by="o",
    registered_by=None,
    rule_organisation_id=None,
    maintenance_organisation_id=None,
    monitoring_organisation_id=None,
    approved_on=None,
)


def test_departures_from_the_standard_are_listed_and_synonyms_are_none() -> None:
    assert logic.attribute_deviations(logic.Declared("a", "名字", None, None), ELEMENT) == []
    found = logic.attribute_deviations(logic.Declared("a", "称呼", "integer", "n5"), ELEMENT)
    assert [deviation.aspect for deviation in found] == ["name", "data_type", "format"]


def test_a_change_request_touches_only_what_may_change() -> None:
    assert logic.change_faults("LC01.01.001.01.001", {"name": "新名", "data_element": None, "is_critical": True}) == []
    assert logic.change_faults("LC01", {})
    assert logic.change_faults("LC01", {"code": "LC02"})
    assert logic.change_faults("LC01", {"grade": "G1"})
    assert logic.change_faults("LC01", {"name": " "})
    assert logic.change_faults("LC01", {"synonyms": [1]})
    assert logic.change_faults("LC01", {"name": True})


@given(st.text(max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_text_has_all_pieces_of_each_of_its_parts(text: str, start: int, end: int) -> None:
    """Otherwise the index would hide what plainly contains the word."""
    whole = search_pieces.normalise(text)
    had = set(search_pieces.name_pieces([whole]))
    for word in search_pieces.words(whole[start:end]):
        for run in search_pieces.runs(word):
            if run.text in whole and not run.is_latin and len(run.text) > 1:
                assert set(search_pieces.word_pieces(run.text)) <= had


def test_pinyin_finds_chinese_names() -> None:
    assert search_pieces.pinyin("公民身份号码") == ("gmsfhm", "gongminshenfenhaoma")
    assert search_pieces.pinyin("uscc") == ("", "")
