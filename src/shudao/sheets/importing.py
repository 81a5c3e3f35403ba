"""An import of a workbook: read, compared with what exists, and written in one transaction when its owner says so."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import update

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.errors import ShudaoError
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.sheets import logic, reading, store
from shudao.sheets.contracts import (
    CellFault,
    Import,
    ImportState,
    Outcome,
    Present,
    ReadRow,
    ReadSheet,
    SheetForm,
    SheetRow,
)
from shudao.sheets.contracts import ImportRow as ImportLine
from shudao.sheets.errors import AlreadyDecided, NothingWritten, OnlyExported
from shudao.sheets.ports import SheetKind
from shudao.sheets.tables import ImportedRow, ImportRow

__all__ = ["apply", "discard", "import_lines", "imported", "list_imports", "preview"]

WRITES = frozenset({Outcome.NEW, Outcome.CHANGED})
STALE = CellFault(
    "",
    "预览之后已被他人修改，未写入，请重新上传核对",
    "not written: changed by someone since the preview; upload it again",
)


@dataclass(frozen=True)
class _Judged:
    line: ImportLine
    mark: str
    row: SheetRow


def preview(uow: UnitOfWork, kind: SheetKind, path: Path, file_name: str, *, by: Actor) -> Import:
    """Read a workbook and keep what it would do, without doing it. Raises what `reading.read` raises."""
    _require(uow, kind, by)
    form = kind.form(uow, by=by)
    sheet = reading.read(path, form)
    judged = _judged(uow, kind, form, sheet, by)
    row = ImportRow(
        id=new_id(),
        kind=kind.kind,
        file_name=file_name[-200:],
        file_digest=sha256(path.read_bytes()).hexdigest(),
        state=ImportState.PREVIEWED,
        counts=asdict(logic.counts([each.line for each in judged])),
        created_by=by.principal,
        created_by_name=by.name,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    lines = [(each.line, each.mark, each.row if each.line.outcome in WRITES else None) for each in judged]
    store.add_lines(uow.session, row.id, lines)
    _record(uow, row, "previewed", by)
    return store.to_import(row)


def _require(uow: UnitOfWork, kind: SheetKind, by: Actor) -> None:
    if kind.writing is None:
        raise OnlyExported(name=kind.zh)
    access.require(uow, by, kind.writing)


def _judged(uow: UnitOfWork, kind: SheetKind, form: SheetForm, sheet: ReadSheet, by: Actor) -> list[_Judged]:
    present = kind.present(uow, [read.row for read in sheet.rows], by=by)
    rows = [logic.whole(form, read.row, there) for read, there in zip(sheet.rows, present, strict=True)]
    found = kind.check(uow, list(zip(rows, present, strict=True)), by=by)
    twice = logic.rows_named_twice(form, sheet.rows, present)
    judged = []
    for place, (read, row, there, owners) in enumerate(zip(sheet.rows, rows, present, found, strict=True)):
        # What could not be read is blank for the owner, whose complaint about that would only repeat it.
        bad_keys = {fault.key for fault in read.faults}
        faults = [*read.faults, *logic.row_faults(form, read, there)]
        # What stays as it is need not be allowed to change.
        is_same = there is not None and not faults and not logic.changes(form, row, there)
        faults += [] if is_same else [fault for fault in owners if not fault.key or fault.key not in bad_keys]
        faults += [twice[place]] if place in twice else []
        judged.append(_judge(form, sheet, read, row, there, faults))
    return judged


def _judge(
    form: SheetForm,
    sheet: ReadSheet,
    read: ReadRow,
    row: SheetRow,
    present: Present | None,
    faults: Sequence[CellFault],
) -> _Judged:
    changes = logic.changes(form, row, present)
    outcome = Outcome.NEW if present is None else Outcome.CHANGED if changes else Outcome.SAME
    if faults:
        outcome = Outcome.WRONG
    code, mark = (present.code, present.mark) if present else ("", "")
    told = tuple(logic.placed(read, sheet.letters, faults))
    return _Judged(ImportLine(read.number, logic.name_of(form, row), code, outcome, changes, told), mark, row)


def apply(uow: UnitOfWork, kind: SheetKind, import_id: str, *, by: Actor) -> Import:
    """Write the good rows of a previewed import in this transaction. A row that its owner refuses now, or that somebody
    changed since the preview, is left as it is and told of; it blocks no other. Raises `AlreadyDecided`, and
    `NothingWritten` where no row is left to write."""
    _require(uow, kind, by)
    row = _open(uow, import_id, by)
    waiting = store.writable(uow.session, import_id)
    contents = [store.to_row(each.content or {"values": {}, "lines": []}) for each in waiting]
    present = kind.present(uow, contents, by=by)
    checked = kind.check(uow, list(zip(contents, present, strict=True)), by=by)
    for each, content, there, faults in zip(waiting, contents, present, checked, strict=True):
        _write(uow, kind, each, content, there, faults, by)
    _settle(uow, row, ImportState.APPLIED)
    if not row.counts["written"]:
        raise NothingWritten(wrong=row.counts["wrong"], same=row.counts["same"])
    _record(uow, row, "applied", by)
    return store.to_import(row)


def _write(
    uow: UnitOfWork,
    kind: SheetKind,
    waiting: ImportedRow,
    content: SheetRow,
    present: Present | None,
    faults: Sequence[CellFault],
    by: Actor,
) -> None:
    if (present.mark if present else "") != waiting.mark:
        faults = [STALE]
    if not faults:
        try:
            with uow.session.begin_nested():
                waiting.code = kind.write(uow, content, present, by=by)
                waiting.is_written = True
            return
        except ShudaoError as error:
            faults = [*_told(error)]
    uow.session.refresh(waiting)
    waiting.outcome, waiting.faults = Outcome.WRONG, [asdict(fault) for fault in faults]


def _told(error: ShudaoError) -> list[CellFault]:
    """A refusal as faults of the row: its details where it has any, else itself."""
    details = [str(detail["fault"]) for detail in error.details if "fault" in detail]
    if details:
        return [CellFault("", detail, detail) for detail in details]
    return [CellFault("", error.message("zh"), error.message("en"))]


def discard(uow: UnitOfWork, import_id: str, *, by: Actor) -> Import:
    """Put a previewed import away; nothing of it was written."""
    row = _open(uow, import_id, by)
    _settle(uow, row, ImportState.DISCARDED)
    _record(uow, row, "discarded", by)
    return store.to_import(row)


def _open(uow: UnitOfWork, import_id: str, by: Actor) -> ImportRow:
    row = store.import_row(uow.session, import_id, _whose(by), lock=True)
    if row.state != ImportState.PREVIEWED:
        raise AlreadyDecided
    return row


def _settle(uow: UnitOfWork, row: ImportRow, state: ImportState) -> None:
    """Close an import and forget what it would have written."""
    uow.session.flush()
    own = ImportedRow.import_id == row.id
    uow.session.execute(
        update(ImportedRow).where(own).values(content=None).execution_options(synchronize_session=False)
    )
    every = [store.to_line(each) for each in uow.session.query(ImportedRow).where(own)]
    row.state, row.decided_at, row.counts = state, uow.clock.now(), asdict(logic.counts(every))
    uow.session.flush()


def imported(uow: UnitOfWork, import_id: str, *, by: Actor) -> Import:
    return store.to_import(store.import_row(uow.session, import_id, _whose(by)))


def import_lines(
    uow: UnitOfWork, import_id: str, page: PageQuery, *, outcome: Outcome | None = None, by: Actor
) -> Page[ImportLine]:
    """The rows of one's own import with their differences and faults, in the order of the sheet."""
    store.import_row(uow.session, import_id, _whose(by))
    return store.lines(uow.session, import_id, page, outcome)


def list_imports(uow: UnitOfWork, page: PageQuery, *, kind: str | None = None, by: Actor) -> Page[Import]:
    """One's own imports, the latest first."""
    query = store.imports(_whose(by), kind)
    if page.q:
        query = query.where(ImportRow.file_name.contains(page.q, autoescape=True))
    table = ImportRow.__table__.c
    keys = {"created_at": table.created_at, "file_name": table.file_name, "state": table.state}
    rows = fetch_page(uow.session, query, page, keys, "-created_at")
    return Page([store.to_import(row) for row in rows.items], rows.total)


def _whose(by: Actor) -> str | None:
    return None if by.is_system else by.principal


def _record(uow: UnitOfWork, row: ImportRow, step: str, by: Actor) -> None:
    detail = {"kind": row.kind, "sha256": row.file_digest, **row.counts}
    evidence.record(uow, by=by, action=f"sheets.import.{step}", subject=f"sheets/import/{row.id}", detail=detail)
