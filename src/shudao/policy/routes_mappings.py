"""HTTP of mappings between code systems. Mounted below `/api/v1/policy`."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.policy import facade, permissions
from shudao.policy import schemas_codes as schemas
from shudao.policy.contracts import CodePair, NewCodeMapping

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
Paged = Annotated[PageQuery, Depends(page_query)]
Word = Annotated[str, Query(min_length=1, max_length=60)]


@router.get("/code-mappings")
def list_code_mappings(
    call: ReadCall, page: Paged, table: Annotated[str | None, Query(max_length=60)] = None
) -> schemas.CodeMappingList:
    """Mappings between code systems; `table`: those from or to it."""
    found = facade.list_code_mappings(call.uow, page, by=call.actor, table=table)
    return schemas.CodeMappingList(
        items=[schemas.CodeMappingOut.model_validate(m) for m in found.items], total=found.total
    )


@router.post("/code-mappings", status_code=201)
def load_code_mapping(body: schemas.CodeMappingIn, call: EditCall) -> schemas.CodeMappingOut:
    """Load a version of a mapping as a draft, every line or none."""
    pairs = tuple(
        CodePair(**line.model_dump(exclude={"when_values"}), when_values=tuple(line.when_values)) for line in body.pairs
    )
    new = NewCodeMapping(**body.model_dump(exclude={"pairs"}), pairs=pairs)
    return schemas.CodeMappingOut.model_validate(facade.load_code_mapping(call.uow, new, by=call.actor))


@router.get("/code-mappings/{name}")
def read_code_mapping(name: str, call: ReadCall) -> schemas.CodeMappingOut:
    """A mapping: its published version, else the newest one may see."""
    return schemas.CodeMappingOut.model_validate(facade.code_mapping(call.uow, name, by=call.actor))


@router.get("/code-mappings/{name}/pairs")
def list_pairs(name: str, call: ReadCall, page: Paged, as_of: date | None = None) -> schemas.CodePairList:
    """The lines of a mapping; with `as_of`, those that hold on that day."""
    found = facade.list_pairs(call.uow, name, page, by=call.actor, as_of=as_of)
    return schemas.CodePairList(items=[schemas.CodePairModel.model_validate(p) for p in found.items], total=found.total)


@router.get("/code-mappings/{name}/translation")
def translate_code(
    name: str,
    call: ReadCall,
    code: Word,
    as_of: date | None = None,
    field: Annotated[str, Query(max_length=60)] = "",
    value: Annotated[str, Query(max_length=200)] = "",
) -> schemas.CodeTranslationOut:
    """What a code is in the other system on a day; `field` and `value` decide where one code may become several."""
    facts = {field: value} if field else {}
    day = as_of or call.uow.clock.today()
    found = facade.translate(call.uow, name, code, as_of=day, facts=facts, by=call.actor)
    return schemas.CodeTranslationOut.model_validate(found)


@router.post("/code-mappings/{name}/submit", status_code=204)
def submit_code_mapping(name: str, call: EditCall) -> None:
    """Hand a loaded version in for review."""
    facade.submit_code_mapping(call.uow, name, by=call.actor)


@router.post("/code-mappings/{name}/publish", status_code=204)
def publish_code_mapping(name: str, call: PublishCall) -> None:
    """Publish the version in review; not by whoever loaded it."""
    facade.publish_code_mapping(call.uow, name, by=call.actor)


@router.delete("/code-mappings/{name}/draft", status_code=204)
def drop_code_mapping(name: str, call: EditCall) -> None:
    """Throw a drafted version away."""
    facade.drop_code_mapping(call.uow, name, by=call.actor)
