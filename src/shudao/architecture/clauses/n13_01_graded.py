"""N13-01: A published attribute must be graded."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.relations import published_attributes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attribute = published_attributes()
    return found(
        attribute.c.code, attribute.c.name, attribute.c.organisation_id, attribute.c.owner, attribute.c.entity_name
    ).where(attribute.c.grade.is_(None))


CLAUSE = Clause(
    id="N13-01",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="已发布的属性必须定级。",
    en="A published attribute must be graded.",
    source="白皮书 4.3：所有政务数据应该参照数据分级管理规范对数据进行安全分级。",
    subject="architecture.attribute",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="参照分级规范和同类属性提出定级，由Owner确认。",
    mend_en="Propose a grade by the norm and by like attributes; the owner confirms.",
    violations=violations,
)
