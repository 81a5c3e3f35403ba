"""Tables that mean what the ledger holds already, in whatever department: compared by the elements and names of their
attributes, rare ones counting more than those every table has.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from shudao.architecture.harvest.contracts import (
    ColumnKind,
    Duplicate,
    KnownAttribute,
    KnownEntity,
    ProposedColumn,
    ProposedTable,
)
from shudao.architecture.harvest.names import folded

__all__ = ["duplicates"]

LEAST_LIKENESS = 0.6
LEAST_SHARED = 3
TELLING = 6
SAME_TITLE = 0.15
PER_TABLE = 3


def duplicates(tables: Iterable[ProposedTable], entities: Iterable[KnownEntity]) -> tuple[Duplicate, ...]:
    """For each table proposed as an entity the entities most alike, the likeliest first."""
    index = _Index(entities)
    return tuple(found for table in tables if table.object_key is not None for found in index.alike(table))


def _meanings(element: str | None, names: Iterable[str]) -> set[str]:
    """What an attribute is recognised by."""
    return {f"={element}"} if element else {folded(name) for name in names if name}


class _Index:
    """Attributes of the ledger by meaning. A table is compared with the entities it shares a meaning with."""

    def __init__(self, entities: Iterable[KnownEntity]) -> None:
        self._entities = {entity.code: entity for entity in entities}
        self._places: defaultdict[str, list[tuple[str, KnownAttribute]]] = defaultdict(list)
        for entity in self._entities.values():
            for attribute in entity.attributes:
                both = _meanings(attribute.element_code, ()) | _meanings(None, (attribute.name, *attribute.synonyms))
                for meaning in both:
                    self._places[meaning].append((entity.code, attribute))
        self._weights = {meaning: self._weight(len(places)) for meaning, places in self._places.items()}

    def _weight(self, count: int) -> float:
        return math.log(1 + (len(self._entities) + 1) / count)

    def alike(self, table: ProposedTable) -> Iterator[Duplicate]:
        columns = [column for column in table.columns if column.title and column.kind is not ColumnKind.HOUSEKEEPING]
        weights = {column.name: self._weight_of(column) for column in columns}
        shared = self._shared(columns)
        found = []
        for code, pairs in shared.items():
            entity = self._entities[code]
            likeness = self._likeness(pairs, weights, entity)
            likeness += SAME_TITLE if folded(table.title) == folded(entity.name) else 0.0
            if likeness >= LEAST_LIKENESS and len(pairs) >= LEAST_SHARED:
                found.append(_told(table.name, entity, min(likeness, 1.0), pairs))
        yield from sorted(found, key=lambda duplicate: (-duplicate.likeness, duplicate.entity_code))[:PER_TABLE]

    def _weight_of(self, column: ProposedColumn) -> float:
        known = [self._weights[m] for m in self._meanings_of(column) if m in self._weights]
        return min(known, default=self._weight(1))

    def _meanings_of(self, column: ProposedColumn) -> set[str]:
        element = column.element.code if column.element and column.element.is_sure else None
        return _meanings(element, ()) | _meanings(None, (column.title,))

    def _shared(self, columns: Iterable[ProposedColumn]) -> Mapping[str, dict[str, str]]:
        """Per entity: column → attribute; an attribute is taken once."""
        shared: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for column in columns:
            for meaning in sorted(self._meanings_of(column)):
                for entity, attribute in self._places.get(meaning, ()):
                    pairs = shared[entity]
                    if column.name not in pairs and attribute.code not in pairs.values():
                        pairs[column.name] = attribute.code
        return shared

    def _likeness(self, pairs: Mapping[str, str], weights: Mapping[str, float], entity: KnownEntity) -> float:
        """The weight of what is shared, as a part of the table's or of the entity's. That a small entity lies whole
        in a wide table says little: a name, a number and a telephone lie in many.
        """
        common = sum(weights[name] for name in pairs)
        ours = sum(weights.values())
        theirs = common + self._weight(1) * (len(entity.attributes) - len(pairs))
        within = min(1.0, len(pairs) / TELLING)
        return max(common / ours, common / theirs * within) if common else 0.0


def _told(table: str, entity: KnownEntity, likeness: float, pairs: Mapping[str, str]) -> Duplicate:
    return Duplicate(
        table,
        entity.code,
        entity.name,
        entity.organisation_id,
        entity.organisation_name,
        round(likeness, 2),
        tuple(pairs.items()),
        entity.certified_system is not None,
        entity.certified_system,
        entity.certified_system_name,
    )
