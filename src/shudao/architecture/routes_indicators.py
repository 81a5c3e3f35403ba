"""HTTP of indicators and their qualifiers. Mounted below `/api/v1/architecture`."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions
from shudao.architecture import schemas_indicators as schemas
from shudao.architecture.contracts_indicators import IndicatorKind, TermKind
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
Paged = Annotated[PageQuery, Depends(page_query)]
Word = Annotated[str | None, Query(max_length=64)]


@router.get("/indicators")
def list_indicators(
    call: ReadCall, page: Paged, kind: IndicatorKind | None = None, organisation_id: Word = None
) -> schemas.IndicatorList:
    """Indicators, each in the version that counts."""
    found = facade.list_indicators(call.uow, page, kind=kind, organisation_id=organisation_id, by=call.actor)
    return schemas.IndicatorList(items=[schemas.Indicator.of(each) for each in found.items], total=found.total)


@router.post("/indicators", status_code=201)
def define_indicator(body: schemas.IndicatorIn, call: EditCall) -> schemas.Indicator:
    """Draft an indicator, coded by rule, or the next version of one."""
    return schemas.Indicator.of(facade.define_indicator(call.uow, body.indicator(), by=call.actor))


@router.get("/indicators/{code}")
def read_indicator(code: str, call: ReadCall) -> schemas.Indicator:
    """One indicator."""
    return schemas.Indicator.of(facade.indicator(call.uow, code, by=call.actor))


@router.get("/indicators/{code}/versions")
def list_versions(code: str, call: ReadCall) -> schemas.IndicatorList:
    """All versions one may see, newest first."""
    found = [schemas.Indicator.of(each) for each in facade.indicator_versions(call.uow, code, by=call.actor)]
    return schemas.IndicatorList(items=found, total=len(found))


@router.get("/indicators/{code}/lineage")
def read_lineage(code: str, call: ReadCall) -> schemas.Lineage:
    """What the indicator rests on, down to attributes."""
    facade.indicator(call.uow, code, by=call.actor)
    found = facade.indicator_lineage(call.uow, code)
    codes = dict.fromkeys([code, *(used for _, used in found.indicators)])
    known = [facade.indicator(call.uow, each, by=call.actor) for each in codes]
    return schemas.Lineage(
        indicators=[schemas.LineageIndicator(code=each.code, name=each.name, kind=each.kind) for each in known],
        uses=list(found.indicators),
        attributes=[schemas.LineageAttribute(indicator=i, code=a, part=part) for i, a, part in found.attributes],
    )


@router.get("/indicators/{code}/sql")
def read_sql(code: str, call: ReadCall, as_of: date | None = None) -> schemas.Sql:
    """The queries the indicator compiles to, seen from a day; in the names of the ledger, not of any database."""
    facade.indicator(call.uow, code, by=call.actor)
    day = as_of or call.uow.clock.today()
    return schemas.Sql(as_of=day, queries=facade.indicator_sql(call.uow, code, day))


@router.post("/indicators/{code}/submit")
def submit_indicator(code: str, call: EditCall) -> schemas.Indicator:
    """Hand a draft in for review."""
    return schemas.Indicator.of(facade.submit_indicator(call.uow, code, by=call.actor))


@router.post("/indicators/{code}/publish")
def publish_indicator(code: str, call: PublishCall) -> schemas.Indicator:
    """Publish what is in review; not by its author."""
    return schemas.Indicator.of(facade.publish_indicator(call.uow, code, by=call.actor))


@router.post("/indicators/{code}/retire", status_code=204)
def retire_indicator(code: str, body: schemas.Reason, call: PublishCall) -> None:
    """End an indicator that nothing rests on."""
    facade.retire_indicator(call.uow, code, body.reason, by=call.actor)


@router.get("/indicator-terms")
def list_terms(call: ReadCall, page: Paged, kind: TermKind | None = None) -> schemas.TermList:
    """Time and business qualifiers and dimensions."""
    found = facade.list_terms(call.uow, page, kind=kind)
    return schemas.TermList(items=[schemas.Term.of(each) for each in found.items], total=found.total)


@router.post("/indicator-terms", status_code=201)
def define_term(body: schemas.TermIn, call: EditCall) -> schemas.Term:
    """Define a qualifier or dimension, coded by rule."""
    return schemas.Term.of(facade.define_term(call.uow, body.term(), by=call.actor))
