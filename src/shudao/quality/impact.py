"""What of quality hangs on a thing: the rules in force over its data sets."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from shudao.admission import facade as admission
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.quality.tables import RuleRow
from shudao.work.contracts import Affected

__all__ = ["affected"]


def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]:
    assets = {asset.code: asset for asset in admission.assets_about(uow, subject)}
    query = select(RuleRow.asset_code).where(RuleRow.asset_code.in_(assets), RuleRow.is_active)
    counts = Counter(uow.session.scalars(query))
    return [
        Affected(
            "quality.rules",
            assets[code].title,
            f"/quality/assets/{code}",
            assets[code].organisation_id,
            f"有 {count} 条质量规则检核其数据",
            f"{count} quality rules check its data",
        )
        for code, count in sorted(counts.items())
    ]
