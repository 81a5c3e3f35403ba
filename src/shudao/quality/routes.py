"""HTTP of quality: scores, checks, failing rows, tickets."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.admission import facade as admission
from shudao.kernel.paging import PageQuery
from shudao.quality import facade, permissions
from shudao.quality.contracts import Dimension, QualityRun, RuleOrigin, RuleResult, Ticket, TicketState
from shudao.security.contracts import MaskKind
from shudao.work import facade as work

router = APIRouter(prefix="/api/v1/quality", tags=["quality"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
FailuresCall = Annotated[Call, permitted(permissions.SEE_FAILURES)]
CheckCall = Annotated[Call, permitted(permissions.CHECK)]
AnswerCall = Annotated[Call, permitted(permissions.ANSWER)]
Paging = Annotated[PageQuery, Depends(page_query)]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RunItem(_Out):
    id: str
    asset_code: str
    lake_version: int
    rows: int
    failing_rows: int
    score: float | None
    dimensions: dict[str, float]
    seconds: float
    checked_at: datetime
    withheld: bool


class ScoreItem(RunItem):
    asset_title: str
    organisation_id: str


class ScoreList(BaseModel):
    items: list[ScoreItem]
    total: int


class ResultOut(BaseModel):
    """A rule's answer; `score` is null when the rule did not run or nothing could be judged."""

    rule_id: str
    kind: str
    title: str
    dimension: Dimension
    origin: RuleOrigin
    is_blocking: bool
    was_run: bool
    checked: int
    failed: int
    score: float | None


class RunOut(RunItem):
    results: list[ResultOut]


class RunList(BaseModel):
    items: list[RunItem]
    total: int


class FailingColumn(_Out):
    name: str
    title: str
    mask: MaskKind | None


class FailingRows(BaseModel):
    """Failing rows through the asker's lens; `failed_rules` names the rules each fails."""

    decision_id: str
    columns: list[FailingColumn]
    rows: list[dict[str, Any]]


class TicketOut(_Out):
    """A ticket. `working_days_left`: 0 on the due day, negative when overdue, null once closed."""

    id: str
    number: str
    asset_code: str
    rule_id: str
    rule_title: str
    organisation_id: str
    owner_name: str
    failed: int
    checked: int
    state: TicketState
    opened_at: datetime
    due_on: date | None
    working_days_left: int | None = None
    fix_on: date | None
    answer: str
    closed_at: datetime | None
    version: int


class TicketList(BaseModel):
    items: list[TicketOut]
    total: int


class AnswerIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    answer: str = Field(min_length=2, max_length=1000)
    fix_on: date
    version: int


@router.get("/scores")
def list_scores(call: ReadCall) -> ScoreList:
    """The newest score of every checked data set."""
    runs = facade.latest_scores(call.uow)
    items = [_score_item(call, run) for run in runs]
    return ScoreList(items=items, total=len(items))


@router.get("/assets/{code}/runs")
def list_runs(code: str, call: ReadCall, page: Paging) -> RunList:
    """Checks of a data set, newest first."""
    found = facade.list_runs(call.uow, code, page)
    return RunList(items=[RunItem.model_validate(run) for run in found.items], total=found.total)


@router.get("/assets/{code}/runs/latest")
def latest_run(code: str, call: ReadCall) -> RunOut:
    """The newest check with every rule's answer."""
    return _run_out(facade.latest_run(call.uow, code))


@router.post("/assets/{code}/runs", status_code=201)
def run_checks(code: str, call: CheckCall) -> RunOut:
    """Check the latest version now."""
    asset = admission.asset(call.uow, code)
    access.require(call.uow, call.actor, permissions.CHECK, asset.organisation_id)
    return _run_out(facade.run_checks(call.database, call.settings, code, by=call.actor))


@router.get("/assets/{code}/runs/{run_id}/failures")
def list_failures(
    code: str,
    run_id: str,
    call: FailuresCall,
    rule_id: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> FailingRows:
    """Failing rows, masked for whoever asks."""
    lens, rows = facade.failing_rows(
        call.uow, call.database, call.settings, code, run_id, rule_id=rule_id, limit=limit, by=call.actor
    )
    columns = [FailingColumn.model_validate(column) for column in lens.columns]
    return FailingRows(decision_id=lens.decision_id, columns=columns, rows=rows)


@router.get("/tickets")
def list_tickets(
    call: FailuresCall,
    page: Paging,
    state: TicketState | None = None,
    asset_code: Annotated[str, Query(max_length=100)] = "",
) -> TicketList:
    """Tickets of one's organisation."""
    found = facade.list_tickets(call.uow, page, state=state, asset_code=asset_code, by=call.actor)
    return TicketList(items=[_ticket_out(call, ticket) for ticket in found.items], total=found.total)


@router.get("/tickets/{ticket_id}")
def read_ticket(ticket_id: str, call: FailuresCall) -> TicketOut:
    """One ticket."""
    return _ticket_out(call, facade.ticket_of(call.uow, ticket_id, by=call.actor))


@router.post("/tickets/{ticket_id}/answer")
def answer_ticket(ticket_id: str, body: AnswerIn, call: AnswerCall) -> TicketOut:
    """Say what will be mended at the source, and by when."""
    answered = facade.answer_ticket(
        call.uow, ticket_id, body.answer, body.fix_on, seen_version=body.version, by=call.actor
    )
    return _ticket_out(call, answered)


def _ticket_out(call: Call, ticket: Ticket) -> TicketOut:
    shown = TicketOut.model_validate(ticket)
    if ticket.due_on is None or ticket.state is TicketState.CLOSED:
        return shown
    left = work.working_days(call.uow).remaining(call.uow.clock.today(), ticket.due_on)
    return shown.model_copy(update={"working_days_left": left})


def _score_item(call: Call, run: QualityRun) -> ScoreItem:
    asset = admission.asset(call.uow, run.asset_code)
    item = RunItem.model_validate(run).model_dump()
    return ScoreItem(**item, asset_title=asset.title, organisation_id=asset.organisation_id)


def _run_out(run: QualityRun) -> RunOut:
    item = RunItem.model_validate(run).model_dump()
    return RunOut(**item, results=[_result_out(result) for result in run.results])


def _result_out(result: RuleResult) -> ResultOut:
    rule = result.rule
    return ResultOut(
        rule_id=rule.id,
        kind=rule.kind,
        title=rule.title,
        dimension=rule.dimension,
        origin=rule.origin,
        is_blocking=rule.is_blocking,
        was_run=result.was_run,
        checked=result.checked,
        failed=result.failed,
        score=result.score,
    )
