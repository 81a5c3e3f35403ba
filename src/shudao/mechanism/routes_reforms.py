"""HTTP of reforms of organisations: mergers, splits, renamings. Mounted below `/api/v1/mechanism`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade, permissions
from shudao.mechanism import schemas_reforms as schemas
from shudao.mechanism.contracts_reform import ReformState

router = APIRouter()

ViewCall = Annotated[Call, permitted(permissions.VIEW)]
EditCall = Annotated[Call, permitted(permissions.EDIT_ORGANISATIONS)]
Paging = Annotated[PageQuery, Depends(page_query)]
Id = Annotated[str | None, Query(max_length=60)]
Kind = Annotated[str, Query(max_length=60)]


@router.post("/reforms/preview")
def preview_reform(body: schemas.ReformIn, call: EditCall) -> schemas.ReformPreview:
    """What a reform would move to whom and what stands in its way; nothing changes."""
    found = facade.preview_reform(call.uow, body.plan.plan(), by=call.actor)
    names = {taker: facade.organisation(call.uow, taker).name for taker in found.moves}
    return schemas.ReformPreview.of(found, names)


@router.post("/reforms", status_code=202)
def propose_reform(body: schemas.ReformProposal, call: EditCall) -> schemas.HeldReform:
    """Propose a reform; someone else of the bureau decides, and then everything moves in one transaction, at once or
    on the day."""
    held = facade.propose_reform(call.uow, body.plan.plan(), body.versions, on=body.on, by=call.actor)
    return schemas.HeldReform(change_id=held.id, title=held.title)


@router.get("/reforms")
def list_reforms(
    call: ViewCall, page: Paging, state: ReformState | None = None, organisation_id: Id = None
) -> schemas.ReformList:
    """Reforms that were approved: to come, done, obstructed, cancelled."""
    found = facade.list_reforms(call.uow, page, state=state, organisation_id=organisation_id)
    return schemas.ReformList(items=[schemas.Reform.model_validate(r) for r in found.items], total=found.total)


@router.get("/reforms/{reform_id}")
def read_reform(reform_id: str, call: ViewCall) -> schemas.Reform:
    """One reform, and what stood in its way on its day."""
    return schemas.Reform.model_validate(facade.reform(call.uow, reform_id))


@router.post("/reforms/{reform_id}/cancel")
def cancel_reform(reform_id: str, body: schemas.Reason, call: EditCall) -> schemas.Reform:
    """Give up a reform that waits for its day, or that was obstructed."""
    return schemas.Reform.model_validate(facade.cancel_reform(call.uow, reform_id, body.reason, by=call.actor))


@router.post("/reforms/{reform_id}/resume")
def resume_reform(reform_id: str, call: EditCall) -> schemas.Reform:
    """Try an obstructed reform again, all of it or nothing."""
    return schemas.Reform.model_validate(facade.resume_reform(call.uow, reform_id, by=call.actor))


@router.get("/organisations/{organisation_id}/kinds-of-things")
def list_kinds(organisation_id: str, call: EditCall) -> schemas.KindList:
    """What kinds of things an organisation has that can be chosen when it is split."""
    found = facade.count_things(call.uow, organisation_id)
    return schemas.KindList(items=[schemas.MovedThings.model_validate(k) for k in found], total=len(found))


@router.get("/organisations/{organisation_id}/things")
def list_things(organisation_id: str, call: EditCall, page: Paging, kind: Kind) -> schemas.ThingList:
    """The things of one kind that can be chosen."""
    found = facade.things(call.uow, organisation_id, kind, page)
    return schemas.ThingList(items=[schemas.Thing.model_validate(t) for t in found.items], total=found.total)


@router.get("/organisations/{organisation_id}/successions")
def list_successions(organisation_id: str, call: ViewCall) -> schemas.SuccessionList:
    """What an organisation came from, and what it became."""
    found = facade.successions(call.uow, organisation_id)
    items = [schemas.Succession.model_validate(each) for each in found]
    return schemas.SuccessionList(items=items, total=len(items))
