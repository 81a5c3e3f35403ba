"""What of the services belongs to organisations."""

from shudao.mechanism.ports import Estate
from shudao.services.tables import KeyRow, ServiceRow

ESTATES = (
    Estate("services.service", "数据服务", "data services", ServiceRow.organisation_id, ServiceRow.state != "retired"),
    Estate("services.key", "服务密钥", "service keys", KeyRow.organisation_id, KeyRow.state == "active"),
)
