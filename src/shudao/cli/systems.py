"""`shudao system …`: application systems, their sources, and what was decided about their tables."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer

from shudao.architecture import facade
from shudao.architecture.contracts import (
    ApplicationSystem,
    ExclusionReason,
    SystemFilter,
    SystemState,
    TableFilter,
    TableState,
)
from shudao.cli.context import OPERATOR, AsJson, installation, settings_of, unit_of_work
from shudao.cli.output import emit, emit_list, plain, say
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism

app = typer.Typer(help="应用系统与数据源 | Application systems and sources.", no_args_is_help=True)

Limit = Annotated[int, typer.Option(min=1, max=200, help="行数 | Lines.")]
Offset = Annotated[int, typer.Option(min=0, help="从第几行起 | Lines to leave out first.")]
Sort = Annotated[str, typer.Option(help="排序项，前加 - 为倒序 | Sort key, - in front for descending.")]
Names = Annotated[list[str], typer.Argument(help="表名 | Names of tables.")]

_COUNTS = {
    "tables": "表",
    "claimed": "已认领",
    "registered": "已落实体",
    "excluded": "已排除",
    "unsurveyed": "未梳理",
}


@app.command("list")
def list_systems(
    context: typer.Context,
    q: str = "",
    state: SystemState | None = None,
    organisation: Annotated[str, typer.Option(help="主管单位的编号 | Code of the owner.")] = "",
    idle: Annotated[bool, typer.Option("--idle", help="只看僵尸系统 | Only idle ones.")] = False,
    sort: Sort = "",
    offset: Offset = 0,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """应用系统清单 | The register of application systems, with their tables counted."""
    days = settings_of(context).idle_system_days
    with unit_of_work(context, as_json=as_json) as uow:
        owner = mechanism.organisation_by_code(uow, organisation).id if organisation else None
        wanted, asked = SystemFilter(state, owner, idle), PageQuery(offset, limit, sort, q)
        page = facade.list_system_lines(uow, asked, wanted, idle_days=days, by=OPERATOR)
    rows = [plain(line.system) | _counts(line.counts) | {"is_idle": line.is_idle} for line in page.items]
    columns = {"code": "编号", "name": "名称", "vendor": "厂商", "network_zone": "网络区", "state": "状态"}
    emit_list(rows, columns | _COUNTS | {"is_idle": "僵尸"}, as_json=as_json)
    _say_more(page.total, offset + len(rows), as_json=as_json)


@app.command()
def show(context: typer.Context, code: str, as_json: AsJson = False) -> None:
    """一个系统 | One system with its databases, its tables counted, and the signs of being idle."""
    days = settings_of(context).idle_system_days
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.system_page(uow, code, idle_days=days, by=OPERATOR)
    idle = [f"{each.sign.zh}（最近 {_day(each.last_seen_at)}）" for each in page.idle]
    sources = [source.code for source in page.sources]
    emit(plain(page.system) | _counts(page.counts) | {"sources": sources, "idle": idle}, as_json=as_json)


@app.command()
def register(
    context: typer.Context,
    code: str,
    name: str,
    organisation: Annotated[str, typer.Option(help="主管单位的编号 | Code of the owner.")],
    vendor: str = "",
    vendor_contact: str = "",
    vendor_phone: str = "",
    vendor_email: str = "",
    zone: Annotated[str, typer.Option(help="网络区 | Network zone.")] = "",
    database: Annotated[str, typer.Option(help="数据库 | Kind of database.")] = "",
    legal_number: Annotated[str, typer.Option(help="立项批复文号 | Number of the approval.")] = "",
    state: SystemState = SystemState.IN_USE,
    as_json: AsJson = False,
) -> None:
    """登记或更新应用系统 | Register an application system, or bring its entry up to date."""
    new = ApplicationSystem(
        code,
        name,
        "",
        vendor,
        zone,
        database,
        state,
        legal_number=legal_number,
        vendor_contact=vendor_contact,
        vendor_phone=vendor_phone,
        vendor_email=vendor_email,
    )
    with unit_of_work(context, as_json=as_json) as uow:
        owner = mechanism.organisation_by_code(uow, organisation).id
        emit(facade.register_system(uow, replace(new, organisation_id=owner), by=OPERATOR), as_json=as_json)


@app.command()
def state(
    context: typer.Context,
    code: str,
    new: SystemState,
    reason: Annotated[str, typer.Option(help="理由 | The reason.")],
    as_json: AsJson = False,
) -> None:
    """变更系统状态 | Change a system's state; merging, splitting or retiring ends its certifications."""
    with unit_of_work(context, as_json=as_json) as uow:
        ended = facade.set_system_state(uow, code, new, reason, by=OPERATOR)
    emit({"code": code, "state": new, "ended_certifications": ended}, as_json=as_json)


