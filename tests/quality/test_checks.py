"""Checking a data set: counts and scores per rule, failing rows under masks, versions held back, tickets."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.admission.errors import ReleaseWithheld, UnknownAsset
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import StaleEdit
from shudao.kernel.paging import PageQuery
from shudao.policy.errors import UnknownCodeTable
from shudao.quality import facade as quality
from shudao.quality.contracts import QualityRun, Rule, Ticket, TicketState
from shudao.quality.errors import (
    FixDayPast,
    MalformedRule,
    NeverChecked,
    NothingToCheck,
    TicketClosed,
    UnknownTicket,
)
from shudao.security.contracts import MaskKind
from shudao.work import facade as work
from tests.builders.lake import DWI, release
from tests.builders.mechanism import make_actor
from tests.quality.conftest import BROKEN, GOOD, OTHER, Checked, person

FAULTY = (
    person(),
    person(id_number=OTHER, sex="1", birth_date=date(1880, 1, 1), name="四"),
    person(id_number=BROKEN, sex="9", birth_date=date(2027, 1, 1), income=Decimal("-1"), children=21),
    person(id_number=BROKEN, sex=None, birth_date=None, income=None, children=None, name=None),
    person(id_number=None, name="无"),
)


def results(run: QualityRun) -> dict[str, tuple[int, int]]:
    return {r.rule.id.removeprefix(f"{DWI}/"): (r.checked, r.failed) for r in run.results if r.was_run}


def test_there_is_nothing_to_check_before_rows_and_no_score_before_a_check(checked: Checked) -> None:
    with pytest.raises(NothingToCheck):
        checked.check()
    with checked.installed.database.unit_of_work() as uow, pytest.raises(NeverChecked):
        quality.latest_run(uow, DWI)
    checked.holds(*FAULTY)
    with checked.installed.database.unit_of_work() as uow:
        stranger = make_actor(uow, checked.register.town.civil, Role.DATA_STEWARD)
    with pytest.raises(NotPermitted):
        quality.run_checks(checked.installed.database, checked.installed.settings, DWI, by=stranger)


def test_every_rule_of_the_standards_counts_what_it_judged_and_what_failed(checked: Checked) -> None:
    checked.holds(*FAULTY)
    run = checked.check()
    assert results(run) == {
        "not_null/id_number": (5, 1),
        "unique/id_number": (4, 2),
        "checksum/id_number": (4, 2),
        "length/id_number": (4, 0),
        "length/name": (4, 2),
        "code_set/sex": (4, 1),
        "value_range/birth_date": (4, 2),
        "value_range/income": (4, 1),
        "value_range/children": (4, 1),
    }
    assert (run.rows, run.failing_rows, run.withheld) == (5, 4, False)
    validity = (100 + 50 + 75 + 50 + 75 + 75) / 6
    assert run.dimensions == {
        "完整性": 80.0,
        "唯一性": 50.0,
        "准确性": 50.0,
        "有效性": pytest.approx(validity),
    }
    assert run.score == pytest.approx((80 + 50 + 50 + validity) / 4)
    with checked.installed.database.unit_of_work() as uow:
        kept = quality.latest_run(uow, DWI)
        assert (kept.id, kept.score, results(kept)) == (run.id, run.score, results(run))
        assert [r.id for r in quality.latest_scores(uow)] == [run.id]


def test_an_empty_data_set_has_no_score_and_opens_no_ticket(checked: Checked) -> None:
    checked.holds()
    run = checked.check()
    assert (run.rows, run.score, run.dimensions) == (0, None, {})
    assert tickets(checked) == []


def declared(checked: Checked, kind: str, params: dict[str, Any], **given: Any) -> Rule:
    with checked.installed.database.unit_of_work() as uow:
        return quality.declare_rule(uow, DWI, kind, "另一条", params, by=checked.register.steward, **given)


def test_declared_rules_run_beside_the_derived_ones(checked: Checked) -> None:
    agrees = declared(
        checked,
        "logic",
        {"condition": "birth_date_agrees_with_citizen_number", "operands": ["id_number", "birth_date"]},
    )
    late = declared(checked, "timeliness", {"column": "registered_at", "limit_days": 30})
    parent = declared(checked, "reference", {"column": "remark", "asset": DWI, "target": "id_number"})
    waiting = declared(checked, "reference", {"column": "remark", "asset": "sdi_person", "target": "身份证号"})
    rows = (
        person(remark=OTHER),
        person(id_number=OTHER, birth_date=date(1880, 1, 2), remark="nobody"),
        person(id_number=None, registered_at=datetime(2026, 10, 1, tzinfo=UTC)),
    )
    checked.holds(*rows)
    found = {r.rule.id: r for r in checked.check().results}
    assert (found[agrees.id].checked, found[agrees.id].failed) == (2, 1)
    assert (found[late.id].checked, found[late.id].failed) == (3, 1)
    assert (found[parent.id].checked, found[parent.id].failed) == (2, 1)
    assert not found[waiting.id].was_run, "a rule over a data set without rows has not been passed"
    assert found[waiting.id].score is None


def test_a_rule_without_sense_is_not_kept(checked: Checked, raw: psycopg.Connection[Any]) -> None:
    refused: list[tuple[str, dict[str, Any], type[Exception]]] = [
        ("wishful", {}, MalformedRule),
        ("not_null", {}, MalformedRule),
        ("not_null", {"column": "nothing"}, MalformedRule),
        ("length", {"column": "income", "max_chars": 3}, MalformedRule),
        ("checksum", {"column": "id_number", "checksum": "mine"}, MalformedRule),
        ("value_range", {"column": "income", "low": "many"}, MalformedRule),
        ("value_range", {"column": "income", "low": "NaN"}, MalformedRule),
        ("value_range", {"column": "income", "high": "1e999"}, MalformedRule),
        ("code_set", {"column": "sex", "code_table": "nothing"}, UnknownCodeTable),
        ("reference", {"column": "name", "asset": "dwi_nothing", "target": "x"}, UnknownAsset),
    ]
    for kind, params, refusal in refused:
        with pytest.raises(refusal):
            declared(checked, kind, params)
    assert raw.execute("select count(*) from quality.rule").fetchone() == (0,)


def test_a_failing_blocking_rule_withholds_the_version_until_it_is_mended(checked: Checked) -> None:
    declared(checked, "not_null", {"column": "name"}, blocking=True)
    checked.holds(person(name=None))
    assert checked.check().withheld
    with pytest.raises(ReleaseWithheld) as refusal:
        release(checked.installed, DWI)
    assert "另一条" in refusal.value.message()
    checked.holds(person())
    assert not checked.check().withheld
    release(checked.installed, DWI)


def failing(
    checked: Checked, run: QualityRun, by: Actor, rule: str | None = None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    installed = checked.installed
    rule_id = f"{DWI}/{rule}" if rule else None
    with installed.database.unit_of_work() as uow:
        lens, rows = quality.failing_rows(
            uow, installed.database, installed.settings, DWI, run.id, rule_id=rule_id, by=by
        )
    return {column.name: column.mask for column in lens.columns}, rows


def test_failing_rows_are_shown_under_the_masks_of_whoever_looks(
    checked: Checked, raw: psycopg.Connection[Any]
) -> None:
    checked.holds(*FAULTY)
    run = checked.check()
    masks, rows = failing(checked, run, checked.register.steward, "checksum/id_number")
    assert (masks["id_number"], masks["income"]) == (MaskKind.PARTIAL, MaskKind.SUPPRESS)
    assert [row["id_number"] for row in rows] == ["110105********0021"] * 2
    assert {row["income"] for row in rows} == {None}
    assert all(f"{DWI}/checksum/id_number" in row["failed_rules"] for row in rows)
    _, everything = failing(checked, run, checked.register.owner)
    assert sorted(row["id_number"] or "" for row in everything) == ["", BROKEN, BROKEN, OTHER]
    with checked.installed.database.unit_of_work() as uow:
        stranger = make_actor(uow, checked.register.town.civil, Role.DATA_OWNER)
    with pytest.raises(NotPermitted):
        failing(checked, run, stranger)
    lines = str(raw.execute("select detail from evidence.entry").fetchall())
    assert BROKEN not in lines
    assert GOOD not in lines


def tickets(checked: Checked, by: Actor | None = None, state: TicketState | None = None) -> list[Ticket]:
    with checked.installed.database.unit_of_work() as uow:
        page = PageQuery(limit=100, sort="number")
        return quality.list_tickets(uow, page, state=state, by=by or checked.register.steward).items


def answer(checked: Checked, ticket: Ticket, by: Actor, *, seen: int | None = None, days: int = 5) -> Ticket:
    fix_on = checked.installed.clock.today() + timedelta(days=days)
    with checked.installed.database.unit_of_work() as uow:
        return quality.answer_ticket(
            uow, ticket.id, "已联系派出所更正", fix_on, seen_version=ticket.version if seen is None else seen, by=by
        )


def test_problems_become_tickets_that_close_when_a_later_check_finds_none(checked: Checked) -> None:
    checked.holds(person(name=None, sex="9"), person(id_number=OTHER, sex="9"))
    checked.check()
    [ticket] = tickets(checked)
    assert (ticket.rule_id, ticket.failed, ticket.checked, ticket.state) == (
        f"{DWI}/code_set/sex",
        2,
        2,
        TicketState.OPEN,
    )
    assert (ticket.owner_name, ticket.organisation_id) == ("王户籍", checked.register.town.police.id)
    assert ticket.due_on is not None
    assert ticket.due_on > checked.installed.clock.today()
    checked.holds(person(sex="9"), person(id_number=OTHER))
    checked.check()
    [again] = tickets(checked)
    assert (again.id, again.failed) == (ticket.id, 1), "an open problem is no second ticket"
    checked.holds(person())
    checked.check()
    [closed] = tickets(checked)
    assert (closed.id, closed.state, closed.failed) == (ticket.id, TicketState.CLOSED, 0)
    checked.holds(person(sex="9"))
    checked.check()
    assert [t.state for t in tickets(checked)] == [TicketState.CLOSED, TicketState.OPEN]
    assert len({t.number for t in tickets(checked)}) == 2


def test_a_rule_that_did_not_run_closes_no_ticket(checked: Checked) -> None:
    rule = declared(checked, "reference", {"column": "remark", "asset": DWI, "target": "id_number"})
    checked.holds(person(remark="nobody"))
    checked.check()
    [ticket] = tickets(checked)
    assert ticket.rule_id == rule.id
    with checked.installed.database.unit_of_work() as uow:
        uow.session.connection().exec_driver_sql(
            "update quality.rule set params = jsonb_set(params, '{asset}', '\"sdi_person\"') where id = %s", (rule.id,)
        )
    checked.check()
    assert [t.state for t in tickets(checked)] == [TicketState.OPEN]


def test_an_answer_needs_a_day_to_come_the_version_seen_and_an_open_ticket(checked: Checked) -> None:
    checked.holds(person(sex="9"))
    checked.check()
    [ticket] = tickets(checked)
    with pytest.raises(FixDayPast):
        answer(checked, ticket, checked.register.owner, days=-1)
    answered = answer(checked, ticket, checked.register.owner)
    assert (answered.state, answered.answer) == (TicketState.ANSWERED, "已联系派出所更正")
    with pytest.raises(StaleEdit):
        answer(checked, ticket, checked.register.steward)
    checked.holds(person())
    checked.check()
    [closed] = tickets(checked)
    with pytest.raises(TicketClosed):
        answer(checked, closed, checked.register.owner)


def test_strangers_find_no_ticket(checked: Checked) -> None:
    checked.holds(person(sex="9"))
    checked.check()
    [ticket] = tickets(checked)
    with checked.installed.database.unit_of_work() as uow:
        stranger = make_actor(uow, checked.register.town.civil, Role.DATA_OWNER, Role.DATA_STEWARD)
        bureau = make_actor(uow, checked.register.town.bureau, Role.DATA_BUREAU)
    assert tickets(checked, stranger) == []
    with pytest.raises(UnknownTicket):
        answer(checked, ticket, stranger)
    assert [t.id for t in tickets(checked, bureau)] == [ticket.id]
    with pytest.raises(NotPermitted):
        answer(checked, ticket, bureau)


def test_a_ticket_waits_in_the_inbox_until_it_is_mended(checked: Checked) -> None:
    checked.holds(person(sex="9"))
    checked.check()
    assert len(waiting(checked)) == 1
    checked.holds(person())
    checked.check()
    assert waiting(checked) == []


def waiting(checked: Checked) -> list[Any]:
    with checked.installed.database.unit_of_work() as uow:
        return list(work.inbox(uow, PageQuery(), by=checked.register.steward).items)
