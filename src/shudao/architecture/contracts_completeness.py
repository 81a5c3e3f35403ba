"""How complete the ledger is."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Completeness", "Element", "Missing"]


class Element(StrEnum):
    """What a thing of the ledger ought to have: the five elements, the quality plan, the catalogue entry."""

    OWNER = "owner"
    SOURCE = "source"
    CATEGORY = "category"
    GRADE = "grade"
    STANDARD = "standard"
    QUALITY_PLAN = "quality_plan"
    CATALOGUE = "catalogue"


@dataclass(frozen=True)
class Completeness:
    """Of `total` things of one department `done` have the element."""

    organisation_id: str
    element: Element
    total: int
    done: int


@dataclass(frozen=True)
class Missing:
    """One thing that lacks an element; `kind` is business_object, entity or attribute."""

    kind: str
    code: str
    name: str
    organisation_id: str
