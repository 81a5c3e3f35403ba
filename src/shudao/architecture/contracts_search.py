"""Search, signals that rank it, and lineage."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["LedgerLoaded", "LineageEdge", "LineageEnd", "LineageGraph", "SearchHit", "SearchResult", "SignalKind"]


class SignalKind(StrEnum):
    """What downstream tells about an asset (DESIGN §3): a score 0–100, uses, or a known risk."""

    QUALITY_SCORE = "quality_score"
    USES = "uses"
    RISK = "risk"


@dataclass(frozen=True)
class SearchHit:
    """One thing found. `kind` is domain, subject_area, business_object, entity, attribute, catalogue_entry, system,
    table, data_element, code_table, code, norm, organisation or post, and what else modules declare `Searchable`."""

    kind: str
    code: str
    name: str
    description: str
    state: str
    organisation_id: str
    rank: float
    signals: Mapping[str, float]


@dataclass(frozen=True)
class SearchResult:
    """A page of hits, ranked. `total` and the facets count what the asker may see, exactly to 10,000: a facet of 10,001
    and `is_capped` mean more. `is_near` says that nothing held the words and the hits merely resemble them."""

    items: tuple[SearchHit, ...]
    total: int
    facets: Mapping[str, int]
    is_capped: bool
    is_near: bool = False


@dataclass(frozen=True)
class LedgerLoaded:
    """How much a load wrote, all of it drafts."""

    nodes: int
    attributes: int
    entries: int


@dataclass(frozen=True)
class LineageEnd:
    """One end of an edge: `ref` is `entity/<code>`, `attribute/<code>`, `lake/<asset>`, `lake/<asset>#<column>`,
    `source/<code>/<table>`, `service/<code>` or `delivery/<id>`.

    An end without `organisation_id` is open to everybody signed in; any other belongs to that organisation.
    """

    ref: str
    label: str
    organisation_id: str | None = None


@dataclass(frozen=True)
class LineageEdge:
    """Data flow from one end into another, and what made it (`via`: a job, script, standardisation or exchange)."""

    origin: LineageEnd
    target: LineageEnd
    via: str


@dataclass(frozen=True)
class LineageGraph:
    """The visible neighbourhood of one end."""

    ends: tuple[LineageEnd, ...]
    edges: tuple[tuple[str, str, str], ...]
