"""HTTP of the Excel room: templates, exports, and imports with their preview."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.sheets import facade, permissions, schemas
from shudao.sheets.contracts import Outcome
from shudao.sheets.errors import ListNotRectangular, WorkbookTooLarge
from shudao.sheets.reading import MAX_BYTES

router = APIRouter(prefix="/api/v1/sheets", tags=["sheets"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UseCall = Annotated[Call, permitted(permissions.USE)]
Paging = Annotated[PageQuery, Depends(page_query)]
Keys = Annotated[list[str], Query(max_length=100)]
WORKBOOK: dict[int | str, dict[str, object]] = {200: {"content": {XLSX: {}}, "description": "The workbook."}}
NOT_FILTERS = frozenset({"column"})


@router.get("/kinds")
def list_kinds(call: UseCall) -> schemas.KindList:
    """The kinds of things that the caller may export or import."""
    items = [
        schemas.KindOut(
            kind=kind.kind,
            zh=kind.zh,
            en=kind.en,
            may_import=facade.may_import(call.uow, kind, by=call.actor),
            filters=list(kind.filters),
        )
        for kind in facade.kinds(call.uow, by=call.actor)
    ]
    return schemas.KindList(items=items, total=len(items))


@router.get("/kinds/{kind}/form")
def read_form(kind: str, call: UseCall) -> schemas.FormOut:
    """The columns of a form."""
    return schemas.FormOut.model_validate(facade.form(call.uow, kind, by=call.actor))


@router.get("/kinds/{kind}/template", response_class=FileResponse, responses=WORKBOOK)
def download_template(kind: str, call: UseCall, column: Keys = []) -> Response:  # noqa: B006 -- FastAPI copies it
    """The empty form as a workbook with drop-downs; `column` (several) makes a partial one."""
    return _sent(lambda path: f"{facade.template(call.uow, kind, path, column, by=call.actor)}模板")


@router.get("/kinds/{kind}/export", response_class=FileResponse, responses=WORKBOOK)
def export(kind: str, request: Request, call: UseCall, column: Keys = []) -> Response:  # noqa: B006 -- FastAPI copies it
    """The rows the caller may see as a workbook. Every other parameter is a filter of the kind's list, or `q`."""
    filters = {name: value[:200] for name, value in request.query_params.items() if name not in NOT_FILTERS}
    return _sent(lambda path: facade.export(call.uow, kind, filters, path, column, by=call.actor)[0])


@router.post("/lists", response_class=FileResponse, responses=WORKBOOK)
def export_list(body: schemas.ListIn, call: UseCall) -> Response:
    """A list that its reader has before them, as a workbook. What it holds, the caller has been shown already."""
    if any(len(row) != len(body.columns) for row in body.rows):
        raise ListNotRectangular
    columns = [facade.PlainColumn(column.title, column.is_figure) for column in body.columns]

    def make(path: Path) -> str:
        facade.export_list(call.uow, body.title, columns, body.rows, path, by=call.actor)
        return body.title

    return _sent(make)


@router.post("/kinds/{kind}/imports", status_code=201)
def preview(kind: str, file: Annotated[UploadFile, File()], call: UseCall) -> schemas.ImportOut:
    """Read a workbook and say what it would do; nothing is written yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        _save(file, path)
        found = facade.preview(call.uow, kind, path, file.filename or "", by=call.actor)
    return schemas.ImportOut.model_validate(found)


@router.get("/imports")
def list_imports(call: UseCall, page: Paging, kind: str | None = None) -> schemas.ImportList:
    """The caller's own imports, the latest first."""
    found = facade.list_imports(call.uow, page, kind=kind, by=call.actor)
    items = [schemas.ImportOut.model_validate(each) for each in found.items]
    return schemas.ImportList(items=items, total=found.total)


@router.get("/imports/{import_id}")
def read_import(import_id: str, call: UseCall) -> schemas.ImportOut:
    """One of the caller's imports."""
    return schemas.ImportOut.model_validate(facade.imported(call.uow, import_id, by=call.actor))


@router.get("/imports/{import_id}/rows")
def list_import_rows(import_id: str, call: UseCall, page: Paging, outcome: Outcome | None = None) -> schemas.LineList:
    """What becomes of each row: differences field by field, or the faults cell by cell."""
    found = facade.import_lines(call.uow, import_id, page, outcome=outcome, by=call.actor)
    items = [schemas.LineOut.model_validate(each) for each in found.items]
    return schemas.LineList(items=items, total=found.total)


@router.post("/imports/{import_id}/application")
def apply(import_id: str, call: UseCall) -> schemas.ImportOut:
    """Write the good rows, all in one transaction; the wrong ones stay unwritten and block nothing."""
    return schemas.ImportOut.model_validate(facade.apply(call.uow, import_id, by=call.actor))


@router.post("/imports/{import_id}/discarding")
def discard(import_id: str, call: UseCall) -> schemas.ImportOut:
    """Put an import away without writing anything."""
    return schemas.ImportOut.model_validate(facade.discard(call.uow, import_id, by=call.actor))


def _sent(make: Callable[[Path], str]) -> Response:
    """The workbook that `make` writes to the path it is given, under the name it returns; gone once it is sent."""
    folder = Path(tempfile.mkdtemp(prefix="shudao-sheet-"))
    path = folder / "workbook.xlsx"
    try:
        name = make(path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    named = f"attachment; filename=\"workbook.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    return FileResponse(
        path, media_type=XLSX, headers={"content-disposition": named}, background=BackgroundTask(_remove, folder)
    )


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _save(file: UploadFile, path: Path) -> None:
    size = 0
    with path.open("wb") as out:
        for piece in _pieces(file):
            size += len(piece)
            if size > MAX_BYTES:
                raise WorkbookTooLarge(limit=f"{MAX_BYTES >> 20} MB")
            out.write(piece)


def _pieces(file: UploadFile) -> Iterator[bytes]:
    while piece := file.file.read(1 << 20):
        yield piece
