"""Standardisation by the published standards: every kind of dirt ends where it belongs, and nothing is lost."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.admission.contracts import Mode
from shudao.app.installation import Installation
from shudao.development import facade as development
from shudao.development.contracts import DevelopmentRun, RunKind, ValueKind
from shudao.development.errors import NothingToRead
from shudao.kernel.actor import Role
from shudao.kernel.paging import PageQuery
from shudao.policy import facade as policy
from shudao.policy.contracts import CodeRow
from tests.builders.lake import (
    DWI,
    ENTITY,
    REVIEWER,
    SDI,
    SEXES,
    SOURCE_COLUMNS,
    Register,
    flows_of,
    land,
    ledger_of,
    rejects_of,
    rows_of,
)
from tests.builders.mechanism import SYSTEM, make_actor

FIELDS = ("id_number", "name", "sex", "birth_date", "income", "children", "registered_at", "is_active", "remark")
GOOD = "11010519491231002X"


def row(*values: str | None) -> dict[str, str | None]:
    return dict(zip(SOURCE_COLUMNS, values, strict=True))


def clean(*values: Any) -> dict[str, Any]:
    return dict(zip(FIELDS, values, strict=True))


def beijing(*parts: int) -> datetime:
    """A moment as the lake keeps it, in UTC, from the hour of the wall clock in China."""
    local = datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 -- eight hours are taken off below
    return local.replace(hour=local.hour - 8, tzinfo=ZoneInfo("UTC"))


# What a source writes beside what the integration layer has of it.
LANDS = (
    (
        row(GOOD, "张三", "1", "1949-12-31", "1234.50", "2", "2026-11-01 12:30:00", "1", "备注 甲"),
        clean(
            GOOD, "张三", "1", date(1949, 12, 31), Decimal("1234.50"), 2, beijing(2026, 11, 1, 12, 30), True, "备注 甲"
        ),
    ),
    (
        # Full-width digits, a small x, white space around, names and other spellings of codes, other forms of dates.
        row(
            "　１１０１０５１９４９１２３１００２x ",
            " 李四\u3000",
            "女",
            "1949年12月31日",
            "１２",
            "０",
            None,
            "否",
            "",
        ),
        clean(GOOD, "李四", "2", date(1949, 12, 31), Decimal("12.00"), 0, None, False, None),
    ),
    (
        # An old number of fifteen digits becomes one of eighteen; days as Excel counts them.
        row("130503670401001", "王五", "M", "24563", "-0.5", "-1", "20261101123000", "是", "无"),
        clean(
            "130503196704010016",
            "王五",
            "1",
            date(1967, 4, 1),
            Decimal("-0.50"),
            -1,
            beijing(2026, 11, 1, 12, 30),
            True,
            None,
        ),
    ),
    (
        # Optional values that say nothing are empty; "无" says nothing where a standard lists it as a null word.
        row(GOOD, "无", "未知", "0000-00-00", "/", "—", "NULL", "不详", None),
        clean(GOOD, None, None, None, None, None, None, None, None),
    ),
    (
        # A wrong check digit is well written: judging it is the business of quality, not of standardisation.
        row("110105194912310021", "赵六", None, None, None, None, None, None, None),
        clean("110105194912310021", "赵六", None, None, None, None, None, None, None),
    ),
    (
        # Optional values that cannot be read are emptied, and counted.
        row(GOOD, "名" * 21, "男女", "1949-02-30", "12.345", "1.5", "昨天", "真", "备注"),
        clean(GOOD, None, None, None, None, None, None, None, "备注"),
    ),
)
# The key is what a row cannot do without: reason by reason.
ASIDE = (
    (row(None, "缺号", "1", None, None, None, None, None, None), "id_number:missing;"),
    (row("  ", "空白号", "1", None, None, None, None, None, None), "id_number:missing;"),
    (row("无", "无号", "1", None, None, None, None, None, None), "id_number:missing;"),
    (row(f"{GOOD}；见附件", "太长", "1", None, None, None, None, None, None), "id_number:citizen_number;"),
)


def dirty(installed: Installation) -> None:
    land(installed, SDI, [source for source, _ in (*LANDS, *ASIDE)], mode=Mode.REPLACE)


def run(installed: Installation, register: Register) -> DevelopmentRun:
    return development.standardise(installed.database, installed.settings, SDI, DWI, by=register.developer)


def test_every_kind_of_dirt_ends_where_it_belongs(installed: Installation, register: Register) -> None:
    dirty(installed)
    done = run(installed, register)
    assert (done.kind, done.read, done.landed, done.rejected) == (RunKind.STANDARDISE, 10, 6, 4)
    landed = sorted(rows_of(installed, DWI), key=repr)
    assert landed == sorted((clean_row for _, clean_row in LANDS), key=repr)
    [(name, aside)] = rejects_of(installed, DWI).items()
    assert name == ledger_of(installed, DWI)[0].rejects_file
    assert sorted(aside, key=repr) == sorted(({**source, "reasons": reason} for source, reason in ASIDE), key=repr)


def test_reasons_and_emptied_values_are_counted_by_column(
    installed: Installation, register: Register, raw: psycopg.Connection[Any]
) -> None:
    dirty(installed)
    done = run(installed, register)
    assert done.reasons == {"id_number:missing": 3, "id_number:citizen_number": 1}
    assert done.emptied == {
        "name": 1,
        "sex": 1,
        "birth_date": 1,
        "income": 1,
        "children": 1,
        "registered_at": 1,
        "is_active": 1,
    }
    lines = str(raw.execute("select detail from evidence.entry").fetchall())
    assert "张三" not in lines
    assert GOOD not in lines


def test_the_same_rows_by_the_same_standards_are_standardised_once(installed: Installation, register: Register) -> None:
    dirty(installed)
    first = run(installed, register)
    assert run(installed, register) == first
    assert len(ledger_of(installed, DWI)) == 1
    with installed.database.unit_of_work() as uow:
        assert development.list_runs(uow, PageQuery(), asset_code=DWI, by=SYSTEM).total == 1


def test_a_changed_standard_or_source_is_standardised_anew(installed: Installation, register: Register) -> None:
    dirty(installed)
    first = run(installed, register)
    wider = (SEXES[0], CodeRow("2", "女", aliases=("女性", "F", "男女")))
    with installed.database.unit_of_work() as uow:
        organisation = register.town.police.id
        policy.load_code_table(
            uow, "sex", wider, title="性别代码", version="2", organisation_id=organisation, by=SYSTEM
        )
        policy.submit_code_tables(uow, ["sex"], by=SYSTEM)
        policy.publish_code_tables(uow, ["sex"], by=REVIEWER)
    second = run(installed, register)
    assert second.id != first.id
    assert "sex" not in second.emptied
    land(installed, SDI, [LANDS[0][0]], mode=Mode.REPLACE)
    third = run(installed, register)
    assert (third.read, third.landed, third.rejected) == (1, 1, 0)
    assert rows_of(installed, DWI) == [LANDS[0][1]]


def test_rows_without_a_fault_leave_nothing_aside(installed: Installation, register: Register) -> None:
    land(installed, SDI, [LANDS[0][0]])
    done = run(installed, register)
    assert (done.rejected, done.reasons, done.emptied) == (0, {}, {})
    assert rejects_of(installed, DWI) == {}


def test_lineage_tells_from_where_the_rows_came_and_which_entity_they_are(
    installed: Installation, register: Register
) -> None:
    dirty(installed)
    run(installed, register)
    assert flows_of(installed, f"lake/{DWI}") == {
        (f"lake/{SDI}", f"lake/{DWI}", "standardise"),
        (f"lake/{DWI}", f"entity/{ENTITY}", "registration"),
    }


def test_nothing_is_standardised_before_there_are_rows_nor_by_strangers(
    installed: Installation, register: Register
) -> None:
    with pytest.raises(NothingToRead):
        run(installed, register)
    dirty(installed)
    with installed.database.unit_of_work() as uow:
        stranger = make_actor(uow, register.town.civil, Role.DEVELOPER)
    with pytest.raises(NotPermitted):
        development.standardise(installed.database, installed.settings, SDI, DWI, by=stranger)
    assert ledger_of(installed, DWI) == []


def test_the_plan_says_how_each_column_is_read(installed: Installation, register: Register) -> None:
    with installed.database.unit_of_work() as uow:
        plan = development.plan_for(uow, SDI, DWI)
    assert {column.target: column.kind for column in plan.columns} == {
        "id_number": ValueKind.CITIZEN_NUMBER,
        "name": ValueKind.TEXT,
        "sex": ValueKind.CODE,
        "birth_date": ValueKind.DATE,
        "income": ValueKind.DECIMAL,
        "children": ValueKind.INTEGER,
        "registered_at": ValueKind.TIMESTAMP,
        "is_active": ValueKind.BOOLEAN,
        "remark": ValueKind.TEXT,
    }
    assert [column.target for column in plan.columns if column.is_required] == ["id_number"]
    assert plan.columns[2].codes == {
        "1": "1",
        "男": "1",
        "男性": "1",
        "M": "1",
        "2": "2",
        "女": "2",
        "女性": "2",
        "F": "2",
    }
    assert plan.without_source == ()
