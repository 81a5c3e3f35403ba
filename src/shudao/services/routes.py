"""HTTP of services: the registry, keys, meter and trial. What programs call is in `gateway_routes`."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.services import document, facade, permissions
from shudao.services.contracts import (
    CallQuery,
    Service,
    ServiceFilter,
    ServiceKey,
    ServiceKind,
    ServiceState,
)
from shudao.services.schemas import (
    AnswerOut,
    ColumnOut,
    ContractBody,
    CopyOut,
    InputBody,
    IssuedKeyOut,
    KeyBody,
    KeyList,
    KeyOut,
    MeterList,
    MeterOut,
    NewServiceBody,
    ReasonBody,
    RevisionBody,
    ServiceItem,
    ServiceList,
    ServiceOut,
    TrialBody,
)

router = APIRouter(prefix="/api/v1/services", tags=["services"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
DeclareCall = Annotated[Call, permitted(permissions.DECLARE)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
KeyCall = Annotated[Call, permitted(permissions.USE_KEYS)]
TryCall = Annotated[Call, permitted(permissions.TRY)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("")
def list_services(
    call: ReadCall,
    page: Paging,
    state: ServiceState | None = None,
    kind: ServiceKind | None = None,
    asset_code: Annotated[str, Query(max_length=100)] = "",
    organisation_id: Annotated[str, Query(max_length=100)] = "",
) -> ServiceList:
    """Published services, and the unpublished ones of one's own department."""
    wanted = ServiceFilter(state, kind, asset_code, organisation_id)
    found = facade.list_services(call.uow, wanted, page, by=call.actor)
    return ServiceList(items=[ServiceItem(**_item(call, service)) for service in found.items], total=found.total)


@router.post("", status_code=201)
def declare_service(body: NewServiceBody, call: DeclareCall) -> ServiceOut:
    """Declare a service, as a draft."""
    return _out(call, facade.declare_service(call.uow, body.to_new(body.code), by=call.actor))


@router.get("/{code}")
def read_service(code: str, call: ReadCall, version: Annotated[int | None, Query(ge=1)] = None) -> ServiceOut:
    """One service with both contracts."""
    return _out(call, facade.service_of(call.uow, code, version=version, by=call.actor))


@router.put("/{code}")
def revise_service(code: str, body: RevisionBody, call: DeclareCall) -> ServiceOut:
    """Change the draft, or start the next version."""
    revised = facade.revise_service(call.uow, body.to_new(code), seen_revision=body.revision, by=call.actor)
    return _out(call, revised)


@router.post("/{code}/submission")
def submit(code: str, call: DeclareCall) -> ServiceOut:
    """Hand a draft in for review."""
    return _out(call, facade.submit(call.uow, code, by=call.actor))


@router.post("/{code}/return")
def return_service(code: str, body: ReasonBody, call: PublishCall) -> ServiceOut:
    """Give a service in review back to its author."""
    return _out(call, facade.return_service(call.uow, code, body.reason, by=call.actor))


@router.post("/{code}/publication")
def publish(code: str, call: PublishCall) -> ServiceOut:
    """Publish what was reviewed; the serving copy is made in the background."""
    return _out(call, facade.publish(call.uow, code, by=call.actor))


@router.post("/{code}/retirement")
def retire(code: str, body: ReasonBody, call: PublishCall) -> ServiceOut:
    """Take a service down."""
    return _out(call, facade.retire(call.uow, code, body.reason, by=call.actor))


@router.get("/{code}/openapi")
def read_openapi(code: str, call: ReadCall, version: Annotated[int | None, Query(ge=1)] = None) -> dict[str, Any]:
    """The OpenAPI document of one service, made from its data contract."""
    return facade.describe(facade.service_of(call.uow, code, version=version, by=call.actor))


@router.get("/{code}/keys")
def list_keys(code: str, call: ReadCall, page: Paging) -> KeyList:
    """Keys of a service: all for its provider, one's own organisation's for a consumer."""
    found = facade.keys(call.uow, code, page, by=call.actor)
    return KeyList(items=[_key_out(call, key) for key in found.items], total=found.total)


