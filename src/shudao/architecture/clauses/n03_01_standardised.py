"""N03-01: A critical attribute must refer to a data element."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.relations import published_attributes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attribute = published_attributes()
    bare = (attribute.c.is_critical | attribute.c.is_key) & attribute.c.data_element.is_(None)
    return found(
        attribute.c.code, attribute.c.name, attribute.c.organisation_id, attribute.c.owner, attribute.c.entity_name
    ).where(bare)


CLAUSE = Clause(
    id="N03-01",
    principle=Principle.ONE_STANDARD,
    severity=Severity.MUST,
    zh="关键属性必须引用数据元。",
    en="A critical attribute must refer to a data element.",
    source="白皮书 4.3：关键数据应被识别、分类、定义及标准化。",
    subject="architecture.attribute",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在数据标准中查找含义相同的数据元并引用；没有的，先提交数据元。",
    mend_en="Refer to the element of the same meaning; submit one where there is none.",
    violations=violations,
)
