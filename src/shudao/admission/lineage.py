"""What each landed batch tells of lineage: from where its rows came, and which entity they are."""

from collections.abc import Sequence

from shudao.admission import store
from shudao.admission.contracts import Asset
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import LineageEdge, LineageEnd
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["note_flow"]

# How a data set is tied to its entity; no rows move.
REGISTERED = "registration"


def note_flow(uow: UnitOfWork, asset: Asset, stream: str, reads: Sequence[str], *, by: Actor) -> None:
    """Note that rows of the assets `reads`, or else of the asset's source, flowed into it by `stream`."""
    edges = [LineageEdge(origin, asset.end, via=stream) for origin in _origins(uow, asset, reads)]
    if asset.entity_code is not None:
        entity = architecture.entity(uow, asset.entity_code)
        edges.append(LineageEdge(asset.end, LineageEnd(f"entity/{entity.code}", entity.name), via=REGISTERED))
    architecture.record_lineage(uow, edges, by=by)


def _origins(uow: UnitOfWork, asset: Asset, reads: Sequence[str]) -> list[LineageEnd]:
    if reads:
        return [store.to_asset(store.asset_row(uow.session, code), is_admitted=True).end for code in reads]
    if asset.source_code is None or asset.physical_table is None:
        return []
    table = asset.physical_table
    return [LineageEnd(f"source/{asset.source_code}/{table}", table, asset.organisation_id)]
