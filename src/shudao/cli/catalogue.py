"""`shudao catalogue …`: the resource catalogue."""

from typing import Annotated

import typer

from shudao.architecture import facade
from shudao.architecture.contracts import ShareType
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery

app = typer.Typer(help="资源目录 | The resource catalogue.", no_args_is_help=True)


@app.command("list")
def list_entries(
    context: typer.Context,
    q: str = "",
    share_type: ShareType | None = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """目录条目 | Entries, drafts included."""
    columns = {
        "code": "信息资源代码",
        "name": "名称",
        "provider_name": "提供方",
        "share_type": "共享类型",
        "grade": "安全级别",
        "state": "状态",
    }
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_catalogue(uow, PageQuery(limit=limit, q=q), share_type=share_type, by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个目录条目 | One entry with its items and decisions."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.catalogue_entry(uow, code), as_json=as_json)


@app.command("legal-bases")
def legal_bases(context: typer.Context, as_json: AsJson = False) -> None:
    """不予共享可引用的依据 | What not sharing may cite."""
    columns = {"code": "编号", "title": "名称", "kind": "类别", "article": "条款"}
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.list_legal_bases(uow)
    emit_list(found, columns, as_json=as_json)
