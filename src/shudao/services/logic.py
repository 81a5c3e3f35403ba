"""Decisions of services over plain values: whether a declaration, a grant and a call fit, and what a record proves."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shudao.admission.contracts import Asset
from shudao.kernel.expr.predicate import And, Eq, Everything, Predicate, kind_of
from shudao.security.contracts import Grant, TargetKind
from shudao.services.contracts import NewService, Service, ServiceColumn, ServiceKind, Verdict, VerdictReason
from shudao.services.errors import GrantDoesNotFit, MalformedService

__all__ = ["check_declaration", "check_grant", "columns_of", "judge", "misfit", "value_kind"]

RESERVED = frozenset({"offset", "limit", "fields"})
ROW_NUMBER = "_row"
MAX_PAGE_ROWS = 1_000
# A name of PostgreSQL has 63 bytes; a longer one would be cut without a word.
MAX_NAME_BYTES = 63
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}", re.ASCII)


def value_kind(column_type: str) -> str | None:
    """The kind of values a column is compared with, as `predicate.kind_of` names it; None where it is not compared."""
    if column_type.startswith("decimal"):
        return "number"
    kinds = {"text": "text", "int": "number", "bool": "boolean", "date": "date", "timestamp": "timestamp"}
    return kinds.get(column_type)


def misfit(predicate: Predicate, types: Mapping[str, str]) -> str | None:
    """The first column of a condition that is not there or whose type its values do not fit."""
    for leaf in predicate.leaves():
        kind = value_kind(types[leaf.column]) if leaf.column in types else None
        if leaf.column not in types or any(kind_of(value) != kind for value in leaf.values()):
            return leaf.column
    return None


def columns_of(new: NewService, asset: Asset) -> tuple[ServiceColumn, ...]:
    """The columns of the data contract with their titles and types. Call after `check_declaration`."""
    read = new.condition.columns() if new.condition is not None else frozenset[str]()
    names = dict.fromkeys([*(i.column for i in new.inputs), *new.outputs, *new.row_scope, *sorted(read)])
    found = [asset.column(name) for name in names]
    return tuple(ServiceColumn(column.name, column.title, column.type) for column in found)


def check_declaration(new: NewService, asset: Asset) -> None:
    """Refuse a declaration that could not be served. Raises `MalformedService`."""
    types = {column.name: column.type for column in asset.columns}
    inputs = [given.column for given in new.inputs]
    read = new.condition.columns() if new.condition is not None else frozenset[str]()
    used = {*inputs, *new.outputs, *new.row_scope, *read}
    _refuse(not _CODE.fullmatch(new.code), "编号须为小写字母、数字和下划线，2 至 40 位", "the code is not well formed")
    _refuse(not new.title.strip(), "没有名称", "it has no title")
    _refuse_names(used - set(types), "数据集中没有这些字段", "the data set lacks these columns")
    _refuse_names(_repeated(inputs) | _repeated(new.outputs), "字段重复", "columns are repeated")
    _refuse_names(set(inputs) & RESERVED, "这些名称是翻页等保留参数", "these names are reserved parameters")
    unstorable = {name for name in used if len(name.encode()) > MAX_NAME_BYTES or name == ROW_NUMBER}
    _refuse_names(unstorable, "这些字段名不能用于服务", "these column names cannot be served")
    untyped = {name for name in inputs if value_kind(types[name]) is None}
    _refuse_names(untyped, "这些字段的类型不能用作查询参数", "columns of these types cannot be asked by")
    _refuse(
        not 1 <= new.page_size_max <= MAX_PAGE_ROWS,
        f"每页最多 {MAX_PAGE_ROWS} 条",
        f"a page holds at most {MAX_PAGE_ROWS} rows",
    )
    limits = (new.calls_per_second, new.daily_quota, new.contract.sla_ms)
    _refuse(min(limits) < 1, "频率、额度和响应时限须大于零", "rate, quota and SLA must be positive")
    if new.kind is ServiceKind.VERIFY:
        _check_verifying(new, types)
    else:
        _check_querying(new)


def _check_verifying(new: NewService, types: Mapping[str, str]) -> None:
    keys = [given for given in new.inputs if not given.is_claim]
    claims = [given for given in new.inputs if given.is_claim]
    _refuse(bool(new.outputs), "核验服务不输出字段", "a verifying service shows no columns")
    _refuse(not any(k.required for k in keys), "核验服务须有必填的定位参数", "a required key input is missing")
    _refuse(any(given.many for given in new.inputs), "核验服务一次核验一条记录", "one record is verified at a time")
    _refuse(not claims and new.condition is None, "没有说明核验什么", "it does not say what is verified")
    wrong = misfit(new.condition, types) if new.condition is not None else None
    _refuse(wrong is not None, f"核验条件与字段“{wrong}”的类型不符", f"the condition does not fit column {wrong}")


def _check_querying(new: NewService) -> None:
    _refuse(not new.outputs, "没有输出字段", "it has no output columns")
    _refuse(new.condition is not None, "查询服务没有核验条件", "a query has no condition to verify")
    _refuse(any(i.is_claim for i in new.inputs), "查询服务没有核验参数", "a query has no claims")


def check_grant(service: Service, grant: Grant) -> None:
    """Refuse a grant under which no call of the service could succeed. Raises `GrantDoesNotFit`."""
    if grant.asset_code != service.asset_code:
        raise GrantDoesNotFit(problem="不是同一数据集", problem_en="it is for another data set")
    if grant.target.kind is not TargetKind.API:
        raise GrantDoesNotFit(problem="授权的去向不是接口", problem_en="its target is not an interface")
    if grant.target.detail.get("service", service.code) != service.code:
        raise GrantDoesNotFit(problem="授权的是另一个服务", problem_en="it names another service")
    types = {column.name: column.type for column in service.columns}
    wrong = misfit(grant.where, types)
    if wrong is not None:
        raise GrantDoesNotFit(
            problem=f"行条件所用的字段“{wrong}”不在服务中",
            problem_en=f"its rows depend on {wrong}, which is not served",
        )
    hidden = sorted(_needed(service) & {c for c in _all(service) if c not in grant.columns or c in grant.masks})
    if hidden:
        names = "、".join(hidden)
        raise GrantDoesNotFit(problem=f"未授权明文字段 {names}", problem_en=f"it does not show {names} in clear")
    if service.kind is ServiceKind.QUERY and not set(service.outputs) & set(grant.columns):
        raise GrantDoesNotFit(problem="没有共同的输出字段", problem_en="they share no output column")


def _needed(service: Service) -> frozenset[str]:
    """What a caller must be granted in clear for any call to succeed."""
    required = frozenset(i.column for i in service.inputs if i.required)
    return required | (service.condition.columns() if service.condition is not None else frozenset())


def _all(service: Service) -> Iterable[str]:
    return (column.name for column in service.columns)


def judge(
    condition: Predicate | None, claims: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> tuple[Verdict, VerdictReason]:
    """What the found records say: yes or no only when they all agree and none of them lacks a value that matters."""
    if not rows:
        return Verdict.UNKNOWN, VerdictReason.NO_RECORD
    wanted = And(condition or Everything(), *(Eq(column, value) for column, value in claims.items()))
    truths = {wanted.truth(row) for row in rows}
    if truths == {True}:
        return Verdict.YES, VerdictReason.MATCH
    if truths == {False}:
        return Verdict.NO, VerdictReason.MISMATCH
    if truths == {None}:
        return Verdict.UNKNOWN, VerdictReason.VALUE_MISSING
    return Verdict.UNKNOWN, VerdictReason.AMBIGUOUS


def _repeated(names: Sequence[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def _refuse(is_wrong: bool, problem: str, problem_en: str) -> None:
    if is_wrong:
        raise MalformedService(problem=problem, problem_en=problem_en)


def _refuse_names(wrong: set[str], problem: str, problem_en: str) -> None:
    names = "、".join(sorted(wrong))
    _refuse(bool(wrong), f"{problem}：{names}", f"{problem_en}: {names}")
