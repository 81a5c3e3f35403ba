"""HTTP of security: grants, and rows through one's lens."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from shudao.access.http import Call, page_query, permitted
from shudao.admission import facade as admission
from shudao.kernel.expr.predicate import Everything
from shudao.kernel.expr.predicate_json import from_json
from shudao.kernel.paging import PageQuery
from shudao.security import facade, permissions
from shudao.security.contracts import Grant, GrantFilter, GrantState, Lens, MaskKind, ReadRequest, TargetKind

router = APIRouter(prefix="/api/v1/security", tags=["security"])

GrantsCall = Annotated[Call, permitted(permissions.SEE_GRANTS)]
RevokeCall = Annotated[Call, permitted(permissions.REVOKE)]
RowsCall = Annotated[Call, permitted(permissions.READ_ROWS)]
MAX_PREVIEW_ROWS = 100


class GrantOut(BaseModel):
    """A grant in words and in data; it holds no secret."""

    id: str
    asset_code: str
    asset_title: str
    organisation_id: str
    columns: list[str]
    where: dict[str, Any]
    where_text: str
    masks: dict[str, MaskKind]
    purpose: str
    legal_basis: str
    valid_from: date
    valid_to: date
    target_kind: TargetKind
    source_ref: str
    state: GrantState
    is_usable: bool
    granted_at: datetime
    revoked_at: datetime | None
    revoked_reason: str


class GrantList(BaseModel):
    items: list[GrantOut]
    total: int


class Reason(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=2, max_length=500)


class ReadIn(BaseModel):
    """What is asked for. The purpose becomes part of the evidence."""

    purpose: str = Field(min_length=2, max_length=200)
    columns: list[str] = Field(default_factory=list, max_length=200)
    where: dict[str, Any] | None = None
    grant_id: str | None = None
    limit: int = Field(20, ge=1, le=MAX_PREVIEW_ROWS)


class LensColumnOut(BaseModel):
    name: str
    title: str
    type: str
    mask: MaskKind | None


class RowsOut(BaseModel):
    """Rows through the asker's lens, and the lens itself."""

    asset_code: str
    version: int
    decision_id: str
    where_text: str
    columns: list[LensColumnOut]
    rows: list[dict[str, Any]]


@router.get("/grants")
def list_grants(
    call: GrantsCall,
    page: Annotated[PageQuery, Depends(page_query)],
    asset_code: str = Query("", max_length=100),
    state: GrantState | None = None,
) -> GrantList:
    """Grants given or received by one's organisation."""
    found = facade.grants(call.uow, GrantFilter(asset_code=asset_code, state=state), page, by=call.actor)
    return GrantList(items=[_grant_out(call, grant) for grant in found.items], total=found.total)


@router.get("/grants/{grant_id}")
def read_grant(grant_id: str, call: GrantsCall) -> GrantOut:
    """One grant."""
    return _grant_out(call, facade.grant_of(call.uow, grant_id, by=call.actor))


@router.post("/grants/{grant_id}/revocation", status_code=204)
def revoke(grant_id: str, body: Reason, call: RevokeCall) -> None:
    """End a grant now, on every path."""
    facade.grant_of(call.uow, grant_id, by=call.actor)
    facade.revoke(call.uow, grant_id, body.reason, by=call.actor)


@router.post("/assets/{asset_code}/rows")
def read_rows(asset_code: str, body: ReadIn, call: RowsCall) -> RowsOut:
    """Look at rows of a data set through one's lens."""
    where = from_json(body.where) if body.where is not None else Everything()
    request = ReadRequest(asset_code, body.purpose, tuple(body.columns), where, body.grant_id)
    lens = facade.lens_for(call.uow, request, by=call.actor)
    batches = facade.read(call.database, call.settings, lens, limit=body.limit)
    rows = [row for batch in batches for row in batch.to_pylist()]
    return RowsOut(
        asset_code=lens.asset_code,
        version=lens.version,
        decision_id=lens.decision_id,
        where_text=lens.where.describe(_titles(lens)),
        columns=[LensColumnOut(name=c.name, title=c.title, type=c.type, mask=c.mask) for c in lens.columns],
        rows=rows,
    )


def _titles(lens: Lens) -> dict[str, str]:
    return {column.name: column.title for column in lens.columns}


def _grant_out(call: Call, grant: Grant) -> GrantOut:
    asset = admission.asset(call.uow, grant.asset_code)
    titles = {column.name: column.title for column in asset.columns}
    return GrantOut(
        id=grant.id,
        asset_code=grant.asset_code,
        asset_title=asset.title,
        organisation_id=grant.organisation_id,
        columns=list(grant.columns),
        where=grant.where.to_json(),
        where_text=grant.where.describe(titles),
        masks=dict(grant.masks),
        purpose=grant.purpose,
        legal_basis=grant.legal_basis,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        target_kind=grant.target.kind,
        source_ref=grant.source_ref,
        state=grant.state,
        is_usable=grant.is_usable(call.uow.clock.today()),
        granted_at=grant.granted_at,
        revoked_at=grant.revoked_at,
        revoked_reason=grant.revoked_reason,
    )
