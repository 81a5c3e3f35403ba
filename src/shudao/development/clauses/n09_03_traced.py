"""N09-03: data above the source-aligned layer must have lineage."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.admission import facade as admission
from shudao.admission.contracts import Layer
from shudao.architecture import facade as architecture
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    asset = admission.registered_assets().subquery("asset")
    edge = architecture.lineage_edges().subquery("edge")
    traced = select(edge.c.target).where(edge.c.target == "lake/" + asset.c.code).exists()
    made = (asset.c.layer != Layer.SDI) & asset.c.latest_version.is_not(None)
    query = found(asset.c.code, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id)
    return query.where(made, ~traced)


CLAUSE = Clause(
    id="N09-03",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="整合层以上的数据必须有血缘。",
    en="Data above the source-aligned layer must have lineage.",
    source="白皮书 4.4：数据规范端到端一致性；4.3 数据开发技术规范。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="通过平台的标准化或模型作业产生数据，血缘随之登记。",
    mend_en="Make the data by the platform's own jobs, which note the lineage.",
    violations=violations,
)
