"""`shudao service …`: services, their copies, keys and calls."""

from datetime import timedelta
from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.services import facade
from shudao.services.contracts import CallQuery, ServiceFilter, ServiceState, VerifyAnswer

app = typer.Typer(help="数据服务 | Data services.", no_args_is_help=True)

COLUMNS = {"code": "编号", "version": "版本", "title": "名称", "kind": "类型", "state": "状态", "asset_code": "数据集"}
KEYS = {
    "id": "编号",
    "name": "名称",
    "prefix": "前缀",
    "state": "状态",
    "expires_on": "有效期至",
    "last_used_at": "最近使用",
}
METER = {
    "day": "日期",
    "key_name": "密钥",
    "calls": "调用",
    "rows": "行数",
    "errors": "失败",
    "throttled": "限流",
    "mean_us": "平均微秒",
}


@app.command("list")
def list_services(
    context: typer.Context,
    state: Annotated[ServiceState | None, typer.Option(help="状态 | State.")] = None,
    q: Annotated[str, typer.Option(help="名称或编号 | Title or code.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """数据服务目录 | The registry of services."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_services(uow, ServiceFilter(state=state), PageQuery(limit=limit, q=q), by=OPERATOR)
    emit_list(page.items, COLUMNS, as_json=as_json)


@app.command()
def show(
    context: typer.Context,
    code: str,
    version: Annotated[int | None, typer.Option(help="版本 | Version.")] = None,
    as_json: AsJson = False,
) -> None:
    """接口说明（OpenAPI） | The service's OpenAPI document."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.service_of(uow, code, version=version, by=OPERATOR)
    emit(facade.describe(found), as_json=as_json, title=f"{found.title}（{found.state.zh}）")


@app.command()
def publish(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """发布审核中的服务，并制作服务副本 | Publish what is in review, and make its serving copy."""
    with installation(context, as_json=as_json) as opened:
        with opened.database.unit_of_work() as uow:
            facade.publish(uow, code, by=OPERATOR)
        state = facade.refresh_serving_copy(opened.database, opened.settings, code, by=OPERATOR)
    emit(state or {}, as_json=as_json)


@app.command()
def retire(context: typer.Context, code: str, reason: str, as_json: AsJson = False) -> None:
    """下线服务 | Take a service down."""
    with unit_of_work(context, as_json=as_json) as uow:
        retired = facade.retire(uow, code, reason, by=OPERATOR)
    emit({"code": retired.code, "version": retired.version, "state": retired.state}, as_json=as_json)


@app.command()
def refresh(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """刷新服务副本 | Make the serving copy anew."""
    with installation(context, as_json=as_json) as opened:
        with opened.database.unit_of_work() as uow:
            facade.service_of(uow, code, by=OPERATOR)
        state = facade.refresh_serving_copy(opened.database, opened.settings, code, by=OPERATOR)
    emit(state or {}, as_json=as_json)


@app.command("issue-key")
def issue_key(context: typer.Context, code: str, grant: str, name: str, as_json: AsJson = False) -> None:
    """按授权申领密钥，只显示一次 | Issue a key under a grant; it is shown this once."""
    with unit_of_work(context, as_json=as_json) as uow:
        issued = facade.issue_key(uow, code, grant, name, by=OPERATOR)
    shown = {"id": issued.key.id, "prefix": issued.key.prefix, "key": issued.secret.reveal()}
    emit(shown, as_json=as_json)


@app.command("revoke-key")
def revoke_key(context: typer.Context, code: str, key_id: str, reason: str, as_json: AsJson = False) -> None:
    """撤销密钥，立即生效 | End a key now."""
    with unit_of_work(context, as_json=as_json) as uow:
        facade.revoke_key(uow, code, key_id, reason, by=OPERATOR)
    emit({"id": key_id, "state": "revoked"}, as_json=as_json)


@app.command("keys")
def list_keys(
    context: typer.Context,
    code: str,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """服务的密钥 | Keys of a service."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.keys(uow, code, PageQuery(limit=limit), by=OPERATOR)
    emit_list(page.items, KEYS, as_json=as_json)


@app.command()
def meter(
    context: typer.Context,
    code: str,
    days: Annotated[int, typer.Option(min=1, max=400, help="天数 | Days.")] = 30,
    as_json: AsJson = False,
) -> None:
    """调用计量 | Calls by key and day."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.meter(uow, code, uow.clock.today() - timedelta(days=days - 1), by=OPERATOR)
    emit_list(found, METER, as_json=as_json)


@app.command()
def call(
    context: typer.Context,
    code: str,
    parameters: Annotated[list[str] | None, typer.Argument(help="列=值 | column=value")] = None,
    key: Annotated[str, typer.Option(envvar="SHUDAO_SERVICE_KEY", help="服务密钥 | The service key.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    as_json: AsJson = False,
) -> None:
    """用密钥调用服务，与网关同一路径 | Call a service with a key, on the gateway's own path."""
    filters: dict[str, tuple[str, ...]] = {}
    for given in parameters or []:
        name, _, value = given.partition("=")
        filters[name] = (*filters.get(name, ()), value)
    with installation(context, as_json=as_json) as opened:
        answer = facade.call(opened.database, opened.settings, code, key, CallQuery(filters, limit=limit))
    told = facade.answer_json(answer)
    if as_json or isinstance(answer, VerifyAnswer):
        emit(told, as_json=as_json)
    else:
        emit_list(answer.rows, {c.name: c.title for c in answer.columns}, as_json=False)
