"""Data elements out to Excel and back: a published one that is changed comes back as the draft of its next version."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import elements, permissions, sight, store
from shudao.policy.contracts import (
    DEFAULT_NULL_WORDS,
    DataElement,
    DataType,
    Library,
    NewDataElement,
    Relation,
    RelationKind,
    Representation,
    State,
    ValueRange,
)
from shudao.policy.logic import CHECKSUMS, element_faults
from shudao.policy.tables import DataElementRow
from shudao.sheets.contracts import CellFault, CellKind, Choice, Column, Present, SheetForm, SheetRow, Value, Values
from shudao.sheets.ports import SheetKind

__all__ = ["ElementSheet", "organisation_choices"]

BATCH = 500
TYPES = {
    DataType.STRING: "字符",
    DataType.INTEGER: "整数",
    DataType.DECIMAL: "小数",
    DataType.DATE: "日期",
    DataType.DATETIME: "日期时间",
    DataType.BOOLEAN: "是否",
    DataType.BINARY: "二进制",
}
TEXTS = ("english", "code_table", "checksum", "pattern", "unit", "use", "context", "remark")
PLACES = ("rule_organisation_id", "maintenance_organisation_id", "monitoring_organisation_id", "registered_by")


def organisation_choices(uow: UnitOfWork) -> tuple[Choice, ...]:
    """The organisations as a drop-down: stored by id, shown by name."""
    found: list[Choice] = []
    while True:
        page = mechanism.list_organisations(uow, PageQuery(offset=len(found), limit=200))
        found += [Choice(each.id, each.name, each.code) for each in page.items]
        if not page.items or len(found) >= page.total:
            return tuple(found)


class ElementSheet(SheetKind):
    """One element a row, known by its code."""

    kind = "data-element"
    zh = "数据元"
    en = "Data elements"
    reading = permissions.READ
    writing = permissions.EDIT
    filters = ("state", "library")

    def form(self, uow: UnitOfWork, *, by: Actor) -> SheetForm:
        columns = _columns(organisation_choices(uow))
        return SheetForm(self.kind, self.zh, self.en, columns, ("code",), ("已发布的数据元改动后形成新版本草案。",))

    def export(self, uow: UnitOfWork, filters: Mapping[str, str], *, by: Actor) -> Iterator[SheetRow]:
        row = DataElementRow
        query = store.matching_elements(filters.get("q", ""), filters.get("state")).where(sight.visible(uow, row, by))
        if library := filters.get("library"):
            query = query.where(row.library == library)
        # One row per code, its newest version: that is the one an import goes on from.
        newest, after = query.ext(distinct_on(row.code)).order_by(row.code, row.version.desc()).limit(BATCH), ""
        while found := uow.session.scalars(newest.where(row.code > after)).all():
            yield from (_row(store.to_element(each)) for each in found)
            after = found[-1].code

    def present(self, uow: UnitOfWork, rows: Sequence[SheetRow], *, by: Actor) -> Sequence[Present | None]:
        row = DataElementRow
        codes = {_text(each.values, "code") for each in rows}
        query = select(row).where(row.code.in_(codes), sight.visible(uow, row, by)).order_by(row.version)
        # The newest version one may see is the one that an edit changes.
        newest = {each.code: store.to_element(each) for each in uow.session.scalars(query)}
        return [_present(newest.get(_text(each.values, "code"))) for each in rows]

    def check(
        self, uow: UnitOfWork, rows: Sequence[tuple[SheetRow, Present | None]], *, by: Actor
    ) -> Sequence[Sequence[CellFault]]:
        owners = {owner for row, there in rows for owner in _owners(row, there)}
        allowed = {owner for owner in owners if access.permits(uow, by, permissions.EDIT, owner)}
        return [[*_rights(row, there, allowed), *_faults(row, there)] for row, there in rows]

    def write(self, uow: UnitOfWork, row: SheetRow, present: Present | None, *, by: Actor) -> str:
        version, state = _standing(present)
        if state not in (None, State.DRAFT):
            version += 1
        return elements.define_data_element(uow, _element(row.values, version), by=by).code


def _columns(places: tuple[Choice, ...]) -> tuple[Column, ...]:
    kinds = tuple(Choice(each.value, each.value) for each in Representation)
    types = tuple(Choice(each.value, words) for each, words in TYPES.items())
    libraries = tuple(Choice(each.value, each.zh) for each in Library)
    checks = tuple(Choice(each, each) for each in sorted(CHECKSUMS))
    place = CellKind.CHOICE
    return (
        Column("code", "内部标识符", "Code", CellKind.CODE, required=True, max_length=10),
        Column("name", "中文名称", "Name", required=True, max_length=100),
        Column("english", "英文名称", "English name", max_length=200),
        Column("definition", "定义", "Definition", required=True, max_length=1000, width=40),
        Column("object_class", "对象类词", "Object class", required=True, max_length=60),
        Column("property", "特性词", "Property", required=True, max_length=60),
        Column("representation", "表示词", "Representation", CellKind.CHOICE, required=True, choices=kinds),
        Column("data_type", "数据类型", "Data type", CellKind.CHOICE, required=True, choices=types),
        Column("format", "数据格式", "Format", CellKind.CODE, required=True, max_length=30),
        Column("code_table", "值域代码表", "Code table", CellKind.CODE, max_length=60),
        Column("min", "值域下限", "Least value", CellKind.CODE, max_length=40),
        Column("max", "值域上限", "Greatest value", CellKind.CODE, max_length=40),
        Column("checksum", "校验规则", "Check digit", CellKind.CHOICE, choices=checks),
        Column("pattern", "正则表达式", "Pattern", max_length=500),
        Column("unit", "计量单位", "Unit", max_length=30),
        Column("synonyms", "同义名称", "Synonyms", CellKind.LIST),
        Column("null_words", "视为空值的写法", "Spellings of nothing", CellKind.LIST),
        Column("relations", "关系", "Relations", CellKind.LIST, help_zh="如 derived_from:DE00001"),
        Column("use", "用途", "Use", max_length=1000),
        Column("context", "应用语境", "Context", max_length=1000),
        Column("library", "标准库", "Library", CellKind.CHOICE, required=True, choices=libraries),
        Column("submitted_by", "提交机构", "Submitted by", place, required=True, choices=places),
        Column("registered_by", "注册机构", "Registered by", place, choices=places),
        Column("rule_organisation_id", "规则责任单位", "Answers for the rule", place, choices=places),
        Column("maintenance_organisation_id", "维护单位", "Maintained by", place, choices=places),
        Column("monitoring_organisation_id", "监控单位", "Monitored by", place, choices=places),
        Column("remark", "备注", "Remark", max_length=1000),
    )


def _row(element: DataElement) -> SheetRow:
    limits = element.range or ValueRange()
    plain = ("code", "name", "definition", "object_class", "property", "format", "submitted_by", *TEXTS, *PLACES)
    values: dict[str, Value] = {key: getattr(element, key) or None for key in plain}
    values |= {
        "representation": element.representation.value,
        "data_type": element.data_type.value,
        "library": element.library.value,
        "min": limits.min,
        "max": limits.max,
        "synonyms": list(element.synonyms),
        "null_words": list(element.null_words),
        "relations": [f"{each.kind}:{each.element}" for each in element.relations],
    }
    return SheetRow(values)


def _element(values: Values, version: int) -> NewDataElement:
    low, high = _text(values, "min") or None, _text(values, "max") or None
    named = ("code_table", "checksum", "pattern", "unit", *PLACES)
    optional: dict[str, Any] = {key: _text(values, key) or None for key in named}
    words = {key: _text(values, key) for key in ("english", "use", "context", "remark")}
    null_words = values.get("null_words")
    return NewDataElement(
        code=_text(values, "code"),
        name=_text(values, "name"),
        definition=_text(values, "definition"),
        object_class=_text(values, "object_class"),
        property=_text(values, "property"),
        representation=Representation(_text(values, "representation")),
        data_type=DataType(_text(values, "data_type")),
        format=_text(values, "format"),
        submitted_by=_text(values, "submitted_by"),
        version=version,
        range=ValueRange(low, high) if low or high else None,
        synonyms=tuple(_list(values, "synonyms")),
        null_words=tuple(_list(values, "null_words")) if null_words is not None else DEFAULT_NULL_WORDS,
        relations=tuple(_relation(text) for text in _list(values, "relations")),
        library=Library(_text(values, "library")),
        **words,
        **optional,
    )


def _relation(text: str) -> Relation:
    kind, _, code = text.partition(":")
    return Relation(RelationKind(kind.strip()), code.strip())


def _present(element: DataElement | None) -> Present | None:
    if element is None:
        return None
    return Present(element.code, f"{element.version}/{element.state.value}", _row(element))


def _standing(present: Present | None) -> tuple[int, State | None]:
    if present is None:
        return 1, None
    version, _, state = present.mark.partition("/")
    return int(version), State(state)


def _owners(row: SheetRow, present: Present | None) -> set[str]:
    owners = {_text(row.values, "submitted_by")}
    return (owners | {_text(present.row.values, "submitted_by")} if present else owners) - {""}


def _rights(row: SheetRow, present: Present | None, allowed: set[str]) -> Iterator[CellFault]:
    for _ in _owners(row, present) - allowed:
        yield CellFault(
            "", "您不能起草该单位的标准", "you may not draft standards of this organisation", "submitted_by"
        )
    if _standing(present)[1] is State.IN_REVIEW:
        yield CellFault("", "该数据元正在审核，不能修改", "the element is in review and cannot be changed", "code")


def _faults(row: SheetRow, present: Present | None) -> Iterator[CellFault]:
    try:
        element = _element(row.values, _standing(present)[0])
    except ValueError:
        yield CellFault("", "选项或关系的写法不能识别", "a choice or a relation cannot be read", "relations")
        return
    for fault in element_faults(element):
        yield CellFault("", fault, f"not in order: {fault}", "format" if "格式" in fault else "code")


def _text(values: Values, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _list(values: Values, key: str) -> list[str]:
    value = values.get(key)
    return value if isinstance(value, list) else []
