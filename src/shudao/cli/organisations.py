"""`shudao org …`: organisations and people."""

from typing import Annotated

import typer

from shudao.cli.context import AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade

app = typer.Typer(help="机构 | Organisations.", no_args_is_help=True)


@app.command("list")
def list_organisations(
    context: typer.Context,
    q: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 100,
    as_json: AsJson = False,
) -> None:
    """机构列表 | All organisations."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_organisations(uow, PageQuery(limit=limit, q=q))
    columns = {"code": "编号", "name": "名称", "kind": "类型", "level": "层级", "region_code": "区划"}
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个机构 | One organisation."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.organisation_by_code(uow, code), as_json=as_json)
