"""What of the architecture belongs to organisations."""

from shudao.architecture.tables import CatalogueRow, LineageRow, NodeRow, SearchRow, SourceRow, SystemRow
from shudao.mechanism.ports import Estate

ESTATES = (
    Estate("architecture.node", "业务域到逻辑实体", "domains to entities", NodeRow.organisation_id),
    Estate("architecture.system", "应用系统", "application systems", SystemRow.organisation_id),
    Estate("architecture.source", "数据源", "sources", SourceRow.organisation_id),
    Estate(
        "architecture.catalogue",
        "资源目录",
        "catalogue entries",
        CatalogueRow.provider_organisation_id,
        words={"provider_name": "name", "provider_code": "uscc"},
    ),
    Estate(
        "architecture.lineage.origin",
        "血缘起点",
        "origins of lineage",
        LineageRow.origin_organisation_id,
        is_projection=True,
    ),
    Estate(
        "architecture.lineage.target",
        "血缘终点",
        "targets of lineage",
        LineageRow.target_organisation_id,
        is_projection=True,
    ),
    Estate("architecture.search", "检索条目", "search entries", SearchRow.organisation_id, is_projection=True),
)
