"""Plans of standardisation as plain values: derived from attributes, data elements and code tables (SPEC 5.4)."""

from collections.abc import Mapping

from shudao.admission.contracts import AssetColumn
from shudao.architecture.contracts import Attribute, DataElementRef, Entity, Registration
from shudao.development.contracts import ColumnPlan, StandardisationPlan, ValueKind
from shudao.development.errors import NothingRegistered

_KINDS = {
    "integer": ValueKind.INTEGER,
    "decimal": ValueKind.DECIMAL,
    "date": ValueKind.DATE,
    "datetime": ValueKind.TIMESTAMP,
    "boolean": ValueKind.BOOLEAN,
}
_LAKE_TYPES = {
    ValueKind.INTEGER: "int",
    ValueKind.DATE: "date",
    ValueKind.TIMESTAMP: "timestamp",
    ValueKind.BOOLEAN: "bool",
}
DEFAULT_PRECISION, DEFAULT_SCALE = 18, 4


def plan_of(
    entity: Entity,
    registration: Registration | None,
    source_asset: str,
    target_asset: str,
    codes: Mapping[str, Mapping[str, str]],
    lake_names: Mapping[str, str],
) -> StandardisationPlan:
    """The plan for an entity whose rows lie in `source_asset`.

    `codes` holds the mapping of every code table used, `lake_names` what the source's columns are called in the lake.
    """
    if registration is None:
        raise NothingRegistered(entity=entity.code)
    columns = [
        column_plan(attribute, lake_names[registration.columns[attribute.code]], codes)
        for attribute in entity.attributes
        if attribute.code in registration.columns
    ]
    missing = tuple(a.name for a in entity.attributes if a.code not in registration.columns)
    return StandardisationPlan(source_asset, target_asset, tuple(columns), missing)


def column_plan(attribute: Attribute, source: str, codes: Mapping[str, Mapping[str, str]]) -> ColumnPlan:
    """How an attribute's values are read: its data element says type, format, code table and null words."""
    element = attribute.data_element
    kind = value_kind(element)
    precision, scale = decimal_shape(element)
    return ColumnPlan(
        source=source,
        target=attribute.column,
        title=attribute.name,
        kind=kind,
        is_required=attribute.is_key or attribute.is_critical,
        null_words=element.null_words if element else (),
        codes=codes.get(element.code_table, {}) if element and element.code_table else {},
        max_chars=element.parsed_format.max if element and kind in (ValueKind.TEXT, ValueKind.CITIZEN_NUMBER) else None,
        precision=precision,
        scale=scale,
    )


def value_kind(element: DataElementRef | None) -> ValueKind:
    """What the standardised value is; text where there is no standard."""
    if element is None:
        return ValueKind.TEXT
    if element.code_table:
        return ValueKind.CODE
    if element.checksum == "citizen_number":
        return ValueKind.CITIZEN_NUMBER
    return _KINDS.get(element.type, ValueKind.TEXT)


def decimal_shape(element: DataElementRef | None) -> tuple[int, int]:
    """Precision and scale of a decimal: `n..16,4` has 16 digits, 4 of them behind the point."""
    if element is None or element.parsed_format.decimals is None:
        return DEFAULT_PRECISION, DEFAULT_SCALE
    return element.parsed_format.max or DEFAULT_PRECISION, element.parsed_format.decimals


def standardised_columns(entity: Entity) -> tuple[AssetColumn, ...]:
    """The columns of an entity's table in the integration layer."""
    return tuple(
        AssetColumn(
            name=attribute.column,
            title=attribute.name,
            type=lake_type(attribute.data_element),
            attribute_code=attribute.code,
            grade=attribute.grade,
            is_key=attribute.is_key,
            is_personal=attribute.is_personal,
        )
        for attribute in entity.attributes
    )


def lake_type(element: DataElementRef | None) -> str:
    """The lake's word for the type of a standardised value."""
    kind = value_kind(element)
    if kind is ValueKind.DECIMAL:
        precision, scale = decimal_shape(element)
        return f"decimal({precision},{scale})"
    return _LAKE_TYPES.get(kind, "text")
