"""HTTP of ingestion: connection tests and runs."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from shudao.access.http import Call, page_query, permitted
from shudao.admission import facade as admission
from shudao.ingestion import facade, permissions
from shudao.ingestion.contracts import RunState
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/ingestion", tags=["ingestion"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
RunCall = Annotated[Call, permitted(permissions.RUN)]


class RunOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    asset_code: str
    state: RunState
    started_at: datetime
    heartbeat_at: datetime
    finished_at: datetime | None
    read: int
    landed: int
    rejected: int
    seconds: float
    lake_version: int | None
    error_code: str | None


class RunList(BaseModel):
    items: list[RunOut]
    total: int


class StartedOut(BaseModel):
    """Whether a new run was enqueued; false when the same one already waits."""

    enqueued: bool


class ConnectionOut(BaseModel):
    ok: bool
    facts: dict[str, str]
    problem_code: str | None
    problem: str | None
    next: str | None


@router.get("/assets/{code}/runs")
def list_runs(code: str, call: ReadCall, page: Annotated[PageQuery, Depends(page_query)]) -> RunList:
    """Ingestion runs of a data set."""
    owner = admission.asset(call.uow, code).organisation_id
    found = facade.list_runs(call.uow, page, asset_code=code, organisation_id=owner, by=call.actor)
    return RunList(items=[RunOut.model_validate(run) for run in found.items], total=found.total)


@router.post("/assets/{code}/runs", status_code=202)
def start_run(code: str, call: RunCall) -> StartedOut:
    """Ask a worker to read the source anew."""
    owner = admission.asset(call.uow, code).organisation_id
    return StartedOut(enqueued=facade.start_ingestion(call.uow, code, owner, by=call.actor))


@router.post("/sources/{code}/test")
def test_connection(code: str, call: RunCall, request: Request) -> ConnectionOut:
    """Whether a source answers."""
    report = facade.test_connection(call.uow, call.settings, code, by=call.actor)
    language = "en" if request.headers.get("accept-language", "zh").startswith("en") else "zh"
    problem = report.problem
    return ConnectionOut(
        ok=report.ok,
        facts=dict(report.facts),
        problem_code=problem.code if problem else None,
        problem=problem.message("en" if language == "en" else "zh") if problem else None,
        next=problem.next_step("en" if language == "en" else "zh") if problem else None,
    )
