"""What one caller may do with one serving copy, worked out once and kept: columns, rows, masks, parameters."""

import threading
from dataclasses import dataclass

from shudao.kernel.expr.predicate import Predicate, Value
from shudao.security.contracts import Lens, LensColumn, ReadRequest
from shudao.security.facade import RowMasker
from shudao.services import logic, parameters
from shudao.services.contracts import CallQuery, Input, Service, ServiceKind
from shudao.services.errors import ColumnOutsideScope, FilterOutsideScope, GrantDoesNotFit, MalformedParameter
from shudao.services.serving import Select

__all__ = ["MAX_OFFSET", "Plan", "Plans", "Question", "make_plan", "request_of"]

MAX_OFFSET = 100_000
# More records than this are not looked at to verify one: they would have to agree anyway.
MAX_RECORDS = 100


@dataclass(frozen=True)
class Plan:
    """A lens over a serving copy. `inputs` are the parameters this caller may use."""

    service: Service
    table: str
    data_version: int
    columns: tuple[LensColumn, ...]
    inputs: dict[str, Input]
    where: Predicate
    masker: RowMasker
    decision_id: str
    purpose: str


@dataclass(frozen=True)
class Question:
    """One call, checked against its plan: what is read, by which conditions, and what the caller claims."""

    select: Select
    columns: tuple[LensColumn, ...]
    asked: tuple[Predicate, ...]
    claims: dict[str, Value]
    offset: int
    limit: int


def request_of(service: Service, visible: frozenset[str] | None, grant_id: str | None) -> ReadRequest:
    """What the lens is asked for: what the service holds, as far as it is granted (`visible`; None means undecided)."""
    names = tuple(n for n in service.served_columns if visible is None or n in visible)
    purpose = f"数据服务 {service.code}"
    return ReadRequest(service.asset_code, purpose, columns=names, grant_id=grant_id)


def make_plan(service: Service, table: str, data_version: int, lens: Lens, masker: RowMasker) -> Plan:
    """Join a service and a lens. Raises `GrantDoesNotFit` when the lens reads what is not served."""
    types = {column.name: column.type for column in service.columns}
    wrong = logic.misfit(lens.where, types)
    if wrong is not None:
        raise GrantDoesNotFit(
            problem=f"行条件所用的字段“{wrong}”不在服务中",
            problem_en=f"its rows depend on {wrong}, which is not served",
        )
    clear = {column.name for column in lens.columns if column.mask is None}
    if service.condition is not None and service.condition.columns() - clear:
        hidden = "、".join(sorted(service.condition.columns() - clear))
        raise GrantDoesNotFit(problem=f"未授权明文字段 {hidden}", problem_en=f"it does not show {hidden} in clear")
    return Plan(
        service=service,
        table=table,
        data_version=data_version,
        columns=tuple(column for column in lens.columns if column.name in service.outputs),
        inputs={given.column: given for given in service.inputs if given.column in clear},
        where=lens.where,
        masker=masker,
        decision_id=lens.decision_id,
        purpose=lens.purpose,
    )


def ask(plan: Plan, query: CallQuery) -> Question:
    """Check a call against its plan. Raises `ColumnOutsideScope`, `FilterOutsideScope`, `MissingParameter`,
    `MalformedParameter`.
    """
    service = plan.service
    outside = sorted(set(query.filters) - set(plan.inputs))
    if outside:
        raise FilterOutsideScope(columns="、".join(outside)[:200], allowed="、".join(plan.inputs) or "（无）")
    _check_required(plan)
    types = {column.name: column.type for column in service.columns}
    values = parameters.values_of(plan.inputs, types, query.filters)
    claims = {name: given[0] for name, given in values.items() if plan.inputs[name].is_claim}
    asked = tuple(parameters.condition_of(name, given) for name, given in values.items() if name not in claims)
    if service.kind is ServiceKind.VERIFY:
        return _verifying(plan, query, asked, claims)
    columns = _columns(plan, query.fields)
    most = service.page_size_max
    limit = query.limit if query.limit is not None else most
    if not 0 <= query.offset <= MAX_OFFSET or not 1 <= limit <= most:
        raise MalformedParameter(column="limit", problem=f"每页 1 至 {most} 条", problem_en=f"1 to {most} rows a page")
    select = Select(service.code, plan.table, tuple(column.name for column in columns), plan.where)
    return Question(select, columns, asked, {}, query.offset, limit)


def _check_required(plan: Plan) -> None:
    hidden = [i.column for i in plan.service.inputs if i.required and i.column not in plan.inputs]
    if hidden:
        raise FilterOutsideScope(columns="、".join(hidden), allowed="、".join(plan.inputs) or "（无）")


def _verifying(plan: Plan, query: CallQuery, asked: tuple[Predicate, ...], claims: dict[str, Value]) -> Question:
    if query.fields:
        raise ColumnOutsideScope(columns="、".join(query.fields)[:200], allowed="（无）")
    if not claims and plan.service.condition is None:
        names = "、".join(name for name, given in plan.inputs.items() if given.is_claim)
        raise MalformedParameter(column=names, problem="至少给出一项", problem_en="give at least one of these")
    condition = plan.service.condition
    read = sorted({*claims, *(condition.columns() if condition is not None else ())})
    select = Select(plan.service.code, plan.table, tuple(read), plan.where)
    return Question(select, (), asked, claims, 0, MAX_RECORDS)


def _columns(plan: Plan, fields: tuple[str, ...]) -> tuple[LensColumn, ...]:
    visible = {column.name: column for column in plan.columns}
    outside = [name for name in fields if name not in visible]
    if outside:
        raise ColumnOutsideScope(columns="、".join(outside)[:200], allowed="、".join(visible) or "（无）")
    if not visible:
        raise ColumnOutsideScope(columns="、".join(plan.service.outputs), allowed="（无）")
    return tuple(visible[name] for name in dict.fromkeys(fields)) if fields else plan.columns


class Plans:
    """Plans of keys, in the memory of this process. A plan never outlives its copy: the copy's table is in its key."""

    MOST = 2_000

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plans: dict[tuple[str, str], Plan] = {}

    def find(self, key_id: str, table: str) -> Plan | None:
        return self._plans.get((key_id, table))

    def keep(self, key_id: str, table: str, plan: Plan) -> Plan:
        with self._lock:
            if len(self._plans) >= self.MOST:
                self._plans.clear()
            self._plans[key_id, table] = plan
        return plan
