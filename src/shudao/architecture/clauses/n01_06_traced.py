"""N01-06: A business object should derive from a duty, a matter or a step of a process."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.BUSINESS_OBJECT)
    untraced = func.jsonb_array_length(node.c.traces) == 0
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner).where(untraced)


CLAUSE = Clause(
    id="N01-06",
    principle=Principle.ONE_LEDGER,
    severity=Severity.SHOULD,
    zh="业务对象应当由职责、事项或流程环节导出。",
    en="A business object should derive from a duty, a matter or a step of a process.",
    source="白皮书 4.3：数据资产目录须反映各部门履职的业务过程。",
    subject="architecture.business_object",
    link="/ledger/objects/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在业务对象上登记产生或使用它的职责、事项、环节；确无来源的，考虑退役。",
    mend_en="Register the duty, matter or step it comes from; retire what comes from none.",
    violations=violations,
)
