"""N05-03: critical data may be registered at their certified source only, at no second one."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.architecture.contracts import Level
from shudao.architecture.relations import certified_sources, published_nodes
from shudao.architecture.tables import RegistrationRow, SourceRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node, certified = published_nodes(Level.ENTITY), certified_sources().subquery("certified")
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner, func.string_agg(SourceRow.code, "、"))
    query = query.join_from(node, certified, certified.c.entity_code == node.c.code)
    query = query.join(RegistrationRow, RegistrationRow.entity_code == node.c.code)
    query = query.join(SourceRow, SourceRow.code == RegistrationRow.source_code)
    query = query.where(SourceRow.system_code != certified.c.system_code)
    return query.group_by(node.c.code, node.c.name, node.c.organisation_id, node.c.owner)


CLAUSE = Clause(
    id="N05-03",
    principle=Principle.ONE_SOURCE,
    severity=Severity.MUST,
    zh="关键数据只能登记在认证的数据源：不得另有来源。",
    en="Critical data may be registered at their certified source only, at no second one.",
    source="白皮书 4.3：所有关键数据仅能在数据源录入、修改，其他调用系统不能修改。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="撤销其他系统的登记，改为从认证数据源共享；应换数据源的，重新认证。",
    mend_en="Withdraw the other registration and share from the certified source, or certify anew.",
    violations=violations,
)
