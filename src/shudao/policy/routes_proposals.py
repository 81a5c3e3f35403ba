"""HTTP of proposals to the government above, and of the libraries. Mounted below `/api/v1/policy`."""

from typing import Annotated

from fastapi import APIRouter, Depends

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.policy import facade, permissions
from shudao.policy import schemas_codes as schemas
from shudao.policy.contracts import ProposalKind

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
Paged = Annotated[PageQuery, Depends(page_query)]


@router.get("/proposals")
def list_proposals(call: EditCall, page: Paged) -> schemas.StandardProposalList:
    """What one's government proposed to the one above, and what was proposed to it."""
    found = facade.list_proposals(call.uow, page, by=call.actor)
    return schemas.StandardProposalList(
        items=[schemas.StandardProposalOut.model_validate(p) for p in found.items], total=found.total
    )


@router.post("/proposals", status_code=201)
def propose(body: schemas.StandardProposalIn, call: EditCall) -> schemas.StandardProposalOut:
    """Offer local codes or a local data element to the government above; its bureau decides."""
    if body.kind is ProposalKind.CODES:
        made = facade.propose_codes(call.uow, body.subject, body.codes, body.reason, by=call.actor)
    else:
        made = facade.propose_element(call.uow, body.subject, body.reason, by=call.actor)
    return schemas.StandardProposalOut.model_validate(made)


@router.get("/proposals/{proposal_id}")
def read_proposal(proposal_id: str, call: EditCall) -> schemas.StandardProposalOut:
    """One proposal and what became of it."""
    return schemas.StandardProposalOut.model_validate(facade.proposal(call.uow, proposal_id, by=call.actor))


@router.get("/element-conflicts")
def list_element_conflicts(call: ReadCall) -> schemas.ElementConflictList:
    """Published elements of one name or synonym that do not say the same, with the one to follow."""
    found = facade.element_conflicts(call.uow)
    items = [schemas.ElementConflictOut.model_validate(each) for each in found]
    return schemas.ElementConflictList(items=items, total=len(items))


@router.get("/data-elements/{code}/related")
def list_related_elements(code: str, call: ReadCall) -> schemas.RelatedElementList:
    """Elements in force that name this one: what is derived from it, what replaces it."""
    found = facade.related_elements(call.uow, code)
    items = [schemas.RelatedElementOut(element=other, kind=kind) for other, kind in found]
    return schemas.RelatedElementList(items=items, total=len(items))


@router.post("/data-elements/{code}/copy", status_code=204)
def copy_data_element(code: str, body: schemas.StandardCopyIn, call: EditCall) -> None:
    """Take a published element into a department's library, as a draft under a code of its own."""
    facade.copy_data_element(call.uow, code, body.name, body.organisation_id, by=call.actor)


@router.post("/data-elements/{code}/send-back", status_code=204)
def send_back_data_element(code: str, body: schemas.StandardReasonIn, call: PublishCall) -> None:
    """Return an element in review to its author."""
    facade.send_back_data_element(call.uow, code, body.reason, by=call.actor)


@router.delete("/data-elements/{code}/draft", status_code=204)
def drop_data_element(code: str, call: EditCall) -> None:
    """Throw a drafted version away."""
    facade.drop_data_element(call.uow, code, by=call.actor)


@router.get("/data-elements/{code}/versions")
def list_data_element_versions(code: str, call: ReadCall) -> schemas.ElementVersionList:
    """All versions of an element one may see, newest first."""
    found = facade.data_element_versions(call.uow, code, by=call.actor)
    items = [schemas.ElementVersionOut.model_validate(each) for each in found]
    return schemas.ElementVersionList(items=items, total=len(items))
