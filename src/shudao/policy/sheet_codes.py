"""Code tables out to Excel and back: the table is the head of a row, its codes are the lines below it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import code_tables, logic, permissions, sight, store
from shudao.policy.contracts import CodeRow, Library
from shudao.policy.sheet_elements import organisation_choices
from shudao.policy.tables import CodeTableRow
from shudao.sheets.contracts import CellFault, CellKind, Choice, Column, Present, SheetForm, SheetRow, Value, Values
from shudao.sheets.ports import SheetKind

__all__ = ["CodeTableSheet"]

HEADS = ("name", "version", "title", "standard", "library", "extends", "organisation_id", "source")


class CodeTableSheet(SheetKind):
    """One version of a table a row, known by its name and version; what is published gets a new version's name."""

    kind = "code-table"
    zh = "公共码表"
    en = "Code tables"
    reading = permissions.READ
    writing = permissions.EDIT
    filters = ("name", "version", "library")

    def form(self, uow: UnitOfWork, *, by: Actor) -> SheetForm:
        notes = ("一张码表一行，代码逐行填写，第二个代码起码表各列留空。", "已发布的版本不能改写，请填写新的版本号。")
        return SheetForm(self.kind, self.zh, self.en, _columns(organisation_choices(uow)), ("name", "version"), notes)

    def export(self, uow: UnitOfWork, filters: Mapping[str, str], *, by: Actor) -> Iterator[SheetRow]:
        row = CodeTableRow
        query = select(row).where(sight.visible(uow, row, by))
        for key in ("name", "version", "library"):
            if asked := filters.get(key):
                query = query.where(getattr(row, key) == asked)
        if q := filters.get("q"):
            query = query.where(row.title.icontains(q, autoescape=True) | row.name.icontains(q, autoescape=True))
        for table in uow.session.scalars(query.order_by(row.name, row.created_at)).all():
            yield _row(uow, table)

    def present(self, uow: UnitOfWork, rows: Sequence[SheetRow], *, by: Actor) -> Sequence[Present | None]:
        named = [(_text(each.values, "name"), _text(each.values, "version")) for each in rows]
        found = [store.table_row(uow.session, name, version) for name, version in named]
        return [_present(uow, each) if each is not None and sight.may_see(uow, each, by) else None for each in found]

    def check(
        self, uow: UnitOfWork, rows: Sequence[tuple[SheetRow, Present | None]], *, by: Actor
    ) -> Sequence[Sequence[CellFault]]:
        return [[*self._rights(uow, row, by), *_faults(row, there)] for row, there in rows]

    def _rights(self, uow: UnitOfWork, row: SheetRow, by: Actor) -> Iterator[CellFault]:
        known = store.table_row(uow.session, _text(row.values, "name"), None)
        owners = {_text(row.values, "organisation_id"), known.organisation_id if known else ""} - {""}
        if not all(access.permits(uow, by, permissions.EDIT, owner) for owner in owners):
            words = "您不能维护该单位的码表", "you may not keep code tables of this organisation"
            yield CellFault("", *words, "organisation_id")

    def write(self, uow: UnitOfWork, row: SheetRow, present: Present | None, *, by: Actor) -> str:
        about = {key: _text(row.values, key) for key in ("title", "version", "standard", "source", "organisation_id")}
        name, base, lines = _text(row.values, "name"), _text(row.values, "extends"), _codes(row)
        if base:
            return code_tables.load_supplement(uow, base, name, lines, by=by, **about).name
        library = Library(_text(row.values, "library"))
        is_official = library in (Library.NATIONAL, Library.INDUSTRY)
        loaded = code_tables.load_code_table(uow, name, lines, is_official=is_official, library=library, by=by, **about)
        return loaded.name


def _columns(places: tuple[Choice, ...]) -> tuple[Column, ...]:
    libraries = tuple(Choice(each.value, each.zh) for each in Library)
    return (
        Column("name", "表名", "Table", CellKind.CODE, required=True, max_length=60),
        Column("version", "版本", "Version", CellKind.CODE, required=True, max_length=30),
        Column("title", "名称", "Title", required=True, max_length=100),
        Column("standard", "标准", "Standard", max_length=100),
        Column("library", "标准库", "Library", CellKind.CHOICE, required=True, choices=libraries),
        Column("extends", "补充的码表", "Supplements", CellKind.CODE, max_length=60),
        Column("organisation_id", "维护单位", "Maintained by", CellKind.CHOICE, required=True, choices=places),
        Column("source", "出处", "Source", max_length=200),
        Column("code", "代码", "Code", CellKind.CODE, required=True, max_length=60, is_line=True),
        Column("meaning", "含义", "Meaning", required=True, max_length=200, is_line=True),
        Column("parent", "上级", "Above", CellKind.CODE, max_length=60, is_line=True),
        Column("valid_from", "生效", "From", CellKind.DATE, is_line=True),
        Column("valid_to", "失效", "Until", CellKind.DATE, is_line=True),
        Column("is_local", "本地扩展", "Local", CellKind.FLAG, is_line=True),
        Column("successors", "改为", "Became", CellKind.LIST, is_line=True),
        Column("aliases", "别名", "Also written", CellKind.LIST, is_line=True),
    )


def _row(uow: UnitOfWork, table: CodeTableRow) -> SheetRow:
    values: dict[str, Value] = {key: getattr(table, key) or None for key in HEADS}
    return SheetRow(values, tuple(_line(row) for row in code_tables.lines_of(uow, table)))


def _line(row: CodeRow) -> Values:
    return {
        "code": row.code,
        "meaning": row.name,
        "parent": row.parent,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "is_local": row.is_local,
        "successors": list(row.successors),
        "aliases": list(row.aliases),
    }


def _codes(row: SheetRow) -> list[CodeRow]:
    return [
        CodeRow(
            code=_text(line, "code"),
            name=_text(line, "meaning"),
            parent=_text(line, "parent") or None,
            valid_from=_day(line, "valid_from"),
            valid_to=_day(line, "valid_to"),
            is_local=line.get("is_local") is True,
            successors=tuple(_list(line, "successors")),
            aliases=tuple(_list(line, "aliases")),
        )
        for line in row.lines or ()
    ]


def _present(uow: UnitOfWork, table: CodeTableRow) -> Present:
    return Present(table.name, f"{table.state}/{table.digest}", _row(uow, table))


def _faults(row: SheetRow, present: Present | None) -> Iterator[CellFault]:
    if present is not None:
        if present.row != row:
            words = "该版本已存在，请填写新的版本号", "this version exists already: name a new one"
            yield CellFault("", *words, "version")
        return
    if not logic.TABLE_NAME.fullmatch(_text(row.values, "name")):
        yield CellFault("", "表名应为小写字母、数字和下划线", "lower-case letters, digits and underscores only", "name")
    lines = _codes(row)
    # Whether an inherited code is there, the door asks when it writes.
    inherited = frozenset(line.parent for line in lines if line.parent and _text(row.values, "extends"))
    for fault in logic.code_faults(lines, inherited):
        yield CellFault("", fault, f"not in order: {fault}", "code")


def _day(values: Values, key: str) -> date | None:
    return date.fromisoformat(text) if (text := _text(values, key)) else None


def _text(values: Values, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _list(values: Values, key: str) -> list[str]:
    value = values.get(key)
    return value if isinstance(value, list) else []
