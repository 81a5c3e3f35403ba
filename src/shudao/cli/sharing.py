"""`shudao share …`: applications, deliveries, receiving databases, and the rules of time."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit, emit_list, plain
from shudao.kernel.paging import PageQuery
from shudao.sharing import facade
from shudao.sharing.contracts import ApplicationFilter, Profile, State

app = typer.Typer(help="共享 | Sharing.", no_args_is_help=True)

APPLICATIONS = {
    "number": "编号",
    "state": "状态",
    "catalogue_name": "目录",
    "asset_code": "数据集",
    "applicant_name": "申请人",
    "urgency": "紧急程度",
    "due_on": "办理期限",
    "id": "ID",
}
DELIVERIES = {"id": "ID", "state": "状态", "asset_code": "数据集", "rows_sent": "发出", "rows_arrived": "到达"}
LIMITS = {"profile": "方案", "step": "环节", "share_type": "共享类型", "urgency": "紧急程度", "working_days": "工作日"}


@app.command(name="list")
def list_applications(
    context: typer.Context,
    state: Annotated[State | None, typer.Option(help="状态 | State.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看超期 | Overdue only.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """共享申请 | Applications."""
    with unit_of_work(context, as_json=as_json) as uow:
        wanted = ApplicationFilter(state=state, overdue=overdue)
        found = facade.list_applications(uow, wanted, PageQuery(limit=limit), by=OPERATOR).items
    rows = [plain(known) | {"due_on": known.due.on.isoformat() if known.due else None} for known in found]
    emit_list(rows, APPLICATIONS, as_json=as_json)


@app.command()
def show(context: typer.Context, application: str, as_json: AsJson = False) -> None:
    """一个申请的办理过程 | The thread of one application."""
    with unit_of_work(context, as_json=as_json) as uow:
        detail = facade.detail(uow, application, by=OPERATOR)
    emit(detail, as_json=as_json, title=f"{detail.application.number} {detail.application.state.zh}")


@app.command()
def deliver(context: typer.Context, application: str, as_json: AsJson = False) -> None:
    """立即交付已授权的数据 | Push what was granted, now."""
    with installation(context, as_json=as_json) as opened:
        done = facade.deliver(opened.database, opened.settings, application)
    emit(done, as_json=as_json, title="交付完成")


@app.command()
def deliveries(
    context: typer.Context, limit: Annotated[int, typer.Option(min=1, max=200)] = 50, as_json: AsJson = False
) -> None:
    """交付记录 | Deliveries."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.deliveries(uow, PageQuery(limit=limit), by=OPERATOR).items
    emit_list(found, DELIVERIES, as_json=as_json)


@app.command()
def targets(context: typer.Context, as_json: AsJson = False) -> None:
    """接收数据库 | Receiving databases."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.list_targets(uow, PageQuery(limit=200), by=OPERATOR).items
    columns = {"code": "编号", "name": "名称", "place": "位置", "schema": "模式", "test_passed": "测试通过"}
    emit_list(found, columns, as_json=as_json)


@app.command()
def tick(context: typer.Context, as_json: AsJson = False) -> None:
    """立即办理到期事项：催办、超时、到期 | Do what falls due now."""
    with installation(context, as_json=as_json) as opened:
        report = facade.tick(opened.database)
    emit(report, as_json=as_json, title="到期事项")


@app.command()
def limits(context: typer.Context, as_json: AsJson = False) -> None:
    """办理时限 | Time limits."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.list_limits(uow)
    emit_list(found, LIMITS, as_json=as_json)


@app.command()
def profile(
    context: typer.Context,
    chosen: Annotated[Profile | None, typer.Argument(help="whitepaper | decree-809")] = None,
    jurisdiction: Annotated[str, typer.Option(help="行政区划代码 | Jurisdiction.")] = "",
    as_json: AsJson = False,
) -> None:
    """查看或选用时限方案 | Show or choose the profile of time limits."""
    with unit_of_work(context, as_json=as_json) as uow:
        if chosen is not None:
            facade.choose_profile(uow, chosen, jurisdiction, by=OPERATOR)
        present, place = facade.profile_in_force(uow)
    emit({"profile": present, "jurisdiction": place}, as_json=as_json, title="现行时限方案")
