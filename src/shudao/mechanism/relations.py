"""What other rooms may join set-wise of owners and organisations: the clauses of the norms ask so."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.tables import AccountabilityRow, OrganisationRow, PersonRow

__all__ = ["claimed_assets", "current_organisations", "current_owners", "names_of"]


def current_owners() -> Select[*tuple[Any, ...]]:
    """`asset_kind`, `asset_code`, `person_id` of everything that someone in office answers for, once each."""
    row = AccountabilityRow
    in_office = (PersonRow.id == row.person_id) & PersonRow.left_on.is_(None)
    return (
        select(row.asset_kind, row.asset_code, row.person_id).join(PersonRow, in_office).where(row.state == "current")
    )


def claimed_assets() -> Select[*tuple[Any, ...]]:
    """`asset_kind`, `asset_code`, `person_id` of what somebody besides the owner says is theirs."""
    row = AccountabilityRow
    return select(row.asset_kind, row.asset_code, row.person_id).where(row.state == "claimed")


def current_organisations() -> Select[*tuple[Any, ...]]:
    """`id`, `code`, `name` of the organisations that have not ended."""
    row = OrganisationRow
    return select(row.id, row.code, row.name).where(row.valid_to.is_(None))


def names_of(uow: UnitOfWork, person_ids: Iterable[str] = (), organisation_ids: Iterable[str] = ()) -> dict[str, str]:
    """Names of people and organisations by id; unknown ids are left out."""
    return store.names(uow.session, person_ids, organisation_ids)
