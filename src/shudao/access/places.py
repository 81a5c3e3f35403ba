"""Where a role is held at present."""

from sqlalchemy import or_, select

from shudao.access.tables import MembershipRow
from shudao.kernel.actor import Role
from shudao.kernel.uow import UnitOfWork

__all__ = ["places_of"]


def places_of(uow: UnitOfWork, role: Role) -> list[str]:
    """The organisations in which somebody holds `role` today."""
    row, today = MembershipRow, uow.clock.today()
    standing = (row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to >= today))
    query = select(row.organisation_id).where(row.role == role, *standing).distinct()
    return list(uow.session.scalars(query.order_by(row.organisation_id)))
