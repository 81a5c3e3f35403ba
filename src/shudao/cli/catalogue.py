"""`shudao catalogue …`: the resource catalogue."""

from typing import Annotated

import typer

from shudao.architecture import facade
from shudao.architecture.contracts import Axis, ShareType
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


@app.command()
def reviews(
    context: typer.Context,
    organisation_id: str | None = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """在途目录：差异、相近目录、问题 | Entries on their way: differences, duplicates, faults."""
    columns = {"code": "信息资源代码", "name": "名称", "provider_name": "提供方", "state": "状态", "is_new": "新增"}
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.review_batch(uow, PageQuery(limit=limit), organisation_id=organisation_id, by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def rates(context: typer.Context, as_json: AsJson = False) -> None:
    """编目率、挂接率的分子和分母 | The counts behind the rates of catalogued tables and hooked-up entries."""
    columns = {
        "organisation_name": "单位",
        "tables": "应编目库表",
        "catalogued": "已编目",
        "entries": "已发布目录",
        "hooked": "已挂接",
    }
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.entry_rates(uow)
    emit_list(found, columns, as_json=as_json)


@app.command()
def classes(context: typer.Context, axis: Axis = Axis.CATEGORY, as_json: AsJson = False) -> None:
    """按分类统计 | How many entries each class of a classification has."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.browse(uow, axis, by=OPERATOR)
    emit_list(found, {"code": "编号", "zh": "名称", "count": "条目"}, as_json=as_json)


@app.command()
def campaigns(context: typer.Context, as_json: AsJson = False) -> None:
    """专项 | Campaigns with their fields and due days."""
    columns = {"id": "编号", "title": "名称", "field_zh": "字段", "due_on": "截止", "state": "状态"}
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_campaigns(uow, PageQuery(limit=200))
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def progress(context: typer.Context, campaign_id: str, as_json: AsJson = False) -> None:
    """专项进度 | How far each department is with a campaign."""
    columns = {"organisation_name": "单位", "entries": "目录", "done": "完成", "waiting": "审核中", "missing": "未补充"}
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.campaign_progress(uow, campaign_id)
    emit_list(found, columns, as_json=as_json)
