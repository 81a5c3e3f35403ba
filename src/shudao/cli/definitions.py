"""`shudao architecture check`: a system's table definitions against the standards in force."""

from pathlib import Path
from typing import Annotated

import typer

from shudao.architecture import facade
from shudao.architecture.contracts import CheckStage, DdlReport
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list, plain, say
from shudao.connectors.harvest.contracts import Dialect
from shudao.connectors.harvest.sql_files import read_files

__all__ = ["check"]

_FINDINGS = {"severity": "级别", "clause": "条款", "table": "表", "column": "字段", "zh": "问题", "mend_zh": "如何整改"}


def check(
    context: typer.Context,
    sql: Annotated[Path, typer.Option(exists=True, help="SQL 脚本目录或文件 | Folder or file of scripts.")],
    stage: Annotated[CheckStage, typer.Option(help="环节 | When it is checked.")] = CheckStage.APPROVAL,
    system: Annotated[str, typer.Option(help="应用系统编号 | Code of the system it is for.")] = "",
    dialect: Annotated[Dialect | None, typer.Option(help="脚本方言 | Dialect of the scripts.")] = None,
    csv: Annotated[Path | None, typer.Option(help="另存为 CSV | Write the findings as CSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """按标准检查表结构 | Check table definitions; exit status 1 where something has to be mended."""
    schema = read_files(sql, dialect)
    with unit_of_work(context, as_json=as_json) as uow:
        report = facade.check_definitions(uow, schema, stage, system_code=system or None, by=OPERATOR)
        if csv is not None:
            csv.write_bytes(facade.findings_as_csv(report))
    _show(report, as_json=as_json)
    if not report.passes:
        raise typer.Exit(1)


def _show(report: DdlReport, *, as_json: bool) -> None:
    if as_json:
        emit(plain(report) | {"passes": report.passes, "counts": plain(report.counts)}, as_json=True)
        return
    rows = [plain(one) | {"severity": one.severity.zh, "clause": one.clause.zh} for one in report.findings]
    emit_list(rows, _FINDINGS, as_json=False, title=f"{report.stage.zh}检查")
    counted = "，".join(f"{severity.zh} {count}" for severity, count in report.counts.items())
    say(f"{report.tables} 张表，{report.columns} 个字段：{counted}。")
