"""`shudao org …`: organisations and people."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade
from shudao.mechanism.contracts import Merger

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


@app.command()
def merge(
    context: typer.Context,
    codes: Annotated[list[str], typer.Argument(help="被合并机构的编号 | Codes of the organisations that end.")],
    into: Annotated[str, typer.Option(help="承接机构的编号 | Code of the organisation that takes all over.")],
    basis: Annotated[str, typer.Option(help="依据，如机构改革方案文号 | The decision it rests on.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会移交什么 | Only show what would move.")] = False,
    as_json: AsJson = False,
) -> None:
    """合并机构：提交后由主管部门另一人批准 | Merge organisations; someone of the bureau decides."""
    with unit_of_work(context, as_json=as_json) as uow:
        ids = tuple(facade.organisation_by_code(uow, code).id for code in codes)
        merger = Merger(ids, facade.organisation_by_code(uow, into).id, basis)
        preview = facade.preview_merger(uow, merger, by=OPERATOR)
        held = None if dry_run else facade.propose_merger(uow, merger, preview.versions, by=OPERATOR)
    if held is not None:
        emit({"change_id": held.id, "title": held.title}, as_json=as_json, title="已提交，等待批准")
        return
    rows = [*preview.moves, *preview.obstacles]
    emit_list(rows, {"zh": "内容", "count": "数量", "name": "须先处理"}, as_json=as_json)


@app.command()
def history(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """机构沿革 | What an organisation came from and became."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.successions(uow, facade.organisation_by_code(uow, code).id)
    columns = {"on": "日期", "predecessor_name": "原机构", "successor_name": "承接机构", "basis": "依据"}
    emit_list(found, columns, as_json=as_json)
