"""HTTP of the evidence: entries, head, proofs, verification. The log lies below `access`, so its routes are here."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from shudao.access.http import Call, page_query, permitted
from shudao.access.permissions import READ_EVIDENCE
from shudao.evidence import facade
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/evidence", tags=["evidence"])

EvidenceCall = Annotated[Call, permitted(READ_EVIDENCE)]


class EntryOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    recorded_at: datetime
    account_id: str
    actor_name: str
    organisation_id: str | None
    behalf_of: str | None
    because: str | None
    action: str
    subject: str
    detail: dict[str, Any]
    leaf_index: int | None


class EntryList(BaseModel):
    items: list[EntryOut]
    total: int


class HeadOut(BaseModel):
    origin: str
    size: int
    root: str
    checkpoint: str
    unsequenced: int
    public_keys: list[str]


class ProofOut(BaseModel):
    """That an entry is a leaf of the tree in the checkpoint (RFC 6962); hashes and entry in hexadecimal."""

    index: int
    entry: str
    hashes: list[str]
    checkpoint: str


class VerifyIn(BaseModel):
    """A checkpoint that was kept elsewhere; without one a rebuilt log cannot be told from the true one."""

    checkpoint: str | None = Field(None, max_length=4000)


class FindingOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    zh: str
    en: str
    index: int | None
    path: str | None


class VerificationOut(BaseModel):
    ok: bool
    size: int
    root: str
    against_size: int | None
    unsequenced: int | None
    signed_by: list[str]
    findings: list[FindingOut]


@router.get("/entries")
def list_entries(
    call: EvidenceCall,
    page: Annotated[PageQuery, Depends(page_query)],
    subject: Annotated[str, Query(max_length=200)] = "",
    action: Annotated[str, Query(max_length=100)] = "",
    account_id: Annotated[str, Query(max_length=100)] = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> EntryList:
    """Audit lines, newest first."""
    wanted = EntryFilter(
        subject_prefix=subject or None,
        action=action or None,
        account_id=account_id or None,
        since=since,
        until=until,
    )
    found = facade.list_entries(call.uow, wanted, page)
    return EntryList(items=[EntryOut.model_validate(entry) for entry in found.items], total=found.total)


@router.get("/head")
def read_head(call: EvidenceCall) -> HeadOut:
    """The present checkpoint. Keep a copy elsewhere."""
    head = facade.head(call.uow, call.settings)
    return HeadOut(
        origin=head.origin,
        size=head.size,
        root=head.root.hex(),
        checkpoint=head.checkpoint,
        unsequenced=head.unsequenced,
        public_keys=facade.public_keys(call.settings),
    )


@router.get("/proofs/{index}")
def read_proof(index: int, call: EvidenceCall) -> ProofOut:
    """The inclusion proof of one entry."""
    proof = facade.inclusion_proof(call.settings, index)
    hashes = [node.hex() for node in proof.hashes]
    return ProofOut(index=proof.index, entry=proof.entry.hex(), hashes=hashes, checkpoint=proof.checkpoint)


@router.post("/verification")
def verify(body: VerifyIn, call: EvidenceCall) -> VerificationOut:
    """Verify the whole log, against a checkpoint kept elsewhere if one is given."""
    found = facade.verify(call.uow, call.settings, body.checkpoint)
    return VerificationOut(
        ok=found.ok,
        size=found.size,
        root=found.root.hex(),
        against_size=found.against_size,
        unsequenced=found.unsequenced,
        signed_by=list(found.signed_by),
        findings=[FindingOut.model_validate(item) for item in found.findings],
    )
