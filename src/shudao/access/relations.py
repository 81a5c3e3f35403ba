"""What other rooms may join set-wise of accounts and roles."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from shudao.access.tables import AccountRow, MembershipRow

__all__ = ["role_holders"]


def role_holders(day: date) -> Select[*tuple[Any, ...]]:
    """`person_id`, `login`, `name`, `role`, `organisation_id` of every role that an active account holds on a day."""
    account, held = AccountRow, MembershipRow
    begun = (held.valid_from <= day, or_(held.valid_to.is_(None), held.valid_to >= day))
    query = select(account.person_id, account.login, account.name, held.role, held.organisation_id)
    return query.join(held, held.account_id == account.id).where(account.state == "active", *begun)
