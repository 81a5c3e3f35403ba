"""Deciding lenses: the one place where it is decided what somebody sees of a data set."""

from shudao.admission import facade as admission
from shudao.admission.contracts import Asset
from shudao.admission.errors import UnknownAsset
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.expr.predicate import Everything, Predicate
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.security import grants, logic
from shudao.security.contracts import Lens, LensColumn, ReadRequest
from shudao.security.errors import NoLens, PurposeMissing

__all__ = ["lens_for", "system_lens"]


def lens_for(uow: UnitOfWork, request: ReadRequest, *, by: Actor) -> Lens:
    """Decide what `by` sees. Recorded as evidence whatever comes of it.

    With `grant_id` the grant decides; without one, the asset's own department sees by grade and role, and so do the
    bureau and the operations centre. Everybody else gets `NoLens`, as if the data set did not exist.
    """
    if not request.purpose.strip():
        raise PurposeMissing
    try:
        asset = admission.asset(uow, request.asset_code)
    except UnknownAsset:
        raise NoLens(asset=request.asset_code) from None
    if request.grant_id is not None:
        return _by_grant(uow, asset, request, request.grant_id, by)
    if not by.is_system and not logic.may_look(asset, by):
        raise NoLens(asset=request.asset_code)
    columns = logic.columns_without_grant(asset, by, request.columns)
    visible = logic.columns_without_grant(asset, by, ())
    logic.check_filter(request.where, {column.name: column.mask for column in visible})
    return _decided(uow, asset, columns, request.where, request, by)


def _by_grant(uow: UnitOfWork, asset: Asset, request: ReadRequest, grant_id: str, by: Actor) -> Lens:
    grant = grants.usable(uow, grant_id, by=by)
    if grant.asset_code != asset.code:
        raise NoLens(asset=request.asset_code)
    columns = logic.columns_of_grant(asset, grant, request.columns)
    visible = logic.columns_of_grant(asset, grant, ())
    logic.check_filter(request.where, {column.name: column.mask for column in visible})
    return _decided(uow, asset, columns, logic.narrowed(grant.where, request.where), request, by)


def system_lens(uow: UnitOfWork, asset_code: str, *, purpose: str, version: int | None = None) -> Lens:
    """Everything as it is, for the system's own work such as standardising and checking; recorded like any reading.

    Without `version` it is the latest committed one, released or not.
    """
    asset = admission.asset(uow, asset_code)
    latest = asset.latest_version if asset.latest_version is not None else 0
    request = ReadRequest(asset_code, purpose, version=version if version is not None else latest)
    columns = logic.columns_for_system(asset)
    return _decided(uow, asset, columns, Everything(), request, Actor.system(purpose))


def _decided(
    uow: UnitOfWork, asset: Asset, columns: tuple[LensColumn, ...], where: Predicate, request: ReadRequest, by: Actor
) -> Lens:
    version = request.version if request.version is not None else admission.readable_version(uow, asset.code)
    lens = Lens(asset.code, version, columns, where, new_id(), request.purpose, by, request.grant_id)
    masked = {column.name: column.mask.value for column in columns if column.mask is not None}
    detail = {
        "decision_id": lens.decision_id,
        "version": version,
        "columns": list(lens.names),
        "masks": masked,
        "filters_by": sorted(where.columns()),
        "grant_id": request.grant_id,
        "purpose": request.purpose,
    }
    subject = f"admission/asset/{asset.code}"
    evidence.record(uow, by=by, action="security.read.decided", subject=subject, detail=detail)
    return lens
