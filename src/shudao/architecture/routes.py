"""HTTP of architecture: nodes, grades and lineage; sources and the catalogue have files of their own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.architecture import (
    facade,
    permissions,
    routes_catalogue,
    routes_definitions,
    routes_drafts,
    routes_harvesting,
    routes_indicators,
    routes_ledger,
    routes_review,
    routes_sources,
    routes_systems,
    routes_tracing,
    schemas,
)
from shudao.architecture.contracts import ChangeState
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/architecture", tags=["architecture"])
router.include_router(routes_sources.router)
router.include_router(routes_systems.router)
router.include_router(routes_harvesting.router)
router.include_router(routes_review.router)
router.include_router(routes_catalogue.router)
router.include_router(routes_tracing.router)
router.include_router(routes_drafts.router)
router.include_router(routes_ledger.router)
router.include_router(routes_definitions.router)
router.include_router(routes_indicators.router)

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
ConfirmOwnerCall = Annotated[Call, permitted(permissions.CONFIRM_OWNER)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
LowerCall = Annotated[Call, permitted(permissions.LOWER_GRADE)]
ConfirmCall = Annotated[Call, permitted(permissions.CONFIRM_LOWER)]
LoweringsCall = Annotated[Call, permitted(permissions.READ_LOWERINGS)]
QualityCall = Annotated[Call, permitted(permissions.DECLARE_QUALITY)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/tree")
def list_children(call: ReadCall, parent: Annotated[str | None, Query(max_length=60)] = None) -> schemas.NodeList:
    """The nodes right below one, or the domains."""
    found = facade.children(call.uow, parent, by=call.actor)
    return schemas.NodeList(items=[schemas.node_out(view) for view in found], total=len(found))


@router.post("/definitions", status_code=201)
def define(body: schemas.DefinitionIn, call: EditCall) -> schemas.CountOut:
    """Draft nodes and attributes in one set, whole or not at all."""
    nodes, attributes = [node.new() for node in body.nodes], [attribute.new() for attribute in body.attributes]
    facade.define_architecture(call.uow, nodes, attributes, by=call.actor)
    return schemas.CountOut(count=len(nodes) + len(attributes))


@router.get("/nodes/{code}")
def read_node(code: str, call: ReadCall) -> schemas.NodeOut:
    """One node of L1–L4."""
    return schemas.node_out(facade.node(call.uow, code, by=call.actor))


@router.post("/nodes/{code}/submit")
def submit_node(code: str, call: EditCall) -> schemas.CountOut:
    """Hand a node and all drafts under it in for review."""
    facade.visible_node(call.uow, code, by=call.actor)
    return schemas.CountOut(count=facade.submit_subtree(call.uow, code, by=call.actor))


@router.post("/nodes/{code}/publish")
def publish_node(code: str, call: PublishCall) -> schemas.CountOut:
    """Publish a node and everything under it that is in review; not by its author."""
    return schemas.CountOut(count=facade.publish_subtree(call.uow, code, by=call.actor))


@router.post("/nodes/{code}/changes", status_code=201)
def propose_change(code: str, body: schemas.ChangeIn, call: EditCall) -> schemas.ChangeOut:
    """Propose a change of a published node or attribute; the bureau decides."""
    made = facade.propose_change(
        call.uow, code, body.changes, body.reason, seen_version=body.seen_version, by=call.actor
    )
    return schemas.ChangeOut(id=made.id)


@router.get("/nodes/{code}/versions")
def list_versions(code: str, call: ReadCall) -> schemas.VersionList:
    """What a published node or attribute said before, newest first."""
    found = facade.earlier_versions(call.uow, code, by=call.actor)
    return schemas.VersionList(items=[schemas.VersionOut.model_validate(v) for v in found], total=len(found))


@router.get("/objects/{code}/map")
def read_object_map(code: str, call: ReadCall) -> schemas.ObjectMapOut:
    """One business object down to its columns, with what it lacks."""
    found = facade.object_map(call.uow, code, by=call.actor)
    may_see = access.permits(call.uow, call.actor, permissions.READ_PHYSICAL, found.object.organisation_id)
    return schemas.map_out(found, may_see)


@router.get("/entities/{code}")
def read_entity(code: str, call: ReadCall) -> schemas.EntityOut:
    """One logical entity with its five elements and attributes."""
    return schemas.entity_out(facade.visible_entity(call.uow, code, by=call.actor))


@router.post("/entities/{code}/owner-confirmation", status_code=204)
def confirm_owner(code: str, call: ConfirmOwnerCall) -> None:
    """The owner accepts to answer for an entity."""
    facade.visible_node(call.uow, code, by=call.actor)
    facade.confirm_owner(call.uow, code, by=call.actor)


@router.post("/entities/{code}/quality-plan", status_code=201)
def declare_quality_plan(code: str, body: schemas.PlanIn, call: QualityCall) -> schemas.PlanOut:
    """Declare the quality plan of an entity."""
    facade.visible_node(call.uow, code, by=call.actor)
    made = facade.declare_quality_plan(
        call.uow, code, body.rule_kinds, body.cycle, body.tolerance, body.expected_rows, by=call.actor
    )
    return schemas.PlanOut.model_validate(made)


@router.post("/grades", status_code=204)
def set_grades(body: schemas.GradesIn, call: EditCall) -> None:
    """Grade attributes for the first time, or raise their grades."""
    facade.set_grades(call.uow, body.grades, by=call.actor)


@router.post("/attributes/{code}/lowerings", status_code=201)
def propose_lowering(code: str, body: schemas.LoweringIn, call: LowerCall) -> schemas.LoweringOut:
    """Propose to lower a grade, at once or from a day on; it waits for the security administrator's signature."""
    made = facade.propose_lowering(
        call.uow, code, body.grade, body.reason, effective_on=body.effective_on, by=call.actor
    )
    return schemas.LoweringOut(id=made)


@router.get("/lowerings")
def list_lowerings(call: LoweringsCall, page: Paging, state: ChangeState | None = None) -> schemas.LoweringList:
    """Lowerings of one's organisation; all of them for those who countersign."""
    found = facade.list_lowerings(call.uow, page, state, by=call.actor)
    items = [schemas.LoweringItem.model_validate(lowering) for lowering in found.items]
    return schemas.LoweringList(items=items, total=found.total)


@router.post("/lowerings/{lowering_id}/signature", status_code=204)
def sign_lowering(lowering_id: str, body: schemas.SignatureIn, call: ConfirmCall) -> None:
    """The second signature under the lowering of a grade."""
    facade.confirm_lowering(call.uow, lowering_id, body.approve, by=call.actor)


@router.get("/lineage")
def read_lineage(call: ReadCall, ref: Annotated[str, Query(max_length=200)]) -> schemas.LineageOut:
    """The visible neighbourhood of one end."""
    found = facade.lineage(call.uow, ref, by=call.actor)
    edges = [schemas.EdgeOut(origin=origin, target=target, via=via) for origin, target, via in found.edges]
    return schemas.LineageOut(ends=[schemas.EndOut.model_validate(end) for end in found.ends], edges=edges)
