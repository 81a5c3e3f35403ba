"""Which rules follow from standards, and how answers become scores: no engine, no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.architecture.contracts import Attribute, DataElementRef, Entity, State
from shudao.policy.contracts import ValueRange
from shudao.policy.formats import parse_format
from shudao.policy.logic import CHECKSUMS
from shudao.quality import logic
from shudao.quality.contracts import Dimension, Rule, RuleOrigin, RuleResult
from shudao.quality.errors import MalformedRule
from shudao.quality.rules import RULE_TYPES
from shudao.quality.rules.value_range import ValueRange as RangeRule

TODAY = date(2026, 11, 23)


def element(fmt: str, kind: str = "string", **given: Any) -> DataElementRef:
    empty = {"code_table": None, "range": None, "checksum": None, "pattern": None, "unit": None, "null_words": ()}
    return DataElementRef("DE1", 1, State.PUBLISHED, "n", kind, fmt, parse_format(fmt), **(empty | given))


def attribute(column: str, standard: DataElementRef | None, **given: Any) -> Attribute:
    empty: dict[str, Any] = {"is_key": False, "is_identifying": False, "is_critical": False, "is_personal": False}
    return Attribute(
        f"E.{column}", "E", column, "", column, 1, standard, None,
        **(empty | given), nullable=True, state=State.PUBLISHED, version=1,
    )  # fmt: skip


def derived(*attributes: Attribute) -> list[tuple[str, dict[str, Any]]]:
    entity = Entity(
        "E",
        "实体",
        "",
        "O",
        "A",
        "D",
        "org",
        "t",
        None,
        State.PUBLISHED,
        1,
        True,
        None,
        attributes,
        None,
        None,
        None,
        (),
    )
    return [(rule.kind, dict(rule.params)) for rule in logic.derive_rules("dwi_x", entity)]


def test_nothing_follows_from_an_attribute_without_standard_that_may_be_empty() -> None:
    assert derived(attribute("remark", None)) == []


@pytest.mark.parametrize(
    ("standard", "rules"),
    [
        (element("an18", checksum="citizen_number"), [("checksum", "citizen"), ("length", (18, 18))]),
        (element("an18", checksum="uscc"), [("checksum", "uscc"), ("length", (18, 18))]),
        (element("an9", checksum="organisation_code"), [("checksum", "organisation"), ("length", (9, 9))]),
        (element("an15", checksum="licence_number"), [("checksum", "licence"), ("length", (15, 15))]),
        (element("n1", code_table="sex"), [("code_set", "sex")]),
        (element("a2..20"), [("length", (2, 20))]),
        (element("ul"), []),
        (element("an6", pattern="[0-9]{6}"), [("pattern", "[0-9]{6}"), ("length", (6, 6))]),
        (element("n..2", "integer", range=ValueRange("0", "20")), [("value_range", ("0", "20"))]),
        (element("d8", "date", range=ValueRange(None, "today")), [("value_range", (None, "today"))]),
        (element("d8", "date"), []),
    ],
)
def test_each_standard_gives_its_rules(standard: DataElementRef, rules: list[tuple[str, Any]]) -> None:
    shown = {
        "checksum": lambda p: p["checksum"],
        "code_set": lambda p: p["code_table"],
        "pattern": lambda p: p["pattern"],
        "length": lambda p: (p["min_chars"], p["max_chars"]),
        "value_range": lambda p: (p["low"], p["high"]),
    }
    assert [(kind, shown[kind](params)) for kind, params in derived(attribute("x", standard))] == rules


def test_every_checksum_of_a_standard_is_known_to_the_rules() -> None:
    assert set(logic.CHECKSUMS) == CHECKSUMS


def test_keys_and_critical_attributes_owe_a_value_and_keys_are_unique_together() -> None:
    rules = derived(
        attribute("a", None, is_key=True), attribute("b", None, is_key=True), attribute("c", None, is_critical=True)
    )
    assert rules == [
        ("not_null", {"column": "a"}),
        ("not_null", {"column": "b"}),
        ("not_null", {"column": "c"}),
        ("unique", {"key": ["a", "b"]}),
    ]


def rule(kind: str, **params: Any) -> Rule:
    dimension = RULE_TYPES[kind].dimension if kind in RULE_TYPES else Dimension.VALIDITY
    return Rule(f"x/{kind}", "x", kind, "一条规则", dimension, params, RuleOrigin.DECLARED)


def asked(made: Rule, **types: str) -> Any:
    return logic.rule_type(made, today=TODAY, codes={"sex": frozenset({"1"})}, types=types)


@pytest.mark.parametrize(
    "made",
    [
        rule("wishful"),
        rule("not_null"),
        rule("not_null", column="a", colour="red"),
        rule("code_set", column="a"),
        rule("checksum", column="a", checksum="of my own"),
        rule("pattern", column="a", pattern="(?=x)"),
        rule("pattern", column="a", pattern="("),
        rule("logic", condition="whatever", operands=["a", "b"]),
        rule("logic", condition="not_before", operands=["a"]),
        rule("logic", condition="not_before"),
        rule("value_range", column="n", low="many"),
        rule("value_range", column="d", low="2026-13-01"),
        rule("value_range", low="1"),
        rule("unique"),
        rule("reference", column="a", asset="b", colour="red"),
    ],
    ids=lambda made: f"{made.kind} {dict(made.params)}",
)
def test_a_rule_without_sense_is_refused(made: Rule) -> None:
    with pytest.raises(MalformedRule):
        asked(made, n="int", d="date", a="text")


def test_ranges_take_the_type_of_their_column() -> None:
    assert asked(rule("value_range", column="n", low="0", high="1.5"), n="decimal(9,2)") == RangeRule(
        "n", Decimal("0"), Decimal("1.5")
    )
    assert asked(rule("value_range", column="d", high="today"), d="date") == RangeRule("d", None, TODAY)
    assert asked(rule("value_range", column="d", high="today"), d="timestamp").high == TODAY


@pytest.mark.parametrize(
    ("made", "types", "runs"),
    [
        (rule("not_null", column="a"), {"a": "int"}, True),
        (rule("not_null", column="a"), {"b": "int"}, False),
        (rule("length", column="a"), {"a": "int"}, False),
        (rule("checksum", column="a"), {"a": "text"}, True),
        (rule("pattern", column="a", pattern="x"), {"a": "date"}, False),
        (rule("value_range", column="a", low="1"), {"a": "text"}, False),
        (rule("value_range", column="a", low="1"), {"a": "decimal(12,2)"}, True),
        (rule("timeliness", column="a"), {"a": "text"}, False),
        (rule("unique", key=["a", "b"]), {"a": "text", "b": "date"}, True),
        (rule("unique", key=["a", "c"]), {"a": "text", "b": "date"}, False),
        (rule("unique", key=[]), {"a": "text"}, False),
        (rule("logic", condition="not_before", operands=["a", "b"]), {"a": "date", "b": "date"}, True),
        (rule("logic", condition="not_before", operands=["a", "b"]), {"a": "text", "b": "date"}, False),
    ],
    ids=lambda value: f"{value.kind} {dict(value.params)}" if isinstance(value, Rule) else str(value),
)
def test_a_rule_runs_only_on_columns_it_can_judge(made: Rule, types: dict[str, str], runs: bool) -> None:
    assert asked(made, **types).runs_on(types) is runs


def result(
    dimension: Dimension, checked: int, failed: int, *, was_run: bool = True, blocking: bool = False
) -> RuleResult:
    made = replace(rule("not_null", column="a"), dimension=dimension, is_blocking=blocking)
    return RuleResult(made, was_run, checked, failed)


def test_what_did_not_run_is_no_pass_and_an_empty_data_set_has_no_score() -> None:
    assert result(Dimension.VALIDITY, 0, 0, was_run=False).score is None
    assert result(Dimension.VALIDITY, 0, 0).score is None
    assert (
        logic.dimension_scores([result(Dimension.VALIDITY, 0, 0), result(Dimension.ACCURACY, 5, 0, was_run=False)])
        == {}
    )
    assert logic.score_of({}) is None


def test_a_dimension_is_the_mean_of_its_rules_and_the_score_the_mean_of_dimensions() -> None:
    results = [
        result(Dimension.VALIDITY, 10, 0),
        result(Dimension.VALIDITY, 10, 5),
        result(Dimension.ACCURACY, 4, 4),
        result(Dimension.TIMELINESS, 0, 0, was_run=False),
    ]
    dimensions = logic.dimension_scores(results)
    assert dimensions == {"有效性": 75.0, "准确性": 0.0}
    assert logic.score_of(dimensions) == 37.5


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Dimension)), st.integers(0, 50), st.integers(0, 50), st.booleans()), max_size=8
    )
)
def test_scores_lie_between_0_and_100_and_ignore_what_did_not_run(
    given_results: list[tuple[Dimension, int, int, bool]],
) -> None:
    results = [result(d, max(c, f), min(c, f), was_run=ran) for d, c, f, ran in given_results]
    ran = [r for r in results if r.was_run]
    score = logic.score_of(logic.dimension_scores(results))
    assert score == logic.score_of(logic.dimension_scores(ran))
    assert score is None or 0 <= score <= 100
    assert (score is None) == (not any(r.checked for r in ran))


def test_only_failures_of_blocking_rules_hold_a_version() -> None:
    stops = result(Dimension.VALIDITY, 3, 1, blocking=True)
    results = [stops, result(Dimension.VALIDITY, 3, 0, blocking=True), result(Dimension.VALIDITY, 3, 3)]
    assert logic.blocking_failures(results) == [stops]


def test_derived_rules_follow_the_standards_and_keep_the_marks_people_set() -> None:
    old = replace(rule("not_null", column="a"), origin=RuleOrigin.DERIVED, is_blocking=True)
    declared = replace(rule("unique", key=["a"]), id="own")
    fresh = replace(old, title="新名称", is_blocking=False)
    gone = replace(old, id="x/gone")
    assert logic.merged([fresh], [old, declared, gone]) == [replace(fresh, is_blocking=True), declared]
