"""HTTP of what is traced to no duty, and of the next code below a node."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions, schemas_tracing
from shudao.architecture.contracts import UntracedKind
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/untraced")
def list_untraced(
    call: ReadCall,
    page: Paging,
    kind: UntracedKind = UntracedKind.NODE,
    organisation_id: Annotated[str | None, Query(max_length=64)] = None,
) -> schemas_tracing.UntracedList:
    """Nodes without business, outputs without data, objects that two offices create."""
    found = facade.untraced(call.uow, kind, page, organisation_id)
    items = [schemas_tracing.UntracedOut.model_validate(each) for each in found.items]
    return schemas_tracing.UntracedList(items=items, total=found.total)


@router.get("/next-code")
def read_next_code(call: EditCall, parent: Annotated[str, Query(max_length=60)]) -> schemas_tracing.CodeOut:
    """The code that the next node below this one gets; for a domain, below the jurisdiction's letters."""
    return schemas_tracing.CodeOut(code=facade.next_code(call.uow, parent, by=call.actor))
