"""HTTP of norms: documents, clauses, checks, results, waivers. Mounted below `/api/v1/policy`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.policy import facade, permissions
from shudao.policy import schemas_norms as schemas
from shudao.policy.contracts_norms import NewWaiver, Severity, ViolationFilter

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
CheckCall = Annotated[Call, permitted(permissions.CHECK_NORMS)]
ResultsCall = Annotated[Call, permitted(permissions.READ_RESULTS)]
WaiveCall = Annotated[Call, permitted(permissions.WAIVE)]
Paged = Annotated[PageQuery, Depends(page_query)]
Word = Annotated[str | None, Query(max_length=64)]


@router.get("/norms")
def list_norms(call: ReadCall, page: Paged) -> schemas.NormList:
    """The charter and the norms, in all versions one may see."""
    found = facade.list_norms(call.uow, page, by=call.actor)
    return schemas.NormList(items=[schemas.NormOut.model_validate(n) for n in found.items], total=found.total)


@router.get("/norms/{code}")
def read_norm(code: str, call: ReadCall) -> schemas.NormOut:
    """One norm."""
    return schemas.NormOut.model_validate(facade.norm(call.uow, code, by=call.actor))


@router.post("/norms", status_code=201)
def define_norm(body: schemas.NormIn, call: EditCall) -> schemas.NormOut:
    """Draft a version of a norm."""
    return schemas.NormOut.model_validate(facade.define_norms(call.uow, [body.norm()], by=call.actor)[0])


@router.post("/norms/adopt", status_code=201)
def adopt_norms(body: schemas.AdoptIn, call: EditCall) -> schemas.NormList:
    """Draft the charter and the fourteen norms as they ship; those that are there already are left alone."""
    made = facade.adopt_norms(call.uow, body.organisation_id, body.effective_on, by=call.actor)
    return schemas.NormList(items=[schemas.NormOut.model_validate(n) for n in made], total=len(made))


@router.post("/norms/{code}/submit", status_code=204)
def submit_norm(code: str, call: EditCall) -> None:
    """Hand a draft in for review."""
    facade.submit_norms(call.uow, [code], by=call.actor)


@router.post("/norms/{code}/publish", status_code=204)
def publish_norm(code: str, call: PublishCall) -> None:
    """Publish a norm in review; not by its author."""
    facade.publish_norms(call.uow, [code], by=call.actor)


@router.get("/clauses")
def list_clauses(call: ReadCall, norm: Word = None) -> schemas.ClauseList:
    """The executable clauses, with what the newest check found of each as far as one may see."""
    found = [schemas.Clause.of(view) for view in facade.list_clauses(call.uow, norm, by=call.actor)]
    return schemas.ClauseList(items=found, total=len(found))


@router.get("/clauses/{clause_id}")
def read_clause(clause_id: str, call: ReadCall) -> schemas.Clause:
    """One clause: what it asks, whence, and how to mend."""
    return schemas.Clause.of(facade.clause_of(call.uow, clause_id, by=call.actor))


@router.get("/norm-runs")
def list_runs(call: ResultsCall, page: Paged) -> schemas.RunList:
    """The checks of the whole ledger, newest first, with the versions they ran under."""
    found = facade.list_runs(call.uow, page, by=call.actor)
    return schemas.RunList(items=[schemas.Run.model_validate(each) for each in found.items], total=found.total)


@router.post("/norm-runs", status_code=202)
def start_check(call: CheckCall) -> schemas.Started:
    """Check the whole ledger in the background; one check waits at a time."""
    queued = call.uow.enqueue(
        "policy.check_norms", queueing_lock="policy.check_norms", lock="policy.check_norms", asked_by=call.actor.name
    )
    return schemas.Started(started=queued)


@router.get("/norm-results")
def list_departments(call: ResultsCall) -> schemas.DepartmentList:
    """What the newest check found, per department; the worst first."""
    found = [schemas.Department.model_validate(each) for each in facade.department_results(call.uow, by=call.actor)]
    return schemas.DepartmentList(items=found, total=len(found))


@router.get("/norm-results/trend")
def read_trend(call: ResultsCall, organisation_id: Word = None) -> schemas.Trend:
    """The newest thirty checks in the order of time, of one department or of all one may see."""
    points = [
        schemas.TrendPoint.model_validate(each) for each in facade.trend(call.uow, organisation_id, by=call.actor)
    ]
    return schemas.Trend(items=points, total=len(points))


@router.get("/norm-violations")
def list_violations(
    call: ResultsCall,
    page: Paged,
    organisation_id: Word = None,
    clause: Word = None,
    norm: Word = None,
    severity: Severity | None = None,
) -> schemas.ViolationList:
    """What does not keep a clause, as the newest check found it."""
    wanted = ViolationFilter(organisation_id, clause, norm, severity)
    found = facade.list_violations(call.uow, page, wanted, by=call.actor)
    return schemas.ViolationList(
        items=[schemas.Violation.model_validate(each) for each in found.items], total=found.total
    )


@router.get("/norm-waivers")
def list_waivers(call: ResultsCall, page: Paged, in_force: bool = False) -> schemas.WaiverList:
    """Waivers with reason and last day."""
    found = facade.list_waivers(call.uow, page, in_force=in_force, by=call.actor)
    return schemas.WaiverList(items=[schemas.Waiver.model_validate(each) for each in found.items], total=found.total)


@router.post("/norm-waivers", status_code=202)
def propose_waiver(body: schemas.WaiverIn, call: WaiveCall) -> schemas.Proposed:
    """Ask for a waiver; somebody else of the bureau that keeps the norm decides."""
    held = facade.propose_waiver(call.uow, NewWaiver(**body.model_dump()), by=call.actor)
    return schemas.Proposed(change_id=held.id, title=held.title)


@router.post("/norm-waivers/{waiver_id}/end")
def end_waiver(waiver_id: str, call: WaiveCall) -> schemas.Waiver:
    """End a waiver before its last day."""
    return schemas.Waiver.model_validate(facade.end_waiver(call.uow, waiver_id, by=call.actor))
