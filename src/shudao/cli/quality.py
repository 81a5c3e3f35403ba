"""`shudao quality …`: checks, scores, tickets."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit_list, plain
from shudao.kernel.paging import PageQuery
from shudao.quality import facade
from shudao.quality.contracts import QualityRun

app = typer.Typer(help="数据质量 | Quality.", no_args_is_help=True)

RESULTS = {"title": "规则", "dimension": "维度", "checked": "检核", "failed": "不合格", "score": "得分"}


@app.command()
def check(context: typer.Context, asset: str, as_json: AsJson = False) -> None:
    """检核一个数据集的最新版本 | Check the latest version of a data set."""
    with installation(context, as_json=as_json) as opened:
        run = facade.run_checks(opened.database, opened.settings, asset, by=OPERATOR)
    _emit(run, as_json)


@app.command()
def show(context: typer.Context, asset: str, as_json: AsJson = False) -> None:
    """最近一次检核 | The newest check."""
    with unit_of_work(context, as_json=as_json) as uow:
        run = facade.latest_run(uow, asset)
    _emit(run, as_json)


@app.command()
def scores(context: typer.Context, as_json: AsJson = False) -> None:
    """各数据集最近得分 | The newest score of each data set."""
    with unit_of_work(context, as_json=as_json) as uow:
        runs = facade.latest_scores(uow)
    columns = {"asset_code": "数据集", "score": "得分", "rows": "行数", "failing_rows": "不合格", "checked_at": "时间"}
    emit_list(runs, columns, as_json=as_json)


@app.command()
def tickets(
    context: typer.Context, limit: Annotated[int, typer.Option(min=1, max=200)] = 50, as_json: AsJson = False
) -> None:
    """质量工单 | Tickets."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_tickets(uow, PageQuery(limit=limit), by=OPERATOR)
    columns = {"number": "编号", "rule_title": "规则", "owner_name": "责任人", "failed": "不合格", "state": "状态"}
    emit_list(page.items, columns, as_json=as_json)


def _emit(run: QualityRun, as_json: bool) -> None:
    rows = [{**plain(result.rule), **plain(result), "score": result.score} for result in run.results]
    title = f"{run.asset_code} 第 {run.lake_version} 版：{run.rows:,} 行，得分 {run.score}"
    emit_list(rows, RESULTS, as_json=as_json, title=title)
