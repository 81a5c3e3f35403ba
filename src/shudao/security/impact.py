"""What of security hangs on a thing: grants in force over its data sets."""

from collections.abc import Sequence

from sqlalchemy import select

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.security import permissions
from shudao.security.contracts import GrantState
from shudao.security.tables import GrantRow
from shudao.work.contracts import Affected

__all__ = ["affected"]


def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]:
    assets = {asset.code: asset for asset in admission.assets_about(uow, subject)}
    query = select(GrantRow).where(
        GrantRow.asset_code.in_(assets),
        GrantRow.state == GrantState.ACTIVE,
        GrantRow.valid_to >= uow.clock.today(),
    )
    return [
        Affected(
            "security.grant",
            assets[row.asset_code].title,
            f"/security/grants/{row.id}",
            row.organisation_id,
            "已授权使用其数据，生效中",
            "a grant in force lets its data be used",
        )
        for row in uow.session.scalars(query.order_by(GrantRow.id))
        if _may_see(uow, {row.organisation_id, assets[row.asset_code].organisation_id}, by)
    ]


def _may_see(uow: UnitOfWork, parties: set[str], by: Actor) -> bool:
    return any(access.permits(uow, by, permissions.SEE_GRANTS, party) for party in parties)
