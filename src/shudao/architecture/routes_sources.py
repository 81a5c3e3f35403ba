"""HTTP of sources, metadata registration and source certification."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions, schemas_sources
from shudao.architecture.contracts import PhysicalTable, Source, TestAnswer
from shudao.kernel.paging import PageQuery

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
PhysicalCall = Annotated[Call, permitted(permissions.READ_PHYSICAL)]
SourcesCall = Annotated[Call, permitted(permissions.MANAGE_SOURCES)]
CertifyCall = Annotated[Call, permitted(permissions.CERTIFY)]
Paging = Annotated[PageQuery, Depends(page_query)]


@router.get("/sources")
def list_sources(
    call: PhysicalCall, page: Paging, system_code: Annotated[str | None, Query(max_length=60)] = None
) -> schemas_sources.SourceList:
    """Sources of one's organisation, or of one system."""
    found = facade.list_sources(call.uow, page, system_code=system_code, by=call.actor)
    items = [schemas_sources.SourceOut.model_validate(source) for source in found.items]
    return schemas_sources.SourceList(items=items, total=found.total)


@router.post("/sources", status_code=201)
def register_source(body: schemas_sources.SourceIn, call: SourcesCall) -> schemas_sources.SourceOut:
    """Register a connection point; settings that hold a secret are refused."""
    # Which secret of the vault it opens is never a matter of what is sent: it could name another department's.
    new = Source(**body.model_dump(exclude={"secret"}), secret_ref=None)
    secret = body.secret.get_secret_value() if body.secret is not None else None
    made = facade.register_source(call.uow, new, secret=secret, by=call.actor)
    return schemas_sources.SourceOut.model_validate(made)


@router.get("/sources/{code}")
def read_source(code: str, call: PhysicalCall) -> schemas_sources.SourceOut:
    """One source; its secret stays in the vault."""
    return schemas_sources.SourceOut.model_validate(facade.visible_source(call.uow, code, by=call.actor))


@router.get("/sources/{code}/tables")
def list_tables(code: str, call: PhysicalCall) -> schemas_sources.TableList:
    """Registered tables of a source."""
    found = facade.list_tables(call.uow, code, by=call.actor)
    items = [schemas_sources.TableOut.model_validate(table) for table in found]
    return schemas_sources.TableList(items=items, total=len(items))


@router.post("/sources/{code}/tables", status_code=204)
def register_table(code: str, body: schemas_sources.TableIn, call: SourcesCall) -> None:
    """Register a table with its columns, as the source has them."""
    columns = tuple(column.new() for column in body.columns)
    facade.visible_source(call.uow, code, by=call.actor)
    facade.register_table(call.uow, PhysicalTable(code, body.name, columns, body.comment), by=call.actor)


@router.post("/entities/{code}/registrations", status_code=204)
def register_entity(code: str, body: schemas_sources.RegistrationIn, call: SourcesCall) -> None:
    """Metadata registration: this entity is that table, these attributes are those columns."""
    facade.visible_node(call.uow, code, by=call.actor)
    facade.register_entity(
        call.uow, code, body.source_code, body.physical_table, body.columns, body.key_columns, by=call.actor
    )


@router.get("/entities/{code}/certifications")
def list_certifications(code: str, call: ReadCall) -> schemas_sources.CertificationList:
    """Every certification of an entity's source, the newest first."""
    found = facade.certifications(call.uow, code, by=call.actor)
    items = [schemas_sources.CertificationItem.model_validate(certification) for certification in found]
    return schemas_sources.CertificationList(items=items, total=len(items))


@router.post("/entities/{code}/certifications", status_code=201)
def certify_source(
    code: str, body: schemas_sources.CertificationIn, call: CertifyCall
) -> schemas_sources.CertificationItem:
    """Certify the one source of an entity; a second is refused."""
    facade.visible_node(call.uow, code, by=call.actor)
    answers = [TestAnswer(answer.test, answer.holds, answer.evidence) for answer in body.answers]
    made = facade.certify_source(call.uow, code, body.system_code, answers, by=call.actor)
    return schemas_sources.CertificationItem.model_validate(made)


@router.post("/entities/{code}/certification-invalidation", status_code=204)
def invalidate_certification(code: str, body: schemas_sources.ReasonIn, call: CertifyCall) -> None:
    """End the certification of an entity's source."""
    facade.visible_node(call.uow, code, by=call.actor)
    facade.invalidate_certification(call.uow, code, body.reason, by=call.actor)