@app.command()
def sources(context: typer.Context, q: str = "", limit: Limit = 200, as_json: AsJson = False) -> None:
    """数据源 | Sources; their secrets stay in the vault."""
    columns = {"code": "编号", "name": "名称", "system_code": "系统", "connector": "连接器"}
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_sources(uow, PageQuery(limit=limit, q=q), by=OPERATOR)
    emit_list(page.items, columns, as_json=as_json)
    _say_more(page.total, len(page.items), as_json=as_json)


@app.command("test")
def test_source(context: typer.Context, source: str, as_json: AsJson = False) -> None:
    """测试连接 | Whether a source answers, and if not, why and what to do."""
    with unit_of_work(context, as_json=as_json) as uow:
        report = facade.try_connection(uow, settings_of(context), source, by=OPERATOR)
    told: dict[str, Any] = {"ok": report.ok} | dict(report.facts)
    if report.problem is not None:
        told |= {"code": report.problem.code, "problem": report.problem.message("zh")}
        told |= {"next": report.problem.next_step("zh")}
    emit(told, as_json=as_json)
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def handover(
    context: typer.Context,
    source: str,
    recipient: Annotated[str, typer.Option(help="给谁 | Whom it is for.")],
    as_json: AsJson = False,
) -> None:
    """生成一次性链接 | A one-time link by which somebody types in what opens a source; shown once."""
    with unit_of_work(context, as_json=as_json) as uow:
        made, token = facade.offer_handover(uow, source, recipient, by=OPERATOR)
    path = f"/handover#{token}"
    emit({"source": source, "path": path, "expires_at": made.expires_at}, as_json=as_json)


