"""`shudao gate …`: asking the six standards of lake entry."""

import typer

from shudao.admission import facade
from shudao.admission.contracts import GateReport
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit_list

app = typer.Typer(help="入湖检查 | The gate.", no_args_is_help=True)

COLUMNS = {
    "standard": "标准",
    "holds": "满足",
    "evidence": "依据",
    "missing": "缺少",
    "whom": "责任人",
    "where": "办理位置",
}


@app.command()
def check(context: typer.Context, asset: str, as_json: AsJson = False) -> None:
    """检查六项标准，不入湖 | Ask the gate; nothing is admitted."""
    with unit_of_work(context, as_json=as_json) as uow:
        report = facade.ask_gate(uow, asset, by=OPERATOR)
    emit_list(report.findings, COLUMNS, as_json=as_json, title=report.asset_title)
    if not report.passes:
        raise typer.Exit(1)


@app.command()
def admit(context: typer.Context, asset: str, as_json: AsJson = False) -> None:
    """申请入湖 | Ask for lake entry."""
    with unit_of_work(context, as_json=as_json) as uow:
        outcome = facade.admit(uow, asset, by=OPERATOR)
        report = outcome if isinstance(outcome, GateReport) else facade.ask_gate(uow, asset, by=OPERATOR)
    emit_list(report.findings, COLUMNS, as_json=as_json, title=report.asset_title)
    if isinstance(outcome, GateReport):
        raise typer.Exit(1)
