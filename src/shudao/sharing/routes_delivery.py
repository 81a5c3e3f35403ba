"""HTTP of sharing: receiving databases, deliveries, profile and time limits."""

from typing import Annotated

from fastapi import APIRouter, Depends

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.sharing import facade, permissions, presenting, schemas
from shudao.sharing.contracts import NewTarget, Profile, TimeLimit

router = APIRouter(prefix="/api/v1/sharing", tags=["sharing"])

SeeCall = Annotated[Call, permitted(permissions.SEE)]
OperateCall = Annotated[Call, permitted(permissions.OPERATE)]
TargetsCall = Annotated[Call, permitted(permissions.MANAGE_TARGETS)]
LimitsCall = Annotated[Call, permitted(permissions.SET_LIMITS)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/deliveries")
def list_deliveries(call: SeeCall, page: Paging, application_id: str | None = None) -> schemas.DeliveryList:
    """Pushes of the applications one may see, newest first."""
    found = facade.deliveries(call.uow, page, application_id, by=call.actor)
    items = [schemas.DeliveryOut.model_validate(delivery) for delivery in found.items]
    return schemas.DeliveryList(items=items, total=found.total)


@router.post("/applications/{application_id}/delivery", status_code=202)
def request_delivery(application_id: str, call: OperateCall) -> schemas.ApplicationItem:
    """Have the exchange run again; a version that arrived is not pushed twice."""
    known = facade.request_delivery(call.uow, application_id, by=call.actor)
    return presenting.item_out(call.uow, known)


@router.get("/targets")
def list_targets(call: TargetsCall, page: Paging) -> schemas.TargetList:
    """The receiving databases of one's own department."""
    found = facade.list_targets(call.uow, page, by=call.actor)
    return schemas.TargetList(items=[presenting.target_out(target) for target in found.items], total=found.total)


@router.post("/targets", status_code=201)
def register_target(body: schemas.TargetIn, call: TargetsCall) -> schemas.TargetOut:
    """Register a receiving database."""
    new = NewTarget(body.name, body.dsn.get_secret_value(), body.db_schema)
    return presenting.target_out(facade.register_target(call.uow, new, by=call.actor))


@router.get("/targets/{code}")
def read_target(code: str, call: TargetsCall) -> schemas.TargetOut:
    """One receiving database."""
    return presenting.target_out(facade.target(call.uow, code, by=call.actor))


@router.put("/targets/{code}/connection")
def move_target(code: str, body: schemas.ConnectionIn, call: TargetsCall) -> schemas.TargetOut:
    """Give a receiving database another connection."""
    return presenting.target_out(facade.move_target(call.uow, code, body.dsn.get_secret_value(), by=call.actor))


@router.post("/targets/{code}/test")
def test_target(code: str, call: TargetsCall) -> schemas.TargetTestOut:
    """Whether it answers."""
    return schemas.TargetTestOut.model_validate(facade.test_target(call.uow, code, by=call.actor))


@router.get("/profile")
def read_profile(call: SeeCall) -> schemas.ProfileBody:
    """Which rules of time are in force."""
    profile, jurisdiction = facade.profile_in_force(call.uow)
    return schemas.ProfileBody(profile=profile, jurisdiction=jurisdiction)


@router.put("/profile")
def choose_profile(body: schemas.ProfileBody, call: LimitsCall) -> schemas.ProfileBody:
    """Put a profile in force for requests drafted from now on."""
    facade.choose_profile(call.uow, body.profile, body.jurisdiction, by=call.actor)
    return body


@router.get("/time-limits")
def list_limits(call: SeeCall, profile: Profile | None = None) -> schemas.TimeLimitList:
    """The limits a profile ships with, and the installation's own."""
    found = facade.list_limits(call.uow, profile)
    return schemas.TimeLimitList(
        items=[schemas.TimeLimitBody.model_validate(limit) for limit in found], total=len(found)
    )


@router.post("/time-limits", status_code=201)
def set_limit(body: schemas.TimeLimitBody, call: LimitsCall) -> schemas.TimeLimitBody:
    """Add a limit from a day on."""
    facade.set_limit(call.uow, TimeLimit(**body.model_dump()), by=call.actor)
    return body
