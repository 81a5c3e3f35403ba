"""The door of quality: rules, checks, scores, failing rows, tickets."""

from typing import Any

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.quality import permissions, store
from shudao.quality.checking import FAILED_RULES, failures_folder, question_of, rules_of, run_checks
from shudao.quality.code_values import count_foreign_values
from shudao.quality.contracts import QualityRun, Rule, RuleOrigin
from shudao.quality.errors import MalformedRule, NeverChecked
from shudao.quality.rules import RULE_TYPES
from shudao.quality.tickets import answer_ticket, list_tickets, ticket_of
from shudao.security import facade as security
from shudao.security.contracts import Lens, ReadRequest

__all__ = [
    "answer_ticket",
    "count_foreign_values",
    "declare_rule",
    "failing_rows",
    "latest_run",
    "latest_scores",
    "list_runs",
    "list_tickets",
    "rules_of",
    "run_checks",
    "run_of",
    "ticket_of",
]


def declare_rule(
    uow: UnitOfWork,
    asset_code: str,
    kind: str,
    title: str,
    params: dict[str, Any],
    *,
    blocking: bool = False,
    by: Actor,
) -> Rule:
    """Declare a rule that does not follow from a standard. It is tried for sense before it is kept.

    Raises `MalformedRule`, and what the code table or the other data set it names raises when there is none.
    """
    asset = admission.asset(uow, asset_code)
    access.require(uow, by, permissions.CHECK, asset.organisation_id)
    if kind not in RULE_TYPES:
        raise MalformedRule(problem=f"未知的规则类型 {kind}")
    rule_id, dimension = f"{asset_code}/{kind}/{new_id()}", RULE_TYPES[kind].dimension
    rule = Rule(rule_id, asset_code, kind, title, dimension, params, RuleOrigin.DECLARED, blocking)
    question = question_of(uow, asset, rule)
    if not question.runs_on({column.name: column.type for column in asset.columns}):
        raise MalformedRule(problem="字段不存在，或其类型不适用此规则")
    for other in question.others():
        admission.asset(uow, other)
    uow.session.add(store.from_rule(rule, uow.clock.now(), by))
    uow.session.flush()
    detail = {"rule": rule_id, "kind": kind}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="quality.rule.declared", subject=subject, detail=detail)
    return rule


def latest_run(uow: UnitOfWork, asset_code: str) -> QualityRun:
    """The newest check of an asset with every rule's answer. Raises `NeverChecked`."""
    row = store.latest_run(uow.session, asset_code)
    if row is None:
        raise NeverChecked(asset=asset_code)
    return store.to_run(row, store.results_of(uow.session, row.id))


def run_of(uow: UnitOfWork, asset_code: str, run_id: str) -> QualityRun:
    """One check with every rule's answer."""
    row = store.run_row(uow.session, asset_code, run_id)
    return store.to_run(row, store.results_of(uow.session, row.id))


def latest_scores(uow: UnitOfWork, asset_codes: list[str] | None = None) -> list[QualityRun]:
    """The newest check of each asset, without the single answers."""
    return [store.to_run(row) for row in store.latest_runs(uow.session, asset_codes or [])]


def list_runs(uow: UnitOfWork, asset_code: str, page: PageQuery) -> Page[QualityRun]:
    """Checks of an asset, newest first: its trend."""
    rows = fetch_page(uow.session, store.run_query(asset_code), page, store.RUN_SORT, "-checked_at")
    return Page([store.to_run(row) for row in rows.items], rows.total)


def failing_rows(
    uow: UnitOfWork,
    database: Database,
    settings: Settings,
    asset_code: str,
    run_id: str,
    *,
    rule_id: str | None = None,
    limit: int = 50,
    by: Actor,
) -> tuple[Lens, list[dict[str, Any]]]:
    """Failing rows of a check through the asker's lens, with the ids of the rules each fails."""
    asset = admission.asset(uow, asset_code)
    access.require(uow, by, permissions.SEE_FAILURES, asset.organisation_id)
    row = store.run_row(uow.session, asset_code, run_id)
    request = ReadRequest(asset_code, f"质量检核 {run_id}", version=row.lake_version)
    lens = security.lens_for(uow, request, by=by)
    folder = failures_folder(settings, asset_code, run_id)
    rows = security.read_beside(database, settings, lens, folder, label=FAILED_RULES, having=rule_id, limit=limit)
    return lens, [{**found, FAILED_RULES: found[FAILED_RULES].split()} for found in rows]
