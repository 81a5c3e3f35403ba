"""HTTP of mechanism: organisations, people and posts. What people answer for is in `routes_duties`."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, File, Query, UploadFile

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.mechanism import (
    contracts,
    facade,
    permissions,
    routes_disputes,
    routes_duties,
    routes_posts,
    routes_reforms,
    schemas,
)
from shudao.mechanism.contracts import AppointmentScope, Level, OrganisationFilter, OrganisationKind
from shudao.mechanism.errors import DirectoryTooLarge
from shudao.mechanism.schemas_posts import PostList, PostPair

router = APIRouter(prefix="/api/v1/mechanism", tags=["mechanism"])
router.include_router(routes_duties.router)
router.include_router(routes_disputes.router)
router.include_router(routes_reforms.router)
router.include_router(routes_posts.router)

ViewCall = Annotated[Call, permitted(permissions.VIEW)]
EditOrganisationsCall = Annotated[Call, permitted(permissions.EDIT_ORGANISATIONS)]
AppointCall = Annotated[Call, permitted(permissions.APPOINT)]
EditPeopleCall = Annotated[Call, permitted(permissions.EDIT_PEOPLE)]
MAX_DIRECTORY_BYTES = 20 << 20
Paging = Annotated[PageQuery, Depends(page_query)]
Id = Annotated[str | None, Query(max_length=60)]


@router.get("/organisations")
def list_organisations(
    call: ViewCall,
    page: Paging,
    kind: OrganisationKind | None = None,
    level: Level | None = None,
    parent_id: Id = None,
    region_code: Id = None,
    standing: bool = True,
    as_of: date | None = None,
) -> schemas.OrganisationList:
    """Organisations; `standing`: only those that stand today; `as_of`: those that stood then, as they were."""
    on = as_of or (call.uow.clock.today() if standing else None)
    found = facade.list_organisations(call.uow, page, OrganisationFilter(kind, level, parent_id, region_code, on))
    items = [schemas.Organisation.model_validate(o) for o in found.items]
    return schemas.OrganisationList(items=items, total=found.total)


@router.get("/organisations/tree")
def read_tree(call: ViewCall, as_of: date | None = None) -> schemas.Tree:
    """The organisations as trees, as they stand today or as they stood on a day, under the names they had."""
    roots = [schemas.TreeNode.of(node) for node in facade.tree(call.uow, as_of)]
    return schemas.Tree(items=roots, total=len(roots))


@router.get("/organisations/{organisation_id}")
def read_organisation(organisation_id: str, call: ViewCall) -> schemas.OrganisationDetail:
    """One organisation with its place in the tree and its earlier states."""
    found = facade.organisation(call.uow, organisation_id)
    shown = schemas.Organisation.model_validate
    return schemas.OrganisationDetail(
        **shown(found).model_dump(),
        superiors=[shown(o) for o in facade.superiors(call.uow, organisation_id)],
        children=[shown(o) for o in facade.children(call.uow, organisation_id)],
        earlier=[
            schemas.OrganisationVersion.model_validate(v)
            for v in facade.organisation_versions(call.uow, organisation_id)
        ],
    )


@router.post("/organisations", status_code=201)
def create_organisation(body: schemas.OrganisationIn, call: EditOrganisationsCall) -> schemas.Organisation:
    """Add an organisation below its parent."""
    return schemas.Organisation.model_validate(facade.create_organisation(call.uow, body.new(), by=call.actor))


@router.put("/organisations/{organisation_id}")
def edit_organisation(
    organisation_id: str, body: schemas.OrganisationEdit, call: EditOrganisationsCall
) -> schemas.Organisation:
    """Replace an organisation's state; refused when it was changed after `seen_version`."""
    edited = facade.edit_organisation(
        call.uow, organisation_id, body.new(), seen_version=body.seen_version, by=call.actor
    )
    return schemas.Organisation.model_validate(edited)


@router.get("/people")
def list_people(call: ViewCall, page: Paging, organisation_id: Id = None, in_office: bool = True) -> schemas.PersonList:
    """People by name, title and organisation."""
    found = facade.list_people(call.uow, page, organisation_id=organisation_id, in_office=in_office)
    items = [schemas.Person.model_validate(facade.without_contacts(p)) for p in found.items]
    return schemas.PersonList(items=items, total=found.total)


