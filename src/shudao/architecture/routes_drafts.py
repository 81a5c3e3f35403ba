"""HTTP of drafts and of the end of a node: rewrite, throw away, return, retire."""

from typing import Annotated

from fastapi import APIRouter

from shudao.access.http import Call, permitted
from shudao.architecture import facade, permissions, schemas, schemas_drafts, schemas_sources

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]


@router.get("/definitions/{code}")
def read_definition(code: str, call: ReadCall) -> schemas_drafts.DefinitionOut:
    """A node or attribute in the words it is defined in, to be edited."""
    return schemas_drafts.definition_out(facade.definition(call.uow, code, by=call.actor))


@router.put("/nodes/{code}/draft", status_code=204)
def rewrite_node(code: str, body: schemas_drafts.NodeDraftIn, call: EditCall) -> None:
    """Say a draft node anew."""
    facade.visible_node(call.uow, code, by=call.actor)
    facade.rewrite_node(call.uow, body.as_node(code), seen_version=body.seen_version, by=call.actor)


@router.put("/attributes/{code}/draft", status_code=204)
def rewrite_attribute(code: str, body: schemas_drafts.AttributeDraftIn, call: EditCall) -> None:
    """Say a draft attribute anew."""
    facade.visible_node(call.uow, code.rpartition(".")[0], by=call.actor)
    facade.rewrite_attribute(call.uow, body.as_attribute(code), seen_version=body.seen_version, by=call.actor)


@router.delete("/nodes/{code}/draft")
def discard_drafts(code: str, call: EditCall) -> schemas.CountOut:
    """Throw a draft away with everything below it."""
    return schemas.CountOut(count=facade.discard_drafts(call.uow, code, by=call.actor))


@router.post("/nodes/{code}/return")
def return_node(code: str, body: schemas_sources.ReasonIn, call: PublishCall) -> schemas.CountOut:
    """Give a node and what is in review below it back to the department."""
    return schemas.CountOut(count=facade.return_subtree(call.uow, code, body.reason, by=call.actor))


@router.post("/nodes/{code}/retirement", status_code=201)
def propose_retirement(code: str, body: schemas_sources.ReasonIn, call: EditCall) -> schemas.ChangeOut:
    """Propose that a published node ends with everything below it; the bureau decides."""
    facade.visible_node(call.uow, code, by=call.actor)
    return schemas.ChangeOut(id=facade.propose_retirement(call.uow, code, body.reason, by=call.actor).id)
