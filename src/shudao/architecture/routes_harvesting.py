"""HTTP of harvests, of confirming what they propose, and of changes of sources."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions
from shudao.architecture import schemas_harvesting as schemas
from shudao.kernel.paging import PageQuery

router = APIRouter()

PhysicalCall = Annotated[Call, permitted(permissions.READ_PHYSICAL)]
SourcesCall = Annotated[Call, permitted(permissions.MANAGE_SOURCES)]
ClaimCall = Annotated[Call, permitted(permissions.CLAIM_TABLES)]
Paging = Annotated[PageQuery, Depends(page_query)]
Table = Annotated[str, Query(min_length=1, max_length=200)]


@router.post("/sources/{code}/harvests", status_code=202)
def start_harvest(code: str, call: SourcesCall) -> schemas.HarvestOut:
    """Ask a worker to read the schema of a source and to propose an architecture for it."""
    facade.visible_source(call.uow, code, by=call.actor)
    return schemas.HarvestOut.model_validate(facade.start_harvest(call.uow, code, by=call.actor))


@router.get("/sources/{code}/harvests")
def list_harvests(code: str, call: PhysicalCall) -> schemas.HarvestList:
    """The last harvests of a source, newest first."""
    facade.visible_source(call.uow, code, by=call.actor)
    found = facade.list_harvests(call.uow, code, by=call.actor)
    return schemas.HarvestList(items=[schemas.HarvestOut.model_validate(run) for run in found], total=len(found))


@router.get("/harvests/{run_id}")
def read_harvest(run_id: str, call: PhysicalCall) -> schemas.HarvestOut:
    """How far a harvest is, and what came of it."""
    return schemas.HarvestOut.model_validate(facade.harvest_run(call.uow, run_id, by=call.actor))


@router.get("/sources/{code}/sheet")
def read_sheet(code: str, call: PhysicalCall, table: Table) -> schemas.SheetOut:
    """A table with what is proposed for its columns, what stands already, and one's own draft."""
    facade.visible_source(call.uow, code, by=call.actor)
    return schemas.SheetOut.model_validate(facade.confirmation_sheet(call.uow, code, table, by=call.actor))


@router.put("/sources/{code}/sheet-draft")
def save_draft(code: str, body: schemas.DraftIn, call: ClaimCall) -> schemas.DraftSaved:
    """Keep what was typed so far, for oneself."""
    facade.visible_source(call.uow, code, by=call.actor)
    content = body.content.model_dump(mode="json", exclude_defaults=True)
    version = facade.save_draft(call.uow, code, body.table, content, seen_version=body.seen_version, by=call.actor)
    return schemas.DraftSaved(version=version)


@router.delete("/sources/{code}/sheet-draft", status_code=204)
def discard_draft(code: str, call: ClaimCall, table: Table) -> None:
    """Forget what one typed about a table."""
    facade.visible_source(call.uow, code, by=call.actor)
    facade.discard_draft(call.uow, code, table, by=call.actor)


@router.post("/sources/{code}/confirmations", status_code=201)
def confirm_table(code: str, body: schemas.ConfirmIn, call: ClaimCall) -> schemas.ConfirmedOut:
    """Confirm columns of a table as attributes of an entity; somebody else reviews it."""
    facade.visible_source(call.uow, code, by=call.actor)
    made = facade.confirm_table(call.uow, code, body.table, body.decision(), by=call.actor)
    return schemas.ConfirmedOut.model_validate(made)


@router.post("/sources/{code}/comparisons")
def compare_source(code: str, call: SourcesCall) -> schemas.ComparedOut:
    """Compare the live schema of a source with what is registered of it, now."""
    facade.visible_source(call.uow, code, by=call.actor)
    return schemas.ComparedOut(**facade.check_source(call.database, call.settings, code, by=call.actor))


@router.get("/drifts")
def list_drifts(
    call: PhysicalCall, page: Paging, is_open: Annotated[bool | None, Query(alias="open")] = None
) -> schemas.DriftList:
    """Registered tables that no longer are what was registered, newest first."""
    found = facade.list_drifts(call.uow, page, is_open=is_open, by=call.actor)
    return schemas.DriftList(items=[schemas.DriftOut.model_validate(each) for each in found.items], total=found.total)


@router.get("/drifts/{drift_id}")
def read_drift(drift_id: str, call: PhysicalCall) -> schemas.DriftOut:
    """One change of a source, with everything that hangs on it and the proposed mapping."""
    return schemas.DriftOut.model_validate(facade.drift(call.uow, drift_id, by=call.actor))


@router.post("/drifts/{drift_id}/settlement")
def settle_drift(drift_id: str, body: schemas.MappingIn, call: SourcesCall) -> schemas.DriftOut:
    """Decide what each departed column is from now on."""
    return schemas.DriftOut.model_validate(facade.settle_drift(call.uow, drift_id, body.mapping, by=call.actor))
