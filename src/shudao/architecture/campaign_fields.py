"""The fields a campaign may ask for: what lacks it, as a decision about one entry and as a condition of a query."""

from sqlalchemy import ColumnElement, exists, func, or_, select

from shudao.architecture.contracts_catalogue import NewCatalogueEntry
from shudao.architecture.tables import AttributeRow, CatalogueRow, NodeRow

__all__ = ["CORE_FIELDS", "LOCAL", "has_field", "is_known", "lacks"]

LOCAL = "x."
CORE_FIELDS: dict[str, tuple[str, str]] = {
    "entity_code": ("挂接的逻辑实体", "linked entity"),
    "attributes": ("信息项挂接的属性", "attributes of the items"),
    "grade": ("安全级别", "grade"),
    "industry": ("所属行业", "industry"),
    "service_object": ("服务对象", "service object"),
}


def is_known(field: str, local: frozenset[str]) -> bool:
    return field in CORE_FIELDS or field.removeprefix(LOCAL) in local


def lacks(entry: NewCatalogueEntry, field: str) -> bool:
    """Whether an entry as it is compiled lacks a field. A grade comes from the linked entity, so the link stands for
    it; whether the entity is graded is seen in the progress."""
    if field.startswith(LOCAL):
        return not entry.extensions.get(field.removeprefix(LOCAL), "").strip()
    if field == "attributes":
        return any(item.attribute_code is None for item in entry.items)
    if field == "industry":
        return not entry.industry
    if field == "service_object":
        return entry.service_object is None
    return entry.entity_code is None


def has_field(field: str) -> ColumnElement[bool]:
    """The same as a condition on rows of the catalogue."""
    row = CatalogueRow
    if field.startswith(LOCAL):
        return func.coalesce(row.extensions[field.removeprefix(LOCAL)].astext, "") != ""
    if field == "attributes":
        items = func.jsonb_array_elements(row.items).table_valued("value")
        unlinked = select(1).select_from(items).where(func.jsonb_typeof(items.c.value["attribute_code"]) == "null")
        return ~exists(unlinked)
    if field == "grade":
        graded = select(NodeRow.code).where(NodeRow.code == row.entity_code, NodeRow.grade.is_not(None))
        by_attribute = select(AttributeRow.code).where(
            AttributeRow.entity_code == row.entity_code, AttributeRow.grade.is_not(None)
        )
        return or_(exists(graded), exists(by_attribute))
    columns = {"industry": row.industry != "", "service_object": row.service_object != ""}
    return columns.get(field, row.entity_code.is_not(None))
