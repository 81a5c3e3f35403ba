"""Indicators: one meaning once, no circles, a second person's yes; values equal to plain SQL over the same rows."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from shudao.access.errors import NotPermitted
from shudao.analytics import facade as analytics
from shudao.analytics.errors import IndicatorNotPublished
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    Aggregation,
    AtomicSpec,
    BusinessSpec,
    CompositeSpec,
    DimensionSpec,
    Grade,
    LimitSpec,
    NewIndicator,
    TimeKind,
    TimeSpec,
)
from shudao.architecture.errors_indicators import (
    BadIndicator,
    IndicatorCycle,
    IndicatorInUse,
    IndicatorOwnWork,
    SameIndicator,
    SameTerm,
    UnknownIndicator,
)
from shudao.kernel.expr.predicate import Eq, GreaterEqual
from shudao.kernel.paging import PageQuery
from tests.analytics.conftest import BIRTH, INCOME, NUMBER, REGISTERED, Desk, Words, derived
from tests.builders.lake import DWI, ENTITY, rows_of
from tests.builders.mechanism import SYSTEM

PAGE = PageQuery(limit=200)
DAY = date(2026, 11, 23)


def values(desk: Desk, code: str, periods: int = 1) -> dict[tuple[Any, ...], Decimal | None]:
    """(first day, dimension values…) → value, computed now."""
    opened = desk.installed
    analytics.compute_indicator(opened.database, opened.settings, code, as_of=DAY, periods=periods, by=SYSTEM)
    with opened.database.unit_of_work() as uow:
        page = analytics.indicator_values(uow, code, PAGE, by=SYSTEM)
    return {(each.period_from, *each.dimensions.values()): each.value for each in page.items}


def oracle(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    """Plain SQL over the rows the lake holds, in Beijing's days."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Asia/Shanghai'")
        connection.register("person", pa.Table.from_pylist(rows_of(desk.installed, DWI)))
        return connection.execute(sql).fetchall()


def test_a_count_by_month_and_sex_is_what_plain_sql_says(desk: Desk, words: Words) -> None:
    code = desk.make("", derived(words, dimensions=(words.sex,)))
    found = values(desk, code, periods=12)
    wanted = oracle(
        desk,
        """select date_trunc('month', registered_at)::date, sex, count(*) from person
        where registered_at >= '2025-12-01' and registered_at < '2026-12-01' group by all""",
    )
    assert found == {(month, sex): Decimal(count) for month, sex, count in wanted}
    assert len(found) > 15 and any(sex is None for _, sex in found)


@pytest.mark.parametrize(
    ("aggregation", "attribute", "sql"),
    [
        (Aggregation.SUM, INCOME, "sum(income)"),
        (Aggregation.AVG, INCOME, "round(sum(income)::decimal(38,6) / count(income), 4)"),
        (Aggregation.MIN, INCOME, "min(income)"),
        (Aggregation.MAX, INCOME, "max(income)"),
        (Aggregation.COUNT, BIRTH, "count(birth_date)"),
        (Aggregation.COUNT_DISTINCT, NUMBER, "count(distinct id_number)"),
        (Aggregation.AVG, f"{ENTITY}.006", "round(avg(children), 4)"),
    ],
)
def test_every_aggregation_is_exact(
    desk: Desk, words: Words, aggregation: Aggregation, attribute: str, sql: str
) -> None:
    atomic = desk.make("量", AtomicSpec(ENTITY, aggregation, attribute, Eq("is_active", True)))
    code = desk.make("", derived(words, atomic=atomic, time=words.so_far, time_attribute=None), precision=4)
    (found,) = values(desk, code).values()
    ((wanted,),) = oracle(desk, f"select {sql} from person where is_active")
    assert found is not None and found == Decimal(str(wanted)).quantize(Decimal("0.0001"))


def test_values_of_a_code_table_are_shown_by_name(desk: Desk, words: Words) -> None:
    code = desk.make("", derived(words, dimensions=(words.sex,)))
    values(desk, code)
    with desk.installed.database.unit_of_work() as uow:
        shown = analytics.indicator_values(uow, code, PAGE, by=SYSTEM).items
    names = {(each.dimensions[words.sex], each.labels.get(words.sex)) for each in shown}
    assert names >= {("1", "男"), ("2", "女")}


def test_a_qualifier_narrows_the_rows_and_stands_in_the_name(desk: Desk, words: Words) -> None:
    parents = desk.term("有子女", LimitSpec(ENTITY, GreaterEqual("children", 1)))
    code = desk.make("", derived(words, limits=(parents,)))
    with desk.installed.database.unit_of_work() as uow:
        assert architecture.indicator(uow, code, by=SYSTEM).name == "本月有子女登记人数"
    ((wanted,),) = oracle(
        desk, "select count(*) from person where children >= 1 and registered_at between '2026-11-01' and '2026-12-01'"
    )
    assert values(desk, code) == {(date(2026, 11, 1),): Decimal(wanted)}


