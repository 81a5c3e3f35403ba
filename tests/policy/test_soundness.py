"""What makes a data element or a code table sound, before any database is asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.policy.contracts import CodeRow, DataType, NewDataElement, Representation, ValueRange
from shudao.policy.logic import ambiguous_aliases, code_faults, element_faults, is_in_force, raw_mapping

SEX = NewDataElement(
    code="DE00004",
    name="性别代码",
    definition="人的生理性别代码。",
    object_class="人员",
    property="性别",
    representation=Representation.CODE,
    data_type=DataType.STRING,
    format="n1",
    submitted_by="org",
    code_table="sex",
)


def test_a_sound_element_has_no_faults() -> None:
    assert element_faults(SEX) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "4"}, "内部标识符"),
        ({"definition": " "}, "定义"),
        ({"format": "q3"}, "表示法"),
        ({"data_type": DataType.DATE}, "不相符"),
        ({"pattern": "^1$"}, "至多给出一种"),
        ({"code_table": None, "pattern": "("}, "正则"),
        ({"code_table": None, "checksum": "md5"}, "校验规则"),
        ({"code_table": None, "range": ValueRange("1", "2")}, "不是 string"),
        ({"code_table": None, "range": ValueRange("2", "1"), "data_type": DataType.INTEGER}, "下限大于上限"),
        ({"code_table": None, "range": ValueRange("nan"), "data_type": DataType.INTEGER}, "不是 integer"),
        ({"code_table": None, "range": ValueRange(), "data_type": DataType.INTEGER}, "一端"),
        ({"data_type": DataType.INTEGER, "format": "n5,2"}, "小数位"),
        ({"version": 0}, "版本号"),
    ],
)
def test_each_fault_of_an_element_is_named(change: dict[str, object], said: str) -> None:
    assert any(said in fault for fault in element_faults(replace(SEX, **change)))


def test_a_date_may_range_up_to_today() -> None:
    born = replace(SEX, code_table=None, data_type=DataType.DATE, format="d8", range=ValueRange("1900-01-01", "today"))
    assert element_faults(born) == []


OLD = CodeRow("680101", "南渡区", valid_to=date(2016, 6, 30), successors=("680102",))
NEW = CodeRow("680102", "听澜区", valid_from=date(2016, 7, 1), aliases=("听澜",))


def test_a_withdrawn_code_is_in_force_on_old_days_only() -> None:
    assert is_in_force(OLD, date(2016, 6, 30))
    assert not is_in_force(OLD, date(2016, 7, 1))
    assert is_in_force(OLD, None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "没有任何一行"),
        ([OLD], "后继代码"),
        ([NEW, NEW], "重复"),
        ([CodeRow("1", "甲", parent="9")], "上级代码"),
        ([CodeRow(" 1", "甲")], "空白"),
        ([CodeRow("1", " ")], "名称为空"),
        ([CodeRow("1", "甲", valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1))], "晚于"),
    ],
)
def test_each_fault_of_a_code_table_is_named(rows: list[CodeRow], said: str) -> None:
    assert any(said in fault for fault in code_faults(rows))


def test_one_code_may_return_in_a_later_period() -> None:
    earlier = CodeRow("1", "甲", valid_to=date(2000, 1, 1))
    later = CodeRow("1", "甲", valid_from=date(2010, 1, 1))
    assert code_faults([earlier, later]) == []


def test_raw_spellings_lead_to_codes_and_shared_names_to_none() -> None:
    rows = [CodeRow("110100", "市辖区"), CodeRow("120100", "市辖区"), CodeRow("1", "男", aliases=("男性", "M"))]
    assert raw_mapping(rows) == {"110100": "110100", "120100": "120100", "1": "1", "男": "1", "男性": "1", "M": "1"}


def test_an_alias_of_two_codes_is_reported() -> None:
    assert ambiguous_aliases([CodeRow("1", "甲", aliases=("丙",)), CodeRow("2", "乙", aliases=("丙",))]) == ["丙"]


@given(st.lists(st.builds(CodeRow, st.sampled_from("0123"), st.sampled_from("甲乙丙0"), aliases=st.just(("丁",)))))
def test_a_spelling_never_leads_to_a_code_that_does_not_carry_it(rows: list[CodeRow]) -> None:
    for spelling, code in raw_mapping(rows).items():
        assert any(row.code == code and spelling in (row.code, row.name, *row.aliases) for row in rows)


def test_a_code_means_itself_even_where_another_row_is_named_like_it() -> None:
    assert raw_mapping([CodeRow("1", "2"), CodeRow("2", "1")]) == {"1": "1", "2": "2"}
