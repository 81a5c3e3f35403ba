"""What of the standards belongs to organisations."""

from shudao.mechanism.ports import Estate
from shudao.policy.tables import CodeTableRow, DataElementRow, NormRow

ESTATES = (
    Estate("policy.data_element", "数据元", "data elements", DataElementRow.organisation_id),
    Estate("policy.rule", "数据元规则责任", "rules of data elements", DataElementRow.rule_organisation_id),
    Estate(
        "policy.maintenance", "数据元维护责任", "upkeep of data elements", DataElementRow.maintenance_organisation_id
    ),
    Estate(
        "policy.monitoring", "数据元监控责任", "watch over data elements", DataElementRow.monitoring_organisation_id
    ),
    Estate("policy.code_table", "代码表", "code tables", CodeTableRow.organisation_id),
    Estate("policy.norm", "规范", "norms", NormRow.organisation_id),
)
