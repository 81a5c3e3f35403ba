"""HTTP of what people answer for: accountability and duties. Mounted below `/api/v1/mechanism`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade, permissions, schemas
from shudao.mechanism.contracts import AccountableAsset

router = APIRouter()

ViewCall = Annotated[Call, permitted(permissions.VIEW)]
NameCall = Annotated[Call, permitted(permissions.NAME_OWNER)]
ClaimCall = Annotated[Call, permitted(permissions.CLAIM_OWNER)]
SettleCall = Annotated[Call, permitted(permissions.SETTLE_OWNER)]
Paging = Annotated[PageQuery, Depends(page_query)]
Id = Annotated[str | None, Query(max_length=60)]


@router.get("/accountability")
def list_owners(
    call: ViewCall, page: Paging, kind: Id = None, organisation_id: Id = None, acting: bool = False
) -> schemas.AccountabilityList:
    """Who answers for what today; `acting`: only where somebody acts until an owner is named."""
    found = facade.list_owners(call.uow, page, kind=kind, organisation_id=organisation_id, acting=acting)
    items = [schemas.Accountability.model_validate(a) for a in found.items]
    return schemas.AccountabilityList(items=items, total=found.total)


@router.get("/accountability/unowned")
def list_unowned(call: ViewCall, page: Paging, kind: Id = None, organisation_id: Id = None) -> schemas.GapList:
    """What nobody in office answers for."""
    found = facade.unowned(call.uow, page, kind=kind, organisation_id=organisation_id)
    return schemas.GapList(items=[schemas.Gap.model_validate(g) for g in found.items], total=found.total)


@router.get("/accountability/disputed")
def list_disputed(call: ViewCall, page: Paging, kind: Id = None, organisation_id: Id = None) -> schemas.GapList:
    """What more than one person says they answer for."""
    found = facade.doubly_owned(call.uow, page, kind=kind, organisation_id=organisation_id)
    return schemas.GapList(items=[schemas.Gap.model_validate(g) for g in found.items], total=found.total)


@router.post("/accountability", status_code=201)
def name_owner(body: schemas.Naming, call: NameCall) -> schemas.Accountability:
    """Name the owner of an asset that has none; a second owner is refused."""
    asset = AccountableAsset(body.asset.kind, body.asset.code, body.asset.name, body.asset.organisation_id)
    return schemas.Accountability.model_validate(facade.name_owner(call.uow, asset, body.person_id, by=call.actor))


@router.post("/accountability/hand-over")
def hand_over(body: schemas.AssetOwner, call: NameCall) -> schemas.Accountability:
    """Pass an asset from its owner to another person."""
    passed = facade.hand_over(call.uow, body.asset_kind, body.asset_code, body.person_id, by=call.actor)
    return schemas.Accountability.model_validate(passed)


@router.post("/accountability/claim", status_code=201)
def claim_ownership(body: schemas.Claim, call: ClaimCall) -> schemas.Accountability:
    """Say that an asset is somebody else's; it is listed as disputed until the bureau rules."""
    claim = facade.claim_ownership(
        call.uow, body.asset_kind, body.asset_code, body.person_id, body.organisation_id, by=call.actor
    )
    return schemas.Accountability.model_validate(claim)


@router.post("/accountability/settle")
def settle_ownership(body: schemas.AssetOwner, call: SettleCall) -> schemas.Accountability:
    """Rule whose a disputed asset is."""
    settled = facade.settle_ownership(call.uow, body.asset_kind, body.asset_code, body.person_id, by=call.actor)
    return schemas.Accountability.model_validate(settled)


@router.post("/accountability/many")
def name_owners(body: schemas.BulkOwner, call: NameCall) -> schemas.MendOutcome:
    """Name one person the owner of many things; what is refused blocks nothing else."""
    assets = [(asset.kind, asset.code) for asset in body.assets]
    return schemas.MendOutcome.model_validate(facade.name_owners(call.uow, assets, body.person_id, by=call.actor))


@router.post("/accountability/settle-many")
def settle_owners(body: schemas.BulkOwner, call: SettleCall) -> schemas.MendOutcome:
    """Rule of many disputed things that they are this person's."""
    assets = [(asset.kind, asset.code) for asset in body.assets]
    return schemas.MendOutcome.model_validate(facade.settle_owners(call.uow, assets, body.person_id, by=call.actor))


@router.get("/duties")
def list_duties(call: ViewCall, page: Paging, organisation_id: Id = None) -> schemas.DutyList:
    """Duties with their matters, steps, inputs and outputs."""
    found = facade.list_duties(call.uow, page, organisation_id=organisation_id)
    return schemas.DutyList(items=[schemas.Duty.model_validate(d) for d in found.items], total=found.total)
