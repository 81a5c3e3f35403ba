"""The door of the Excel room: which kinds there are, their templates and exports, and imports."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.sheets import importing, logic, permissions
from shudao.sheets.contracts import FieldChange, Import, Present, SheetForm, SheetRow
from shudao.sheets.errors import UnknownFilter, UnknownSheet
from shudao.sheets.importing import discard, import_lines, imported, list_imports
from shudao.sheets.ports import SHEETS, SheetKind
from shudao.sheets.writing import PlainColumn, write_list, write_rows, write_template

__all__ = [
    "PlainColumn",
    "apply",
    "differences",
    "discard",
    "export",
    "export_list",
    "form",
    "import_lines",
    "imported",
    "kind_of",
    "kinds",
    "list_imports",
    "preview",
    "preview_rows",
    "template",
]


def kinds(uow: UnitOfWork, *, by: Actor) -> list[SheetKind]:
    """The kinds that `by` may export or import."""
    return [kind for kind in SHEETS.values() if access.permits(uow, by, kind.reading) or may_import(uow, kind, by=by)]


def may_import(uow: UnitOfWork, kind: SheetKind, *, by: Actor) -> bool:
    return kind.writing is not None and access.permits(uow, by, kind.writing)


def kind_of(name: str) -> SheetKind:
    """Raises `UnknownSheet`."""
    if name not in SHEETS:
        raise UnknownSheet(kind=name, known="、".join(sorted(SHEETS)))
    return SHEETS[name]


def form(uow: UnitOfWork, kind: str, *, by: Actor) -> SheetForm:
    """The columns of a kind that `by` may export or import."""
    wanted = kind_of(kind)
    access.require(uow, by, wanted.reading if not may_import(uow, wanted, by=by) else permissions.USE)
    return wanted.form(uow, by=by)


def differences(form: SheetForm, before: SheetRow, after: SheetRow) -> tuple[FieldChange, ...]:
    """Field by field and line by line what two rows of a form differ in, in the words of the form."""
    return logic.changes(form, after, Present("", "", before))


def template(uow: UnitOfWork, kind: str, path: Path, keys: Sequence[str] = (), *, by: Actor) -> str:
    """Write the empty form of a kind to `path`; returns the form's Chinese name. `keys` makes a partial form."""
    wanted = kind_of(kind)
    access.require(uow, by, wanted.writing or wanted.reading)
    columns = wanted.form(uow, by=by)
    write_template(columns, path, keys)
    return columns.zh


def export(
    uow: UnitOfWork, kind: str, filters: Mapping[str, str], path: Path, keys: Sequence[str] = (), *, by: Actor
) -> tuple[str, int]:
    """Write the rows `by` may see under these filters to `path`; returns the form's Chinese name and how many rows.

    A filter the kind does not know is not left out in silence: `UnknownFilter`.
    Filters the kind does not know are not silently left out: they raise `UnknownFilter`.
    """
    wanted = kind_of(kind)
    access.require(uow, by, wanted.reading)
    asked = {name: value for name, value in filters.items() if value}
    if unknown := sorted(asked.keys() - {"q", *wanted.filters}):
        known = "、".join(("q", *wanted.filters))
        raise UnknownFilter(form=wanted.zh, form_en=wanted.en, filters="、".join(unknown), known=known)
    columns = wanted.form(uow, by=by)
    count = write_rows(columns, wanted.export(uow, asked, by=by), path, keys)
    detail = {"kind": kind, "rows": count, "filters": sorted(asked)}
    evidence.record(uow, by=by, action="sheets.exported", subject=f"sheets/kind/{kind}", detail=detail)
    return columns.zh, count


def export_list(
    uow: UnitOfWork, title: str, columns: Sequence[PlainColumn], rows: Iterable[Sequence[str]], path: Path, *, by: Actor
) -> int:
    """Write a list to `path` as its reader has it before them; returns how many rows."""
    access.require(uow, by, permissions.USE)
    count = write_list(title, columns, rows, path)
    detail = {"list": title[:100], "rows": count}
    evidence.record(uow, by=by, action="sheets.list_exported", subject="sheets/list", detail=detail)
    return count


def preview(uow: UnitOfWork, kind: str, path: Path, file_name: str, *, by: Actor) -> Import:
    """Read a workbook and keep what it would do. See `importing.preview`."""
    return importing.preview(uow, kind_of(kind), path, file_name, by=by)


def preview_rows(
    uow: UnitOfWork, kind: str, rows: Iterable[SheetRow], keys: Sequence[str], source_name: str, *, by: Actor
) -> Import:
    """Keep what rows from elsewhere, a directory for instance, would do, exactly as if they stood in a workbook."""
    wanted = kind_of(kind)
    with tempfile.TemporaryDirectory(prefix="shudao-sheet-") as folder:
        path = Path(folder) / "rows.xlsx"
        write_rows(wanted.form(uow, by=by), rows, path, keys)
        return importing.preview(uow, wanted, path, source_name, by=by)


def apply(uow: UnitOfWork, import_id: str, *, by: Actor) -> Import:
    """Write the good rows of a previewed import in this transaction. See `importing.apply`."""
    found = importing.imported(uow, import_id, by=by)
    return importing.apply(uow, kind_of(found.kind), import_id, by=by)
