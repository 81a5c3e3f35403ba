"""N01-04: an element of the architecture must have a code by the rule, beginning with its parent's code."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_

from shudao.architecture.contracts import State
from shudao.architecture.tables import NodeRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = NodeRow
    by_rule = node.code.regexp_match(r"^[A-Z]{2,6}\d{2,}(\.\d{2,}(\.\d{3,}(\.\d{2,})?)?)?$")
    level = func.cardinality(func.string_to_array(node.code, "."))
    below = or_(node.parent_code.is_(None), func.starts_with(node.code, node.parent_code + "."))
    wrong = or_(~by_rule, level != node.level, ~below)
    return found(node.code, node.name, node.organisation_id).where(wrong, node.state != State.RETIRED)


CLAUSE = Clause(
    id="N01-04",
    principle=Principle.ONE_LEDGER,
    severity=Severity.MUST,
    zh="架构元素必须按编码规则编码，编码以上级编码开头。",
    en="An element of the architecture must have a code by the rule, beginning with its parent's code.",
    source="白皮书 4.3：形成政务数据统一规范、统一编码、统一架构的“一本账”管理。",
    subject="architecture.node",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="按编码规则（如 LC01.02.003.01）重新编码；旧编码退役后不再使用。",
    mend_en="Give it a code by the rule (such as LC01.02.003.01); the old one is retired for good.",
    violations=violations,
)
