"""What of the standards belongs to organisations."""

from shudao.mechanism.ports import Estate
from shudao.policy.tables import CodeMappingRow, CodeTableRow, DataElementRow, NormRow, ProposalRow
from shudao.policy.tables_norms import ViolationRow, WaiverRow

_ELEMENT, _NAME = DataElementRow.code, DataElementRow.name

ESTATES = (
    Estate("policy.data_element", "数据元", "data elements", DataElementRow.organisation_id, key=_ELEMENT, label=_NAME),
    Estate(
        "policy.rule",
        "数据元规则责任",
        "rules of data elements",
        DataElementRow.rule_organisation_id,
        key=_ELEMENT,
        label=_NAME,
    ),
    Estate(
        "policy.maintenance",
        "数据元维护责任",
        "upkeep of data elements",
        DataElementRow.maintenance_organisation_id,
        key=_ELEMENT,
        label=_NAME,
    ),
    Estate(
        "policy.monitoring",
        "数据元监控责任",
        "watch over data elements",
        DataElementRow.monitoring_organisation_id,
        key=_ELEMENT,
        label=_NAME,
    ),
    Estate(
        "policy.code_table",
        "代码表",
        "code tables",
        CodeTableRow.organisation_id,
        key=CodeTableRow.name,
        label=CodeTableRow.title,
    ),
    Estate(
        "policy.code_mapping",
        "代码映射",
        "code mappings",
        CodeMappingRow.organisation_id,
        key=CodeMappingRow.name,
        label=CodeMappingRow.title,
    ),
    Estate(
        "policy.proposal",
        "上报采纳事项",
        "proposals to the government above",
        ProposalRow.organisation_id,
        key=ProposalRow.id,
        label=ProposalRow.title,
    ),
    Estate("policy.norm", "规范", "norms", NormRow.organisation_id, key=NormRow.code, label=NormRow.title),
    Estate(
        "policy.norm_waiver",
        "规范豁免",
        "waivers from norms",
        WaiverRow.organisation_id,
        key=WaiverRow.id,
        label=WaiverRow.name,
    ),
    # What a check found; the next one finds it at the successor.
    Estate(
        "policy.norm_violation", "规范不符合项", "violations of norms", ViolationRow.organisation_id, is_projection=True
    ),
)
