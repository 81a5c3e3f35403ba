"""`shudao job …`: background jobs."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.work import facade

app = typer.Typer(help="后台任务 | Background jobs.", no_args_is_help=True)


@app.command("list")
def list_jobs(
    context: typer.Context, limit: Annotated[int, typer.Option(min=1, max=200)] = 50, as_json: AsJson = False
) -> None:
    """任务列表 | Jobs, newest first."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_jobs(uow, PageQuery(limit=limit), by=OPERATOR)
    columns = {"id": "编号", "name": "任务", "status": "状态", "attempts": "次数"}
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def sweep(context: typer.Context, as_json: AsJson = False) -> None:
    """收回失联进程的任务 | Put back the jobs of workers that are gone."""
    with installation(context, as_json=as_json) as opened:
        emit({"put_back": facade.sweep_stalled(opened.database)}, as_json=as_json)
