"""The plan as expressions: what each column becomes, and why a value could not become it.

Every stage is a projection over named columns of the stage before. Nested in one another instead, each function would
write its operand into the query's text several times over, and the text would grow without bound.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import ibis

from shudao.development.contracts import ColumnPlan, StandardisationPlan, ValueKind
from shudao.kernel.expr import vocabulary as v
from shudao.kernel.expr.text import NULL_WORDS

__all__ = ["Standardised", "standardised"]

REASONS = "reasons"


@dataclass(frozen=True)
class Standardised:
    """Rows that could be standardised, rows that could not with their reasons, and the counts of emptied values."""

    landed: ibis.Table
    aside: ibis.Table
    emptied: ibis.Table


class _Stage:
    """Names of the columns a source column passes through on its way."""

    def __init__(self, position: int, plan: ColumnPlan) -> None:
        self.plan = plan
        self.clean, self.spelled, self.blank, self.known, self.read, self.value, self.reason = (
            f"_{position}_{step}" for step in ("clean", "spelled", "blank", "known", "read", "value", "reason")
        )


Step = Callable[[ibis.Table, _Stage], ibis.Value]


def standardised(rows: ibis.Table, plan: StandardisationPlan) -> Standardised:
    """Split rows of the source-aligned layer by the plan.

    `aside` has every source column as it was and `reasons`, a text of `column:reason` parts joined by `;`.
    """
    stages = [_Stage(position, column) for position, column in enumerate(plan.columns)]
    steps: tuple[tuple[str, Step], ...] = (
        ("clean", _clean),
        ("spelled", _spelled),
        ("blank", _blank),
        ("known", _known),
        ("read", _read),
        ("value", _fitting),
        ("reason", _reason),
    )
    staged = reduce(lambda table, step: _stage(table, stages, *step), steps, rows)
    required = [stage for stage in stages if stage.plan.is_required]
    judged = staged.mutate(**{REASONS: _joined([staged[stage.reason] for stage in required])})
    fails = judged[REASONS] != ""
    landed = judged.filter(~fails).select(**{stage.plan.target: judged[stage.value] for stage in stages})
    aside = judged.filter(fails).select(*rows.columns, REASONS)
    return Standardised(landed, aside, _emptied(judged.filter(~fails), stages))


def _stage(table: ibis.Table, stages: Sequence[_Stage], name: str, step: Step) -> ibis.Table:
    return table.mutate(**{getattr(stage, name): step(table, stage) for stage in stages})


def _emptied(landed: ibis.Table, stages: Sequence[_Stage]) -> ibis.Table:
    """How often an optional value could not be standardised and is left empty."""
    optional = [stage for stage in stages if not stage.plan.is_required]
    counts = {
        s.plan.target: (landed[s.known].notnull() & landed[s.value].isnull()).ifelse(1, 0).sum() for s in optional
    }
    return landed.aggregate(**counts) if counts else landed.aggregate(none=landed.count())


def _lost(table: ibis.Table, stage: _Stage) -> ibis.Value:
    return table[stage.known].notnull() & table[stage.value].isnull()


def _joined(parts: list[ibis.Value]) -> ibis.Value:
    texts = [v.coalesce(v.concat_text(part, ";"), ibis.literal("")) for part in parts]
    return v.concat_text(*texts) if texts else ibis.literal("")


def _is_moment(column: ibis.Value, plan: ColumnPlan) -> bool:
    return bool(column.type().is_timestamp()) and plan.kind is ValueKind.TIMESTAMP


def _clean(table: ibis.Table, stage: _Stage) -> ibis.Value:
    column = table[stage.plan.source]
    if _is_moment(column, stage.plan):
        return column
    return v.trim_all(column if column.type().is_string() else v.to_text(column))


def _spelled(table: ibis.Table, stage: _Stage) -> ibis.Value:
    clean = table[stage.clean]
    is_as_it_is = stage.plan.kind is ValueKind.TEXT or _is_moment(clean, stage.plan)
    return clean if is_as_it_is else v.to_half_width(clean)


def _blank(table: ibis.Table, stage: _Stage) -> ibis.Value:
    clean = table[stage.clean]
    if _is_moment(clean, stage.plan):
        return clean.isnull()
    blank = v.is_blank(clean) | v.coalesce(v.in_codes(clean, stage.plan.null_words), ibis.literal(False))
    # A code table's own spelling wins over a null word: 未知 may be a code.
    own = stage.plan.codes.keys() & {*NULL_WORDS, *stage.plan.null_words}
    return blank & ~v.coalesce(v.in_codes(table[stage.spelled], own), ibis.literal(False)) if own else blank


def _known(table: ibis.Table, stage: _Stage) -> ibis.Value:
    spelled = table[stage.spelled]
    return table[stage.blank].ifelse(ibis.null(spelled.type()), spelled)


def _reason(table: ibis.Table, stage: _Stage) -> ibis.Value:
    """Why a row is kept aside because of this column: `column:missing`, `column:<kind>`, or NULL."""
    plan, blank, value = stage.plan, table[stage.blank], table[stage.value]
    return ibis.cases(
        (blank, f"{plan.target}:missing"),
        (value.isnull(), f"{plan.target}:{plan.kind.value}"),
        else_=ibis.null("string"),
    )


def _read(table: ibis.Table, stage: _Stage) -> ibis.Value:
    """The value as its standard's type; NULL where it cannot be read as one."""
    known, plan = table[stage.known], stage.plan
    if _is_moment(known, plan) or plan.kind is ValueKind.TEXT:
        return known
    if plan.kind is ValueKind.CODE:
        return _code(known, plan.codes)
    if plan.kind is ValueKind.CITIZEN_NUMBER:
        return v.normalise_citizen_number(known)
    if plan.kind is ValueKind.INTEGER:
        return v.parse_int(known)
    if plan.kind is ValueKind.DECIMAL:
        return v.parse_decimal(known, plan.precision, plan.scale)
    if plan.kind is ValueKind.DATE:
        return v.coalesce(v.parse_date(known), v.parse_excel_serial(known))
    if plan.kind is ValueKind.TIMESTAMP:
        return v.moment_of(v.parse_timestamp(known))
    return known.cases(("1", True), ("0", False), ("是", True), ("否", False), else_=ibis.null("boolean"))


def _code(known: ibis.Value, codes: Mapping[str, str]) -> ibis.Value:
    """The code a spelling stands for. Codes that stand for themselves are looked up as a set: tables have thousands."""
    same = {raw for raw, code in codes.items() if raw == code}
    other = {raw: code for raw, code in codes.items() if raw != code}
    itself = v.coalesce(v.in_codes(known, same), ibis.literal(False)).ifelse(known, ibis.null("string"))
    return v.coalesce(itself, v.map_code(known, other)) if other else itself


def _fitting(table: ibis.Table, stage: _Stage) -> ibis.Value:
    """A text no longer than its format allows; everything else as it was read."""
    read, plan = table[stage.read], stage.plan
    if plan.max_chars is None:
        return read
    return (v.char_length(read) <= plan.max_chars).ifelse(read, ibis.null("string"))
