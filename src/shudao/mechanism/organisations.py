"""Organisations: a tree with dates, versions and codes that are checked."""

from dataclasses import asdict
from datetime import date
from typing import Any

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import estates, logic, store
from shudao.mechanism.contracts import (
    Level,
    NewOrganisation,
    Organisation,
    OrganisationFilter,
    OrganisationKind,
    OrganisationNode,
    OrganisationVersion,
)
from shudao.mechanism.errors import CodeTaken, OrganisationInUse, StaleOrganisation, TreeCycle, UnknownOrganisation
from shudao.mechanism.permissions import EDIT_ORGANISATIONS
from shudao.mechanism.tables import OrganisationRow, OrganisationVersionRow


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
    """Replace an organisation's state as a whole; the earlier one is kept. Its code never changes."""
    access.require(uow, by, EDIT_ORGANISATIONS)
    uscc = logic.checked(new)
    store.lock_tree(uow.session)
    row = row_of(uow, organisation_id, lock=True)
    if row.version != seen_version:
        raise StaleOrganisation(name=row.name, current=row.version, seen=seen_version)
    _refuse_taken(uow, row.code, uscc, own_id=row.id)
    _refuse_cycle(uow, row, new.parent_id)
    if new.valid_to is not None and store.in_use(uow.session, row.id, new.valid_to):
        raise OrganisationInUse(name=row.name)
    keep_version(uow, row, by)
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
    query = store.organisations(wanted or OrganisationFilter(), page.q)
    rows = fetch_page(uow.session, query, page, store.ORGANISATION_SORT, "code")
    return Page([view(row) for row in rows.items], rows.total)


def tree(uow: UnitOfWork, on: date | None = None) -> tuple[OrganisationNode, ...]:
    """The trees as they stand on a day (today unless said otherwise)."""
    query = store.organisations(OrganisationFilter(on=on or uow.clock.today()), "").order_by(OrganisationRow.code)
    return logic.tree_of(view(row) for row in uow.session.scalars(query))


def children(uow: UnitOfWork, organisation_id: str) -> list[Organisation]:
    """What stands directly below an organisation today."""
    wanted = OrganisationFilter(parent_id=organisation_id, on=uow.clock.today())
    query = store.organisations(wanted, "").order_by(OrganisationRow.code)
    return [view(row) for row in uow.session.scalars(query)]


def superiors(uow: UnitOfWork, organisation_id: str) -> list[Organisation]:
    """What stands above an organisation, nearest first."""
    above = store.ancestors(uow.session, organisation_id)[1:]
    return [view(row_of(uow, each)) for each in above]


def organisation_versions(uow: UnitOfWork, organisation_id: str) -> list[OrganisationVersion]:
    """The earlier states of an organisation, oldest first."""
    row_of(uow, organisation_id)
    table = OrganisationVersionRow
    rows = uow.session.query(table).filter(table.organisation_id == organisation_id).order_by(table.version)
    return [OrganisationVersion(r.version, r.changed_at.date(), r.changed_by, _from_state(r.state)) for r in rows]


def row_of(uow: UnitOfWork, organisation_id: str, *, lock: bool = False) -> OrganisationRow:
    row = store.organisation(uow.session, organisation_id, lock=lock)
    if row is None:
        raise UnknownOrganisation(code=organisation_id)
    return row


def view(row: OrganisationRow) -> Organisation:
    return Organisation(
        id=row.id,
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        kind=OrganisationKind(row.kind),
        level=Level(row.level),
        parent_id=row.parent_id,
        region_code=row.region_code,
        is_local_code=row.is_local_code,
        uscc=row.uscc,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        version=row.version,
    )


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


def keep_version(uow: UnitOfWork, row: OrganisationRow, by: Actor) -> None:
    """Keep the state an organisation has now, before it changes."""
    state = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(view(row)).items()}
    kept = OrganisationVersionRow(
        organisation_id=row.id,
        version=row.version,
        state=state,
        changed_at=uow.clock.now(),
        changed_by=by.account_id,
    )
    uow.session.add(kept)


def _from_state(state: dict[str, Any]) -> Organisation:
    dates = {key: date.fromisoformat(state[key]) for key in ("valid_from", "valid_to") if state[key]}
    enums = {"kind": OrganisationKind(state["kind"]), "level": Level(state["level"])}
    return Organisation(**(state | enums | dates))
