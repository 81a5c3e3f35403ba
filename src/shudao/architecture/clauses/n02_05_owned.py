"""N02-05: A business object must have exactly one owner."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.BUSINESS_OBJECT)
    return found(node.c.code, node.c.name, node.c.organisation_id).where(node.c.owner.is_(None))


CLAUSE = Clause(
    id="N02-05",
    principle=Principle.ONE_OWNER,
    severity=Severity.MUST,
    zh="业务对象必须有唯一的数据Owner。",
    en="A business object must have exactly one owner.",
    source="白皮书 4.2：每一个数据必须由对应的业务部门承担管理责任，且必须有唯一的数据负责人。",
    subject="architecture.business_object",
    link="/ledger/objects/{subject}",
    route=Role.DEPARTMENT_HEAD,
    mend_zh="由部门首席数据官指定数据Owner；原Owner离任的，办理交接。",
    mend_en="The department head names the owner; a departed owner hands over.",
    violations=violations,
)
