"""HTTP of sharing: applications and the steps they take."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.expr.predicate import Everything, Predicate
from shudao.kernel.expr.predicate_json import from_json
from shudao.kernel.paging import PageQuery
from shudao.sharing import facade, logic, permissions, presenting, routes_delivery, schemas
from shudao.sharing.contracts import (
    Application,
    ApplicationFilter,
    Approval,
    ListScope,
    NewApplication,
    Scores,
    State,
    Urgency,
)

applications = APIRouter(prefix="/api/v1/sharing", tags=["sharing"])

SeeCall = Annotated[Call, permitted(permissions.SEE)]
ApplyCall = Annotated[Call, permitted(permissions.APPLY)]
ConsentCall = Annotated[Call, permitted(permissions.CONSENT)]
ReviewCall = Annotated[Call, permitted(permissions.REVIEW)]
FileCall = Annotated[Call, permitted(permissions.FILE)]
Paging = Annotated[PageQuery, Depends(page_query)]
Code = Annotated[str, Query(max_length=100)]


@applications.get("/applications")
def list_applications(
    call: SeeCall,
    page: Paging,
    scope: ListScope = ListScope.ALL,
    state: State | None = None,
    urgency: Urgency | None = None,
    asset_code: Code = "",
    catalogue_code: Code = "",
    organisation_id: Code = "",
    source_organisation_id: Code = "",
    overdue: bool = False,
) -> schemas.ApplicationList:
    """Applications one may see: one's department's, those waiting for one's decision, or all."""
    wanted = ApplicationFilter(
        scope, state, urgency, asset_code, catalogue_code, organisation_id, source_organisation_id, overdue
    )
    found = facade.list_applications(call.uow, wanted, page, by=call.actor)
    return schemas.ApplicationList(
        items=[presenting.item_out(call.uow, known) for known in found.items], total=found.total
    )


@applications.get("/offers")
def read_offer(call: SeeCall, catalogue_code: Code, asset_code: Code = "") -> schemas.OfferOut:
    """What can be applied for under a catalogue entry: its data set's columns with grades and sharing types."""
    return presenting.offer_out(call.uow, facade.offer_of(call.uow, catalogue_code, asset_code, by=call.actor))


@applications.post("/applications", status_code=201)
def draft(body: schemas.Scope, call: ApplyCall) -> schemas.ApplicationOut:
    """Begin an application."""
    return _out(call, facade.draft(call.uow, _request_of(body), by=call.actor))


@applications.post("/carts", status_code=201)
def draft_cart(body: schemas.Cart, call: ApplyCall) -> schemas.ApplicationList:
    """Turn a data cart into applications, one per data set."""
    made = facade.draft_cart(call.uow, [_request_of(item) for item in body.items], by=call.actor)
    return schemas.ApplicationList(items=[presenting.item_out(call.uow, known) for known in made], total=len(made))


@applications.get("/applications/{application_id}")
def read_application(application_id: str, call: SeeCall) -> schemas.ApplicationOut:
    """One application: its thread, who holds it, and what one may do now."""
    return presenting.detail_out(call.uow, facade.detail(call.uow, application_id, by=call.actor))


@applications.patch("/applications/{application_id}")
def edit(application_id: str, body: schemas.Changes, call: ApplyCall) -> schemas.ApplicationOut:
    """Change a draft, or complete a returned application."""
    present = logic.as_request(facade.application(call.uow, application_id, by=call.actor))
    given: dict[str, Any] = {name: getattr(body, name) for name in body.model_fields_set - {"version"}}
    if "where" in given:
        given["where"] = _rows(body.where)
    if given.get("columns") is not None:
        given["columns"] = tuple(given["columns"])
    # Only the term may be taken back to nothing; an explicit null for anything else changes nothing.
    changes = {k: v for k, v in given.items() if v is not None or k in ("valid_from", "valid_to")}
    changed = replace(present, **changes)
    return _out(call, facade.edit(call.uow, application_id, changed, seen_version=body.version, by=call.actor))


