"""What of the lake belongs to organisations. A data set goes where its entity goes."""

from shudao.admission.tables import AssetRow
from shudao.mechanism.ports import Estate, Follow

ESTATES = (
    Estate(
        "admission.asset",
        "湖中数据集",
        "data sets of the lake",
        AssetRow.organisation_id,
        key=AssetRow.code,
        label=AssetRow.title,
        follows=(Follow("architecture.node", AssetRow.entity_code),),
    ),
)
