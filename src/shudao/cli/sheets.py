"""`shudao sheet …`: forms out to Excel, and back."""

from pathlib import Path
from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.sheets import facade
from shudao.sheets.contracts import Import, Outcome

app = typer.Typer(help="Excel表单 | Excel forms.", no_args_is_help=True)

Columns = Annotated[list[str] | None, typer.Option("--column", help="只要这些列 | Only these columns (by key).")]
Target = Annotated[Path, typer.Argument(dir_okay=False, help="写入的文件 | The file to write.")]
Source = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="xlsx 文件 | The workbook.")]


@app.command("kinds")
def list_kinds(context: typer.Context, as_json: AsJson = False) -> None:
    """有哪些表单 | Which forms there are."""
    columns = {"kind": "编号", "zh": "名称", "en": "Name", "may_import": "可导入", "filters": "筛选"}
    with unit_of_work(context, as_json=as_json) as uow:
        found = [
            {
                "kind": kind.kind,
                "zh": kind.zh,
                "en": kind.en,
                "may_import": facade.may_import(uow, kind, by=OPERATOR),
                "filters": list(kind.filters),
            }
            for kind in facade.kinds(uow, by=OPERATOR)
        ]
    emit_list(found, columns, as_json=as_json)


@app.command()
def template(context: typer.Context, kind: str, file: Target, column: Columns = None, as_json: AsJson = False) -> None:
    """下载模板 | Write the empty form."""
    with unit_of_work(context, as_json=as_json) as uow:
        name = facade.template(uow, kind, file, column or (), by=OPERATOR)
    emit({"form": name, "file": str(file)}, as_json=as_json)


@app.command()
def export(
    context: typer.Context,
    kind: str,
    file: Target,
    filters: Annotated[
        list[str] | None, typer.Option("--filter", help="筛选，如 organisation_id=… | A filter NAME=VALUE.")
    ] = None,
    column: Columns = None,
    as_json: AsJson = False,
) -> None:
    """导出 | Write what there is."""
    asked = dict(each.partition("=")[::2] for each in filters or ())
    with unit_of_work(context, as_json=as_json) as uow:
        name, rows = facade.export(uow, kind, asked, file, column or (), by=OPERATOR)
    emit({"form": name, "rows": rows, "file": str(file)}, as_json=as_json)


@app.command()
def preview(context: typer.Context, kind: str, file: Source, as_json: AsJson = False) -> None:
    """预览导入的差异和错误，不写入 | What an import would do, and the faults cell by cell; nothing is written."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.preview(uow, kind, file, file.name, by=OPERATOR)
        wrong = facade.import_lines(uow, found.id, PageQuery(limit=200), outcome=Outcome.WRONG, by=OPERATOR).items
        changed = facade.import_lines(uow, found.id, PageQuery(limit=200), outcome=Outcome.CHANGED, by=OPERATOR).items
        facade.discard(uow, found.id, by=OPERATOR)
    if as_json:
        emit({"counts": found.counts, "wrong": wrong, "changed": changed}, as_json=True)
        return
    emit(found.counts, as_json=False)
    faults = [{"row": row.number, "name": row.name, **vars(fault)} for row in wrong for fault in row.faults]
    emit_list(faults, {"row": "行", "cell": "单元格", "name": "名称", "zh": "问题"}, as_json=False)
    differences = [{"row": row.number, "name": row.name, **vars(each)} for row in changed for each in row.changes]
    columns = {"row": "行", "name": "名称", "zh": "字段", "before": "现在", "after": "导入后"}
    emit_list(differences, columns, as_json=False)


@app.command()
def apply(context: typer.Context, kind: str, file: Source, as_json: AsJson = False) -> None:
    """导入：写入无误的行 | Import: the good rows are written, in one transaction."""
    with unit_of_work(context, as_json=as_json) as uow:
        found: Import = facade.preview(uow, kind, file, file.name, by=OPERATOR)
        done = facade.apply(uow, found.id, by=OPERATOR)
        wrong = facade.import_lines(uow, found.id, PageQuery(limit=200), outcome=Outcome.WRONG, by=OPERATOR).items
    if as_json:
        emit({"import": done.id, "counts": done.counts, "wrong": wrong}, as_json=True)
        return
    emit(done.counts, as_json=False)
    faults = [{"row": row.number, "name": row.name, **vars(fault)} for row in wrong for fault in row.faults]
    emit_list(faults, {"row": "行", "cell": "单元格", "name": "名称", "zh": "问题"}, as_json=False)
