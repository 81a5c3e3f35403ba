"""`shudao code-table …`: code tables through time, their differences, mappings and supplements."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from shudao.cli import code_files
from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit, emit_list, told
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import facade
from shudao.policy.contracts import CodeChangeKind, CodeTable, Library, NewCodeMapping, Revision

app = typer.Typer(help="代码表 | Code tables.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
AsOf = Annotated[str, typer.Option("--as-of", help="某日有效，如 2026-11-23 | In force on that day.")]
Keeper = Annotated[str, typer.Option(help="归口单位编号 | Code of the organisation that keeps it.")]
Levels = Annotated[str, typer.Option(help="按位数推出上级，如 2,4,6 | Read the code above from so many digits.")]
Limit = Annotated[int, typer.Option(min=1, max=200)]

TABLES = {
    "name": "表名",
    "title": "名称",
    "version": "版本",
    "library": "标准库",
    "standard": "标准",
    "extends": "补充",
    "row_count": "行数",
    "state": "状态",
}
CODES = {"code": "代码", "name": "名称", "parent": "上级", "valid_from": "生效", "valid_to": "失效", "is_local": "本地"}
REVISIONS = {
    "label": "修订",
    "effective_on": "生效",
    "total": "代码数",
    "added": "新增",
    "withdrawn": "废止",
    "renamed": "变更",
}
CHANGES = {
    "kind": "变化",
    "code": "代码",
    "old_name": "原名称",
    "new_name": "新名称",
    "successors": "改为",
    "proposed": "可能改为",
}
MAPPINGS = {
    "name": "名称",
    "title": "标题",
    "from_table": "源代码表",
    "to_table": "目标代码表",
    "version": "版本",
    "state": "状态",
}
PAIRS = {
    "from_code": "源代码",
    "to_code": "目标代码",
    "when_field": "条件字段",
    "when_values": "条件取值",
    "valid_from": "生效",
    "valid_to": "失效",
}
FINDINGS = {
    "asset_code": "数据集",
    "column_title": "字段",
    "kind": "类别",
    "value": "代码",
    "name": "名称",
    "successors": "改为",
    "rows": "行数",
}


@app.command("list")
def list_tables(
    context: typer.Context,
    q: str = "",
    library: Library | None = None,
    limit: Limit = 200,
    as_json: AsJson = False,
) -> None:
    """代码表列表 | All code tables."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_code_tables(uow, PageQuery(limit=limit, q=q), by=OPERATOR, library=library)
    emit_list(page.items, TABLES, as_json=as_json)


@app.command()
def show(
    context: typer.Context, table: str, as_of: AsOf = "", q: str = "", limit: Limit = 200, as_json: AsJson = False
) -> None:
    """某日有效的代码（不给日期则列出全部） | The codes in force on a day (without one, all that ever were)."""
    with told(as_json=as_json):
        day = code_files.day(as_of, table, 0)
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_codes(uow, table, PageQuery(limit=limit, q=q), by=OPERATOR, as_of=day)
    emit_list(page.items, CODES, as_json=as_json)


