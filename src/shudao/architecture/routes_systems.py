"""HTTP of application systems, of their tables, and of handing over access to a source."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from shudao.access.http import Call, PublicCall, page_query, permitted, public
from shudao.architecture import facade, permissions
from shudao.architecture import schemas_systems as schemas
from shudao.architecture.contracts import SystemFilter, SystemState, TableFilter, TableState
from shudao.kernel.errors import Language
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
PhysicalCall = Annotated[Call, permitted(permissions.READ_PHYSICAL)]
SystemsCall = Annotated[Call, permitted(permissions.MANAGE_SYSTEMS)]
SourcesCall = Annotated[Call, permitted(permissions.MANAGE_SOURCES)]
ClaimCall = Annotated[Call, permitted(permissions.CLAIM_TABLES)]
HolderCall = Annotated[PublicCall, public("the one-time link itself is the proof; its holder has no account here")]
Paging = Annotated[PageQuery, Depends(page_query)]
Word = Annotated[str | None, Query(max_length=64)]


@router.get("/systems")
def list_systems(
    call: ReadCall,
    page: Paging,
    state: SystemState | None = None,
    organisation_id: Word = None,
    idle: bool = False,
) -> schemas.SystemList:
    """The register of application systems, with their tables counted."""
    wanted = SystemFilter(state, organisation_id, idle)
    found = facade.list_system_lines(call.uow, page, wanted, idle_days=call.settings.idle_system_days, by=call.actor)
    items = [
        schemas.SystemListed(
            **schemas.SystemOut.model_validate(line.system).model_dump(),
            counts=schemas.CountsOut.model_validate(line.counts),
            is_idle=line.is_idle,
        )
        for line in found.items
    ]
    return schemas.SystemList(items=items, total=found.total)


@router.post("/systems", status_code=201)
def register_system(body: schemas.SystemIn, call: SystemsCall) -> schemas.SystemOut:
    """Register an application system, or bring its entry up to date."""
    return schemas.SystemOut.model_validate(facade.register_system(call.uow, body.system(), by=call.actor))


@router.get("/systems/{code}")
def read_system(code: str, call: ReadCall) -> schemas.SystemPageOut:
    """One system with its databases, its tables counted, and the signs of being idle."""
    days = call.settings.idle_system_days
    return schemas.SystemPageOut.model_validate(facade.system_page(call.uow, code, idle_days=days, by=call.actor))


@router.put("/systems/{code}")
def edit_system(code: str, body: schemas.SystemEdit, call: SystemsCall) -> schemas.SystemOut:
    """Change an entry that was read at a version; the second of two edits is told of the first."""
    return schemas.SystemOut.model_validate(facade.edit_system(call.uow, body.system(code), by=call.actor))


@router.post("/systems/{code}/state")
def set_system_state(code: str, body: schemas.SystemStateIn, call: SystemsCall) -> schemas.SystemStateOut:
    """Change a system's state. Merging, splitting or retiring ends every certification that names it."""
    ended = facade.set_system_state(call.uow, code, body.state, body.reason, by=call.actor)
    return schemas.SystemStateOut(ended_certifications=ended)


@router.get("/tables")
def list_register(
    call: PhysicalCall,
    page: Paging,
    system_code: Word = None,
    source_code: Word = None,
    state: TableState | None = None,
) -> schemas.RegisteredTableList:
    """Tables of the register with what was decided about each."""
    wanted = TableFilter(system_code, source_code, state)
    found = facade.list_register(call.uow, page, wanted, by=call.actor)
    items = [schemas.RegisteredTableOut.model_validate(table) for table in found.items]
    return schemas.RegisteredTableList(items=items, total=found.total)


@router.post("/sources/{code}/claims")
def claim_tables(code: str, body: schemas.ClaimIn, call: ClaimCall) -> schemas.DecidedOut:
    """Claim tables of a source for a department."""
    facade.visible_source(call.uow, code, by=call.actor)
    count = facade.claim_tables(call.uow, code, body.tables, body.organisation_id, by=call.actor)
    return schemas.DecidedOut(count=count)


@router.post("/sources/{code}/exclusions")
def exclude_tables(code: str, body: schemas.ExclusionIn, call: ClaimCall) -> schemas.DecidedOut:
    """Exclude tables that hold no government data, with a reason of the list."""
    facade.visible_source(call.uow, code, by=call.actor)
    count = facade.exclude_tables(call.uow, code, body.tables, body.reason, body.note, by=call.actor)
    return schemas.DecidedOut(count=count)


@router.post("/sources/{code}/releases")
def release_tables(code: str, body: schemas.ReleaseIn, call: ClaimCall) -> schemas.DecidedOut:
    """List decided tables as unsurveyed again."""
    facade.visible_source(call.uow, code, by=call.actor)
    return schemas.DecidedOut(count=facade.release_tables(call.uow, code, body.tables, by=call.actor))


@router.get("/sources/{code}/handovers")
def list_handovers(code: str, call: SourcesCall) -> schemas.HandoverList:
    """The one-time links made for a source; never their tokens."""
    facade.visible_source(call.uow, code, by=call.actor)
    found = facade.list_handovers(call.uow, code, by=call.actor)
    items = [schemas.HandoverOut.model_validate(handover) for handover in found]
    return schemas.HandoverList(items=items, total=len(items))


@router.post("/sources/{code}/handovers", status_code=201)
def offer_handover(code: str, body: schemas.HandoverIn, call: SourcesCall) -> schemas.HandoverMade:
    """Make a one-time link by which somebody types in what opens the source; an open one ends."""
    facade.visible_source(call.uow, code, by=call.actor)
    made, token = facade.offer_handover(call.uow, code, body.recipient, by=call.actor)
    return schemas.HandoverMade(handover=schemas.HandoverOut.model_validate(made), token=token)


@router.delete("/sources/{code}/handovers", status_code=204)
def withdraw_handover(code: str, call: SourcesCall) -> None:
    """End the open link of a source."""
    facade.visible_source(call.uow, code, by=call.actor)
    facade.withdraw_handover(call.uow, code, by=call.actor)


@router.post("/handover")
def open_handover(body: schemas.HandoverToken, call: HolderCall) -> schemas.HandoverFormOut:
    """What the holder of a one-time link is asked for."""
    with call.database.unit_of_work() as uow:
        found = facade.open_handover(uow, body.token.get_secret_value())
    return schemas.HandoverFormOut.model_validate(found)


@router.post("/handover/secret")
def receive_secret(body: schemas.HandoverAnswer, call: HolderCall, request: Request) -> schemas.ConnectionOut:
    """Try what the holder typed in; sealed in the vault when the source answers, kept nowhere when it does not."""
    token, secret = body.token.get_secret_value(), body.secret.get_secret_value()
    report = facade.receive_secret(call.database, token, secret)
    is_english = request.headers.get("accept-language", "zh").lower().startswith("en")
    language: Language = "en" if is_english else "zh"
    problem = report.problem
    return schemas.ConnectionOut(
        ok=report.ok,
        facts=dict(report.facts),
        problem_code=problem.code if problem else None,
        problem=problem.message(language) if problem else None,
        next=problem.next_step(language) if problem else None,
    )
