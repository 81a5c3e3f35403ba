"""The way of a catalogue entry between what is compiled, the row, and what is kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from shudao.architecture import logic_catalogue
from shudao.architecture.contracts import (
    CatalogueItem,
    CatalogueLevel,
    EntryDecision,
    EntryRevision,
    EntryState,
    EntryVersion,
    FormatCategory,
    NewCatalogueEntry,
    Openness,
    ServiceObject,
    ShareMethod,
    ShareType,
    UpdateCycle,
)
from shudao.architecture.tables import CatalogueRow
from shudao.architecture.tables_catalogue import EntryVersionRow, RevisionRow

__all__ = ["compiled", "from_content", "to_content", "to_decision", "to_item", "to_revision", "to_version", "write"]

PLAIN = (
    "name",
    "category",
    "abstract",
    "provider_organisation_id",
    "provider_name",
    "provider_code",
    "entity_code",
    "format_category",
    "format_type",
    "share_type",
    "share_condition",
    "share_method",
    "legal_basis",
    "openness",
    "open_condition",
    "update_cycle",
    "industry",
    "level",
)


def write(row: CatalogueRow, new: NewCatalogueEntry) -> None:
    """Everything of an entry that its compiler writes."""
    for field in PLAIN:
        setattr(row, field, getattr(new, field))
    row.name = new.name.strip()
    row.service_object = new.service_object or ""
    row.related_codes, row.items = list(new.related_codes), [asdict(item) for item in new.items]
    row.extensions = {key: value for key, value in new.extensions.items() if value}
    row.meaning = logic_catalogue.meaning(new.name, (item.name for item in new.items))


def compiled(row: CatalogueRow) -> NewCatalogueEntry:
    """What the compiler wrote, from the row."""
    stored = {field: getattr(row, field) for field in PLAIN} | {
        "service_object": row.service_object,
        "items": row.items,
        "related_codes": row.related_codes,
        "extensions": row.extensions,
        "code": row.code,
    }
    return from_content(stored)


def to_content(new: NewCatalogueEntry) -> dict[str, Any]:
    """An entry as JSON."""
    return asdict(new) | {"name": new.name.strip(), "items": [asdict(item) for item in new.items]}


def from_content(stored: Mapping[str, Any]) -> NewCatalogueEntry:
    kept = {field: stored[field] for field in PLAIN if field in stored}
    return NewCatalogueEntry(
        **{
            **kept,
            "format_category": FormatCategory(stored["format_category"]),
            "share_type": ShareType(stored["share_type"]),
            "share_method": ShareMethod(stored["share_method"]),
            "openness": Openness(stored["openness"]),
            "update_cycle": UpdateCycle(stored["update_cycle"]),
            "level": CatalogueLevel(stored.get("level") or CatalogueLevel.DEPARTMENT),
            "service_object": ServiceObject(stored["service_object"]) if stored.get("service_object") else None,
            "items": tuple(to_item(item) for item in stored["items"]),
            "related_codes": tuple(stored["related_codes"]),
            "extensions": dict(stored["extensions"]),
            "code": stored.get("code"),
        }
    )


def to_item(stored: Mapping[str, Any]) -> CatalogueItem:
    share_type = stored.get("share_type")
    return CatalogueItem(**{**stored, "share_type": ShareType(share_type) if share_type else None})


def to_decision(stored: Mapping[str, Any]) -> EntryDecision:
    return EntryDecision(
        stored["actor_name"],
        stored["action"],
        stored["opinion"],
        datetime.fromisoformat(stored["at"]),
        EntryState(stored["next_state"]),
    )


def to_revision(row: RevisionRow) -> EntryRevision:
    decisions = tuple(to_decision(each) for each in row.decisions)
    return EntryRevision(EntryState(row.state), from_content(row.content), decisions, row.changed_at)


def to_version(row: EntryVersionRow) -> EntryVersion:
    return EntryVersion(row.version, from_content(row.content), row.published_on, row.replaced_at)
