"""HTTP of disputes. Mounted below `/api/v1/mechanism`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.mechanism import contracts_disputes as contracts
from shudao.mechanism import facade, permissions
from shudao.mechanism import schemas_disputes as schemas
from shudao.mechanism.contracts_disputes import DisputeFilter, DisputeState, Topic
from shudao.work import facade as work

router = APIRouter()

SeeCall = Annotated[Call, permitted(permissions.VIEW)]
OpenCall = Annotated[Call, permitted(permissions.OPEN_DISPUTE)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/disputes")
def list_disputes(
    call: SeeCall,
    page: Paging,
    topic: Topic | None = None,
    state: DisputeState | None = None,
    organisation_id: Annotated[str | None, Query(max_length=60)] = None,
    about: Annotated[str | None, Query(max_length=200)] = None,
) -> schemas.DisputeList:
    """Cases of my department, and those I rule or oversee; `about` is the subject of a thing."""
    wanted = DisputeFilter(topic, state, organisation_id, about)
    found = facade.list_disputes(call.uow, wanted, page, by=call.actor)
    return schemas.DisputeList(items=_shown(call, found.items), total=found.total)


@router.post("/disputes", status_code=201)
def open_dispute(body: schemas.DisputeIn, call: OpenCall) -> schemas.Dispute:
    """Bring a case for my department."""
    new = contracts.NewDispute(**body.model_dump())
    return _shown(call, [facade.open_dispute(call.uow, new, by=call.actor)])[0]


@router.get("/disputes/{dispute_id}")
def read_dispute(dispute_id: str, call: SeeCall) -> schemas.DisputeCase:
    """One case with its whole thread."""
    found = facade.dispute(call.uow, dispute_id, by=call.actor)
    thread = facade.thread_of(call.uow, dispute_id, by=call.actor)
    parties = (found.claimant_organisation_id, found.respondent_organisation_id)
    return schemas.DisputeCase(
        dispute=_shown(call, [found])[0],
        thread=[schemas.Contribution.model_validate(each) for each in thread],
        may_rule=facade.may_rule(call.uow, found, by=call.actor),
        is_party=call.actor.organisation_id in parties,
    )


@router.post("/disputes/{dispute_id}/contributions", status_code=201)
def add_to_dispute(dispute_id: str, body: schemas.TextIn, call: SeeCall) -> schemas.Contribution:
    """Add evidence, or my department's answer."""
    made = facade.add_to_dispute(call.uow, dispute_id, body.text, by=call.actor)
    return schemas.Contribution.model_validate(made)


@router.post("/disputes/{dispute_id}/ruling")
def rule_dispute(dispute_id: str, body: schemas.RulingIn, call: SeeCall) -> schemas.Dispute:
    """Rule; what the ruling sets is carried out with it. Never by a party."""
    outcome = contracts.Outcome(body.words, body.person_id, body.grade)
    ruled = facade.rule_dispute(call.uow, dispute_id, outcome, seen_version=body.version, by=call.actor)
    return _shown(call, [ruled])[0]


@router.post("/disputes/{dispute_id}/appeal")
def appeal_dispute(dispute_id: str, body: schemas.TextIn, call: OpenCall) -> schemas.Dispute:
    """Ask the body above to look at a ruling again."""
    return _shown(call, [facade.appeal_dispute(call.uow, dispute_id, body.text, by=call.actor)])[0]


@router.post("/disputes/{dispute_id}/withdraw")
def withdraw_dispute(dispute_id: str, body: schemas.TextIn, call: OpenCall) -> schemas.Dispute:
    """Take a case of my department back."""
    return _shown(call, [facade.withdraw_dispute(call.uow, dispute_id, body.text, by=call.actor)])[0]


def _shown(call: Call, found: list[contracts.Dispute]) -> list[schemas.Dispute]:
    days, today = work.working_days(call.uow), call.uow.clock.today()
    return [schemas.Dispute.of(each, days.remaining(today, each.due)) for each in found]
