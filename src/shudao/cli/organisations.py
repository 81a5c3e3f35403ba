"""`shudao org …`: organisations and people."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade
from shudao.mechanism.contracts import (
    Alteration,
    Merger,
    OrganisationNode,
    Part,
    Plan,
    ReformPreview,
    ReformState,
    Split,
)
from shudao.sheets import facade as sheets
from shudao.work.contracts import ChangeRequest

app = typer.Typer(help="机构 | Organisations.", no_args_is_help=True)

Basis = Annotated[str, typer.Option(help="依据，如机构改革方案文号 | The decision it rests on.")]
Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="生效日期，不填则批准后即生效 | The day it takes effect."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看会移交什么 | Only show what would move.")]


@app.command("list")
def list_organisations(
    context: typer.Context,
    q: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 100,
    as_json: AsJson = False,
) -> None:
    """机构列表 | All organisations."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_organisations(uow, PageQuery(limit=limit, q=q))
    columns = {"code": "编号", "name": "名称", "kind": "类型", "level": "层级", "region_code": "区划"}
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个机构 | One organisation."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.organisation_by_code(uow, code), as_json=as_json)


@app.command()
def tree(
    context: typer.Context,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="哪一天的机构 | As they stood on this day.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """机构树，可看任何一天 | The tree of organisations, today or on any day."""
    with unit_of_work(context, as_json=as_json) as uow:
        roots = facade.tree(uow, as_of.date() if as_of else None)
    if as_json:
        emit({"items": [asdict(root) for root in roots], "total": len(roots)}, as_json=True)
        return
    rows = [line for root in roots for line in _lines(root, 0)]
    emit_list(rows, {"name": "名称", "code": "编号", "kind": "类型"}, as_json=False)


def _lines(node: OrganisationNode, depth: int) -> Iterator[dict[str, str]]:
    o = node.organisation
    yield {"name": "　" * depth + o.name, "code": o.code, "kind": o.kind}
    for child in node.children:
        yield from _lines(child, depth + 1)


@app.command()
def merge(
    context: typer.Context,
    codes: Annotated[list[str], typer.Argument(help="被合并机构的编号 | Codes of the organisations that end.")],
    into: Annotated[str, typer.Option(help="承接机构的编号 | Code of the organisation that takes all over.")],
    basis: Basis,
    on: Day = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """合并机构：提交后由主管部门另一人批准 | Merge organisations; someone of the bureau decides."""
    with unit_of_work(context, as_json=as_json) as uow:
        ids = tuple(_id(uow, code) for code in codes)
        answer = _propose(uow, Merger(ids, _id(uow, into), basis), on, dry_run)
    _tell(answer, as_json)


@app.command()
def split(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="被拆分机构的编号 | Code of the organisation that is split.")],
    plan: Annotated[
        Path,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="谁拿走什么的 JSON 文件：{机构编号: {类型: [编号]}} | JSON file: who takes what.",
        ),
    ],
    rest: Annotated[str, typer.Option(help="其余归谁（可为本机构）的编号 | Code of whoever has the rest.")],
    basis: Basis,
    on: Day = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """拆分机构或划转部分内容 | Split an organisation, or pass some of its things to others."""
    with unit_of_work(context, as_json=as_json) as uow:
        told = _plan(plan)
        parts = tuple(Part(_id(uow, taker), {k: tuple(v) for k, v in takes.items()}) for taker, takes in told.items())
        answer = _propose(uow, Split(_id(uow, code), parts, _id(uow, rest), basis), on, dry_run)
    _tell(answer, as_json)


@app.command()
def things(
    context: typer.Context,
    code: str,
    kind: Annotated[str, typer.Argument(help="类型；不填则列出各类数量 | A kind; without it, the kinds.")] = "",
    q: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 100,
    as_json: AsJson = False,
) -> None:
    """机构有哪些内容可在拆分时选择 | What of an organisation can be chosen when it is split."""
    with unit_of_work(context, as_json=as_json) as uow:
        if kind:
            found = facade.things(uow, _id(uow, code), kind, PageQuery(limit=limit, q=q)).items
            emit_list(found, {"key": "编号", "name": "名称"}, as_json=as_json)
            return
        counts = facade.count_things(uow, _id(uow, code))
    emit_list(counts, {"kind": "类型", "zh": "内容", "count": "数量"}, as_json=as_json)


@app.command()
def alter(
    context: typer.Context,
    code: str,
    basis: Basis,
    name: Annotated[str | None, typer.Option(help="新名称 | New name.")] = None,
    short_name: Annotated[str | None, typer.Option(help="新简称 | New short name.")] = None,
    under: Annotated[str | None, typer.Option(help="新上级机构的编号 | Code of the new parent.")] = None,
    dissolve: Annotated[bool, typer.Option("--dissolve", help="撤销 | Let it end.")] = False,
    on: Day = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """机构更名、划转隶属或撤销 | Rename, move or dissolve an organisation."""
    with unit_of_work(context, as_json=as_json) as uow:
        parent = _id(uow, under) if under else None
        plan = Alteration(_id(uow, code), basis, name, short_name, parent, dissolve)
        answer = _propose(uow, plan, on, dry_run)
    _tell(answer, as_json)


@app.command()
def reforms(
    context: typer.Context,
    state: ReformState | None = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 100,
    as_json: AsJson = False,
) -> None:
    """机构改革：待实施、已实施、受阻、已取消 | Reforms that were approved."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_reforms(uow, PageQuery(limit=limit), state=state)
    columns = {"on": "生效日期", "title": "内容", "state": "状态", "basis": "依据", "id": "编号"}
    emit_list(page.items, columns, as_json=as_json)


@app.command("cancel-reform")
def cancel_reform(
    context: typer.Context,
    reform_id: str,
    reason: Annotated[str, typer.Option(help="原因 | Why.")],
    as_json: AsJson = False,
) -> None:
    """取消待实施的机构改革 | Cancel a reform that waits for its day."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit(facade.cancel_reform(uow, reform_id, reason, by=OPERATOR), as_json=as_json)


@app.command()
def history(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """机构沿革 | What an organisation came from and became."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.successions(uow, _id(uow, code))
    columns = {"on": "日期", "predecessor_name": "原机构", "successor_name": "承接机构", "basis": "依据"}
    emit_list(found, columns, as_json=as_json)


@app.command("import-people")
def import_people(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="LDIF 目录文件 | An LDIF file.")],
    do_apply: Annotated[bool, typer.Option("--apply", help="写入无误的行 | Write the good rows.")] = False,
    as_json: AsJson = False,
) -> None:
    """从目录导入人员，先预览 | Preview people from a directory, and write them with --apply."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.import_directory(uow, file.read_bytes(), file.name, by=OPERATOR)
        if do_apply:
            found = sheets.apply(uow, found.id, by=OPERATOR)
        rows = sheets.import_lines(uow, found.id, PageQuery(limit=200), by=OPERATOR).items
    if as_json:
        emit(
            {"import_id": found.id, "counts": asdict(found.counts), "rows": [asdict(row) for row in rows]}, as_json=True
        )
        return
    told = [asdict(row) | {"why": "；".join(f"{f.cell} {f.zh}" for f in row.faults)} for row in rows]
    emit_list(told, {"number": "行", "name": "人员", "outcome": "结果", "why": "问题"}, as_json=False)


def _id(uow: UnitOfWork, code: str) -> str:
    return facade.organisation_by_code(uow, code).id


def _plan(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        told: dict[str, dict[str, list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise typer.BadParameter(f"{path}: {error}") from error
    if not isinstance(told, dict) or not all(isinstance(takes, dict) for takes in told.values()):
        raise typer.BadParameter(f"{path}: {{机构编号: {{类型: [编号]}}}}")
    return told


def _propose(uow: UnitOfWork, plan: Plan, on: datetime | None, dry_run: bool) -> ReformPreview | ChangeRequest:
    preview = facade.preview_reform(uow, plan, by=OPERATOR)
    if dry_run:
        return preview
    return facade.propose_reform(uow, plan, preview.versions, on=on.date() if on else None, by=OPERATOR)


def _tell(answer: ReformPreview | ChangeRequest, as_json: bool) -> None:
    if isinstance(answer, ChangeRequest):
        emit({"change_id": answer.id, "title": answer.title}, as_json=as_json, title="已提交，等待批准")
        return
    moves = [asdict(each) | {"taker": taker} for taker, moved in answer.moves.items() for each in moved]
    rows = [*moves, *(asdict(obstacle) for obstacle in answer.obstacles)]
    emit_list(rows, {"zh": "内容", "count": "数量", "name": "须先处理"}, as_json=as_json)
