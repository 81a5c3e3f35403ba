"""`shudao norms …`: the charter and the fourteen norms, their check, and waivers."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list, plain, say
from shudao.kernel.paging import MAX_LIMIT, PageQuery
from shudao.mechanism import facade as mechanism
from shudao.policy import facade
from shudao.policy.contracts import NewWaiver, NormRun, Severity, ViolationFilter

app = typer.Typer(help="规范与检查 | Norms and their check.", no_args_is_help=True)

# Told by the exit code: 1 is an error, 2 a command that was not understood.
FOUND = 3
RESULTS = {
    "clause": "条款",
    "severity": "要求",
    "zh": "内容",
    "organisation": "单位",
    "violations": "不符合",
    "waived": "已豁免",
}
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@app.command(name="list")
def list_(context: typer.Context, norm: str | None = None, as_json: AsJson = False) -> None:
    """规范及其条款 | The norms and their clauses."""
    with unit_of_work(context, as_json=as_json) as uow:
        clauses = facade.list_clauses(uow, norm, by=OPERATOR)
    columns = {"id": "条款", "norm_title": "规范", "norm_version": "版本", "severity": "要求", "zh": "内容"}
    emit_list(clauses, columns | {"violations": "不符合", "waived": "已豁免"}, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一项规范或一个条款 | One norm (GF-05) or clause (N05-01)."""
    with unit_of_work(context, as_json=as_json) as uow:
        if code.startswith("N"):
            emit(facade.clause_of(uow, code, by=OPERATOR), as_json=as_json)
        else:
            emit(facade.norm(uow, code, by=OPERATOR), as_json=as_json)


@app.command()
def adopt(
    context: typer.Context,
    organisation: Annotated[str, typer.Option(help="主管部门的机构编号 | Code of the bureau that keeps them.")],
    effective_on: Day,
    as_json: AsJson = False,
) -> None:
    """采用总纲和十四项规范（草案，须由两人提交、发布） | Draft the charter and the fourteen norms."""
    with unit_of_work(context, as_json=as_json) as uow:
        keeper = mechanism.organisation_by_code(uow, organisation)
        made = facade.adopt_norms(uow, keeper.id, effective_on.date(), by=OPERATOR)
    emit_list(made, {"code": "编号", "version": "版本", "title": "名称", "state": "状态"}, as_json=as_json)


@app.command()
def check(
    context: typer.Context,
    organisation: Annotated[str | None, typer.Option(help="只看一个机构 | Show one organisation only.")] = None,
    fail_on: Annotated[
        Severity, typer.Option(help="何时以 3 退出：must 仅必须，should 含应当 | When to leave with 3.")
    ] = Severity.MUST,
    as_json: AsJson = False,
) -> None:
    """检查全部台账；有不符合时以 3 退出 | Check the whole ledger; leaves with 3 where it is violated."""
    with unit_of_work(context, as_json=as_json) as uow:
        run = facade.check_norms(uow, by=OPERATOR)
        only = mechanism.organisation_by_code(uow, organisation).id if organisation else None
        rows = [row for row in facade.run_details(uow, run.id, by=OPERATOR) if only in (None, row.organisation_id)]
    _emit(run, [asdict(row) for row in rows], as_json)
    strict = (Severity.MUST,) if fail_on is Severity.MUST else (Severity.MUST, Severity.SHOULD)
    bad = sum(row.violations - row.waived for row in rows if fail_on is Severity.ADVICE or row.severity in strict)
    if bad:
        raise typer.Exit(FOUND)


def _emit(run: NormRun, rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        emit({"run": plain(run), "results": rows}, as_json=True)
        return
    counts = f"必须 {run.must:,}，应当 {run.should:,}，宜 {run.advice:,}，豁免 {run.waived:,}"
    title = f"{run.clauses} 条，{run.seconds:.1f} 秒：{counts}"
    emit_list(rows, RESULTS, as_json=False, title=title)


@app.command()
def violations(
    context: typer.Context,
    clause: str | None = None,
    organisation: str | None = None,
    limit: Annotated[int, typer.Option(min=1, max=MAX_LIMIT)] = 50,
    as_json: AsJson = False,
) -> None:
    """最近一次检查的不符合项 | What the newest check found."""
    with unit_of_work(context, as_json=as_json) as uow:
        of = mechanism.organisation_by_code(uow, organisation).id if organisation else None
        found = facade.list_violations(uow, PageQuery(limit=limit), ViolationFilter(of, clause), by=OPERATOR)
    columns = {"clause_id": "条款", "subject": "对象", "name": "名称", "owner_name": "责任人", "detail": "说明"}
    emit_list(found.items, columns, as_json=as_json, title=f"共 {found.total:,} 项")


@app.command()
def waive(
    context: typer.Context,
    clause: str,
    subject: str,
    reason: Annotated[str, typer.Option()],
    until: Day,
    as_json: AsJson = False,
) -> None:
    """申请豁免，由主管部门另一人审批 | Ask for a waiver; somebody of the bureau decides."""
    with unit_of_work(context, as_json=as_json) as uow:
        held = facade.propose_waiver(uow, NewWaiver(clause, subject, reason, until.date()), by=OPERATOR)
    emit({"change_id": held.id, "title": held.title, "state": held.state}, as_json=as_json)


@app.command()
def waivers(context: typer.Context, as_json: AsJson = False) -> None:
    """豁免 | Waivers."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_waivers(uow, PageQuery(limit=MAX_LIMIT), by=OPERATOR)
    columns = {"clause_id": "条款", "name": "对象", "reason": "理由", "expires_on": "到期", "is_in_force": "有效"}
    emit_list(page.items, columns, as_json=as_json)
    if page.total > len(page.items) and not as_json:
        say(f"（共 {page.total:,} 项）")
