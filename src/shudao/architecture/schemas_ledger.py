"""JSON of the ledger as a whole."""

from pydantic import BaseModel

from shudao.architecture.contracts import Element
from shudao.architecture.schemas import Out

__all__ = [
    "CompletenessList",
    "CompletenessOut",
    "HitOut",
    "MissingList",
    "MissingOut",
    "SearchOut",
    "SuggestionList",
    "SuggestionOut",
]


class HitOut(Out):
    kind: str
    code: str
    name: str
    description: str
    state: str
    organisation_id: str


class SearchOut(BaseModel):
    """A facet of 10,001 means more than 10,000; `is_near`: nothing held the words, the hits resemble them."""

    items: list[HitOut]
    total: int
    facets: dict[str, int]
    is_capped: bool
    is_near: bool


class SuggestionOut(Out):
    kind: str
    code: str
    name: str


class SuggestionList(BaseModel):
    items: list[SuggestionOut]
    total: int


class CompletenessOut(Out):
    organisation_id: str
    element: Element
    total: int
    done: int


class CompletenessList(BaseModel):
    items: list[CompletenessOut]
    total: int


class MissingOut(Out):
    kind: str
    code: str
    name: str
    organisation_id: str


class MissingList(BaseModel):
    items: list[MissingOut]
    total: int
