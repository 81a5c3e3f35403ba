"""The form of a catalogue entry: its columns, and the way between an entry and a row of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shudao.architecture import classes
from shudao.architecture.catalogue_checks import local_fields
from shudao.architecture.contracts import (
    CatalogueItem,
    CatalogueLevel,
    FormatCategory,
    NewCatalogueEntry,
    Openness,
    ServiceObject,
    ShareMethod,
    ShareType,
    UpdateCycle,
)
from shudao.architecture.contracts_review import LocalField
from shudao.architecture.tables import LegalBasisRow
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import Organisation
from shudao.sheets.contracts import CellKind, Choice, Column, SheetForm, SheetRow, Value, Values

__all__ = ["Providers", "entry_form", "entry_of", "row_of"]

CYCLES = {
    "1": ("实时", "real time"),
    "2": ("每日", "daily"),
    "3": ("每周", "weekly"),
    "4": ("每月", "monthly"),
    "5": ("每季度", "quarterly"),
    "6": ("每年", "yearly"),
    "7": ("每半年", "half-yearly"),
    "8": ("不定期", "irregular"),
    "9": ("不更新", "never"),
}
ITEM_TYPES = {
    "C": ("字符型", "text"),
    "N": ("数值型", "number"),
    "Y": ("货币型", "money"),
    "D": ("日期型", "date"),
    "T": ("日期时间型", "date and time"),
    "L": ("逻辑型", "logical"),
    "M": ("备注型", "memo"),
    "G": ("通用型", "general"),
    "B": ("双精度型", "double"),
    "I": ("整型", "integer"),
    "F": ("浮点型", "float"),
}
NOTES = (
    "一条目录一行；信息项逐行填写，第二个信息项起目录各列留空（也可纵向合并）。",
    "新增的目录“信息资源代码”留空，由系统赋码；修改已有目录时保留导出的代码。",
    "已发布的目录导入后形成修订，原内容在修订经本单位和主管部门审核前继续有效。",
)


@dataclass(frozen=True)
class Providers:
    """The organisations standing today, by code and by id; a cell names one by its name, or by its code."""

    by_code: Mapping[str, Organisation]
    by_id: Mapping[str, Organisation]

    @classmethod
    def of(cls, uow: UnitOfWork) -> "Providers":
        found: list[Organisation] = []
        while True:
            page = mechanism.list_organisations(uow, PageQuery(offset=len(found), limit=200))
            found += page.items
            if not page.items or len(found) >= page.total:
                break
        return cls({each.code: each for each in found}, {each.id: each for each in found})

    def choices(self) -> tuple[Choice, ...]:
        names = [each.name for each in self.by_code.values()]
        return tuple(
            Choice(code, each.name if names.count(each.name) == 1 else f"{each.name}（{code}）")
            for code, each in sorted(self.by_code.items())
        )


def entry_form(uow: UnitOfWork, providers: Providers) -> SheetForm:
    """The columns with their drop-downs as of now, local fields included."""
    bases = uow.session.query(LegalBasisRow).order_by(LegalBasisRow.code)
    basis = tuple(Choice(row.code, f"{row.title}{row.article}（{row.code}）") for row in bases)
    local = [_local_column(field) for field in local_fields(uow)]
    head = (*_naming(providers), *_sharing(basis), *_placing(), *local)
    return SheetForm(
        "catalogue", "资源目录", "Resource catalogue", (*head, *_items()), ("code", "name", "provider"), NOTES
    )


def _words(words: Mapping[Any, tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), zh, en) for value, (zh, en) in words.items())


def _naming(providers: Providers) -> tuple[Column, ...]:
    path = "类1位+项2位+目3位+细目，如 306012；1 基础、2 主题、3 部门"
    return (
        Column("code", "信息资源代码", "Resource code", CellKind.CODE, max_length=60, help_zh="新增时留空", width=22),
        Column(
            "name", "信息资源名称", "Name", required=True, max_length=128, help_zh="不超过128字，本单位内唯一", width=30
        ),
        Column("provider", "信息资源提供方", "Provider", CellKind.CHOICE, True, providers.choices(), width=24),
        Column("category", "信息资源分类", "Category", CellKind.CODE, True, help_zh=path, max_length=30),
        Column("abstract", "信息资源摘要", "Abstract", required=True, max_length=1000, width=40),
        Column("format_category", "格式分类", "Format category", CellKind.CHOICE, True, _words(classes.FORMATS)),
        Column("format_type", "格式类型", "Format", required=True, max_length=60, help_zh="如 csv、xlsx、PostgreSQL"),
        Column("update_cycle", "更新周期", "Update cycle", CellKind.CHOICE, True, _words(CYCLES)),
    )


def _sharing(basis: tuple[Choice, ...]) -> tuple[Column, ...]:
    methods = tuple(Choice(each.value, each.value) for each in ShareMethod)
    opennesses = tuple(Choice(each.value, each.value) for each in Openness)
    only = "不予共享时必填，只能从法律依据库中选择"
    return (
        Column("share_type", "共享类型", "Sharing type", CellKind.CHOICE, True, _words(classes.SHARES)),
        Column("share_condition", "共享条件", "Conditions of sharing", help_zh="有条件共享时必填", width=30),
        Column("legal_basis", "不予共享依据", "Legal basis", CellKind.CHOICE, choices=basis, help_zh=only, width=30),
        Column("share_method", "共享方式", "Sharing method", CellKind.CHOICE, True, methods),
        Column("openness", "开放属性", "Opening", CellKind.CHOICE, True, opennesses),
        Column("open_condition", "开放条件", "Conditions of opening", help_zh="有条件开放时必填", width=30),
    )


def _placing() -> tuple[Column, ...]:
    return (
        Column("industry", "所属行业", "Industry", CellKind.CHOICE, choices=_words(classes.INDUSTRIES)),
        Column("service_object", "服务对象", "Service object", CellKind.CHOICE, choices=_words(classes.SERVICES)),
        Column("level", "层级属性", "Level", CellKind.CHOICE, choices=_words(classes.LEVELS), help_zh="留空为部门目录"),
        Column("related_codes", "关联资源代码", "Related codes", CellKind.LIST, help_zh="多个代码用顿号分隔"),
        Column("entity_code", "挂接的逻辑实体", "Linked entity", CellKind.CODE, max_length=60, help_zh="L4 编号"),
    )


def _items() -> tuple[Column, ...]:
    shares = _words(classes.SHARES)
    return (
        Column("item", "信息项名称", "Item", required=True, max_length=200, is_line=True, width=24),
        Column("item_type", "数据类型", "Data type", CellKind.CHOICE, True, _words(ITEM_TYPES), is_line=True),
        Column("item_length", "数据长度", "Length", CellKind.INTEGER, is_line=True),
        Column("item_share", "信息项共享类型", "Item's sharing type", CellKind.CHOICE, choices=shares, is_line=True),
        Column("attribute_code", "挂接的属性", "Linked attribute", CellKind.CODE, is_line=True, help_zh="L5 编号"),
    )


def _local_column(field: LocalField) -> Column:
    key, choices = f"x.{field.key}", tuple(Choice(each, each) for each in field.choices)
    kind = CellKind.CHOICE if choices else CellKind.TEXT
    return Column(key, field.zh, field.en, kind, choices=choices, help_zh=field.help_zh, max_length=500)


def row_of(entry: NewCatalogueEntry, providers: Providers) -> SheetRow:
    """An entry as a row of the form."""
    provider = providers.by_id.get(entry.provider_organisation_id)
    values: dict[str, Value] = {
        "code": entry.code,
        "name": entry.name,
        "provider": provider.code if provider else entry.provider_organisation_id,
        "category": entry.category,
        "abstract": entry.abstract,
        "format_category": entry.format_category.value,
        "format_type": entry.format_type,
        "update_cycle": entry.update_cycle.value,
        "share_type": entry.share_type.value,
        "share_condition": entry.share_condition or None,
        "legal_basis": entry.legal_basis,
        "share_method": entry.share_method.value,
        "openness": entry.openness.value,
        "open_condition": entry.open_condition or None,
        "industry": entry.industry or None,
        "service_object": entry.service_object.value if entry.service_object else None,
        "level": entry.level.value,
        "related_codes": list(entry.related_codes),
        "entity_code": entry.entity_code,
    }
    values |= {f"x.{key}": value for key, value in entry.extensions.items()}
    return SheetRow(values, tuple(_line(item) for item in entry.items))


def _line(item: CatalogueItem) -> Values:
    return {
        "item": item.name,
        "item_type": item.data_type,
        "item_length": item.length,
        "item_share": item.share_type.value if item.share_type else None,
        "attribute_code": item.attribute_code,
    }


def entry_of(row: SheetRow, providers: Providers) -> NewCatalogueEntry:
    """A whole row as an entry. Cells that could not be read are blank and become what does least; they have their fault
    already, so such a row is never written."""
    of = _Cells(row.values)
    provider = providers.by_code.get(of.text("provider"))
    service = of.text("service_object")
    local = {key.removeprefix("x."): of.text(key) for key in row.values if key.startswith("x.")}
    related = row.values.get("related_codes")
    return NewCatalogueEntry(
        name=of.text("name"),
        category=of.text("category"),
        provider_organisation_id=provider.id if provider else "",
        provider_name=provider.name if provider else "",
        provider_code=(provider.uscc or "") if provider else "",
        abstract=of.text("abstract"),
        format_category=FormatCategory(of.text("format_category") or FormatCategory.FILE),
        format_type=of.text("format_type"),
        share_type=ShareType(of.text("share_type") or ShareType.CONDITIONAL),
        share_method=ShareMethod(of.text("share_method") or ShareMethod.TABLE),
        openness=Openness(of.text("openness") or Openness.NOT_OPEN),
        update_cycle=UpdateCycle(of.text("update_cycle") or UpdateCycle.IRREGULAR),
        items=_items_of(row.lines or ()),
        entity_code=of.text("entity_code") or None,
        code=of.text("code") or None,
        share_condition=of.text("share_condition"),
        legal_basis=of.text("legal_basis") or None,
        open_condition=of.text("open_condition"),
        related_codes=tuple(related) if isinstance(related, list) else (),
        extensions={key: value for key, value in local.items() if value},
        industry=of.text("industry"),
        service_object=ServiceObject(service) if service else None,
        level=CatalogueLevel(of.text("level") or CatalogueLevel.DEPARTMENT),
    )


def _items_of(lines: Sequence[Values]) -> tuple[CatalogueItem, ...]:
    found = []
    for line in lines:
        of, length = _Cells(line), line.get("item_length")
        share = of.text("item_share")
        found.append(
            CatalogueItem(
                of.text("item"),
                of.text("item_type"),
                length if isinstance(length, int) else None,
                of.text("attribute_code") or None,
                ShareType(share) if share else None,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class _Cells:
    values: Values

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else ""
