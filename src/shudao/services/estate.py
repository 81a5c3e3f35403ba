"""What of the services belongs to organisations."""

from shudao.mechanism.ports import Estate, Follow
from shudao.services.tables import KeyRow, ServiceRow

ESTATES = (
    Estate(
        "services.service",
        "数据服务",
        "data services",
        ServiceRow.organisation_id,
        ServiceRow.state != "retired",
        key=ServiceRow.code,
        label=ServiceRow.title,
        follows=(Follow("admission.asset", ServiceRow.asset_code),),
        subject="services/service/",
    ),
    Estate(
        "services.key",
        "服务密钥",
        "service keys",
        KeyRow.organisation_id,
        KeyRow.state == "active",
        key=KeyRow.id,
        label=KeyRow.name,
        follows=(Follow("security.grant", KeyRow.grant_id),),
    ),
)
