"""The lens as a decision: plain functions over plain values, no database and no clock (DESIGN §4.6, §11)."""

from collections.abc import Mapping, Sequence

from shudao.admission.contracts import Asset, AssetColumn
from shudao.architecture.contracts import Grade
from shudao.kernel.actor import Actor, Role
from shudao.kernel.expr.predicate import And, Everything, Predicate
from shudao.security.contracts import Grant, LensColumn, MaskKind
from shudao.security.errors import ColumnsOutsideGrant, ColumnsUnknown, FilterOnHiddenColumn

CLEAR = None
_INSIDERS = frozenset({Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEVELOPER, Role.DEPARTMENT_HEAD})
_OVERSEERS = frozenset({Role.DATA_BUREAU, Role.OPERATIONS})


def may_look(asset: Asset, actor: Actor) -> bool:
    """Whether someone sees anything of an asset without a grant: its own department's people, and who runs the lake."""
    is_own = actor.organisation_id == asset.organisation_id and bool(actor.roles & _INSIDERS)
    return is_own or bool(actor.roles & _OVERSEERS)


def mask_without_grant(column: AssetColumn, asset: Asset, actor: Actor) -> MaskKind | None:
    """How a column is shown to somebody of `may_look`. An ungraded column counts as the highest grade."""
    rank = (column.grade or Grade.CORE).rank
    is_own = actor.organisation_id == asset.organisation_id and bool(actor.roles & _INSIDERS)
    if is_own and Role.DATA_OWNER in actor.roles:
        clear_up_to, partial_up_to = Grade.G3.rank, Grade.CORE.rank
    elif is_own:
        clear_up_to, partial_up_to = Grade.G2.rank, Grade.G3.rank
    else:
        clear_up_to, partial_up_to = Grade.G1.rank, Grade.G3.rank
    if rank <= clear_up_to:
        return CLEAR
    return MaskKind.PARTIAL if rank <= partial_up_to else MaskKind.SUPPRESS


def columns_without_grant(asset: Asset, actor: Actor, wanted: Sequence[str]) -> tuple[LensColumn, ...]:
    """All or the wanted columns, masked for this reader. Raises `ColumnsUnknown`."""
    chosen = _choose([column.name for column in asset.columns], wanted, ColumnsUnknown)
    return tuple(
        _lens_column(asset.column(name), mask_without_grant(asset.column(name), asset, actor)) for name in chosen
    )


def columns_of_grant(asset: Asset, grant: Grant, wanted: Sequence[str]) -> tuple[LensColumn, ...]:
    """The granted columns, or those wanted of them. Raises `ColumnsOutsideGrant`."""
    chosen = _choose(list(grant.columns), wanted, ColumnsOutsideGrant)
    return tuple(_lens_column(asset.column(name), grant.masks.get(name)) for name in chosen)


def columns_for_system(asset: Asset) -> tuple[LensColumn, ...]:
    """Everything as it is, for the system's own work."""
    return tuple(_lens_column(column, CLEAR) for column in asset.columns)


def _choose(
    visible: list[str], wanted: Sequence[str], refusal: type[ColumnsUnknown | ColumnsOutsideGrant]
) -> list[str]:
    outside = sorted(set(wanted) - set(visible))
    if outside:
        raise refusal(columns="、".join(outside))
    return [name for name in visible if name in wanted] if wanted else visible


def _lens_column(column: AssetColumn, mask: MaskKind | None) -> LensColumn:
    return LensColumn(column.name, column.title, column.type if mask is None else "text", mask)


def narrowed(granted: Predicate, asked: Predicate) -> Predicate:
    """Rows that were granted and are asked for: asking never widens."""
    if isinstance(asked, Everything):
        return granted
    return asked if isinstance(granted, Everything) else And(granted, asked)


def check_filter(asked: Predicate, columns: Mapping[str, MaskKind | None]) -> None:
    """Refuse a filter over columns that are masked or not visible: by its answers it would tell them after all."""
    hidden = sorted(name for name in asked.columns() if columns.get(name, MaskKind.SUPPRESS) is not None)
    if hidden:
        raise FilterOnHiddenColumn(columns="、".join(hidden))
