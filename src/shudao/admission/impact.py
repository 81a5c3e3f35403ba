"""What of the lake hangs on a thing: the data sets of an entity, and those that are built from them."""

from collections.abc import Sequence

from sqlalchemy import func, select

from shudao.admission import store
from shudao.admission.contracts import Asset
from shudao.admission.tables import AssetRow
from shudao.architecture import facade as architecture
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Affected

__all__ = ["affected", "assets_about"]

ASSET = "admission/asset/"


def assets_about(uow: UnitOfWork, subject: str) -> list[Asset]:
    """The data sets a subject reaches, those built from them included, nearest first."""
    reached = _first(uow, subject)
    frontier = list(reached)
    while frontier:
        # The data sets of one deployment are some thousands; a step reads only those that name one of the frontier.
        query = select(AssetRow).where(
            func.jsonb_exists_any(AssetRow.inputs, frontier), AssetRow.code.not_in(list(reached))
        )
        rows = uow.session.scalars(query.order_by(AssetRow.code)).all()
        reached |= {row.code: row for row in rows}
        frontier = [row.code for row in rows]
    return [store.to_asset(row, is_admitted=False) for row in reached.values()]


def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]:
    itself = subject.removeprefix(ASSET)
    return [
        Affected("admission.asset", asset.title, f"/lake/{asset.code}", asset.organisation_id, *_why(asset))
        for asset in assets_about(uow, subject)
        if asset.code != itself
    ]


def _first(uow: UnitOfWork, subject: str) -> dict[str, AssetRow]:
    if subject.startswith(ASSET):
        row = uow.session.get(AssetRow, subject.removeprefix(ASSET))
        return {row.code: row} if row else {}
    touched = architecture.touched_by(uow, subject)
    query = select(AssetRow).where(AssetRow.entity_code.in_(touched.entity_codes)).order_by(AssetRow.code)
    return {row.code: row for row in uow.session.scalars(query) if _holds(row, touched.attribute_codes)}


def _holds(row: AssetRow, attribute_codes: frozenset[str] | None) -> bool:
    """Whether a data set has one of the attributes that change; where none are named, all of them do."""
    if attribute_codes is None:
        return True
    return any(column.get("attribute_code") in attribute_codes for column in row.columns)


def _why(asset: Asset) -> tuple[str, str]:
    if asset.inputs:
        return "由受影响的数据集加工而来", "it is built from data sets that are touched"
    return "数据集存放其数据", "this data set holds its rows"