@app.command()
def revisions(context: typer.Context, table: str, as_json: AsJson = False) -> None:
    """历次修订 | The revisions a table was made from."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.revisions(uow, table, by=OPERATOR)
    emit_list(found, REVISIONS, as_json=as_json)


@app.command()
def load(
    context: typer.Context,
    table: str,
    file: File,
    organisation: Keeper,
    title: str = "",
    version: str = "",
    standard: str = "",
    extends: Annotated[str, typer.Option(help="补充哪张上级代码表 | The inherited table it supplements.")] = "",
    effective_on: Annotated[
        str, typer.Option(help="文件为该日起的完整清单 | The file is the whole list in force from that day.")
    ] = "",
    history: Annotated[
        bool, typer.Option("--revisions", help="文件含历次修订的完整清单 | The file holds every revision's whole list.")
    ] = False,
    source: Annotated[str, typer.Option(help="只取 source 列为此值的行 | Only lines of that source.")] = "",
    levels: Levels = "",
    keep_first: Annotated[
        bool, typer.Option(help="一次修订中重复的代码取第一个并列出 | Keep the first of a code a list names twice.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """从 CSV（可为 .gz）载入草案：一个版本、历次修订或下一次修订 | Load a draft from CSV, packed or not.

    一个版本：code,name,parent,valid_from,valid_to,local,successor,aliases；历次修订（--revisions）：revision,code,name；
    下一次修订（--effective-on）：code,name,parent,predecessors。多个值以“|”分隔 | Several values are joined by "|".
    """
    with unit_of_work(context, as_json=as_json) as uow:
        steps = [int(part) for part in levels.split(",") if part.strip().isdigit()]
        about: dict[str, Any] = {
            "title": title or table,
            "version": version,
            "organisation_id": mechanism.organisation_by_code(uow, organisation).id,
            "standard": standard,
            "source": source or file.name,
            "by": OPERATOR,
        }
        if history:
            lines = code_files.revisions(file, table, source, steps)
            lines = _first_ones(lines) if keep_first else lines
            loaded = facade.load_revisions(uow, table, lines, is_official=bool(standard), **about)
        elif effective_on:
            loaded = _follow(uow, table, file, steps, effective_on, about)
        elif extends:
            about["version"] = version or uow.clock.today().isoformat()
            loaded = facade.load_supplement(uow, extends, table, code_files.codes(file, table), **about)
        else:
            about["version"] = version or uow.clock.today().isoformat()
            rows = code_files.codes(file, table)
            loaded = facade.load_code_table(uow, table, rows, is_official=bool(standard), **about)
    emit(loaded, as_json=as_json)


def _first_ones(revisions: Iterable[Revision]) -> Iterator[Revision]:
    """Each list with the first line of every code; the lines left out are told on the error stream."""
    for revision in revisions:
        once, left = facade.without_twice(revision)
        for line in left:
            typer.echo(f"{revision.label} {line.code} {line.name}：重复，未载入 | named twice, left out", err=True)
        yield once


def _follow(
    uow: UnitOfWork, table: str, file: Path, steps: list[int], effective_on: str, about: dict[str, Any]
) -> CodeTable:
    day = code_files.day(effective_on, table, 0) or date.max
    codes = code_files.snapshots(file, table, steps)
    given = {"version": about["version"] or effective_on, "source": about["source"]}
    return facade.follow_revision(uow, table, codes, effective_on=day, by=OPERATOR, **given)


@app.command()
def diff(
    context: typer.Context,
    table: str,
    from_version: str = "",
    to_version: str = "",
    from_day: Annotated[str, typer.Option(help="前一侧的日期 | The day of the first side.")] = "",
    to_day: Annotated[str, typer.Option(help="后一侧的日期 | The day of the second side.")] = "",
    kind: CodeChangeKind | None = None,
    limit: Limit = 200,
    as_json: AsJson = False,
) -> None:
    """两个版本或两个日期之间的差异 | What differs between two versions, or two days."""
    with told(as_json=as_json):
        days = code_files.day(from_day, table, 0), code_files.day(to_day, table, 0)
    with unit_of_work(context, as_json=as_json) as uow:
        older, newer = (from_version or None, days[0]), (to_version or None, days[1])
        page, _ = facade.difference(
            uow, table, PageQuery(limit=limit), older=older, newer=newer, kind=kind, by=OPERATOR
        )
    emit_list(page.items, CHANGES, as_json=as_json)


@app.command("map")
def load_mapping(
    context: typer.Context,
    mapping: str,
    file: File,
    from_table: Annotated[str, typer.Option(help="源代码表 | The table mapped from.")],
    to_table: Annotated[str, typer.Option(help="目标代码表 | The table mapped to.")],
    organisation: Keeper,
    version: Annotated[str, typer.Option()],
    title: str = "",
    as_json: AsJson = False,
) -> None:
    """从 CSV 载入两个代码系统之间的映射（草案） | Load a mapping between two code systems as a draft.

    列为 from_code,to_code,when_field,when_values,valid_from,valid_to,note；无对应者 to_code 留空 | Leave to_code empty
    where a code has no counterpart.
    """
    with unit_of_work(context, as_json=as_json) as uow:
        keeper = mechanism.organisation_by_code(uow, organisation).id
        pairs = code_files.pairs(file, mapping)
        new = NewCodeMapping(mapping, version, title or mapping, from_table, to_table, keeper, pairs, file.name)
        loaded = facade.load_code_mapping(uow, new, by=OPERATOR)
    emit(loaded, as_json=as_json)


@app.command()
def mappings(context: typer.Context, table: str = "", as_json: AsJson = False) -> None:
    """代码映射列表 | Mappings between code systems."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_code_mappings(uow, PageQuery(limit=200), by=OPERATOR, table=table or None)
    emit_list(page.items, MAPPINGS, as_json=as_json)


@app.command()
def pairs(context: typer.Context, mapping: str, as_of: AsOf = "", limit: Limit = 200, as_json: AsJson = False) -> None:
    """一个映射的各行 | The lines of a mapping."""
    with told(as_json=as_json):
        day = code_files.day(as_of, mapping, 0)
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_pairs(uow, mapping, PageQuery(limit=limit), by=OPERATOR, as_of=day)
    emit_list(page.items, PAIRS, as_json=as_json)


@app.command()
def assess(context: typer.Context, table: str, as_json: AsJson = False) -> None:
    """升级前评估：哪些数据集里哪些值将失效 | Which values in which data sets the open version makes invalid."""
    with installation(context, as_json=as_json) as installed:
        found = facade.assess_upgrade(installed.database, installed.settings, table, by=OPERATOR)
    emit_list(found.findings, FINDINGS, as_json=as_json)
