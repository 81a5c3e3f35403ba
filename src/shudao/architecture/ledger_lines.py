"""One JSON object per node, attribute or catalogue entry: how a whole ledger is handed over between installations.

The keys are the fields of `NewNode`, `NewAttribute` and `NewCatalogueEntry`; organisations are named by their code
(`organisation`, `provider`), because ids differ from one installation to the next.
"""

import dataclasses
import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from shudao.architecture.contracts import (
    CatalogueItem,
    Category,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    FormatCategory,
    Grade,
    NewAttribute,
    NewCatalogueEntry,
    NewNode,
    Openness,
    ShareMethod,
    ShareType,
    Trace,
    TraceKind,
    TraceUse,
    UpdateCycle,
)
from shudao.architecture.errors_ledger import BadLedgerLine
from shudao.mechanism.contracts import Organisation

__all__ = ["ATTRIBUTES", "ENTRIES", "NODES", "new_attribute", "new_entry", "new_node", "read_lines"]

NODES, ATTRIBUTES, ENTRIES = "nodes.jsonl", "attributes.jsonl", "catalogue.jsonl"
T = TypeVar("T")
Line = dict[str, Any]
Organisations = Mapping[str, Organisation]

_ATTRIBUTE_FIELDS = frozenset(field.name for field in dataclasses.fields(NewAttribute))


def read_lines(folder: Path, file: str, make: Callable[[Line], T]) -> Iterator[T]:
    """The lines of `file` in a folder, or of `file.gz`; nothing where there is neither.

    Raises `BadLedgerLine` with the number of the first line that cannot be understood.
    """
    plain, packed = folder / file, folder / f"{file}.gz"
    found = plain if plain.is_file() else packed if packed.is_file() else None
    if found is None:
        return
    with gzip.open(found, "rt", encoding="utf-8") if found is packed else found.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                made = make(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise BadLedgerLine(file=found.name, line=number, reason=_reason(error)) from None
            yield made


def _reason(error: Exception) -> str:
    return f"缺少 {error.args[0]}" if isinstance(error, KeyError) else str(error)[:200]


def new_node(line: Line, organisations: Organisations) -> NewNode:
    """A node L1–L4 from its line."""
    category, grade = line.get("category"), line.get("grade")
    return NewNode(
        code=line["code"],
        name=line["name"],
        organisation_id=organisations[line["organisation"]].id,
        definition=line.get("definition", ""),
        english=line.get("english", ""),
        synonyms=tuple(line.get("synonyms", ())),
        category=_category(category) if category else None,
        grade=Grade(grade) if grade else None,
        is_critical=line.get("is_critical", False),
        table=line.get("table"),
        identifying_attribute=line.get("identifying_attribute"),
        traces=tuple(_trace(trace) for trace in line.get("traces", ())),
    )


def _category(stored: Line) -> Category:
    kind = stored.get("kind")
    return Category(
        CategoryOrigin(stored["origin"]), CategoryStructure(stored["structure"]), CategoryKind(kind) if kind else None
    )


def _trace(stored: Line) -> Trace:
    return Trace(
        TraceKind(stored["kind"]), stored["code"], stored.get("name", ""), TraceUse(stored.get("use", "derives"))
    )


def new_attribute(line: Line) -> NewAttribute:
    """An attribute L5 from its line."""
    unknown = line.keys() - _ATTRIBUTE_FIELDS
    if unknown:
        raise ValueError(f"不认识的字段 {'、'.join(sorted(unknown))}")
    grade = line.get("grade")
    return NewAttribute(
        **{**line, "grade": Grade(grade) if grade else None, "synonyms": tuple(line.get("synonyms", ()))}
    )


def new_entry(line: Line, organisations: Organisations) -> NewCatalogueEntry:
    """A catalogue entry from its line; the provider's own words are those of the register."""
    provider = organisations[line["provider"]]
    return NewCatalogueEntry(
        name=line["name"],
        category=line["category"],
        provider_organisation_id=provider.id,
        provider_name=provider.name,
        provider_code=provider.uscc or "",
        abstract=line["abstract"],
        format_category=FormatCategory(line["format_category"]),
        format_type=line["format_type"],
        share_type=ShareType(line["share_type"]),
        share_method=ShareMethod(line["share_method"]),
        openness=Openness(line["openness"]),
        update_cycle=UpdateCycle(line["update_cycle"]),
        items=tuple(CatalogueItem(**item) for item in line.get("items", ())),
        entity_code=line.get("entity_code"),
        code=line.get("code"),
        share_condition=line.get("share_condition", ""),
        legal_basis=line.get("legal_basis"),
        open_condition=line.get("open_condition", ""),
        is_secret=line.get("is_secret", False),
        related_codes=tuple(line.get("related_codes", ())),
        extensions=dict(line.get("extensions", {})),
    )
