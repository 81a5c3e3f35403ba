"""Search, signals that rank it, and lineage."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["LineageEdge", "LineageEnd", "LineageGraph", "SearchHit", "SearchResult", "SignalKind"]


class SignalKind(StrEnum):
    """What downstream tells about an asset (DESIGN §3): a score 0–100, uses, or a known risk."""

    QUALITY_SCORE = "quality_score"
    USES = "uses"
    RISK = "risk"


@dataclass(frozen=True)
class SearchHit:
    """One thing found. `kind` is domain, subject_area, business_object, entity, attribute, catalogue_entry, system."""

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
    """A page of hits, ranked. `total` and the facets count what the asker may see among the best candidates;
    `is_capped` says that there were more candidates than are ranked."""

    items: tuple[SearchHit, ...]
    total: int
    facets: Mapping[str, int]
    is_capped: bool


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
