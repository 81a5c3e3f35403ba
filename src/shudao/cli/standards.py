"""`shudao standard …`: data elements and norms."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.policy import facade
from shudao.policy.contracts import State

app = typer.Typer(help="数据标准与规范 | Standards and norms.", no_args_is_help=True)

Limit = Annotated[int, typer.Option(min=1, max=200)]
ELEMENTS = {
    "code": "标识符",
    "version": "版本",
    "name": "名称",
    "data_type": "类型",
    "format": "格式",
    "code_table": "代码表",
    "state": "状态",
}


@app.command("list")
def list_elements(
    context: typer.Context, q: str = "", state: State | None = None, limit: Limit = 50, as_json: AsJson = False
) -> None:
    """数据元列表 | Data elements."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_data_elements(uow, PageQuery(limit=limit, q=q), by=OPERATOR, state=state)
    emit_list(page.items, ELEMENTS, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个数据元 | One data element: its business, technical and management view."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.data_element(uow, code), as_json=as_json)


@app.command()
def norms(context: typer.Context, as_json: AsJson = False) -> None:
    """总纲与规范 | The charter and the norms."""
    columns = {
        "code": "编号",
        "title": "名称",
        "policy": "政策",
        "version": "版本",
        "effective_on": "生效",
        "state": "状态",
    }
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_norms(uow, PageQuery(limit=200), by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)
