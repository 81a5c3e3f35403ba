"""N05-01: every critical entity must have a certified source."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import certified_sources, published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node, source = published_nodes(Level.ENTITY), certified_sources().subquery("source")
    certified = select(source.c.entity_code).where(source.c.entity_code == node.c.code).exists()
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner)
    return query.where(node.c.is_critical, ~certified)


CLAUSE = Clause(
    id="N05-01",
    principle=Principle.ONE_SOURCE,
    severity=Severity.MUST,
    zh="所有关键数据必须认证数据源。",
    en="Every critical entity must have a certified source.",
    source="白皮书 4.3：所有关键数据必须认证数据源。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="由数据Owner按四项检验认证数据源。",
    mend_en="The owner certifies the source by the four tests.",
    violations=violations,
)
