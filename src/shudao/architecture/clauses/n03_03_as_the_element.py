"""N03-03: an attribute should have the type and format of its data element."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_

from shudao.architecture.relations import published_attributes
from shudao.policy import facade as policy
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attribute, element = published_attributes(), policy.standard_elements().subquery("element")
    own = attribute.c.format + " ≠ " + element.c.format
    query = found(attribute.c.code, attribute.c.name, attribute.c.organisation_id, attribute.c.owner, own)
    query = query.join_from(attribute, element, element.c.code == attribute.c.data_element)
    return query.where(or_(attribute.c.format != element.c.format, attribute.c.data_type != element.c.data_type))


CLAUSE = Clause(
    id="N03-03",
    principle=Principle.ONE_STANDARD,
    severity=Severity.SHOULD,
    zh="属性的类型和格式应当与所引用的数据元一致。",
    en="An attribute should have the type and format of its data element.",
    source="白皮书 4.3：政府各行业对某个数据的共同理解；GB/T 19488.1。",
    subject="architecture.attribute",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="改为数据元的类型和格式；确需不同的，另立数据元。",
    mend_en="Take the element's type and format, or define another element.",
    violations=violations,
)
