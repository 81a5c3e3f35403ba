"""HTTP of the ledger as a whole: the one search, suggestions, completeness."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions, schemas_ledger
from shudao.architecture.contracts import Element
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
CompletenessCall = Annotated[Call, permitted(permissions.READ_COMPLETENESS)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/search")
def search(
    call: ReadCall,
    page: Paging,
    kind: Annotated[list[str] | None, Query()] = None,
    under: Annotated[str | None, Query(max_length=60)] = None,
) -> schemas_ledger.SearchOut:
    """Search names, codes, synonyms, pinyin and descriptions; `under` a node of the ledger, or everywhere."""
    found = facade.search(call.uow, page.q, page, kinds=kind or (), under=under or "", by=call.actor)
    return schemas_ledger.SearchOut(
        items=[schemas_ledger.HitOut.model_validate(hit) for hit in found.items],
        total=found.total,
        facets=dict(found.facets),
        is_capped=found.is_capped,
        is_near=found.is_near,
    )


@router.get("/suggestions")
def suggest(call: ReadCall, q: Annotated[str, Query(max_length=100)] = "") -> schemas_ledger.SuggestionList:
    """The few best hits while somebody types."""
    found = facade.suggest(call.uow, q, by=call.actor)
    items = [schemas_ledger.SuggestionOut.model_validate(hit) for hit in found]
    return schemas_ledger.SuggestionList(items=items, total=len(items))


@router.get("/completeness")
def read_completeness(call: CompletenessCall) -> schemas_ledger.CompletenessList:
    """Per department and element how many things have it."""
    found = facade.completeness(call.uow, by=call.actor)
    items = [schemas_ledger.CompletenessOut.model_validate(line) for line in found]
    return schemas_ledger.CompletenessList(items=items, total=len(items))


@router.get("/completeness/{element}")
def list_missing(
    element: Element,
    call: CompletenessCall,
    page: Paging,
    organisation_id: Annotated[str | None, Query(max_length=60)] = None,
) -> schemas_ledger.MissingList:
    """What lacks an element."""
    found = facade.missing(call.uow, element, page, organisation_id=organisation_id, by=call.actor)
    items = [schemas_ledger.MissingOut.model_validate(thing) for thing in found.items]
    return schemas_ledger.MissingList(items=items, total=found.total)
