"""HTTP of comments, follows, deputies and deciding together. Mounted below `/api/v1/work`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.work import facade, permissions, schemas
from shudao.work import schemas_life as life
from shudao.work.contracts_life import NewDelegation
from shudao.work.showing import shown_task

router = APIRouter()

OwnCall = Annotated[Call, permitted(permissions.OWN_WORK)]
PauseCall = Annotated[Call, permitted(permissions.PAUSE_TASKS)]
Paging = Annotated[PageQuery, Depends(page_query)]
Subject = Annotated[str, Query(min_length=3, max_length=200)]


@router.get("/comments")
def list_comments(call: OwnCall, page: Paging, subject: Subject) -> life.CommentList:
    """What was said about a thing that I may see, oldest first."""
    found = facade.comments(call.uow, subject, page, by=call.actor)
    return life.CommentList(items=[life.Comment.model_validate(each) for each in found.items], total=found.total)


@router.post("/comments", status_code=201)
def write_comment(body: life.CommentIn, call: OwnCall) -> life.Comment:
    """Say something about a thing that I may see."""
    made = facade.comment(call.uow, body.subject, body.body, body.mentions, by=call.actor)
    return life.Comment.model_validate(made)


@router.put("/comments/{comment_id}")
def edit_comment(comment_id: str, body: life.CommentEdit, call: OwnCall) -> life.Comment:
    """Put my own remark into other words; what it said stays in its trace."""
    made = facade.edit_comment(call.uow, comment_id, body.body, body.mentions, seen_version=body.version, by=call.actor)
    return life.Comment.model_validate(made)


@router.delete("/comments/{comment_id}", status_code=204)
def delete_comment(comment_id: str, call: OwnCall) -> None:
    """Take my own remark back."""
    facade.delete_comment(call.uow, comment_id, by=call.actor)


@router.get("/comments/{comment_id}/trace")
def read_comment_trace(comment_id: str, call: OwnCall) -> life.CommentList:
    """What my own remark said before."""
    found = facade.comment_trace(call.uow, comment_id, by=call.actor)
    return life.CommentList(items=[life.Comment.model_validate(each) for each in found], total=len(found))


@router.get("/mentionable")
def list_mentionable(call: OwnCall, q: Annotated[str, Query(min_length=1, max_length=50)]) -> life.MentionableList:
    """People whose name fits, to mention or to name as deputy."""
    found = facade.people_to_mention(call.uow, q)
    return life.MentionableList(items=[life.Mentionable(id=each, name=name) for each, name in found])


@router.get("/following")
def read_following(call: OwnCall, subject: Subject) -> life.Following:
    """Whether I follow a thing."""
    return life.Following(subject=subject, is_followed=facade.follows(call.uow, subject, by=call.actor))


@router.get("/followed")
def list_followed(call: OwnCall) -> life.FollowedList:
    """What I follow."""
    found = facade.followed(call.uow, by=call.actor)
    items = [life.Followed(subject=subject, title=thing.title, path=thing.path) for subject, thing in found]
    return life.FollowedList(items=items, total=len(items))


@router.post("/follow")
def follow(body: life.FollowIn, call: OwnCall) -> life.Following:
    """Be told when a thing changes."""
    facade.follow(call.uow, body.subject, by=call.actor)
    return life.Following(subject=body.subject, is_followed=True)


@router.post("/unfollow")
def unfollow(body: life.FollowIn, call: OwnCall) -> life.Following:
    """Not be told any more."""
    facade.unfollow(call.uow, body.subject, by=call.actor)
    return life.Following(subject=body.subject, is_followed=False)


@router.get("/delegations")
def list_delegations(call: OwnCall) -> life.DelegationList:
    """My deputies, and for whom I stand in."""
    found = facade.delegations(call.uow, by=call.actor)
    return life.DelegationList(items=[life.Delegation.model_validate(each) for each in found], total=len(found))


@router.post("/delegations", status_code=201)
def delegate(body: life.DelegationIn, call: OwnCall) -> life.Delegation:
    """Name a deputy for my work, for a period."""
    new = NewDelegation(body.deputy_id, body.valid_from, body.valid_to, body.reason, tuple(body.kinds))
    return life.Delegation.model_validate(facade.delegate(call.uow, new, by=call.actor))


@router.post("/delegations/{delegation_id}/end", status_code=204)
def end_delegation(delegation_id: str, call: OwnCall) -> None:
    """End a delegation before its last day."""
    facade.end_delegation(call.uow, delegation_id, by=call.actor)


@router.post("/changes/decide")
def decide_many(body: life.ManyDecisions, call: OwnCall) -> life.DecidedList:
    """Approve or refuse several changes with one ground; each stands or falls by itself."""
    found = facade.decide_many(call.uow, body.change_ids, approve=body.approve, reason=body.reason, by=call.actor)
    done = sum(each.is_done for each in found)
    items = [life.Decided.model_validate(each) for each in found]
    return life.DecidedList(items=items, done=done, failed=len(found) - done)


@router.post("/tasks/{task_id}/pause")
def pause_task(task_id: str, body: life.PauseIn, call: PauseCall) -> schemas.Task:
    """Let the time limit of a task of my department stand still."""
    return shown_task(call.uow, facade.pause_task(call.uow, task_id, body.reason, by=call.actor))


@router.post("/tasks/{task_id}/resume")
def resume_task(task_id: str, call: PauseCall) -> schemas.Task:
    """Let it run on; the working days of the pause are added."""
    return shown_task(call.uow, facade.resume_task(call.uow, task_id, by=call.actor))