@applications.post("/applications/{application_id}/submission")
def submit(application_id: str, body: schemas.Seen, call: ApplyCall) -> schemas.ApplicationOut:
    """Hand in a draft, or a returned application that was completed."""
    known = facade.application(call.uow, application_id, by=call.actor)
    if known.state is State.RETURNED:
        done = facade.complete(call.uow, application_id, body.opinion, seen_version=body.version, by=call.actor)
    else:
        done = facade.submit(call.uow, application_id, seen_version=body.version, by=call.actor)
    return _out(call, done)


@applications.post("/applications/{application_id}/consent")
def consent(application_id: str, body: schemas.ConsentIn, call: ConsentCall) -> schemas.ApplicationOut:
    """One's own department lets the request go out, or gives it back."""
    decide = facade.consent if body.decision == "consent" else facade.decline
    return _out(call, decide(call.uow, application_id, body.opinion, seen_version=body.version, by=call.actor))


@applications.post("/applications/{application_id}/review")
def review(application_id: str, body: schemas.ReviewIn, call: ReviewCall) -> schemas.ApplicationOut:
    """The source approves, approves in part, returns for completion once, or refuses on a listed ground."""
    uow, by, seen = call.uow, call.actor, body.version
    if body.decision == "refuse":
        done = facade.refuse(uow, application_id, body.ground, body.opinion, seen_version=seen, by=by)
    elif body.decision == "return":
        done = facade.return_for_completion(uow, application_id, body.opinion, seen_version=seen, by=by)
    else:
        columns = tuple(body.columns) if body.columns is not None else None
        approval = Approval(columns, _rows(body.and_where), body.masks, body.valid_to)
        done = facade.approve(uow, application_id, approval, body.opinion, seen_version=seen, by=by)
    return _out(call, done)


@applications.post("/applications/{application_id}/filing")
def file(application_id: str, body: schemas.FilingIn, call: FileCall) -> schemas.ApplicationOut:
    """The bureau files the approval, which grants it and starts its delivery; or sends it back to the source."""
    decide = facade.file if body.decision == "file" else facade.send_back
    return _out(call, decide(call.uow, application_id, body.opinion, seen_version=body.version, by=call.actor))


@applications.post("/applications/{application_id}/receipt")
def sign_receipt(application_id: str, body: schemas.ReceiptIn, call: ApplyCall) -> schemas.ApplicationOut:
    """Sign for the rows counted in one's own table, or dispute the delivery."""
    sign = facade.confirm_receipt if body.accepted else facade.dispute
    return _out(call, sign(call.uow, application_id, body.rows, body.opinion, seen_version=body.version, by=call.actor))


@applications.post("/applications/{application_id}/evaluation")
def evaluate(application_id: str, body: schemas.EvaluationIn, call: ApplyCall) -> schemas.ApplicationOut:
    """Five scores and what using the data brought."""
    scores = Scores(**body.scores.model_dump())
    return _out(
        call, facade.evaluate(call.uow, application_id, scores, body.text, seen_version=body.version, by=call.actor)
    )


@applications.post("/applications/{application_id}/withdrawal")
def withdraw(application_id: str, body: schemas.Seen, call: ApplyCall) -> schemas.ApplicationOut:
    """Take an application back before anything was granted."""
    done = facade.withdraw(call.uow, application_id, body.opinion, seen_version=body.version, by=call.actor)
    return _out(call, done)


def _out(call: Call, known: Application) -> schemas.ApplicationOut:
    return presenting.detail_out(call.uow, facade.detail(call.uow, known.id, by=call.actor))


def _rows(given: dict[str, Any] | None) -> Predicate:
    return Everything() if given is None else from_json(given)


def _request_of(body: schemas.Scope) -> NewApplication:
    given = body.model_dump(exclude={"columns", "where"})
    return NewApplication(columns=tuple(body.columns), where=_rows(body.where), **given)


router = APIRouter()
router.include_router(applications)
router.include_router(routes_delivery.router)
