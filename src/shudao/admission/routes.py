"""HTTP of admission: data sets, the gate, batches, releases."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.admission import facade, permissions
from shudao.admission.contracts import Asset, GateReport, Layer, Standard
from shudao.architecture.contracts import Grade
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/admission", tags=["admission"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
AdmitCall = Annotated[Call, permitted(permissions.ADMIT)]
InspectCall = Annotated[Call, permitted(permissions.INSPECT)]
ReleaseCall = Annotated[Call, permitted(permissions.RELEASE)]
RevokeCall = Annotated[Call, permitted(permissions.REVOKE)]
Paging = Annotated[PageQuery, Depends(page_query)]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ColumnOut(_Out):
    name: str
    title: str
    type: str
    attribute_code: str | None
    grade: Grade | None
    is_key: bool
    is_personal: bool


class AssetItem(_Out):
    """A data set in a list: what every signed-in person may know of it."""

    code: str
    layer: Layer
    title: str
    organisation_id: str
    entity_code: str | None
    grade: Grade | None
    is_admitted: bool
    released_version: int | None
    rows: int | None
    updated_at: datetime | None


class AssetOut(AssetItem):
    """A data set. What is physical is shown to its department and to those who run the lake."""

    columns: list[ColumnOut]
    inputs: list[str]
    quality_rules: list[str]
    source_code: str | None
    physical_table: str | None
    latest_version: int | None
    may_inspect: bool
    may_admit: bool


class AssetList(BaseModel):
    items: list[AssetItem]
    total: int


class FindingOut(_Out):
    standard: Standard
    title: str
    holds: bool
    evidence: str
    missing: list[str]
    whom: str
    where: str


class GateOut(BaseModel):
    asset_code: str
    asset_title: str
    passes: bool
    findings: list[FindingOut]
    asked_at: datetime


class CertificateOut(_Out):
    id: str
    version: int
    issued_at: datetime


class AdmissionOut(BaseModel):
    """Either the certificate, or the gate's answer with everything that is missing."""

    admitted: bool
    certificate: CertificateOut | None
    gate: GateOut


class BatchOut(_Out):
    stream: str
    sequence: int
    lake_version: int
    read: int
    landed: int
    rejected: int
    certificate_version: int
    committed_at: datetime


class BatchList(BaseModel):
    items: list[BatchOut]
    total: int


class ReleaseOut(_Out):
    id: str
    title: str
    released_at: datetime
    released_by: str
    versions: dict[str, int]


class ReleaseList(BaseModel):
    items: list[ReleaseOut]
    total: int


class ReleaseIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    title: str = Field(min_length=1, max_length=200)
    assets: list[str] = Field(min_length=1, max_length=200)


class Reason(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=2, max_length=500)


@router.get("/assets")
def list_assets(
    call: ReadCall,
    page: Paging,
    layer: Annotated[list[Layer] | None, Query()] = None,
    organisation_id: str | None = None,
    entity_code: Annotated[str | None, Query(max_length=60)] = None,
) -> AssetList:
    """Data sets of the lake."""
    found = facade.list_assets(call.uow, page, layers=layer, organisation_id=organisation_id, entity_code=entity_code)
    return AssetList(items=[AssetItem.model_validate(asset) for asset in found.items], total=found.total)


@router.get("/assets/{code}")
def read_asset(code: str, call: ReadCall) -> AssetOut:
    """One data set."""
    asset = facade.asset(call.uow, code)
    inspects = access.permits(call.uow, call.actor, permissions.INSPECT, asset.organisation_id)
    admits = access.permits(call.uow, call.actor, permissions.ADMIT, asset.organisation_id)
    return _asset_out(asset, inspects, admits)


@router.get("/assets/{code}/gate")
def ask_gate(code: str, call: AdmitCall) -> GateOut:
    """Ask the gate: all six standards at once. Nothing is admitted by asking."""
    asset = facade.asset(call.uow, code)
    access.require(call.uow, call.actor, permissions.ADMIT, asset.organisation_id)
    return _gate_out(facade.ask_gate(call.uow, code, by=call.actor))


@router.post("/assets/{code}/admission")
def admit(code: str, call: AdmitCall) -> AdmissionOut:
    """Ask for lake entry. A refusal is an answer that lists everything missing; it is kept as evidence."""
    outcome = facade.admit(call.uow, code, by=call.actor)
    if isinstance(outcome, GateReport):
        return AdmissionOut(admitted=False, certificate=None, gate=_gate_out(outcome))
    report = facade.ask_gate(call.uow, code, by=call.actor)
    certificate = CertificateOut.model_validate(outcome)
    return AdmissionOut(admitted=True, certificate=certificate, gate=_gate_out(report))


@router.post("/assets/{code}/revocation", status_code=204)
def revoke(code: str, body: Reason, call: RevokeCall) -> None:
    """Close the door for a data set."""
    facade.revoke(call.uow, code, body.reason, by=call.actor)


@router.get("/assets/{code}/batches")
def list_batches(code: str, call: InspectCall, page: Paging) -> BatchList:
    """Committed batches: read = landed + rejected."""
    found = facade.ledger(call.uow, code, page, by=call.actor)
    return BatchList(items=[BatchOut.model_validate(entry) for entry in found.items], total=found.total)


@router.post("/assets/{code}/versions/{version}/lifting", status_code=204)
def lift_hold(code: str, version: int, body: Reason, call: RevokeCall) -> None:
    """Let a version that a quality rule withheld be released, with a reason."""
    facade.lift_hold(call.uow, code, version, body.reason, by=call.actor)


@router.get("/releases")
def list_releases(call: ReadCall, page: Paging) -> ReleaseList:
    """What was published together, newest first."""
    found = facade.list_releases(call.uow, page)
    return ReleaseList(items=[ReleaseOut.model_validate(item) for item in found.items], total=found.total)


@router.post("/releases", status_code=201)
def publish_release(body: ReleaseIn, call: ReleaseCall) -> ReleaseOut:
    """Publish the latest versions of several data sets together."""
    return ReleaseOut.model_validate(facade.release(call.uow, body.title, body.assets, by=call.actor))


def _asset_out(asset: Asset, inspects: bool, admits: bool) -> AssetOut:
    item = AssetItem.model_validate(asset)
    # The source-aligned layer has the source's own column names, which are physical.
    shown = asset.columns if inspects or asset.layer is not Layer.SDI else ()
    return AssetOut(
        **item.model_dump(),
        columns=[ColumnOut.model_validate(column) for column in shown],
        inputs=list(asset.inputs),
        quality_rules=list(asset.quality_rules),
        source_code=asset.source_code if inspects else None,
        physical_table=asset.physical_table if inspects else None,
        latest_version=asset.latest_version if inspects else None,
        may_inspect=inspects,
        may_admit=admits,
    )


def _gate_out(report: GateReport) -> GateOut:
    findings = [
        FindingOut(
            standard=finding.standard,
            title=finding.standard.zh,
            holds=finding.holds,
            evidence=finding.evidence,
            missing=list(finding.missing),
            whom=finding.whom,
            where=finding.where,
        )
        for finding in report.findings
    ]
    return GateOut(
        asset_code=report.asset_code,
        asset_title=report.asset_title,
        passes=report.passes,
        findings=findings,
        asked_at=report.asked_at,
    )
