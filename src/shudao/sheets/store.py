"""Queries of `sheets`, and the way between rows and contracts; private to the module."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.sheets.contracts import CellFault, Counts, FieldChange, Import, ImportState, Outcome, SheetRow
from shudao.sheets.contracts import ImportRow as ImportLine
from shudao.sheets.errors import UnknownImport
from shudao.sheets.tables import ImportedRow, ImportRow


def import_row(session: Session, import_id: str, principal: str | None, *, lock: bool = False) -> ImportRow:
    """An import of this person (None: of anybody). Raises `UnknownImport`."""
    row = session.get(ImportRow, import_id, with_for_update=lock, populate_existing=lock)
    if row is None or principal not in (None, row.created_by):
        raise UnknownImport
    return row


def imports(principal: str | None, kind: str | None) -> Select[Any]:
    query = select(ImportRow)
    if principal is not None:
        query = query.where(ImportRow.created_by == principal)
    return query if kind is None else query.where(ImportRow.kind == kind)


def lines(session: Session, import_id: str, page: PageQuery, outcome: Outcome | None) -> Page[ImportLine]:
    query = select(ImportedRow).where(ImportedRow.import_id == import_id)
    if outcome is not None:
        query = query.where(ImportedRow.outcome == outcome)
    if page.q:
        query = query.where(ImportedRow.name.contains(page.q, autoescape=True))
    table = ImportedRow.__table__.c
    keys = {"number": table.number, "name": table.name, "outcome": table.outcome}
    rows = fetch_page(session, query, page, keys, "number")
    return Page([to_line(row) for row in rows.items], rows.total)


def writable(session: Session, import_id: str) -> list[ImportedRow]:
    """The good rows of an import that differ from what exists, in order."""
    wanted = ImportedRow.outcome.in_([Outcome.NEW, Outcome.CHANGED])
    query = select(ImportedRow).where(ImportedRow.import_id == import_id, wanted).order_by(ImportedRow.number)
    return list(session.scalars(query))


def add_lines(session: Session, import_id: str, lines: Sequence[tuple[ImportLine, str, SheetRow | None]]) -> None:
    """Keep an import's rows, each with the mark of what exists and what would be written."""
    values = [
        {
            "import_id": import_id,
            "number": line.number,
            "name": line.name,
            "code": line.code,
            "mark": mark,
            "outcome": line.outcome,
            "changes": [asdict(change) for change in line.changes],
            "faults": [asdict(fault) for fault in line.faults],
            "content": from_row(row) if row is not None else None,
            "is_written": False,
        }
        for line, mark, row in lines
    ]
    session.execute(insert(ImportedRow), values)


def to_import(row: ImportRow) -> Import:
    return Import(
        row.id,
        row.kind,
        row.file_name,
        row.file_digest,
        ImportState(row.state),
        Counts(**row.counts),
        row.created_by,
        row.created_by_name,
        row.created_at,
        row.decided_at,
    )


def to_line(row: ImportedRow) -> ImportLine:
    return ImportLine(
        row.number,
        row.name,
        row.code,
        Outcome(row.outcome),
        tuple(FieldChange(**change) for change in row.changes),
        tuple(CellFault(**fault) for fault in row.faults),
        row.is_written,
    )


def from_row(row: SheetRow) -> dict[str, Any]:
    return {"values": dict(row.values), "lines": [dict(line) for line in row.lines or ()]}


def to_row(stored: Mapping[str, Any]) -> SheetRow:
    return SheetRow(stored["values"], tuple(stored["lines"]))
