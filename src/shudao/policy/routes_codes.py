"""HTTP of code tables: versions, codes as of a day, revisions, differences, supplements, upgrades. Mounted below
`/api/v1/policy`."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.policy import facade, permissions
from shudao.policy import schemas_codes as schemas
from shudao.policy.contracts import CodeChangeKind, CodeRow, CodeTable, Library, Snapshot

router = APIRouter()

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
Paged = Annotated[PageQuery, Depends(page_query)]
Word = Annotated[str | None, Query(max_length=60)]


@router.get("/code-tables")
def list_code_tables(
    call: ReadCall, page: Paged, library: Library | None = None, extends: Word = None
) -> schemas.CodeTableList:
    """Code tables in all versions one may see; `extends`: the supplements of a table."""
    found = facade.list_code_tables(call.uow, page, by=call.actor, library=library, extends=extends)
    return _tables(found.items, found.total)


@router.post("/code-tables", status_code=201)
def load_code_table(body: schemas.CodeTableIn, call: EditCall) -> schemas.CodeTableOut:
    """Load a version of a code table, or of a local supplement to an inherited one, as a draft: every row or none."""
    rows = [_row(line) for line in body.codes]
    values = body.model_dump(exclude={"name", "codes", "extends"})
    if body.extends is None:
        made = facade.load_code_table(call.uow, body.name, rows, by=call.actor, **values)
    else:
        values |= {"library": Library.LOCAL}
        made = facade.load_supplement(call.uow, body.extends, body.name, rows, by=call.actor, **values)
    return schemas.CodeTableOut.model_validate(made)


def _row(line: schemas.CodeLine) -> CodeRow:
    values = line.model_dump(exclude={"successors", "aliases"})
    return CodeRow(**values, successors=tuple(line.successors), aliases=tuple(line.aliases))


@router.get("/code-tables/{name}")
def read_code_table(name: str, call: ReadCall, version: Word = None) -> schemas.CodeTableOut:
    """A code table: the named version, else the published one, else the newest one may see."""
    return schemas.CodeTableOut.model_validate(facade.read_code_table(call.uow, name, version, by=call.actor))


@router.get("/code-tables/{name}/versions")
def list_code_table_versions(name: str, call: ReadCall) -> schemas.CodeTableList:
    """All versions of a table one may see, newest first."""
    found = facade.code_table_versions(call.uow, name, by=call.actor)
    return _tables(found, len(found))


def _tables(found: list[CodeTable], total: int) -> schemas.CodeTableList:
    return schemas.CodeTableList(items=[schemas.CodeTableOut.model_validate(each) for each in found], total=total)


@router.get("/code-tables/{name}/codes")
def list_codes(
    name: str,
    call: ReadCall,
    page: Paged,
    as_of: date | None = None,
    version: Word = None,
    parent: Word = None,
) -> schemas.TableCodeList:
    """Codes of a table with the caller's local supplements; with `as_of`, those in force on that day.

    `parent`: those right below that code; empty, those at the top.
    """
    found = facade.list_codes(call.uow, name, page, by=call.actor, as_of=as_of, version=version, parent=parent)
    codes = [code.code for code in found.items] if parent is not None else []
    open_ones = facade.codes_with_children(call.uow, name, codes, by=call.actor, as_of=as_of) if codes else set()
    items = [schemas.TableCodeOut.model_validate(code) for code in found.items]
    for item in items:
        item.has_children = item.code in open_ones
    return schemas.TableCodeList(items=items, total=found.total)


@router.get("/code-tables/{name}/revisions")
def list_revisions(name: str, call: ReadCall, version: Word = None) -> schemas.CodeRevisionList:
    """The revisions a version was folded from, newest first."""
    found = facade.revisions(call.uow, name, version, by=call.actor)
    return schemas.CodeRevisionList(
        items=[schemas.CodeRevisionOut.model_validate(each) for each in found], total=len(found)
    )


@router.post("/code-tables/{name}/revisions", status_code=201)
def follow_revision(name: str, body: schemas.CodeRevisionIn, call: EditCall) -> schemas.CodeTableOut:
    """Draft the next version of a published table from the whole list in force from a day on."""
    codes = [
        Snapshot(line.code, line.name, line.parent, tuple(dict.fromkeys(line.predecessors))) for line in body.codes
    ]
    made = facade.follow_revision(
        call.uow,
        name,
        facade.with_parents(codes, body.levels) if body.levels else codes,
        version=body.version,
        effective_on=body.effective_on,
        source=body.source,
        by=call.actor,
    )
    return schemas.CodeTableOut.model_validate(made)


@router.get("/code-tables/{name}/difference")
def compare_code_tables(
    name: str,
    call: ReadCall,
    page: Paged,
    from_version: Word = None,
    to_version: Word = None,
    from_day: date | None = None,
    to_day: date | None = None,
    kind: CodeChangeKind | None = None,
) -> schemas.CodeDifferenceOut:
    """What is not the same between two versions of a table, or two days of one version."""
    older, newer = (from_version, from_day), (to_version, to_day)
    found, counts = facade.difference(call.uow, name, page, older=older, newer=newer, kind=kind, by=call.actor)
    items = [schemas.CodeChangeOut.model_validate(each) for each in found.items]
    return schemas.CodeDifferenceOut(items=items, total=found.total, counts=counts)


@router.get("/code-tables/{name}/conflicts")
def list_supplement_conflicts(name: str, call: ReadCall) -> schemas.SupplementConflictList:
    """Extension codes that the inherited table holds itself by now."""
    found = facade.supplement_conflicts(call.uow, name, by=call.actor)
    return schemas.SupplementConflictList(
        items=[schemas.SupplementConflictOut.model_validate(each) for each in found], total=len(found)
    )


@router.post("/code-tables/{name}/assessment", status_code=202)
def assess_upgrade(name: str, call: EditCall) -> None:
    """Look for values in the data sets that the drafted version makes invalid; the answer is there in a moment."""
    facade.ask_assessment(call.uow, name, by=call.actor)


@router.get("/code-tables/{name}/assessment")
def read_assessment(name: str, call: EditCall, version: Word = None) -> schemas.UpgradeAssessmentOut:
    """What the drafted version would make invalid, and in which data sets."""
    return schemas.UpgradeAssessmentOut.model_validate(facade.assessment(call.uow, name, version, by=call.actor))


@router.post("/code-tables/{name}/submit", status_code=204)
def submit_code_table(name: str, call: EditCall) -> None:
    """Hand a loaded version in for review."""
    facade.submit_code_tables(call.uow, [name], by=call.actor)


@router.post("/code-tables/{name}/publish", status_code=204)
def publish_code_table(name: str, call: PublishCall) -> None:
    """Publish the version in review; not by whoever loaded it, nor over a version it was not made from."""
    facade.publish_code_tables(call.uow, [name], by=call.actor)


@router.post("/code-tables/{name}/send-back", status_code=204)
def send_back_code_table(name: str, body: schemas.StandardReasonIn, call: PublishCall) -> None:
    """Return the version in review to its author."""
    facade.send_back_code_table(call.uow, name, body.reason, by=call.actor)


@router.post("/code-tables/{name}/retire", status_code=204)
def retire_code_table(name: str, body: schemas.StandardReasonIn, call: PublishCall) -> None:
    """End a published table without a successor."""
    facade.retire_code_table(call.uow, name, body.reason, by=call.actor)


@router.delete("/code-tables/{name}/draft", status_code=204)
def drop_code_table(name: str, call: EditCall) -> None:
    """Throw a drafted version away."""
    facade.drop_code_table(call.uow, name, by=call.actor)


@router.post("/code-tables/{name}/copy", status_code=201)
def copy_code_table(name: str, body: schemas.StandardCopyIn, call: EditCall) -> schemas.CodeTableOut:
    """Take the codes in force today into a department's library, as a draft."""
    today = call.uow.clock.today()
    made = facade.copy_code_table(call.uow, name, body.name, body.organisation_id, as_of=today, by=call.actor)
    return schemas.CodeTableOut.model_validate(made)