@router.post("/{code}/keys", status_code=201)
def issue_key(code: str, body: KeyBody, call: KeyCall) -> IssuedKeyOut:
    """Issue a key under a grant of one's organisation; it is shown this once."""
    issued = facade.issue_key(call.uow, code, body.grant_id, body.name, expires_on=body.expires_on, by=call.actor)
    return IssuedKeyOut(key=_key_out(call, issued.key), secret=issued.secret.reveal())


@router.post("/{code}/keys/{key_id}/revocation", status_code=204)
def revoke_key(code: str, key_id: str, body: ReasonBody, call: KeyCall) -> None:
    """End a key now."""
    facade.revoke_key(call.uow, code, key_id, body.reason, by=call.actor)


@router.get("/{code}/meter")
def read_meter(code: str, call: ReadCall, days: Annotated[int, Query(ge=1, le=400)] = 30) -> MeterList:
    """Calls by key and day."""
    since = call.uow.clock.today() - timedelta(days=days - 1)
    found = facade.meter(call.uow, code, since, by=call.actor)
    items = [MeterOut.model_validate({**vars(d), "organisation_name": _name(call, d.organisation_id)}) for d in found]
    return MeterList(items=items, total=len(items))


@router.post("/{code}/trial")
def try_service(code: str, body: TrialBody, call: TryCall) -> AnswerOut:
    """Try a service out, through one's own lens."""
    given = {name: tuple(values) for name, values in body.parameters.items()}
    query = CallQuery(given, tuple(body.fields), body.offset, body.limit)
    answer = facade.try_service(
        call.uow, call.database, call.settings, code, query, grant_id=body.grant_id, by=call.actor
    )
    return AnswerOut.model_validate(facade.answer_json(answer))


def _name(call: Call, organisation_id: str) -> str:
    return mechanism.organisation(call.uow, organisation_id).name


def _item(call: Call, service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "version": service.version,
        "title": service.title,
        "kind": service.kind,
        "state": service.state,
        "asset_code": service.asset_code,
        "organisation_id": service.organisation_id,
        "organisation_name": _name(call, service.organisation_id),
        "published_at": service.published_at,
        "is_ready": service.copy is not None,
    }


def _out(call: Call, service: Service) -> ServiceOut:
    titles = {column.name: column.title for column in service.columns}
    condition = service.condition
    return ServiceOut(
        **_item(call, service),
        revision=service.revision,
        description=service.description,
        owner_person_id=service.owner_person_id,
        inputs=[InputBody.model_validate(given) for given in service.inputs],
        outputs=list(service.outputs),
        row_scope=list(service.row_scope),
        condition=condition.to_json() if condition is not None else None,
        condition_text=condition.describe(titles) if condition is not None else "",
        columns=[ColumnOut.model_validate(column) for column in service.columns],
        contract=ContractBody.model_validate(service.contract),
        page_size_max=service.page_size_max,
        calls_per_second=service.calls_per_second,
        daily_quota=service.daily_quota,
        created_at=service.created_at,
        retired_at=service.retired_at,
        reason=service.reason,
        gateway_path=document.gateway_path(service.code),
        example=document.example_call(service),
        copy_state=_copy_out(call, service),
        may=_may(call, service),
    )


def _copy_out(call: Call, service: Service) -> CopyOut | None:
    if service.copy is None:
        return None
    out = CopyOut.model_validate(service.copy)
    # How many rows there are is the department's business.
    return (
        out
        if facade.may_inspect(call.uow, service.organisation_id, call.actor)
        else out.model_copy(update={"rows": None})
    )


def _may(call: Call, service: Service) -> list[str]:
    asked = {"revise": permissions.DECLARE, "publish": permissions.PUBLISH, "inspect": permissions.INSPECT}
    held = [what for what, p in asked.items() if access.permits(call.uow, call.actor, p, service.organisation_id)]
    return [*held, "use_keys"] if access.permits(call.uow, call.actor, permissions.USE_KEYS) else held


def _key_out(call: Call, key: ServiceKey) -> KeyOut:
    return KeyOut.model_validate({**vars(key), "organisation_name": _name(call, key.organisation_id)})
