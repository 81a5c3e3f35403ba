"""What of the architecture belongs to organisations. Whoever takes a node takes all below it, and what describes it."""

from collections.abc import Collection

from sqlalchemy import ARRAY, Text, any_, bindparam, select, text
from sqlalchemy.orm import Session

from shudao.architecture.tables import (
    AttributeRow,
    CatalogueRow,
    LineageRow,
    NodeRow,
    SourceRow,
    SystemRow,
)
from shudao.architecture.tables_indicators import IndicatorRow, TermRow
from shudao.architecture.tables_search import SearchRow
from shudao.architecture.tables_systems import TableClaimRow
from shudao.mechanism.ports import Estate, Follow

_BELOW = text(
    """with recursive below(code) as (
           select unnest(cast(:codes as text[]))
           union
           select n.code from architecture.node n join below b on n.parent_code = b.code)
       select code from below"""
)


def _along(session: Session, keys: Collection[str]) -> set[str]:
    """The chosen nodes with everything below them, attributes included."""
    nodes = set(session.scalars(_BELOW, {"codes": list(keys)}))
    wanted = bindparam("nodes", list(nodes), type_=ARRAY(Text))
    attributes = session.scalars(select(AttributeRow.code).where(AttributeRow.entity_code == any_(wanted)))
    return nodes | set(attributes)


NODE, SYSTEM, SOURCE, CATALOGUE = (
    "architecture.node",
    "architecture.system",
    "architecture.source",
    "architecture.catalogue",
)
# How the ends of lineage name data sets of the lake.
LAKE = "lake/"

ESTATES = (
    Estate(
        NODE,
        "业务域到逻辑实体",
        "domains to entities",
        NodeRow.organisation_id,
        key=NodeRow.code,
        label=NodeRow.name,
        along=_along,
        subject="architecture/node/",
    ),
    Estate(
        SYSTEM,
        "应用系统",
        "application systems",
        SystemRow.organisation_id,
        key=SystemRow.code,
        label=SystemRow.name,
    ),
    Estate(SOURCE, "数据源", "sources", SourceRow.organisation_id, key=SourceRow.code, label=SourceRow.name),
    Estate(
        "architecture.table",
        "认领的表",
        "claimed tables",
        TableClaimRow.organisation_id,
        follows=(Follow(SOURCE, TableClaimRow.source_code),),
    ),
    Estate(
        CATALOGUE,
        "资源目录",
        "catalogue entries",
        CatalogueRow.provider_organisation_id,
        words={"provider_name": "name", "provider_code": "uscc"},
        key=CatalogueRow.code,
        label=CatalogueRow.name,
        follows=(Follow(NODE, CatalogueRow.entity_code),),
        subject="architecture/catalogue/",
    ),
    Estate(
        "architecture.lineage.origin",
        "血缘起点",
        "origins of lineage",
        LineageRow.origin_organisation_id,
        is_projection=True,
        follows=(
            Follow("admission.asset", LineageRow.origin, LAKE),
            # The table of a source belongs to whoever has the data set that it fills.
            Follow("admission.asset", LineageRow.target, LAKE, LineageRow.origin.startswith("source/")),
        ),
    ),
    Estate(
        "architecture.lineage.target",
        "血缘终点",
        "targets of lineage",
        LineageRow.target_organisation_id,
        is_projection=True,
        follows=(
            Follow("admission.asset", LineageRow.target, LAKE),
            Follow("admission.asset", LineageRow.origin, LAKE, LineageRow.target.startswith("delivery/")),
        ),
    ),
    Estate(
        "architecture.search",
        "检索条目",
        "search entries",
        SearchRow.organisation_id,
        is_projection=True,
        follows=tuple(Follow(kind, SearchRow.code) for kind in (NODE, SYSTEM, SOURCE, CATALOGUE)),
    ),
    Estate(
        "architecture.indicator",
        "指标",
        "indicators",
        IndicatorRow.organisation_id,
        key=IndicatorRow.id,
        label=IndicatorRow.name,
    ),
    Estate(
        "architecture.indicator_term",
        "指标限定与维度",
        "qualifiers and dimensions of indicators",
        TermRow.organisation_id,
        key=TermRow.code,
        label=TermRow.name,
    ),
)
