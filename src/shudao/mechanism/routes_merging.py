"""HTTP of mergers of organisations. Mounted below `/api/v1/mechanism`."""

from typing import Annotated

from fastapi import APIRouter

from shudao.access.http import Call, permitted
from shudao.mechanism import facade, permissions
from shudao.mechanism import schemas_merging as schemas

router = APIRouter()

ViewCall = Annotated[Call, permitted(permissions.VIEW)]
EditCall = Annotated[Call, permitted(permissions.EDIT_ORGANISATIONS)]


@router.post("/mergers/preview")
def preview_merger(body: schemas.MergerIn, call: EditCall) -> schemas.MergerPreview:
    """What a merger would move and what stands in its way; nothing changes."""
    found = facade.preview_merger(call.uow, body.merger(), by=call.actor)
    return schemas.MergerPreview.model_validate(found)


@router.post("/mergers", status_code=202)
def propose_merger(body: schemas.MergerProposal, call: EditCall) -> schemas.HeldMerger:
    """Propose a merger; someone else of the bureau decides, and then everything moves in one transaction."""
    held = facade.propose_merger(call.uow, body.merger(), body.versions, by=call.actor)
    return schemas.HeldMerger(change_id=held.id, title=held.title)


@router.get("/organisations/{organisation_id}/successions")
def list_successions(organisation_id: str, call: ViewCall) -> schemas.SuccessionList:
    """What an organisation came from, and what it became."""
    found = facade.successions(call.uow, organisation_id)
    items = [schemas.Succession.model_validate(each) for each in found]
    return schemas.SuccessionList(items=items, total=len(items))
