"""What of the lake belongs to organisations."""

from shudao.admission.tables import AssetRow
from shudao.mechanism.ports import Estate

ESTATES = (Estate("admission.asset", "湖中数据集", "data sets of the lake", AssetRow.organisation_id),)
