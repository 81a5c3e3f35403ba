"""N01-02: A published attribute should have a definition, or a data element that has one."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.relations import published_attributes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attribute = published_attributes()
    blank = attribute.c.definition.regexp_match(r"^\s*$") & attribute.c.data_element.is_(None)
    return found(
        attribute.c.code, attribute.c.name, attribute.c.organisation_id, attribute.c.owner, attribute.c.entity_name
    ).where(blank)


CLAUSE = Clause(
    id="N01-02",
    principle=Principle.ONE_LEDGER,
    severity=Severity.SHOULD,
    zh="已发布的属性应当有定义，或引用有定义的数据元。",
    en="A published attribute should have a definition, or a data element that has one.",
    source="白皮书 4.3：关键数据应被识别、分类、定义及标准化。",
    subject="architecture.attribute",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="补充属性定义，或引用数据标准中的数据元。",
    mend_en="Write the definition, or refer to a data element.",
    violations=violations,
)
