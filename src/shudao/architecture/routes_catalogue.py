"""HTTP of the resource catalogue. Codes of entries hold a slash (STANDARDS §1.3), so they are the rest of the path."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions, schemas_catalogue
from shudao.architecture.contracts import ShareType
from shudao.architecture.contracts_review import Axis
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
CompileCall = Annotated[Call, permitted(permissions.COMPILE_CATALOGUE)]
ReviewCall = Annotated[Call, permitted(permissions.REVIEW_CATALOGUE)]
BasesCall = Annotated[Call, permitted(permissions.MANAGE_LEGAL_BASES)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/legal-bases")
def list_legal_bases(call: ReadCall) -> schemas_catalogue.BasisList:
    """What 不予共享 may cite."""
    found = facade.list_legal_bases(call.uow)
    items = [schemas_catalogue.BasisOut.model_validate(basis) for basis in found]
    return schemas_catalogue.BasisList(items=items, total=len(items))


@router.post("/legal-bases", status_code=204)
def register_legal_basis(body: schemas_catalogue.BasisIn, call: BasesCall) -> None:
    """Add to the register of laws, regulations and decisions."""
    facade.register_legal_basis(call.uow, body.new(), by=call.actor)


@router.get("/catalogue")
def list_catalogue(
    call: ReadCall,
    page: Paging,
    share_type: ShareType | None = None,
    organisation_id: str | None = None,
    axis: Axis | None = None,
    value: Annotated[str, Query(max_length=64)] = "",
) -> schemas_catalogue.EntryList:
    """Resource catalogue entries; `axis` and `value` narrow to one class and what is below it."""
    found = facade.list_catalogue(
        call.uow,
        page,
        share_type=share_type,
        organisation_id=organisation_id,
        axis=axis,
        value=value,
        by=call.actor,
    )
    items = [schemas_catalogue.entry_out(entry) for entry in found.items]
    return schemas_catalogue.EntryList(items=items, total=found.total)


@router.post("/catalogue", status_code=201)
def create_entry(body: schemas_catalogue.EntryIn, call: CompileCall) -> schemas_catalogue.EntryOut:
    """Compile an entry as a draft."""
    return schemas_catalogue.entry_out(facade.create_entry(call.uow, body.new(), by=call.actor))


@router.get("/catalogue/{code:path}")
def read_entry(code: str, call: ReadCall) -> schemas_catalogue.EntryOut:
    """One catalogue entry."""
    return schemas_catalogue.entry_out(facade.visible_entry(call.uow, code, by=call.actor))


@router.put("/catalogue/{code:path}")
def revise_entry(code: str, body: schemas_catalogue.EntryIn, call: CompileCall) -> schemas_catalogue.EntryOut:
    """Rewrite a draft, or an entry that was sent back."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return schemas_catalogue.entry_out(facade.revise_entry(call.uow, code, body.new(), by=call.actor))


@router.post("/catalogue-submission/{code:path}")
def submit_entry(code: str, call: CompileCall) -> schemas_catalogue.EntryOut:
    """Hand an entry in for the approval that is next."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return schemas_catalogue.entry_out(facade.submit_entry(call.uow, code, by=call.actor))


@router.post("/catalogue-approval/{code:path}")
def approve_entry(code: str, body: schemas_catalogue.Opinion, call: ReviewCall) -> schemas_catalogue.EntryOut:
    """Give the approval that is due."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return schemas_catalogue.entry_out(facade.approve_entry(call.uow, code, body.opinion, by=call.actor))


@router.post("/catalogue-rejection/{code:path}")
def reject_entry(code: str, body: schemas_catalogue.Reason, call: ReviewCall) -> schemas_catalogue.EntryOut:
    """Send an entry back with a reason."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return schemas_catalogue.entry_out(facade.reject_entry(call.uow, code, body.opinion, by=call.actor))


@router.post("/catalogue-recall/{code:path}")
def recall_entry(code: str, body: schemas_catalogue.Reason, call: ReviewCall) -> schemas_catalogue.EntryOut:
    """Take a published entry out of the catalogue."""
    return schemas_catalogue.entry_out(facade.recall_entry(call.uow, code, body.opinion, by=call.actor))


@router.post("/catalogue-revision-dropping/{code:path}")
def drop_revision(code: str, call: CompileCall) -> schemas_catalogue.EntryOut:
    """Give up the revision of a published entry that nobody has to decide on."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return schemas_catalogue.entry_out(facade.drop_revision(call.uow, code, by=call.actor))
