"""N04-01: A business indicator should be decomposed into technical ones."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.architecture.contracts import State
from shudao.architecture.tables_indicators import IndicatorRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = IndicatorRow
    whole = func.jsonb_array_length(row.uses) > 0
    query = found(row.code, row.name, row.organisation_id, row.owner_person_id)
    return query.where(row.kind == "business", row.state == State.PUBLISHED, ~whole)


CLAUSE = Clause(
    id="N04-01",
    principle=Principle.ONE_STANDARD,
    severity=Severity.SHOULD,
    zh="业务指标应当拆解为技术指标。",
    en="A business indicator should be decomposed into technical ones.",
    source="白皮书 4.3：数据指标管理规范明确指标的梳理规范、拆解规范与编码规范。",
    subject="architecture.indicator",
    link="/indicators/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="定义它的原子、衍生或复合指标，并在新版本中引用。",
    mend_en="Define its atomic, derived or composite indicators and name them in a new version.",
    violations=violations,
)
