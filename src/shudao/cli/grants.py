"""`shudao grant …`: who may read what, and until when."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.security import facade
from shudao.security.contracts import GrantFilter

app = typer.Typer(help="授权 | Grants.", no_args_is_help=True)


@app.command("list")
def list_grants(
    context: typer.Context,
    asset: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """授权列表 | Grants."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.grants(uow, GrantFilter(asset_code=asset), PageQuery(limit=limit), by=OPERATOR)
        rows = [{**vars(grant), "where": grant.where.describe(), "target": grant.target.kind} for grant in page.items]
    columns = {"id": "编号", "asset_code": "数据集", "where": "范围", "valid_to": "到期", "state": "状态"}
    emit_list(rows, columns, as_json=as_json)


@app.command()
def revoke(context: typer.Context, grant: str, reason: str, as_json: AsJson = False) -> None:
    """立即撤销授权 | End a grant now, on every path."""
    with unit_of_work(context, as_json=as_json) as uow:
        facade.revoke(uow, grant, reason, by=OPERATOR)
    emit({"revoked": grant}, as_json=as_json)
