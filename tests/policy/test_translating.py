"""A mapping between code systems never leaves it to chance which code is meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.policy.contracts import CodePair, TranslationKind
from shudao.policy.translating import exact_ones, pair_faults, translation

TODAY = date(2026, 11, 23)
POLICE, HEALTH = frozenset({"111", "414", "516", "990"}), frozenset({"01", "03", "06", "99"})
PASSPORT = (
    CodePair("414", "03", "issued_by", ("CN",)),
    CodePair("414", "99"),
)


def test_a_sound_mapping_has_no_faults() -> None:
    pairs = [CodePair("111", "01"), *PASSPORT, CodePair("516", "06"), CodePair("990", None)]
    assert pair_faults(pairs, POLICE, HEALTH) == []


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "没有任何一行"),
        ([CodePair("000", "01")], "源代码不在"),
        ([CodePair("111", "55")], "目标代码 55"),
        ([CodePair("111", "01"), CodePair("111", "03")], "没有条件"),
        ([CodePair("111", None), CodePair("111", "03")], "既无对应又有对应"),
        ([CodePair("111", None, "a", ("1",))], "无对应的代码不能带条件"),
        ([CodePair("111", "01", "a")], "字段和取值"),
        ([CodePair("111", "01", "a", ("1",)), CodePair("111", "03", "b", ("1",))], "同一字段"),
        ([CodePair("111", "01", "a", ("1",)), CodePair("111", "03", "a", ("1", "2"))], "取值重复"),
        ([CodePair("111", "01", valid_from=TODAY, valid_to=date(2026, 1, 1))], "晚于"),
    ],
)
def test_each_fault_of_a_mapping_is_named(pairs: list[CodePair], said: str) -> None:
    assert any(said in fault for fault in pair_faults(pairs, POLICE, HEALTH))


def test_periods_that_do_not_meet_may_say_different_things() -> None:
    pairs = [
        CodePair("111", "01", valid_to=date(2000, 1, 1)),
        CodePair("111", "03", valid_from=date(2000, 1, 2)),
    ]
    assert pair_faults(pairs, POLICE, HEALTH) == []
    assert translation(pairs, date(1999, 1, 1), {}).codes == ("01",)
    assert translation(pairs, TODAY, {}).codes == ("03",)


def test_one_to_many_asks_for_what_decides() -> None:
    asked = translation(PASSPORT, TODAY, {})
    assert (asked.kind, asked.codes, asked.asks_for) == (TranslationKind.CHOICE, ("03", "99"), ("issued_by",))
    assert translation(PASSPORT, TODAY, {"issued_by": "CN"}).codes == ("03",)
    assert translation(PASSPORT, TODAY, {"issued_by": "FR"}).codes == ("99",), (
        "the line without a condition is the rest"
    )
    assert translation(PASSPORT[:1], TODAY, {"issued_by": "FR"}).kind is TranslationKind.UNKNOWN


def test_none_and_unknown_are_not_the_same() -> None:
    assert translation([CodePair("990", None)], TODAY, {}).kind is TranslationKind.NONE
    assert translation([], TODAY, {}).kind is TranslationKind.UNKNOWN
    assert exact_ones([CodePair("990", None), CodePair("111", "01"), *PASSPORT], TODAY) == {"111": "01"}


pairs = st.builds(
    CodePair,
    st.just("111"),
    st.sampled_from(["01", "03", None]),
    st.sampled_from(["", "a"]),
    st.sampled_from([(), ("1",), ("2",)]),
    st.sampled_from([None, date(2000, 1, 1)]),
    st.sampled_from([None, date(2010, 1, 1)]),
)


@given(st.lists(pairs, max_size=4), st.sampled_from(["1", "2", "3"]), st.dates(date(1990, 1, 1), date(2020, 1, 1)))
def test_in_a_sound_mapping_facts_and_day_leave_one_answer(lines: list[CodePair], value: str, day: date) -> None:
    if not pair_faults(lines, POLICE, HEALTH):
        forward, backward = (translation(each, day, {"a": value}) for each in (lines, lines[::-1]))
        assert forward == backward, "the order of the lines decides nothing"
        assert forward.kind is not TranslationKind.CHOICE
