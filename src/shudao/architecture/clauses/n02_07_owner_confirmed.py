"""N02-07: the owner of a critical entity should have accepted the duty."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.ENTITY)
    unconfirmed = node.c.owner.is_not(None) & node.c.owner.is_distinct_from(node.c.owner_confirmed_by)
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner)
    return query.where(node.c.is_critical, unconfirmed)


CLAUSE = Clause(
    id="N02-07",
    principle=Principle.ONE_OWNER,
    severity=Severity.SHOULD,
    zh="关键逻辑实体的数据Owner应当确认职责。",
    en="The owner of a critical entity should have accepted the duty.",
    source="白皮书 4.3：明确各业务对象的责任主体。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="请数据Owner在逻辑实体页面确认；不应由其负责的，由部门另行指定。",
    mend_en="The owner confirms on the entity's page, or the department names another.",
    violations=violations,
)