def test_a_composite_divides_and_compares_with_a_year_ago(desk: Desk, words: Words) -> None:
    income = desk.make("收入合计", AtomicSpec(ENTITY, Aggregation.SUM, INCOME))
    people = desk.make("", derived(words))
    total = desk.make("", derived(words, atomic=income), unit="元", precision=2)
    mean = desk.make("人均收入", CompositeSpec(f"{total} / {people}"), unit="元", precision=2)
    double = desk.make("人均收入两倍", CompositeSpec(f"2 * {mean}"), unit="元", precision=2)
    growth = desk.make("登记增长率", CompositeSpec(f"yoy({people}) * 100"), unit="%", precision=1)
    ((count, sum_, before),) = oracle(
        desk,
        """select count(*) filter (where m = '2026-11-01'), sum(income) filter (where m = '2026-11-01'),
                  count(*) filter (where m = '2025-11-01')
        from (select *, date_trunc('month', registered_at)::date as m from person)""",
    )
    month = (date(2026, 11, 1),)
    assert values(desk, mean)[month] == round(sum_ / count, 2)
    assert values(desk, double)[month] == round(sum_ / count * 2, 2)
    assert values(desk, growth)[month] == round(Decimal(count - before) / before * 100, 1)


def test_a_ratio_to_nothing_is_no_value(desk: Desk, words: Words) -> None:
    nobody = desk.term("没有的人", LimitSpec(ENTITY, GreaterEqual("children", 99)))
    none = desk.make("", derived(words, limits=(nobody,)))
    people = desk.make("", derived(words))
    assert values(desk, desk.make("比", CompositeSpec(f"{people} / {none}"))) == {(date(2026, 11, 1),): None}


def test_computing_again_replaces_and_a_new_version_keeps_its_own_values(desk: Desk, words: Words) -> None:
    people = desk.make("", derived(words))
    rate = desk.make("率", CompositeSpec(f"{people} * 1"))
    first = values(desk, rate)
    assert values(desk, rate) == first
    desk.publish(desk.define("率", CompositeSpec(f"{people} * 2"), code=rate).code)
    assert values(desk, rate) == {key: (value or 0) * 2 for key, value in first.items()}
    with desk.installed.database.unit_of_work() as uow:
        old = analytics.indicator_values(uow, rate, PAGE, version=1, by=SYSTEM).items
        versions = architecture.indicator_versions(uow, rate, by=SYSTEM)
    assert [each.value for each in old] == list(first.values())
    assert [(each.version, each.state) for each in versions] == [(2, "published"), (1, "retired")]


def test_one_meaning_is_one_indicator_whatever_it_is_called(desk: Desk, words: Words) -> None:
    active = desk.term("在册", LimitSpec(ENTITY, Eq("is_active", True)))
    parents = desk.term("有子女", LimitSpec(ENTITY, GreaterEqual("children", 1)))
    code = desk.define("甲", derived(words, limits=(active, parents))).code
    with pytest.raises(SameIndicator) as told:
        desk.define("乙", derived(words, limits=(parents, active)))
    assert told.value.params["indicator"] == code
    with pytest.raises(SameIndicator):
        desk.define("又一个人数", AtomicSpec(ENTITY, Aggregation.COUNT))
    with pytest.raises(SameTerm):
        desk.term("又一个本月", TimeSpec(TimeKind.MONTH))
    with pytest.raises(SameTerm):
        desk.term("本月", TimeSpec(TimeKind.DAY))


def test_a_circle_is_refused_and_named(desk: Desk, words: Words) -> None:
    people = desk.make("", derived(words))
    one = desk.make("一", CompositeSpec(f"{people} * 3"))
    two = desk.make("二", CompositeSpec(f"{one} + 1"))
    with pytest.raises(IndicatorCycle) as told:
        desk.define("一", CompositeSpec(f"{people} + {two}"), code=one)
    assert told.value.params["path"] == f"{one} → {two} → {one}"


def test_other_grain_wrong_kinds_and_unknown_things_are_refused(desk: Desk, words: Words) -> None:
    by_month, so_far = desk.make("", derived(words)), desk.make("", derived(words, time=words.so_far))
    for spec in (
        CompositeSpec(f"{by_month} / {so_far}"),
        CompositeSpec(f"{by_month} + {words.counted}"),
        CompositeSpec("1 + 1"),
        derived(words, atomic=by_month),
        derived(words, time=words.sex),
        derived(words, time_attribute=NUMBER),
        derived(words, time_attribute=None),
        AtomicSpec(ENTITY, Aggregation.SUM),
        AtomicSpec(ENTITY, Aggregation.COUNT, f"{ENTITY}.099"),
        AtomicSpec(ENTITY, Aggregation.COUNT, None, Eq("nothing", 1)),
    ):
        with pytest.raises(BadIndicator):
            desk.define("错", spec)
    with pytest.raises(UnknownIndicator):
        desk.define("错", CompositeSpec("ZBD99999 * 2"))


