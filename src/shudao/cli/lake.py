"""`shudao lake …`: data sets, batches and releases."""

from typing import Annotated

import typer

from shudao.admission import facade
from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery

app = typer.Typer(help="数据湖 | The lake.", no_args_is_help=True)
Limit = Annotated[int, typer.Option(min=1, max=200)]


@app.command("list")
def list_assets(context: typer.Context, q: str = "", limit: Limit = 100, as_json: AsJson = False) -> None:
    """数据集列表 | Data sets."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_assets(uow, PageQuery(limit=limit, q=q))
    columns = {"code": "编号", "title": "名称", "layer": "层", "rows": "行数", "released_version": "发布版本"}
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def show(context: typer.Context, asset: str, as_json: AsJson = False) -> None:
    """一个数据集 | One data set."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.asset(uow, asset), as_json=as_json)


@app.command()
def batches(context: typer.Context, asset: str, limit: Limit = 50, as_json: AsJson = False) -> None:
    """入湖批次：读取＝入湖＋剔除 | Committed batches."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.ledger(uow, asset, PageQuery(limit=limit), by=OPERATOR)
    columns = {"lake_version": "版本", "read": "读取", "landed": "入湖", "rejected": "剔除", "committed_at": "时间"}
    emit_list(page.items, columns, as_json=as_json, title=asset)


@app.command()
def releases(context: typer.Context, limit: Limit = 50, as_json: AsJson = False) -> None:
    """发布记录 | Releases."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_releases(uow, PageQuery(limit=limit))
    emit_list(page.items, {"released_at": "时间", "title": "名称", "versions": "版本"}, as_json=as_json)


@app.command()
def recover(context: typer.Context, as_json: AsJson = False) -> None:
    """按数据湖日志补全台账 | Roll the ledger forward from the tables' logs."""
    with installation(context, as_json=as_json) as opened:
        emit({"recovered": facade.recover(opened.database, opened.settings)}, as_json=as_json)
