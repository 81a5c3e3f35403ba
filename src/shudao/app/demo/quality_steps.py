"""Step seven: rules from standards, scores, tickets back to the owners."""

from typing import Any

from shudao.app.demo import city
from shudao.app.demo.account import Line
from shudao.app.demo.cast import actor
from shudao.app.installation import Installation
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.quality import facade as quality
from shudao.quality.contracts import RuleOrigin

__all__ = ["check_all"]

ENGINEER = "ops.gao"
# 0 days late is on time; cycles of the catalogue in days.
CYCLE_DAYS = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366, "real_time": 1}
# What the city calls a condition, and what the rule type does.
CONDITIONS = {"approved_on_not_before_founded_on": "not_before", "pm25_not_above_pm10": "at_least"}


def check_all(installed: Installation, line: Line) -> None:
    """Check every data set of the integration layer, unless an earlier run has."""
    with installed.database.unit_of_work() as uow:
        engineer = actor(uow, ENGINEER)
        checked = {run.asset_code for run in quality.latest_scores(uow)}
        waiting = [d for d in city.load("systems.yaml")["data_sets"] if f"dwi_{d['code']}" not in checked]
        for d in waiting:
            _declare(uow, d)
    line.kept = not waiting
    for d in waiting:
        run = quality.run_checks(installed.database, installed.settings, f"dwi_{d['code']}", by=engineer)
        line.count(run.rows, run.rows - run.failing_rows, run.failing_rows)
        derived = sum(result.rule.origin is RuleOrigin.DERIVED for result in run.results)
        score = "—" if run.score is None else f"{run.score:.2f}"
        line.note(
            f"{d['name']}：得分 {score}，{len(run.results)} 条规则（{derived} 条由标准推导），"
            f"不合格 {run.failing_rows:,} 行"
        )
    with installed.database.unit_of_work() as uow:
        open_tickets = quality.list_tickets(uow, PageQuery(limit=1), by=engineer).total
    line.note(f"已向数据Owner发出 {open_tickets} 张整改工单")


def _declare(uow: UnitOfWork, d: dict[str, Any]) -> None:
    """The rules of the plan that do not follow from a standard."""
    plan = d["quality_plan"] or city.load("completion.yaml")["steps"][-1]["quality_plan"]
    by = actor(uow, plan["responsible"])
    for rule in plan["rules"]:
        params = _params(d, rule)
        if params is not None:
            quality.declare_rule(
                uow, f"dwi_{d['code']}", rule["kind"], rule["title"], params, blocking=rule["blocking"], by=by
            )


def _params(d: dict[str, Any], rule: dict[str, Any]) -> dict[str, Any] | None:
    kind, columns = rule["kind"], rule.get("columns", [])
    if kind == "unique":
        return {"key": columns}
    if kind == "logic":
        condition = CONDITIONS.get(rule["predicate"], rule["predicate"])
        # The city names the smaller operand first, the rule type the larger.
        return {"condition": condition, "operands": columns[::-1] if rule["predicate"] in CONDITIONS else columns}
    if kind == "reference":
        return {"column": columns[0], "asset": f"dwi_{rule['data_set']}", "target": rule["target"]}
    if kind == "value_range":
        ends = {"low": rule.get("min"), "high": rule.get("max")}
        return {"column": columns[0], **{end: None if value is None else str(value) for end, value in ends.items()}}
    # Timeliness of real but old data would fail by nature, and completeness by count comes with the assessment.
    return None
