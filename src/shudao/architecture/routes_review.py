"""HTTP of reviews, classes, rates, code rules and campaigns of the catalogue. Mounted below `/api/v1/architecture`."""

from typing import Annotated

from fastapi import APIRouter, Depends

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions
from shudao.architecture import schemas_review as schemas
from shudao.architecture.contracts import EntryState
from shudao.architecture.contracts_review import Axis
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
DraftsCall = Annotated[Call, permitted(permissions.READ_DRAFTS)]
GovernCall = Annotated[Call, permitted(permissions.GOVERN_CATALOGUE)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/catalogue-reviews")
def review_batch(
    call: DraftsCall, page: Paging, organisation_id: str | None = None, state: EntryState | None = None
) -> schemas.ReviewList:
    """What is on its way to publication: differences to the last version, duplicates by meaning, faults."""
    found = facade.review_batch(call.uow, page, organisation_id=organisation_id, state=state, by=call.actor)
    items = [schemas.ReviewLineOut.model_validate(each) for each in found.items]
    return schemas.ReviewList(items=items, total=found.total)


@router.post("/catalogue-reviews")
def decide_entries(body: schemas.BatchIn, call: DraftsCall) -> schemas.OutcomeList:
    """Hand in, approve or send back many entries; what cannot be done says why and blocks nothing."""
    found = facade.decide_entries(call.uow, body.codes, body.step, body.opinion, by=call.actor)
    items = [schemas.OutcomeOut.model_validate(each) for each in found]
    return schemas.OutcomeList(items=items, total=len(items))


@router.get("/catalogue-classes")
def browse(call: ReadCall, axis: Axis = Axis.CATEGORY) -> schemas.ClassList:
    """The classes of one classification with how many entries are in each."""
    items = [schemas.ClassOut.model_validate(each) for each in facade.browse(call.uow, axis, by=call.actor)]
    return schemas.ClassList(items=items, total=len(items))


@router.get("/catalogue-rates")
def entry_rates(call: ReadCall) -> schemas.RatesList:
    """编目率 and 挂接率 per department, as counts from the registers."""
    items = [schemas.RatesOut.model_validate(each) for each in facade.entry_rates(call.uow)]
    return schemas.RatesList(items=items, total=len(items))


@router.get("/catalogue-code-rule")
def read_rule(call: ReadCall) -> schemas.RuleOut:
    """The rule by which new entries get their codes."""
    rule = facade.active_rule(call.uow)
    return schemas.RuleOut(rule=rule.name, zh=rule.zh, en=rule.en)


@router.put("/catalogue-code-rule")
def choose_rule(body: schemas.RuleIn, call: GovernCall) -> schemas.RuleOut:
    """Give codes by another rule from now on; entries keep theirs."""
    rule = facade.choose_rule(call.uow, body.rule, by=call.actor)
    return schemas.RuleOut(rule=rule.name, zh=rule.zh, en=rule.en)


@router.post("/catalogue-recoding/{code:path}")
def recode_entry(code: str, body: schemas.RecodingIn, call: GovernCall) -> schemas.NewCode:
    """Give an entry another code; it is found under the old one for ever."""
    return schemas.NewCode(code=facade.recode_entry(call.uow, code, body.reason, body.code, by=call.actor))


@router.get("/campaigns")
def list_campaigns(call: ReadCall, page: Paging) -> schemas.CampaignList:
    """Campaigns, the latest first."""
    found = facade.list_campaigns(call.uow, page)
    items = [schemas.CampaignOut.model_validate(each) for each in found.items]
    return schemas.CampaignList(items=items, total=found.total)


@router.post("/campaigns", status_code=201)
def start_campaign(body: schemas.CampaignIn, call: GovernCall) -> schemas.CampaignOut:
    """Every entry needs this field until a day; departments that lack it get a to-do."""
    return schemas.CampaignOut.model_validate(facade.start_campaign(call.uow, body.new(), by=call.actor))


@router.get("/campaigns/{campaign_id}")
def read_campaign(campaign_id: str, call: ReadCall) -> schemas.CampaignOut:
    """One campaign."""
    return schemas.CampaignOut.model_validate(facade.campaign(call.uow, campaign_id))


@router.get("/campaigns/{campaign_id}/progress")
def campaign_progress(campaign_id: str, call: ReadCall) -> schemas.ProgressList:
    """How far each department is, counted from the catalogue."""
    found = facade.campaign_progress(call.uow, campaign_id)
    items = [schemas.ProgressOut.model_validate(each) for each in found]
    return schemas.ProgressList(items=items, total=len(items))


@router.post("/campaigns/{campaign_id}/reminding")
def remind_campaign(campaign_id: str, call: GovernCall) -> schemas.Reminded:
    """Remind every department that still lacks the field."""
    return schemas.Reminded(departments=facade.remind_campaign(call.uow, campaign_id, by=call.actor))


@router.post("/campaigns/{campaign_id}/ending")
def end_campaign(campaign_id: str, call: GovernCall) -> schemas.CampaignOut:
    """End a campaign and keep what was reached; the field stays required."""
    return schemas.CampaignOut.model_validate(facade.end_campaign(call.uow, campaign_id, by=call.actor))
