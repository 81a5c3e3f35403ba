"""`shudao ledger …`: the one ledger (一本账): walking down the tree, and searching it."""

from typing import Annotated

import typer

from shudao.architecture import facade
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery

app = typer.Typer(help="一本账 | The ledger.", no_args_is_help=True)


@app.command()
def tree(
    context: typer.Context, parent: Annotated[str | None, typer.Argument()] = None, as_json: AsJson = False
) -> None:
    """下一级节点，缺省为业务域 | The nodes right below one, or the domains."""
    columns = {"code": "编号", "name": "名称", "state": "状态", "grade": "安全级别", "child_count": "下级"}
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.children(uow, parent, by=OPERATOR)
    emit_list(found, columns, as_json=as_json)


@app.command()
def search(
    context: typer.Context,
    words: str,
    kind: Annotated[list[str] | None, typer.Option(help="如 attribute | Such as attribute.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20,
    as_json: AsJson = False,
) -> None:
    """按名称、编号、同义词、拼音查找 | Search names, codes, synonyms and pinyin."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.search(uow, words, PageQuery(limit=limit), kinds=kind or (), by=OPERATOR)
    if as_json:
        emit(found, as_json=True)
        return
    emit_list(found.items, {"kind": "类别", "code": "编号", "name": "名称", "state": "状态"}, as_json=False)
