"""`shudao standard …`: data elements and norms."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.policy import facade
from shudao.policy.contracts import Library, State

app = typer.Typer(help="数据标准与规范 | Standards and norms.", no_args_is_help=True)

Limit = Annotated[int, typer.Option(min=1, max=200)]
ELEMENTS = {
    "code": "标识符",
    "version": "版本",
    "name": "名称",
    "data_type": "类型",
    "format": "格式",
    "code_table": "代码表",
    "library": "标准库",
    "state": "状态",
}
CONFLICTS = {
    "word": "名称",
    "follows": "应遵循",
    "follows_library": "标准库",
    "differs": "不一致",
    "differs_library": "标准库",
    "points": "差异",
}
PROPOSALS = {
    "created_at": "上报时间",
    "title": "事项",
    "requested_name": "上报人",
    "state": "结果",
    "ground": "意见",
}


@app.command("list")
def list_elements(
    context: typer.Context,
    q: str = "",
    state: State | None = None,
    library: Library | None = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """数据元列表 | Data elements."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_data_elements(uow, PageQuery(limit=limit, q=q), by=OPERATOR, state=state, library=library)
    emit_list(page.items, ELEMENTS, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个数据元 | One data element: its business, technical and management view."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.data_element(uow, code), as_json=as_json)


@app.command()
def conflicts(context: typer.Context, as_json: AsJson = False) -> None:
    """同名而不一致的数据元，及应遵循哪一个 | Elements of one name that disagree, and which to follow."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit_list(facade.element_conflicts(uow), CONFLICTS, as_json=as_json)


@app.command("find")
def find_standard(
    context: typer.Context,
    word: str,
    organisation: Annotated[str, typer.Option(help="为哪个单位查找 | For which organisation (its code).")] = "",
    as_json: AsJson = False,
) -> None:
    """按名称或同义名查找应遵循的数据元，最先者优先 | The elements of a name or synonym, the one to follow first."""
    with unit_of_work(context, as_json=as_json) as uow:
        place = mechanism.organisation_by_code(uow, organisation).id if organisation else None
        emit_list(facade.standard_for(uow, word, organisation_id=place), ELEMENTS, as_json=as_json)


@app.command()
def proposals(context: typer.Context, as_json: AsJson = False) -> None:
    """向上级上报的代码和数据元及其结果 | What was proposed to the government above, and what became of it."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_proposals(uow, PageQuery(limit=200), by=OPERATOR)
    emit_list(page.items, PROPOSALS, as_json=as_json)


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