@router.get("/people/{person_id}")
def read_person(person_id: str, call: ViewCall) -> schemas.PersonDetail:
    """One person with their posts and what they answer for."""
    found = _shown(call, facade.person(call.uow, person_id))
    appointments = facade.list_appointments(call.uow, PageQuery(limit=100), person_id=person_id)
    may_edit = facade.may_edit_person(call.uow, found.organisation_id, by=call.actor)
    held = facade.held_duties(call.uow, person_id) if may_edit else []
    return schemas.PersonDetail(
        **schemas.Person.model_validate(found).model_dump(),
        appointments=[schemas.Appointment.model_validate(a) for a in appointments.items],
        owns=[schemas.Accountability.model_validate(o) for o in facade.owned_by(call.uow, person_id)],
        held=[schemas.HeldDuty.model_validate(h) for h in held],
    )


@router.post("/people", status_code=201)
def create_person(body: schemas.PersonIn, call: EditPeopleCall) -> schemas.Person:
    """Register a person in office."""
    return schemas.Person.model_validate(facade.create_person(call.uow, body.new(), by=call.actor))


@router.put("/people/{person_id}")
def edit_person(person_id: str, body: schemas.PersonEdit, call: EditPeopleCall) -> schemas.Person:
    """Replace what is known of a person; refused when it was changed after `seen_version`."""
    edited = facade.edit_person(call.uow, person_id, body.new(), seen_version=body.seen_version, by=call.actor)
    return schemas.Person.model_validate(edited)


@router.post("/people/{person_id}/depart")
def depart(person_id: str, body: schemas.Departure, call: EditPeopleCall) -> schemas.Person:
    """Leave office: everything passes to the successor, or the departure is refused with all that is still held."""
    left = facade.depart(call.uow, person_id, on=body.on, over=body.over(), by=call.actor)
    return schemas.Person.model_validate(left)


@router.post("/people/directory", status_code=201)
def import_directory(file: Annotated[UploadFile, File()], call: EditPeopleCall) -> schemas.DirectoryImport:
    """Preview the people of an LDIF file; the Excel room shows the differences and writes them when told to."""
    content = file.file.read(MAX_DIRECTORY_BYTES + 1)
    if len(content) > MAX_DIRECTORY_BYTES:
        raise DirectoryTooLarge(limit=f"{MAX_DIRECTORY_BYTES >> 20} MB")
    found = facade.import_directory(call.uow, content, file.filename or "people.ldif", by=call.actor)
    return schemas.DirectoryImport(import_id=found.id, **asdict(found.counts))


@router.get("/posts")
def list_posts(call: ViewCall) -> PostList:
    """The posts of the chief-data-officer system and their conflict matrix."""
    posts = [schemas.Post.model_validate(p) for p in facade.list_posts(call.uow)]
    pairs = [PostPair.model_validate(pair) for pair in facade.post_conflicts(call.uow)]
    return PostList(items=posts, total=len(posts), conflicts=pairs)


@router.get("/appointments")
def list_appointments(
    call: ViewCall, page: Paging, person_id: Id = None, organisation_id: Id = None, post_code: Id = None
) -> schemas.AppointmentList:
    """Appointments valid today."""
    found = facade.list_appointments(
        call.uow, page, person_id=person_id, organisation_id=organisation_id, post_code=post_code
    )
    items = [schemas.Appointment.model_validate(a) for a in found.items]
    return schemas.AppointmentList(items=items, total=found.total)


@router.post("/appointments", status_code=201)
def appoint(body: schemas.AppointmentIn, call: AppointCall) -> schemas.Appointment:
    """Appoint a person to a post; which posts one may fill depends on the post."""
    scope = AppointmentScope(body.scope.kind, body.scope.code) if body.scope else None
    made = facade.appoint(
        call.uow,
        body.person_id,
        body.post_code,
        body.organisation_id,
        scope=scope,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        reports_to=body.reports_to,
        by=call.actor,
    )
    return schemas.Appointment.model_validate(made)


@router.post("/appointments/{appointment_id}/end")
def end_appointment(appointment_id: str, body: schemas.LastDay, call: AppointCall) -> schemas.Appointment:
    """End an appointment; its role ends with it."""
    ended = facade.end_appointment(call.uow, appointment_id, body.on, by=call.actor)
    return schemas.Appointment.model_validate(ended)


@router.get("/chart")
def read_chart(call: ViewCall, organisation_id: Id = None) -> schemas.Chart:
    """The dual reporting line: to the department head and to the bureau."""
    lines = [schemas.ChartLine.of(line) for line in facade.reporting_chart(call.uow, organisation_id)]
    return schemas.Chart(items=lines, total=len(lines))


def _shown(call: Call, someone: contracts.Person) -> contracts.Person:
    """The person, with telephone and mail only for those who may see them."""
    if facade.may_see_contacts(call.uow, someone.organisation_id, by=call.actor):
        return someone
    return facade.without_contacts(someone)
