"""HTTP of the conflict matrix, groups and security posts. Mounted below `/api/v1/mechanism`."""

from typing import Annotated

from fastapi import APIRouter

from shudao.access.http import Call, permitted
from shudao.mechanism import facade, permissions
from shudao.mechanism import schemas_posts as schemas

router = APIRouter()

ViewCall = Annotated[Call, permitted(permissions.VIEW)]
GroupCall = Annotated[Call, permitted(permissions.EDIT_GROUPS)]
ConflictCall = Annotated[Call, permitted(permissions.EDIT_CONFLICTS)]


@router.get("/conflicts")
def list_held_conflicts(call: ViewCall) -> schemas.HeldConflictList:
    """Everybody who holds two posts today that do not go together."""
    found = [schemas.HeldConflict.model_validate(each) for each in facade.held_conflicts(call.uow)]
    return schemas.HeldConflictList(items=found, total=len(found))


@router.post("/conflicts", status_code=202)
def propose_conflict(body: schemas.PairProposal, call: ConflictCall) -> schemas.HeldPair:
    """Propose how two posts go together; the bureau decides."""
    held = facade.propose_conflict(call.uow, body.post_a, body.post_b, body.verdict, by=call.actor)
    return schemas.HeldPair(change_id=held.id, title=held.title)


@router.get("/groups")
def list_groups(call: ViewCall) -> schemas.GroupList:
    """The leading, quality and assessment groups with members, duties and inboxes."""
    found = [schemas.Group.model_validate(each) for each in facade.list_groups(call.uow)]
    return schemas.GroupList(items=found, total=len(found))


@router.post("/groups", status_code=201)
def create_group(body: schemas.GroupIn, call: GroupCall) -> schemas.Group:
    """Set up a group below an organisation."""
    return schemas.Group.model_validate(facade.create_group(call.uow, body.new(), by=call.actor))


@router.get("/groups/{group_id}")
def read_group(group_id: str, call: ViewCall) -> schemas.Group:
    """One group."""
    return schemas.Group.model_validate(facade.group(call.uow, group_id))


@router.put("/groups/{group_id}")
def edit_group(group_id: str, body: schemas.GroupEdit, call: GroupCall) -> schemas.Group:
    """Say anew what a group is there for."""
    edited = facade.edit_group(
        call.uow, group_id, body.kind, body.duties, seen_version=body.seen_version, by=call.actor
    )
    return schemas.Group.model_validate(edited)


@router.post("/groups/{group_id}/tasks", status_code=201)
def ask_group(group_id: str, body: schemas.Asking, call: GroupCall) -> schemas.Asked:
    """Put something before a group; it waits in the inbox of each member until one has done it."""
    task = facade.ask_group(call.uow, group_id, body.title, body.body, body.within_working_days, by=call.actor)
    return schemas.Asked(task_id=task.id)


@router.get("/security-posts")
def list_security_posts(call: ViewCall) -> schemas.SecurityPostList:
    """The five security posts with duties, holders and inboxes."""
    found = [schemas.SecurityPost.model_validate(each) for each in facade.security_posts(call.uow)]
    return schemas.SecurityPostList(items=found, total=len(found))


@router.post("/security-posts/{post_code}/tasks", status_code=201)
def ask_security_post(post_code: str, body: schemas.PostAsking, call: GroupCall) -> schemas.Asked:
    """Put something before whoever holds a security post in an organisation."""
    task = facade.ask_security_post(
        call.uow, post_code, body.organisation_id, body.title, body.body, body.within_working_days, by=call.actor
    )
    return schemas.Asked(task_id=task.id)
