"""HTTP of analytics: values of indicators."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.analytics import facade, permissions
from shudao.architecture import facade as architecture
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/analytics", tags=["analytics"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
ComputeCall = Annotated[Call, permitted(permissions.COMPUTE)]
Paged = Annotated[PageQuery, Depends(page_query)]


class Value(BaseModel):
    """A value of an indicator for the days from `period_from` up to, not including, `period_to`."""

    model_config = ConfigDict(from_attributes=True)
    indicator_code: str
    version: int
    period_from: date | None
    period_to: date
    dimensions: dict[str, str | None]
    labels: dict[str, str]
    value: Decimal | None
    computed_at: datetime


class ValueList(BaseModel):
    items: list[Value]
    total: int


class ComputeIn(BaseModel):
    """Which period, seen from which day, and how many periods back."""

    as_of: date | None = None
    periods: int = Field(1, ge=1, le=facade.MAX_PERIODS)


class Started(BaseModel):
    """Whether a computation was started; not so when the same one already waits."""

    started: bool


@router.get("/indicators/{code}/values")
def list_values(
    code: str, call: ReadCall, page: Paged, version: Annotated[int | None, Query(ge=1, le=10_000)] = None
) -> ValueList:
    """Values of an indicator, newest period first."""
    found = facade.indicator_values(call.uow, code, page, version=version, by=call.actor)
    return ValueList(items=[Value.model_validate(each) for each in found.items], total=found.total)


@router.post("/indicators/{code}/compute", status_code=202)
def compute(code: str, body: ComputeIn, call: ComputeCall) -> Started:
    """Compute an indicator in the background."""
    found = architecture.indicator(call.uow, code, by=call.actor)
    access.require(call.uow, call.actor, permissions.COMPUTE, found.organisation_id)
    facade.require_computable(call.uow, code)
    day = (body.as_of or call.uow.clock.today()).isoformat()
    waits = f"analytics.compute_indicator/{code}/{day}/{body.periods}"
    started = call.uow.enqueue(
        "analytics.compute_indicator",
        lock=f"analytics.compute_indicator/{code}",
        queueing_lock=waits,
        code=code,
        as_of=day,
        periods=body.periods,
        asked_by=call.actor.name,
    )
    return Started(started=started)
