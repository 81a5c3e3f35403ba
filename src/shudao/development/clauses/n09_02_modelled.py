"""N09-02: data of the report and mart layers must come from a registered model."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.admission import facade as admission
from shudao.admission.contracts import Layer
from shudao.development.tables import ModelRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    asset = admission.registered_assets().subquery("asset")
    modelled = select(ModelRow.asset_code).where(ModelRow.asset_code == asset.c.code).exists()
    made = asset.c.layer.in_([Layer.DWR, Layer.DM]) & asset.c.latest_version.is_not(None)
    query = found(asset.c.code, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id)
    return query.where(made, ~modelled)


CLAUSE = Clause(
    id="N09-02",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="报告层和集市层的数据必须由登记的模型脚本产生。",
    en="Data of the report and mart layers must come from a registered model.",
    source="白皮书 4.3：统一的脚本组织形式。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="登记产生该数据集的模型脚本。",
    mend_en="Register the model that makes the data set.",
    violations=violations,
)
