"""`shudao architecture …`: business objects and entities with their five elements."""

import typer

from shudao.architecture import facade
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.definitions import check
from shudao.cli.harvesting import harvest
from shudao.cli.output import emit, emit_list, plain

app = typer.Typer(help="数据架构 | The architecture.", no_args_is_help=True)
app.command()(harvest)
app.command()(check)

ATTRIBUTES = {
    "code": "编号",
    "name": "名称",
    "column": "字段",
    "data_element": "数据元",
    "grade": "安全级别",
    "is_key": "主键",
}


@app.command()
def entity(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个逻辑实体 | One logical entity with its five elements."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.entity(uow, code)
    if as_json:
        emit(found, as_json=True)
        return
    elements = {
        "名称": found.name,
        "数据Owner": found.owner.name if found.owner else "（未指定）",
        "认证数据源": found.certification.system_name if found.certification else "（未认证）",
        "安全级别": found.grade or "（未定级）",
        "质量方案": found.quality_plan.cycle if found.quality_plan else "（未制定）",
        "状态": found.state.zh,
    }
    emit(elements, as_json=False, title=found.code)
    rows = [plain(a) | {"data_element": a.data_element.code if a.data_element else None} for a in found.attributes]
    emit_list(rows, ATTRIBUTES, as_json=False)


@app.command()
def findings(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """业务对象尚缺什么 | What a business object lacks; exit status 1 where there is anything."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.object_map(uow, code, by=OPERATOR)
    emit_list(found.findings, {"subject_code": "编号", "rule": "规则", "zh": "问题"}, as_json=as_json)
    if found.findings:
        raise typer.Exit(1)


@app.command()
def deviations(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """业务对象的属性与标准的偏离 | Where its attributes depart from their standards."""
    columns = {
        "attribute_code": "属性",
        "element_code": "数据元",
        "aspect": "方面",
        "attribute_value": "属性为",
        "element_value": "标准为",
    }
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.object_map(uow, code, by=OPERATOR)
    emit_list(found.deviations, columns, as_json=as_json)
