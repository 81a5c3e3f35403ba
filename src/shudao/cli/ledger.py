"""`shudao ledger …`: the one ledger (一本账): walking down the tree, searching it, loading it, how complete it is."""

from pathlib import Path
from typing import Annotated

import typer

from shudao.architecture import facade
from shudao.architecture.contracts import Element
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism

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
    under: Annotated[str, typer.Option(help="只在某节点之下 | Only below this node.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20,
    as_json: AsJson = False,
) -> None:
    """按名称、编号、同义词、拼音查找 | Search names, codes, synonyms and pinyin."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.search(uow, words, PageQuery(limit=limit), kinds=kind or (), under=under, by=OPERATOR)
    if as_json:
        emit(found, as_json=True)
        return
    emit_list(found.items, {"kind": "类别", "code": "编号", "name": "名称", "state": "状态"}, as_json=False)


@app.command()
def load(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="nodes/attributes/catalogue.jsonl(.gz)", file_okay=False)],
    as_json: AsJson = False,
) -> None:
    """成批加载目录，作为草案待审核 | Load a whole ledger, as drafts to be reviewed."""
    with unit_of_work(context, as_json=as_json) as uow:
        made = facade.load_ledger(uow, folder, by=OPERATOR)
    emit(made, as_json=as_json)


@app.command()
def reindex(context: typer.Context, as_json: AsJson = False) -> None:
    """重建检索 | Make the search anew."""
    with unit_of_work(context, as_json=as_json) as uow:
        made = facade.rebuild_search(uow)
    emit({"entries": made}, as_json=as_json)


@app.command()
def completeness(
    context: typer.Context,
    element: Annotated[Element | None, typer.Argument(help="列出缺少此项的内容 | List what lacks it.")] = None,
    organisation: Annotated[str | None, typer.Option(help="单位编号 | Code of an organisation.")] = None,
    offset: Annotated[int, typer.Option(min=0)] = 0,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """各单位目录的完整性，或缺少某项的清单 | How complete the ledger is, or what lacks an element."""
    with unit_of_work(context, as_json=as_json) as uow:
        owner = mechanism.organisation_by_code(uow, organisation).id if organisation else None
        if element is None:
            found = [line for line in facade.completeness(uow, by=OPERATOR) if owner in (None, line.organisation_id)]
            names = mechanism.names_of(uow, organisation_ids={line.organisation_id for line in found})
            lines = [
                {"organisation": names.get(line.organisation_id, line.organisation_id), "element": line.element,
                 "total": line.total, "done": line.done} for line in found
            ]  # fmt: skip
            columns = {"organisation": "单位", "element": "要素", "total": "应有", "done": "已有"}
            emit_list(lines, columns, as_json=as_json)
            return
        lacking = facade.missing(uow, element, PageQuery(offset, limit), organisation_id=owner, by=OPERATOR)
    emit_list(lacking.items, {"kind": "类别", "code": "编号", "name": "名称"}, as_json=as_json)