def test_a_dimension_of_a_higher_grade_raises_the_indicator(desk: Desk, words: Words) -> None:
    born = desk.term("出生日期", DimensionSpec("DE00004"))
    with pytest.raises(BadIndicator):
        desk.define("", derived(words, dimensions=(born,)))
    assert desk.define("", derived(words, dimensions=(born,)), grade=Grade.G2).grade is Grade.G2


def test_codes_follow_the_rule_and_are_never_given_twice(desk: Desk, words: Words) -> None:
    codes = [desk.define(f"业务{n}", BusinessSpec((words.counted,))).code for n in range(3)]
    assert all(code.startswith("ZBY") and len(code) == 8 for code in codes)
    assert len({*codes, words.counted, words.month, words.sex}) == 6
    assert words.counted.startswith("ZBA") and words.month.startswith("XT") and words.sex.startswith("XW")


def test_nobody_publishes_their_own_and_nothing_rests_on_a_draft(desk: Desk, words: Words) -> None:
    with desk.installed.database.unit_of_work() as uow:
        new = NewIndicator("主管指标", "含义。", desk.police, AtomicSpec(ENTITY, Aggregation.MAX, INCOME), unit="元")
        code = architecture.define_indicator(uow, new, by=desk.bureau).code
        architecture.submit_indicator(uow, code, by=desk.bureau)
    with desk.installed.database.unit_of_work() as uow, pytest.raises(IndicatorOwnWork):
        architecture.publish_indicator(uow, code, by=desk.bureau)
    with desk.installed.database.unit_of_work() as uow, pytest.raises(NotPermitted):
        architecture.publish_indicator(uow, code, by=desk.register.steward)
    with desk.installed.database.unit_of_work() as uow:
        architecture.publish_indicator(uow, code, by=desk.colleague)


def test_drafts_are_not_computed_and_what_is_rested_on_is_not_retired(desk: Desk, words: Words) -> None:
    draft = desk.define("", derived(words)).code
    opened = desk.installed
    with pytest.raises(IndicatorNotPublished):
        analytics.compute_indicator(opened.database, opened.settings, draft, by=SYSTEM)
    with pytest.raises(BadIndicator):
        analytics.compute_indicator(opened.database, opened.settings, words.counted, by=SYSTEM)
    with opened.database.unit_of_work() as uow, pytest.raises(IndicatorInUse):
        architecture.retire_indicator(uow, words.counted, "不用了", by=desk.bureau)


def test_an_outsider_sees_no_draft_computes_nothing_and_reads_no_high_grade(desk: Desk, words: Words) -> None:
    draft = desk.define("", derived(words)).code
    graded = desk.make("高", derived(words, time=words.so_far), grade=Grade.G3)
    opened = desk.installed
    values(desk, graded)
    with opened.database.unit_of_work() as uow:
        listed = architecture.list_indicators(uow, PAGE, by=desk.outsider)
        assert draft not in {each.code for each in listed.items} and listed.total == 2
        with pytest.raises(UnknownIndicator):
            architecture.indicator(uow, draft, by=desk.outsider)
        with pytest.raises(NotPermitted):
            analytics.indicator_values(uow, graded, PAGE, by=desk.outsider)
        assert analytics.indicator_values(uow, graded, PAGE, by=desk.register.steward).total == 1
        new = NewIndicator("外", "含义。", desk.police, AtomicSpec(ENTITY, Aggregation.COUNT, NUMBER), unit="人")
        with pytest.raises(NotPermitted):
            architecture.define_indicator(uow, new, by=desk.outsider)
    with pytest.raises(NotPermitted):
        analytics.compute_indicator(opened.database, opened.settings, graded, by=desk.outsider)


def test_lineage_reaches_the_attributes_and_the_map(desk: Desk, words: Words) -> None:
    parents = desk.term("有子女", LimitSpec(ENTITY, GreaterEqual("children", 1)))
    people = desk.make("", derived(words, limits=(parents,), dimensions=(words.sex,)))
    double = desk.make("双", CompositeSpec(f"{people} * 2"))
    with desk.installed.database.unit_of_work() as uow:
        found = architecture.indicator_lineage(uow, double)
        graph = architecture.lineage(uow, f"indicator/{people}", steps=1, by=SYSTEM)
        queries = architecture.indicator_sql(uow, double, DAY)
    assert set(found.indicators) == {(double, people), (people, words.counted)}
    assert {(attribute, part) for _, attribute, part in found.attributes} == {
        (REGISTERED, "time"),
        (f"{ENTITY}.003", "dimension"),
        (f"{ENTITY}.006", "filter"),
    }
    refs = {end.ref for end in graph.ends}
    assert {f"attribute/{REGISTERED}", f"indicator/{double}", f"indicator/{words.counted}"} <= refs
    assert "GROUP BY" in queries[people] and "registered_at" in queries[people]
