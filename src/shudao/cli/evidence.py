"""`shudao evidence …`: the log, its verification, and exports an outsider can verify."""

from pathlib import Path
from typing import Annotated

import typer

from shudao.cli.context import AsJson, installation, settings_of
from shudao.cli.output import emit, emit_list, told
from shudao.evidence import facade
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.paging import PageQuery

app = typer.Typer(help="存证 | Evidence.", no_args_is_help=True)


@app.command("list")
def list_entries(
    context: typer.Context,
    subject: Annotated[str, typer.Option(help="对象前缀 | Subject prefix.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """最近的存证 | The newest entries."""
    with installation(context, as_json=as_json) as opened, opened.database.unit_of_work() as uow:
        page = facade.list_entries(uow, EntryFilter(subject_prefix=subject), PageQuery(limit=limit))
        columns = {"recorded_at": "时间", "actor_name": "人员", "action": "动作", "subject": "对象"}
        emit_list(page.items, columns, as_json=as_json)


@app.command()
def head(context: typer.Context, as_json: AsJson = False) -> None:
    """当前检查点 | The present checkpoint."""
    with installation(context, as_json=as_json) as opened, opened.database.unit_of_work() as uow:
        emit(facade.head(uow, opened.settings), as_json=as_json)


@app.command()
def verify(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="导出的存证目录（离线核验） | An exported folder.")] = None,
    checkpoint: Annotated[Path | None, typer.Option(help="另存的检查点 | A checkpoint kept elsewhere.")] = None,
    key: Annotated[list[str] | None, typer.Option(help="另行取得的公钥 | Public keys from elsewhere.")] = None,
    as_json: AsJson = False,
) -> None:
    """核验存证是否被改动、截断、重排或重建 | Verify the log against changes."""
    with told(as_json=as_json):
        # Bytes that are not UTF-8 spoil its signatures, which the verification tells.
        against = checkpoint.read_text("utf-8", errors="replace") if checkpoint else None
    if folder is not None:
        with told(as_json=as_json):
            found = facade.verify_folder(folder, key or [], against)
    else:
        with installation(context, as_json=as_json) as opened, opened.database.unit_of_work() as uow:
            found = facade.verify(uow, opened.settings, against)
    emit(found, as_json=as_json)
    if not found.ok:
        raise typer.Exit(1)


@app.command()
def export(context: typer.Context, folder: Path, as_json: AsJson = False) -> None:
    """导出可离线核验的存证 | Export what an outsider can verify."""
    with told(as_json=as_json):
        emit(facade.export(settings_of(context), folder), as_json=as_json)
