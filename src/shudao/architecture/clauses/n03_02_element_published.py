"""N03-02: the data element an attribute refers to must be published."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.relations import published_attributes
from shudao.policy import facade as policy
from shudao.policy.contracts import State
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attribute, element = published_attributes(), policy.standard_elements().subquery("element")
    query = found(
        attribute.c.code, attribute.c.name, attribute.c.organisation_id, attribute.c.owner, attribute.c.data_element
    )
    query = query.outerjoin_from(attribute, element, element.c.code == attribute.c.data_element)
    unpublished = element.c.state.is_distinct_from(State.PUBLISHED)
    return query.where(attribute.c.data_element.is_not(None), unpublished)


CLAUSE = Clause(
    id="N03-02",
    principle=Principle.ONE_STANDARD,
    severity=Severity.MUST,
    zh="属性引用的数据元必须已发布。",
    en="The data element an attribute refers to must be published.",
    source="白皮书 4.3：标准一旦确定下来，就应在政府内被共同遵守。",
    subject="architecture.attribute",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="已废止的，改引替代的数据元；仍是草案的，提交审核发布。",
    mend_en="Refer to the successor of a retired one; have a draft reviewed and published.",
    violations=violations,
)
