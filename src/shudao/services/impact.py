"""What of the services hangs on a thing: published services over its data sets."""

from collections.abc import Sequence

from sqlalchemy import select

from shudao.admission import facade as admission
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.services.contracts import ServiceState
from shudao.services.tables import ServiceRow
from shudao.work.contracts import Affected

__all__ = ["affected"]


def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]:
    assets = [asset.code for asset in admission.assets_about(uow, subject)]
    query = select(ServiceRow).where(ServiceRow.asset_code.in_(assets), ServiceRow.state == ServiceState.PUBLISHED)
    return [
        Affected(
            "services.service",
            row.title,
            f"/services/{row.code}",
            row.organisation_id,
            "数据服务由其数据提供",
            "this service answers from its data",
        )
        for row in uow.session.scalars(query.order_by(ServiceRow.code))
    ]
