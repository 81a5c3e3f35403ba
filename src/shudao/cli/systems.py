"""`shudao system …`: application systems and their sources."""

from typing import Annotated

import typer

from shudao.architecture import facade
from shudao.architecture.contracts import SystemState
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery

app = typer.Typer(help="应用系统与数据源 | Application systems and sources.", no_args_is_help=True)


@app.command("list")
def list_systems(context: typer.Context, q: str = "", as_json: AsJson = False) -> None:
    """应用系统清单 | The register of application systems."""
    columns = {"code": "编号", "name": "名称", "vendor": "厂商", "network_zone": "网络区", "state": "状态"}
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_systems(uow, PageQuery(limit=200, q=q), by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def sources(context: typer.Context, q: str = "", as_json: AsJson = False) -> None:
    """数据源 | Sources; their secrets stay in the vault."""
    columns = {"code": "编号", "name": "名称", "system_code": "系统", "connector": "连接器"}
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_sources(uow, PageQuery(limit=200, q=q), by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def state(
    context: typer.Context,
    code: str,
    new: SystemState,
    reason: Annotated[str, typer.Option(help="理由 | The reason.")],
    as_json: AsJson = False,
) -> None:
    """变更系统状态 | Change a system's state; merging, splitting or retiring ends its certifications."""
    with unit_of_work(context, as_json=as_json) as uow:
        ended = facade.set_system_state(uow, code, new, reason, by=OPERATOR)
    emit({"code": code, "state": new, "ended_certifications": ended}, as_json=as_json)
