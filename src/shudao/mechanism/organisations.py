"""Organisations: a tree with dates, versions and codes that are checked."""

from datetime import date
from typing import Any

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import estates, history, logic, store
from shudao.mechanism.contracts import (
    NewOrganisation,
    Organisation,
    OrganisationFilter,
    OrganisationNode,
)
from shudao.mechanism.errors import CodeTaken, NeedsSecondPerson, OrganisationInUse, TreeCycle, UnknownOrganisation
from shudao.mechanism.history import view
from shudao.mechanism.permissions import EDIT_ORGANISATIONS
from shudao.mechanism.tables import OrganisationRow


def create_organisation(uow: UnitOfWork, new: NewOrganisation, *, by: Actor) -> Organisation:
    """Add an organisation below its parent; `access` learns where it stands."""
    access.require(uow, by, EDIT_ORGANISATIONS)
    uscc = logic.checked(new)
    if new.parent_id is not None:
        row_of(uow, new.parent_id)
    _refuse_taken(uow, new.code, uscc, own_id=None)
    row = OrganisationRow(id=new_id(), version=1, **_columns(new, uscc))
    if not store.add_once(uow.session, row):
        raise CodeTaken(code=new.code)
    access.note_organisation(uow, row.id, row.name, row.parent_id, governs=logic.governs(row.kind))
    evidence.record(
        uow, by=by, action="mechanism.organisation.created", subject=_subject(row), detail={"code": row.code}
    )
    return view(row)


def edit_organisation(
    uow: UnitOfWork, organisation_id: str, new: NewOrganisation, *, seen_version: int, by: Actor
) -> Organisation:
    """Replace an organisation's state as a whole; the earlier one is kept. Its code never changes.

    People correct what was entered wrong; what an organisation is called, where it stands and when it ends is a reform
    (`propose_reform`) and takes two of them: `NeedsSecondPerson`.
    """
    access.require(uow, by, EDIT_ORGANISATIONS)
    uscc = logic.checked(new)
    store.lock_tree(uow.session)
    row = row_of(uow, organisation_id, lock=True)
    history.refuse_stale(uow, [row], {row.id: seen_version})
    if not by.is_system and _is_reform(row, new):
        raise NeedsSecondPerson(name=row.name)
    _refuse_taken(uow, row.code, uscc, own_id=row.id)
    _refuse_cycle(uow, row, new.parent_id)
    if new.valid_to is not None and store.in_use(uow.session, row.id, new.valid_to):
        raise OrganisationInUse(name=row.name)
    history.keep_version(uow, row, by)
    for column, value in (_columns(new, uscc) | {"code": row.code}).items():
        setattr(row, column, value)
    row.version += 1
    uow.session.flush()
    access.note_organisation(uow, row.id, row.name, row.parent_id, governs=logic.governs(row.kind))
    estates.repeat_words(uow.session, row)
    detail = {"code": row.code, "version": row.version}
    evidence.record(uow, by=by, action="mechanism.organisation.edited", subject=_subject(row), detail=detail)
    return view(row)


def organisation(uow: UnitOfWork, organisation_id: str) -> Organisation:
    return view(row_of(uow, organisation_id))


def organisation_by_code(uow: UnitOfWork, code: str) -> Organisation:
    row = store.organisation_by_code(uow.session, code)
    if row is None:
        raise UnknownOrganisation(code=code)
    return view(row)


def list_organisations(
    uow: UnitOfWork, page: PageQuery, wanted: OrganisationFilter | None = None
) -> Page[Organisation]:
    if wanted is not None and wanted.on is not None and wanted.on < uow.clock.today():
        return logic.page_of(history.organisations_on(uow, wanted.on), wanted, page)
    query = store.organisations(wanted or OrganisationFilter(), page.q)
    rows = fetch_page(uow.session, query, page, store.ORGANISATION_SORT, "code")
    return Page([view(row) for row in rows.items], rows.total)


def tree(uow: UnitOfWork, on: date | None = None) -> tuple[OrganisationNode, ...]:
    """The trees as they stood on a day (today unless said otherwise), under the names they had then."""
    return logic.tree_of(history.organisations_on(uow, on or uow.clock.today()))


def children(uow: UnitOfWork, organisation_id: str) -> list[Organisation]:
    """What stands directly below an organisation today."""
    wanted = OrganisationFilter(parent_id=organisation_id, on=uow.clock.today())
    query = store.organisations(wanted, "").order_by(OrganisationRow.code)
    return [view(row) for row in uow.session.scalars(query)]


def superiors(uow: UnitOfWork, organisation_id: str) -> list[Organisation]:
    """What stands above an organisation, nearest first."""
    above = store.ancestors(uow.session, organisation_id)[1:]
    return [view(row_of(uow, each)) for each in above]


def row_of(uow: UnitOfWork, organisation_id: str, *, lock: bool = False) -> OrganisationRow:
    row = store.organisation(uow.session, organisation_id, lock=lock)
    if row is None:
        raise UnknownOrganisation(code=organisation_id)
    return row


def _is_reform(row: OrganisationRow, new: NewOrganisation) -> bool:
    return (row.name, row.parent_id, row.valid_to) != (new.name, new.parent_id, new.valid_to)


def _subject(row: OrganisationRow) -> str:
    return f"mechanism/organisation/{row.id}"


def _columns(new: NewOrganisation, uscc: str | None) -> dict[str, Any]:
    return {field: getattr(new, field) for field in NewOrganisation.__dataclass_fields__} | {"uscc": uscc}


def _refuse_taken(uow: UnitOfWork, code: str, uscc: str | None, own_id: str | None) -> None:
    same_code = store.organisation_by_code(uow.session, code)
    if same_code is not None and same_code.id != own_id:
        raise CodeTaken(code=code)
    same_uscc = store.organisation_by_uscc(uow.session, uscc) if uscc else None
    if same_uscc is not None and same_uscc.id != own_id:
        raise CodeTaken(code=uscc)


def _refuse_cycle(uow: UnitOfWork, row: OrganisationRow, parent_id: str | None) -> None:
    if parent_id is None:
        return
    row_of(uow, parent_id)
    if row.id in store.ancestors(uow.session, parent_id):
        raise TreeCycle(name=row.name)
