"""`shudao code-table …`: code tables, their codes, and loading a version from a CSV file."""

import csv
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list, told
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.policy import facade
from shudao.policy.contracts import CodeRow
from shudao.policy.errors import BadCodeTable

app = typer.Typer(help="代码表 | Code tables.", no_args_is_help=True)

CODES = {"code": "代码", "name": "名称", "parent": "上级", "valid_from": "生效", "valid_to": "失效", "is_local": "本地"}


@app.command("list")
def list_tables(context: typer.Context, q: str = "", as_json: AsJson = False) -> None:
    """代码表列表 | All code tables."""
    columns = {
        "name": "表名",
        "title": "名称",
        "version": "版本",
        "standard": "标准",
        "row_count": "行数",
        "state": "状态",
    }
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_code_tables(uow, PageQuery(limit=200, q=q), by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def codes(
    context: typer.Context,
    table: str,
    on: Annotated[str, typer.Option(help="某日有效，如 2026-11-23 | In force on that day.")] = "",
    q: str = "",
    as_json: AsJson = False,
) -> None:
    """表中的代码 | Codes of a table."""
    with told(as_json=as_json):
        day = _day(on, table, 0)
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_codes(uow, table, PageQuery(limit=200, q=q), by=OPERATOR, as_of=day)
    emit_list(page.items, CODES, as_json=as_json)


@app.command()
def load(
    context: typer.Context,
    table: str,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    title: Annotated[str, typer.Option()],
    version: Annotated[str, typer.Option()],
    organisation: Annotated[str, typer.Option(help="归口单位编号 | Code of the organisation that keeps it.")],
    standard: str = "",
    as_json: AsJson = False,
) -> None:
    """从 CSV 载入一个版本（草案） | Load a version from CSV as a draft.

    列为 code,name,parent,valid_from,valid_to,local,successor,aliases；别名以“|”分隔 | Aliases are joined by "|".
    """
    with unit_of_work(context, as_json=as_json) as uow:
        loaded = facade.load_code_table(
            uow,
            table,
            _rows(file, table),
            title=title,
            version=version,
            organisation_id=mechanism.organisation_by_code(uow, organisation).id,
            standard=standard,
            is_official=bool(standard),
            source=file.name,
            by=OPERATOR,
        )
    emit(loaded, as_json=as_json)


def _rows(file: Path, table: str) -> list[CodeRow]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [_row(line, table, number) for number, line in enumerate(csv.DictReader(lines), 2)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadCodeTable(name=table, count=1, details=[{"zh": "文件不是 UTF-8 编码的 CSV"}]) from error


def _row(line: dict[str, str | None], table: str, number: int) -> CodeRow:
    return CodeRow(
        code=line.get("code") or "",
        name=line.get("name") or "",
        parent=line.get("parent") or None,
        valid_from=_day(line.get("valid_from"), table, number),
        valid_to=_day(line.get("valid_to"), table, number),
        is_local=line.get("local") == "true",
        successors=tuple(filter(None, (line.get("successor") or "").split("|"))),
        aliases=tuple(filter(None, (line.get("aliases") or "").split("|"))),
    )


def _day(text: str | None, table: str, number: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        where = f"第 {number} 行：" if number else ""
        raise BadCodeTable(name=table, count=1, details=[{"zh": f"{where}{text} 不是日期"}]) from error
