"""People in office: who they are and how to reach them."""

from dataclasses import replace

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.contracts import NewPerson, Person
from shudao.mechanism.errors import CodeTaken, StalePerson, UnknownPerson
from shudao.mechanism.organisations import row_of as organisation_row
from shudao.mechanism.permissions import EDIT_PEOPLE, VIEW_CONTACTS
from shudao.mechanism.tables import PersonRow


def create_person(uow: UnitOfWork, new: NewPerson, *, by: Actor) -> Person:
    """Register a person in office. An account is opened by `access`, a post given by `appoint`."""
    organisation_row(uow, new.organisation_id)
    access.require(uow, by, EDIT_PEOPLE, new.organisation_id)
    if store.person_by_code(uow.session, new.code) is not None:
        raise CodeTaken(code=new.code)
    row = PersonRow(
        id=new_id(),
        code=new.code,
        name=new.name,
        organisation_id=new.organisation_id,
        title=new.title,
        phone=new.phone,
        email=new.email,
        left_on=None,
        version=1,
    )
    if not store.add_once(uow.session, row):
        raise CodeTaken(code=new.code)
    evidence.record(uow, by=by, action="mechanism.person.created", subject=f"mechanism/person/{row.id}")
    return _person(uow, row)


def edit_person(uow: UnitOfWork, person_id: str, new: NewPerson, *, seen_version: int, by: Actor) -> Person:
    """Replace what is known of a person; their code stays. A move asks for the right over both organisations."""
    organisation_row(uow, new.organisation_id)
    row = person_row(uow, person_id, lock=True)
    for organisation_id in (row.organisation_id, new.organisation_id):
        access.require(uow, by, EDIT_PEOPLE, organisation_id)
    if row.version != seen_version:
        raise StalePerson(name=row.name, current=row.version, seen=seen_version)
    row.name, row.organisation_id, row.title = new.name, new.organisation_id, new.title
    row.phone, row.email = new.phone, new.email
    row.version += 1
    uow.session.flush()
    detail = {"version": row.version}
    evidence.record(uow, by=by, action="mechanism.person.edited", subject=f"mechanism/person/{row.id}", detail=detail)
    return _person(uow, row)


def person(uow: UnitOfWork, person_id: str) -> Person:
    """A person with everything known; routes show telephone and mail only to those who may see them."""
    return _person(uow, person_row(uow, person_id))


def person_by_code(uow: UnitOfWork, code: str) -> Person:
    row = store.person_by_code(uow.session, code)
    if row is None:
        raise UnknownPerson(code=code)
    return _person(uow, row)


def list_people(
    uow: UnitOfWork, page: PageQuery, *, organisation_id: str | None = None, in_office: bool = True
) -> Page[Person]:
    query = store.people(organisation_id, in_office, page.q)
    rows = fetch_page(uow.session, query, page, store.PERSON_SORT, "code")
    names = store.names(uow.session, (), (row.organisation_id for row in rows.items))
    return Page([_person(uow, row, names) for row in rows.items], rows.total)


def without_contacts(someone: Person) -> Person:
    """A person as everyone may see them: by name, title and organisation."""
    return replace(someone, phone="", email="")


def may_see_contacts(uow: UnitOfWork, organisation_id: str, *, by: Actor) -> bool:
    """Whether telephone and mail of this organisation's people are for `by` to see."""
    return access.permits(uow, by, VIEW_CONTACTS, organisation_id)


def may_edit_person(uow: UnitOfWork, organisation_id: str, *, by: Actor) -> bool:
    """Whether `by` may change people of this organisation, and so see all that they hold."""
    return access.permits(uow, by, EDIT_PEOPLE, organisation_id)


def person_row(uow: UnitOfWork, person_id: str, *, lock: bool = False) -> PersonRow:
    row = store.person(uow.session, person_id, lock=lock)
    if row is None:
        raise UnknownPerson(code=person_id)
    return row


def _person(uow: UnitOfWork, row: PersonRow, names: dict[str, str] | None = None) -> Person:
    known = names or store.names(uow.session, (), (row.organisation_id,))
    return Person(
        id=row.id,
        code=row.code,
        name=row.name,
        organisation_id=row.organisation_id,
        organisation_name=known[row.organisation_id],
        title=row.title,
        phone=row.phone,
        email=row.email,
        left_on=row.left_on,
        version=row.version,
    )
