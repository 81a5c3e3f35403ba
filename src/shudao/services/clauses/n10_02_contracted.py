"""N10-02: A published service must have a whole contract: users, scenario, timeliness."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.services.contracts import ServiceState
from shudao.services.tables import ServiceRow


def violations(day: date) -> Select[Any]:
    row = ServiceRow
    blank = or_(*(row.contract[part].astext.regexp_match(r"^\s*$") for part in ("users", "scenario", "timeliness")))
    return found(row.code, row.title, row.organisation_id).where(row.state == ServiceState.PUBLISHED, blank)


CLAUSE = Clause(
    id="N10-02",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.MUST,
    zh="已发布的服务必须有完整的服务契约：使用者、场景、时效。",
    en="A published service must have a whole contract: users, scenario, timeliness.",
    source="白皮书 4.3：明确数据服务接口开发的流程和形式；4.9 服务契约。",
    subject="services.service",
    link="/services/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="补齐契约后以新版本发布。",
    mend_en="Complete the contract and publish a new version.",
    violations=violations,
)
