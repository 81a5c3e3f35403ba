"""N05-02: A certified source must be a system in use."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import Level, SystemState
from shudao.architecture.relations import certified_sources, published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node, source = published_nodes(Level.ENTITY), certified_sources().subquery("source")
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner, source.c.name)
    ended = source.c.state.in_([state for state in SystemState if state is not SystemState.IN_USE])
    return query.join_from(node, source, source.c.entity_code == node.c.code).where(ended)


CLAUSE = Clause(
    id="N05-02",
    principle=Principle.ONE_SOURCE,
    severity=Severity.MUST,
    zh="认证的数据源必须是在用的系统。",
    en="A certified source must be a system in use.",
    source="白皮书 4.5：系统合并、拆分、下线时数据源认证失效，须重新认证。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="重新认证现在产生该数据的系统。",
    mend_en="Certify the system that holds the data now.",
    violations=violations,
)