@app.command()
def tables(
    context: typer.Context,
    system: str,
    source: Annotated[str | None, typer.Option(help="只看一个数据源 | One source only.")] = None,
    state: TableState | None = None,
    q: str = "",
    sort: Sort = "",
    offset: Offset = 0,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """系统的表 | The tables of a system with what was decided about each."""
    asked = PageQuery(offset, limit, sort, q)
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_register(uow, asked, TableFilter(system, source, state), by=OPERATOR)
    columns = {
        "source_code": "数据源",
        "name": "表",
        "comment": "注释",
        "column_count": "字段",
        "rows_estimate": "约行数",
    }
    shown = columns | {"state": "状态", "entity_code": "逻辑实体", "reason": "排除原因"}
    emit_list(page.items, shown, as_json=as_json)
    _say_more(page.total, offset + len(page.items), as_json=as_json)


@app.command()
def claim(context: typer.Context, source: str, names: Names, as_json: AsJson = False) -> None:
    """认领表 | Claim tables for the source's own department."""
    with unit_of_work(context, as_json=as_json) as uow:
        count = facade.claim_tables(uow, source, names, by=OPERATOR)
    emit({"source": source, "claimed": count}, as_json=as_json)


@app.command()
def exclude(
    context: typer.Context,
    source: str,
    names: Names,
    reason: Annotated[ExclusionReason, typer.Option(help="原因 | The reason.")],
    note: Annotated[str, typer.Option(help="说明 | A note.")] = "",
    as_json: AsJson = False,
) -> None:
    """排除表 | Exclude tables that hold no government data."""
    with unit_of_work(context, as_json=as_json) as uow:
        count = facade.exclude_tables(uow, source, names, reason, note, by=OPERATOR)
    emit({"source": source, "excluded": count}, as_json=as_json)


@app.command()
def release(context: typer.Context, source: str, names: Names, as_json: AsJson = False) -> None:
    """退回未梳理 | List decided tables as unsurveyed again."""
    with unit_of_work(context, as_json=as_json) as uow:
        count = facade.release_tables(uow, source, names, by=OPERATOR)
    emit({"source": source, "released": count}, as_json=as_json)


@app.command()
def harvest(context: typer.Context, source: str, as_json: AsJson = False) -> None:
    """采集表结构 | Read a source's schema now, keep the register and the proposals for each table."""
    with installation(context, as_json=as_json) as opened:
        with opened.database.unit_of_work() as uow:
            run = facade.start_harvest(uow, source, by=OPERATOR)
        facade.run_harvest(opened.database, opened.settings, run.id)
        with opened.database.unit_of_work() as uow:
            done = facade.harvest_run(uow, run.id, by=OPERATOR)
    told = {"state": done.state, "error_code": done.error_code, "faults": len(done.faults)} | dict(done.summary)
    emit({name: value for name, value in plain(told).items() if value is not None}, as_json=as_json)
    if done.error_code is not None:
        raise typer.Exit(1)


@app.command()
def drift(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="先比对该数据源 | Compare this source first.")] = "",
    every: Annotated[bool, typer.Option("--all", help="含已处理 | Settled ones as well.")] = False,
    as_json: AsJson = False,
) -> None:
    """源表结构变化 | Registered tables that no longer are what was registered."""
    with installation(context, as_json=as_json) as opened:
        if source:
            facade.check_source(opened.database, opened.settings, source, by=OPERATOR)
        with opened.database.unit_of_work() as uow:
            page = facade.list_drifts(uow, PageQuery(limit=200), is_open=None if every else True, by=OPERATOR)
    if as_json:
        emit_list(page.items, {}, as_json=True)
        return
    rows = [
        {"id": each.id, "source": each.source_code, "table": each.table, "found_at": f"{each.found_at:%Y-%m-%d %H:%M}"}
        | {"changes": "；".join(f"{c.kind.zh} {c.column} {c.after}".strip() for c in each.changes)}
        for each in page.items
    ]
    columns = {"id": "编号", "source": "数据源", "table": "表", "changes": "变化", "found_at": "发现时间"}
    emit_list(rows, columns, as_json=False)


@app.command()
def settle(
    context: typer.Context,
    drift_id: str,
    mapping: Annotated[list[str], typer.Argument(help="原字段=现字段；= 后留空为不再有来源 | OLD=NEW, or OLD= .")],
    as_json: AsJson = False,
) -> None:
    """处理结构变化 | Decide what each departed column is from now on."""
    pairs = {old: new or None for old, _, new in (each.partition("=") for each in mapping)}
    with unit_of_work(context, as_json=as_json) as uow:
        done = facade.settle_drift(uow, drift_id, pairs, by=OPERATOR)
    emit({"id": done.id, "outcome": done.outcome}, as_json=as_json)


def _counts(counts: Any) -> dict[str, int]:
    return {name: getattr(counts, name) for name in (*_COUNTS, "to_catalogue")}


def _day(seen: datetime | None) -> str:
    return f"{seen:%Y-%m-%d}" if seen else "无记录"


def _say_more(total: int, shown: int, *, as_json: bool) -> None:
    """Tell that a list goes on; JSON stays pure."""
    if total > shown and not as_json:
        say(f"共 {total} 行，已显示到第 {shown} 行；用 --offset、--limit 看其余 | {total} in all")
