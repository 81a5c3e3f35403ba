"""`shudao dispute …`: cases between departments. They are brought and ruled by people, in the console or by API."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list, plain
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade
from shudao.mechanism.contracts import DisputeFilter, DisputeState, Topic

app = typer.Typer(help="争议 | Disputes between departments.", no_args_is_help=True)


@app.command("list")
def list_disputes(
    context: typer.Context,
    topic: Annotated[Topic | None, typer.Option(help="事由 | What it is about.")] = None,
    state: Annotated[DisputeState | None, typer.Option(help="状态 | State.")] = None,
    q: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """争议清单 | All cases."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_disputes(uow, DisputeFilter(topic, state), PageQuery(limit=limit, q=q), by=OPERATOR)
    columns = {"id": "编号", "topic": "事由", "title": "对象", "claimant_name": "提出方", "respondent_name": "相对方"}
    emit_list(page.items, columns | {"ruling_name": "裁定机构", "state": "状态"}, as_json=as_json)


@app.command()
def show(context: typer.Context, dispute_id: str, as_json: AsJson = False) -> None:
    """一件争议及其全部往来 | One case with its whole thread."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.dispute(uow, dispute_id, by=OPERATOR)
        thread = facade.thread_of(uow, dispute_id, by=OPERATOR)
    emit(plain(found) | {"thread": plain(thread)}, as_json=as_json)
