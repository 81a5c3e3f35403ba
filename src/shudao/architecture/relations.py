"""What other rooms may join set-wise of the ledger: published things, with the person who answers for them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, Subquery, func, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import aliased

from shudao.architecture.contracts import Grade, Level, State
from shudao.architecture.tables import (
    AttributeRow,
    CatalogueRow,
    CertificationRow,
    LineageRow,
    NodeRow,
    QualityPlanRow,
    SystemRow,
)
from shudao.architecture.tables_indicators import IndicatorRow
from shudao.mechanism import facade as mechanism

__all__ = [
    "catalogue_entries",
    "certified_sources",
    "grade_rank",
    "lineage_edges",
    "published_attributes",
    "published_indicators",
    "published_nodes",
    "quality_plans",
]


def grade_rank(grade: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """The place of a grade among all, from 0; NULL for none."""
    return func.array_position(array([each.value for each in Grade]), grade) - 1


def published_nodes(level: Level) -> Subquery:
    """The columns of published nodes of a level, and `owner`: the person who answers for the node or for what it lies
    in."""
    node, parent, above = NodeRow, aliased(NodeRow), aliased(NodeRow)
    owners = mechanism.current_owners().subquery("owners")
    levels = (node.code, node.parent_code, parent.parent_code, above.parent_code)
    held = [owners.alias(f"owners_{number}") for number in range(len(levels))]
    query = select(node, func.coalesce(*(each.c.person_id for each in held)).label("owner"))
    query = query.outerjoin(parent, parent.code == node.parent_code).outerjoin(above, above.code == parent.parent_code)
    for each, code in zip(held, levels, strict=True):
        query = query.outerjoin(each, (each.c.asset_code == code) & (each.c.asset_kind.in_([k.kind for k in Level])))
    return query.where(node.level == level, node.state == State.PUBLISHED).subquery(f"nodes_{level.kind}")


def published_attributes() -> Subquery:
    """The columns of published attributes, with `organisation_id`, `owner`, `entity_name` and `entity_is_critical` of
    their published entity."""
    row, entity = AttributeRow, published_nodes(Level.ENTITY)
    columns = (
        entity.c.organisation_id,
        entity.c.owner,
        entity.c.name.label("entity_name"),
        entity.c.is_critical.label("entity_is_critical"),
    )
    query = select(row, *columns).join(entity, entity.c.code == row.entity_code)
    return query.where(row.state == State.PUBLISHED).subquery("attributes")


def certified_sources() -> Select[*tuple[Any, ...]]:
    """`entity_code`, `system_code` and the system's `state` and `name`, of certifications that are valid."""
    row = CertificationRow
    query = select(row.entity_code, row.system_code, SystemRow.state, SystemRow.name)
    return query.join(SystemRow, SystemRow.code == row.system_code).where(row.invalidated_at.is_(None))


def quality_plans() -> Select[*tuple[Any, ...]]:
    """`entity_code`, `cycle`, `tolerance` of the quality plans."""
    return select(QualityPlanRow.entity_code, QualityPlanRow.cycle, QualityPlanRow.tolerance)


def lineage_edges() -> Select[*tuple[Any, ...]]:
    """`origin` and `target` of every edge of lineage."""
    return select(LineageRow.origin, LineageRow.target)


def catalogue_entries() -> Select[*tuple[Any, ...]]:
    """`code`, `name`, `organisation_id`, `entity_code`, `share_type`, `openness` of the published entries."""
    row = CatalogueRow
    columns = (row.code, row.name, row.provider_organisation_id.label("organisation_id"), row.entity_code)
    return select(*columns, row.share_type, row.openness, row.update_cycle).where(row.state == "published")


def published_indicators() -> Select[*tuple[Any, ...]]:
    """`code`, `version`, `kind`, `name`, `organisation_id`, `owner_person_id`, `cycle` of the published indicators."""
    row = IndicatorRow
    columns = (row.code, row.version, row.kind, row.name, row.organisation_id, row.owner_person_id, row.cycle)
    return select(*columns).where(row.state == State.PUBLISHED)
