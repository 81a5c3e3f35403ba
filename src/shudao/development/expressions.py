"""The plan as expressions: what each column becomes, and why a value could not become it."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis

from shudao.development.contracts import ColumnPlan, StandardisationPlan, ValueKind
from shudao.kernel.expr import vocabulary as v

__all__ = ["Standardised", "standardised"]


@dataclass(frozen=True)
class _Judged:
    """A column on its way: what it becomes, whether it said nothing, and whether it said something unusable."""

    plan: ColumnPlan
    value: ibis.Value
    is_blank: ibis.Value
    is_unusable: ibis.Value

    @property
    def reason(self) -> ibis.Value:
        """Why the row is kept aside because of this column: `column:missing`, `column:<kind>`, or NULL."""
        return ibis.cases(
            (self.is_unusable, f"{self.plan.target}:{self.plan.kind.value}"),
            (self.is_blank, f"{self.plan.target}:missing"),
            else_=ibis.null("string"),
        )


@dataclass(frozen=True)
class Standardised:
    """Rows that could be standardised, rows that could not with their reasons, and the counts of emptied values."""

    landed: ibis.Table
    aside: ibis.Table
    emptied: ibis.Table


def standardised(rows: ibis.Table, plan: StandardisationPlan) -> Standardised:
    """Split rows of the source-aligned layer by the plan.

    `aside` has every source column as it was and `reasons`, a text of `column:reason` parts joined by `;`.
    """
    judged = [_judge(rows, column) for column in plan.columns]
    required = [column for column in judged if column.plan.is_required]
    reasons = _joined([column.reason for column in required])
    fails = reasons != ""
    landed = rows.filter(~fails).select(**{column.plan.target: column.value for column in judged})
    aside = rows.filter(fails).mutate(reasons=reasons)
    optional = [column for column in judged if not column.plan.is_required]
    counts = {c.plan.target: (c.is_unusable & ~fails).ifelse(1, 0).sum() for c in optional}
    emptied = rows.aggregate(**counts) if counts else rows.aggregate(none=rows.count())
    return Standardised(landed, aside, emptied)


def _joined(parts: list[ibis.Value]) -> ibis.Value:
    texts = [v.coalesce(v.concat_text(part, ";"), ibis.literal("")) for part in parts]
    return v.concat_text(*texts) if texts else ibis.literal("")


def _judge(rows: ibis.Table, plan: ColumnPlan) -> _Judged:
    clean = v.trim_all(_text(rows[plan.source]))
    spelled = clean if plan.kind is ValueKind.TEXT else v.to_half_width(clean)
    # A code table's own spelling wins over a null word: 未知 may be a code.
    blank = v.is_blank(clean) | _is_null_word(clean, plan)
    if plan.codes:
        blank = blank & ~v.coalesce(v.in_codes(spelled, plan.codes.keys()), ibis.literal(False))
    known = blank.ifelse(ibis.null("string"), spelled)
    value = _value(known, plan)
    return _Judged(plan, value, blank, ~blank & value.isnull())


def _is_null_word(clean: ibis.Value, plan: ColumnPlan) -> ibis.Value:
    return v.coalesce(v.in_codes(clean, plan.null_words), ibis.literal(False))


def _text(column: ibis.Value) -> ibis.Value:
    return column if column.type().is_string() else v.to_text(column)


def _value(known: ibis.Value, plan: ColumnPlan) -> ibis.Value:
    if plan.kind is ValueKind.CODE:
        return _code(known, plan.codes)
    if plan.kind is ValueKind.CITIZEN_NUMBER:
        return _fitting(v.normalise_citizen_number(known), plan)
    if plan.kind is ValueKind.INTEGER:
        return v.parse_int(known)
    if plan.kind is ValueKind.DECIMAL:
        return v.parse_decimal(known, plan.precision, plan.scale)
    if plan.kind is ValueKind.DATE:
        return v.coalesce(v.parse_date(known), v.parse_excel_serial(known))
    if plan.kind is ValueKind.TIMESTAMP:
        return v.parse_timestamp(known)
    if plan.kind is ValueKind.BOOLEAN:
        return known.cases(("1", True), ("0", False), ("是", True), ("否", False), else_=ibis.null("boolean"))
    return _fitting(known, plan)


def _code(known: ibis.Value, codes: Mapping[str, str]) -> ibis.Value:
    """The code a spelling stands for. Codes that stand for themselves are looked up as a set: tables have thousands."""
    same = {raw for raw, code in codes.items() if raw == code}
    other = {raw: code for raw, code in codes.items() if raw != code}
    itself = v.coalesce(v.in_codes(known, same), ibis.literal(False)).ifelse(known, ibis.null("string"))
    return v.coalesce(itself, v.map_code(known, other)) if other else itself


def _fitting(value: ibis.Value, plan: ColumnPlan) -> ibis.Value:
    if plan.max_chars is None:
        return value
    return (v.char_length(value) <= plan.max_chars).ifelse(value, ibis.null("string"))
