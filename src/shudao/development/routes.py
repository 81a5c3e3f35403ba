"""HTTP of development: runs, and the plan that standardisation follows."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.admission import facade as admission
from shudao.development import facade, permissions
from shudao.development.contracts import RunKind, ValueKind
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/development", tags=["development"])

ReadCall = Annotated[Call, permitted(permissions.READ)]


class RunOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    kind: RunKind
    asset_code: str
    read: int
    landed: int
    rejected: int
    lake_version: int
    seconds: float
    finished_at: datetime
    reasons: dict[str, int]
    emptied: dict[str, int]


class RunList(BaseModel):
    items: list[RunOut]
    total: int


class PlanColumnOut(BaseModel):
    source: str
    target: str
    title: str
    kind: ValueKind
    is_required: bool
    code_count: int


class PlanOut(BaseModel):
    """How one asset is standardised into another, derived from the standards published today."""

    source_asset: str
    target_asset: str
    columns: list[PlanColumnOut]
    without_source: list[str]


@router.get("/assets/{code}/runs")
def list_runs(code: str, call: ReadCall, page: Annotated[PageQuery, Depends(page_query)]) -> RunList:
    """Runs that made versions of a data set."""
    organisation_id = admission.asset(call.uow, code).organisation_id
    found = facade.list_runs(call.uow, page, asset_code=code, organisation_id=organisation_id, by=call.actor)
    return RunList(items=[RunOut.model_validate(run) for run in found.items], total=found.total)


@router.get("/assets/{code}/plan")
def read_plan(code: str, call: ReadCall, source: Annotated[str, Query(max_length=100)]) -> PlanOut:
    """The standardisation plan of a data set of the integration layer."""
    asset = admission.asset(call.uow, code)
    access.require(call.uow, call.actor, permissions.READ, asset.organisation_id)
    plan = facade.plan_for(call.uow, source, code)
    columns = [
        PlanColumnOut(
            source=c.source,
            target=c.target,
            title=c.title,
            kind=c.kind,
            is_required=c.is_required,
            code_count=len(c.codes),
        )
        for c in plan.columns
    ]
    return PlanOut(
        source_asset=plan.source_asset,
        target_asset=plan.target_asset,
        columns=columns,
        without_source=list(plan.without_source),
    )
