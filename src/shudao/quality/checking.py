"""One check of a data set: all rules in one pass in the engine; only counts and failing rows come out (DESIGN §4.5)."""

import time
from collections.abc import Sequence
from functools import reduce
from operator import or_

import ibis

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Asset
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import SignalKind
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.expr.vocabulary import coalesce, concat_text
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.quality import logic, permissions, store, tickets
from shudao.quality.contracts import QualityRun, Rule, RuleResult
from shudao.quality.errors import MalformedRule, NothingToCheck
from shudao.quality.rules import RuleType
from shudao.security import facade as security

__all__ = ["FAILED_RULES", "failures_folder", "question_of", "rules_of", "run_checks"]

FAILED_RULES = "failed_rules"


def failures_folder(settings: Settings, asset_code: str, run_id: str) -> str:
    """Where a run's failing rows lie, beside the lake's tables and under the same protection."""
    return f"{admission.lake_table(settings, f'failures-{asset_code}').path}/run-{run_id}"


def rules_of(uow: UnitOfWork, asset: Asset) -> list[Rule]:
    """The rules in force for an asset: derived from the standards published today, and declared ones."""
    derived = []
    if asset.entity_code is not None:
        derived = logic.derive_rules(asset.code, architecture.entity(uow, asset.entity_code))
    return logic.merged(derived, store.active_rules(uow.session, asset.code))


def run_checks(database: Database, settings: Settings, asset_code: str, *, by: Actor) -> QualityRun:
    """Check the latest version. A blocking failure withholds that version from release; problems become tickets."""
    began = time.monotonic()
    with database.unit_of_work() as uow:
        asset = admission.asset(uow, asset_code)
        access.require(uow, by, permissions.CHECK, asset.organisation_id)
        if asset.latest_version is None:
            raise NothingToCheck(asset=asset_code)
        rules = rules_of(uow, asset)
        questions = _questions(uow, asset, rules)
        lenses = {"rows": security.system_lens(uow, asset_code, purpose="quality")}
        for other in {code for question in questions if question for code in question.others()}:
            lenses[other] = security.system_lens(uow, other, purpose="quality")
    run_id = new_id()
    folder = failures_folder(settings, asset_code, run_id)
    with security.open_lenses(database, settings, lenses, writes=[folder]) as session:
        context = {name: session.table(name) for name in lenses}
        asked = _Asked(session.table("rows"), questions, context)
        counts = session.read(asked.counts()).read_all().to_pylist()[0]
        failing = session.write_parquet(asked.failing([rule.id for rule in rules]), folder)
    results = [
        RuleResult(
            rule, question is not None, int(counts.get(f"checked_{i}") or 0), int(counts.get(f"failed_{i}") or 0)
        )
        for i, (rule, question) in enumerate(zip(rules, questions, strict=True))
    ]
    made = store.NewRun(run_id, asset, lenses["rows"].version, int(counts["total"]), failing, time.monotonic() - began)
    with database.unit_of_work() as uow:
        run = store.add_run(uow, made, rules, results, by=by)
        blocking = logic.blocking_failures(results)
        if blocking:
            reason = "、".join(result.rule.title for result in blocking)
            admission.withhold(uow, asset_code, run.lake_version, reason, by=by)
        tickets.follow_up(uow, asset, run, by=by)
        if run.score is not None and asset.entity_code is not None:
            architecture.note_signal(uow, asset.entity_code, SignalKind.QUALITY_SCORE, run.score)
        return run


class _Asked:
    """The rows with one failure mark per rule, from which counts and failing rows are taken."""

    def __init__(self, rows: ibis.Table, questions: Sequence[RuleType | None], context: dict[str, ibis.Table]) -> None:
        self._columns = rows.columns
        self._asked = [(i, question) for i, question in enumerate(questions) if question is not None]
        applies = {f"a{i}": question.applies(rows) for i, question in self._asked}
        fails = {
            f"v{i}": coalesce(question.violates(rows, context), ibis.literal(False)) for i, question in self._asked
        }
        self._marked = rows.mutate(**applies, **fails)

    def counts(self) -> ibis.Table:
        marked = self._marked
        sums = {"total": marked.count()}
        for i, _ in self._asked:
            sums[f"checked_{i}"] = marked[f"a{i}"].ifelse(1, 0).sum()
            sums[f"failed_{i}"] = (marked[f"a{i}"] & marked[f"v{i}"]).ifelse(1, 0).sum()
        return marked.aggregate(**sums)

    def failing(self, rule_ids: Sequence[str]) -> ibis.Table:
        """Whole failing rows with the ids of the rules they fail, one per line."""
        marked = self._marked
        failed = [(rule_ids[i], marked[f"a{i}"] & marked[f"v{i}"]) for i, _ in self._asked]
        if not failed:
            return marked.filter(ibis.literal(False)).select(*self._columns, **{FAILED_RULES: ibis.null("string")})
        lines = concat_text(*(mark.ifelse(f"{rule_id}\n", "") for rule_id, mark in failed))
        anything = reduce(or_, (mark for _, mark in failed))
        return marked.filter(anything).select(*self._columns, **{FAILED_RULES: lines})


def question_of(uow: UnitOfWork, asset: Asset, rule: Rule) -> RuleType:
    """A rule as a question to this asset, with the codes that are valid today, or on each row's own day where the rule
    names its column, the local extension codes of the asset's organisation among them. Raises `MalformedRule`."""
    today, place = uow.clock.today(), asset.organisation_id
    table = str(rule.params.get("code_table", "")) if rule.kind == "code_set" else ""
    types = {column.name: column.type for column in asset.columns}
    if table and rule.params.get("as_of_column"):
        periods = {table: policy.validity(uow, table, organisation_id=place)}
        return logic.rule_type(rule, today=today, codes={}, types=types, periods=periods)
    found = policy.codes(uow, table, today, organisation_id=place) if table else ()
    codes = {table: frozenset(code.code for code in found)} if table else {}
    return logic.rule_type(rule, today=today, codes=codes, types=types)


def _questions(uow: UnitOfWork, asset: Asset, rules: Sequence[Rule]) -> list[RuleType | None]:
    """Each rule as a question; None for a rule that cannot run on this asset, which is told as not run."""
    return [_runnable(uow, asset, rule) for rule in rules]


def _runnable(uow: UnitOfWork, asset: Asset, rule: Rule) -> RuleType | None:
    try:
        question = question_of(uow, asset, rule)
    except MalformedRule:
        # A standard may say what no engine can ask, such as a pattern with a look-ahead.
        return None
    types = {column.name: column.type for column in asset.columns}
    known = all(admission.asset(uow, code).latest_version is not None for code in question.others())
    return question if known and question.runs_on(types) else None
