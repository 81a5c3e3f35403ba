"""`shudao indicator …`: indicators, their values, and where they come from."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
import yaml

from shudao.analytics import facade as analytics
from shudao.architecture import facade
from shudao.architecture.contracts import IndicatorKind, TermKind
from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.errors import FileUnusable
from shudao.cli.output import emit, emit_list, say
from shudao.kernel.paging import MAX_LIMIT, PageQuery

app = typer.Typer(help="指标 | Indicators.", no_args_is_help=True)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="从哪一天看 | Seen from which day.")]
Limit = Annotated[int, typer.Option(min=1, max=MAX_LIMIT)]


@app.command(name="list")
def list_(
    context: typer.Context, kind: IndicatorKind | None = None, q: str = "", limit: Limit = 50, as_json: AsJson = False
) -> None:
    """指标 | Indicators."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_indicators(uow, PageQuery(limit=limit, q=q), kind=kind, by=OPERATOR)
    columns = {"code": "编码", "kind": "种类", "name": "名称", "unit": "单位", "version": "口径版本", "state": "状态"}
    emit_list(page.items, columns, as_json=as_json, title=f"共 {page.total:,} 个")


@app.command()
def terms(context: typer.Context, kind: TermKind | None = None, as_json: AsJson = False) -> None:
    """时间限定、业务限定、统计维度 | Qualifiers and dimensions."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_terms(uow, PageQuery(limit=MAX_LIMIT), kind=kind)
    emit_list(page.items, {"code": "编码", "kind": "种类", "name": "名称", "used_by": "被引用"}, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个指标的口径 | The definition of one indicator."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.indicator(uow, code, by=OPERATOR), as_json=as_json)


@app.command()
def lineage(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """追溯到属性的血缘 | Down to attributes."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.indicator_lineage(uow, code)
    rows = [{"indicator": i, "attribute": a, "part": part} for i, a, part in found.attributes]
    emit_list(rows, {"indicator": "指标", "attribute": "属性", "part": "作用"}, as_json=as_json)


@app.command()
def sql(context: typer.Context, code: str, as_of: Day = None, as_json: AsJson = False) -> None:
    """编译成的查询 | The queries it compiles to."""
    with unit_of_work(context, as_json=as_json) as uow:
        day = as_of.date() if as_of else uow.clock.today()
        found = facade.indicator_sql(uow, code, day)
    if as_json:
        emit(found, as_json=True)
        return
    for each, query in found.items():
        say(f"-- {each}\n{query}\n")


@app.command()
def define(context: typer.Context, file: Path, as_json: AsJson = False) -> None:
    """从 YAML 文件定义限定和指标（草案） | Draft qualifiers and indicators from a YAML file."""
    with unit_of_work(context, as_json=as_json) as uow:
        try:
            described = yaml.safe_load(file.read_text("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as failure:
            raise FileUnusable(
                path=file, reason="不是 UTF-8 编码的 YAML", reason_en="it is no YAML in UTF-8"
            ) from failure
        made = facade.define_described(uow, described, by=OPERATOR)
    emit_list(made, {"code": "编码", "kind": "种类", "name": "名称", "state": "状态"}, as_json=as_json)


@app.command()
def submit(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """提交审核；发布由主管部门在控制台审核 | Hand in for review; somebody of the bureau publishes it."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.submit_indicator(uow, code, by=OPERATOR), as_json=as_json)


@app.command()
def compute(
    context: typer.Context,
    code: str,
    as_of: Day = None,
    periods: Annotated[int, typer.Option(min=1, max=analytics.MAX_PERIODS, help="共几期 | How many periods.")] = 1,
    as_json: AsJson = False,
) -> None:
    """在湖上计算数值 | Compute values over the lake."""
    with installation(context, as_json=as_json) as opened:
        day = as_of.date() if as_of else None
        run = analytics.compute_indicator(
            opened.database, opened.settings, code, as_of=day, periods=periods, by=OPERATOR
        )
    emit(run, as_json=as_json)


@app.command()
def values(context: typer.Context, code: str, limit: Limit = 50, as_json: AsJson = False) -> None:
    """数值序列 | Values."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = analytics.indicator_values(uow, code, PageQuery(limit=limit), by=OPERATOR)
    rows = [{**vars(each), "dimensions": json.dumps(dict(each.dimensions), ensure_ascii=False)} for each in page.items]
    columns = {
        "period_from": "起",
        "period_to": "止（不含）",
        "dimensions": "维度",
        "value": "数值",
        "version": "口径版本",
    }
    emit_list(page.items if as_json else rows, columns, as_json=as_json, title=f"共 {page.total:,} 个")
