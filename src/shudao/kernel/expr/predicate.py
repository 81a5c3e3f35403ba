"""Row predicates as values: what a lens, a grant or a rule says about rows, readable by people, JSON and every engine.

NULL semantics are fixed: a comparison with NULL is unknown, `Not` of unknown stays unknown, and a row belongs to the
predicate only when it is known to. `IsBlank` is never unknown. Texts compare by code points, never by a collation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from shudao.kernel.expr.errors import PredicateMalformed
from shudao.kernel.expr.text import NULL_WORDS, WHITE_SPACE

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import BooleanValue

__all__ = [
    "And",
    "Between",
    "Eq",
    "Everything",
    "GreaterEqual",
    "In",
    "IsBlank",
    "LessEqual",
    "Not",
    "NotEq",
    "Or",
    "Predicate",
    "StartsWith",
    "Value",
]

# bool comes before int and datetime before date: each is a kind of the other in Python, and not here.
Value = bool | int | str | Decimal | datetime | date
Titles = Mapping[str, str]


@dataclass(frozen=True)
class Predicate:
    """A condition on one row. Build it from the classes below; `from_json` is in `predicate_json`."""

    op: ClassVar[str]

    def columns(self) -> frozenset[str]:
        """The names of all columns the condition reads."""
        return frozenset(leaf.column for leaf in self.leaves())

    def leaves(self) -> Iterator[Comparison]:
        """Every comparison in it, from left to right."""
        raise NotImplementedError

    def describe(self, titles: Titles | None = None) -> str:
        """The condition in Chinese words, columns by their titles where given."""
        raise NotImplementedError

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        """True, False or None for unknown, in plain Python."""
        raise NotImplementedError

    def evaluate(self, row: Mapping[str, Any]) -> bool:
        """Whether the row is known to satisfy the condition, in plain Python: what every engine must agree with."""
        return self.truth(row) is True

    def to_ibis(self, table: ibis.Table) -> BooleanValue:
        """The condition over a table, for `table.filter(…)`, which keeps a row only where it is true.

        Raises `PredicateMalformed` for a column the table does not have or whose type the value does not fit.
        """
        from shudao.kernel.expr.predicate_ibis import translate

        return translate(self, table)

    def to_sql(self) -> tuple[str, list[Value]]:
        """A `WHERE` condition for PostgreSQL with `%s` placeholders, and its parameters in order."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """The condition as JSON values; `predicate_json.from_json` reads it back."""
        from shudao.kernel.expr.predicate_json import dumped

        return dumped(self)


@dataclass(frozen=True)
class Comparison(Predicate):
    """A condition on one column."""

    column: str

    def __post_init__(self) -> None:
        if not isinstance(self.column, str) or not self.column or not is_storable(self.column):
            raise malformed("字段名为空或含有无法使用的字符", "the column has no name, or one that cannot be used")
        for value in self.values():
            check_value(value)

    def leaves(self) -> Iterator[Comparison]:
        yield self

    def values(self) -> tuple[Value, ...]:
        """The values the column is compared with."""
        return ()

    def title(self, titles: Titles | None) -> str:
        return (titles or {}).get(self.column, self.column)


@dataclass(frozen=True)
class _OneValue(Comparison):
    """A comparison of a column with one value."""

    value: Value

    words: ClassVar[str]
    sql: ClassVar[str]

    def values(self) -> tuple[Value, ...]:
        return (self.value,)

    def describe(self, titles: Titles | None = None) -> str:
        return f"{self.title(titles)}{self.words}{spelled(self.value)}"

    def to_sql(self) -> tuple[str, list[Value]]:
        return f"{_name(self.column)}{_order(self.value)} {self.sql} %s", [self.value]


@dataclass(frozen=True)
class Eq(_OneValue):
    """The column equals the value."""

    op = "eq"
    words = "等于"
    sql = "="

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else bool(row[self.column] == self.value)


@dataclass(frozen=True)
class NotEq(_OneValue):
    """The column is known and differs from the value."""

    op = "not_eq"
    words = "不等于"
    sql = "<>"

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else bool(row[self.column] != self.value)


@dataclass(frozen=True)
class GreaterEqual(_OneValue):
    """The column is at least the value."""

    op = "greater_equal"
    words = "不小于"
    sql = ">="

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else bool(row[self.column] >= self.value)


@dataclass(frozen=True)
class LessEqual(_OneValue):
    """The column is at most the value."""

    op = "less_equal"
    words = "不大于"
    sql = "<="

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else bool(row[self.column] <= self.value)


@dataclass(frozen=True)
class StartsWith(_OneValue):
    """The text begins with these characters."""

    op = "starts_with"
    words = "开头为"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.value, str):
            raise malformed("“开头为”只能用于文本", "starts_with needs a text")

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else str(row[self.column]).startswith(str(self.value))

    def to_sql(self) -> tuple[str, list[Value]]:
        return f"starts_with({_name(self.column)}, %s)", [self.value]


@dataclass(frozen=True)
class In(Comparison):
    """The column is one of the values; with no values nothing is."""

    options: tuple[Value, ...]

    op = "in"

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", tuple(self.options))
        super().__post_init__()

    def values(self) -> tuple[Value, ...]:
        return self.options

    def describe(self, titles: Titles | None = None) -> str:
        return f"{self.title(titles)}属于（{'、'.join(map(spelled, self.options))}）"

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else row[self.column] in self.options

    def to_sql(self) -> tuple[str, list[Value]]:
        places = ", ".join(["%s"] * len(self.options))
        # The column alone keeps an empty list unknown for NULL, as the others are.
        return (f"{_name(self.column)} IN ({places})" if places else f"{_name(self.column)} <> {_name(self.column)}"), [
            *self.options
        ]


@dataclass(frozen=True)
class Between(Comparison):
    """The column lies between two values, both included."""

    low: Value
    high: Value

    op = "between"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not comparable(self.low, self.high):
            raise malformed("范围两端的类型不同", "the ends of the range have different types")

    def values(self) -> tuple[Value, ...]:
        return (self.low, self.high)

    def describe(self, titles: Titles | None = None) -> str:
        return f"{self.title(titles)}在{spelled(self.low)}至{spelled(self.high)}之间"

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return None if row[self.column] is None else bool(self.low <= row[self.column] <= self.high)

    def to_sql(self) -> tuple[str, list[Value]]:
        return f"{_name(self.column)}{_order(self.low)} BETWEEN %s AND %s", [self.low, self.high]


@dataclass(frozen=True)
class IsBlank(Comparison):
    """The column says nothing: NULL, white space, or a null word (as the vocabulary's `is_blank`)."""

    op = "is_blank"

    def describe(self, titles: Titles | None = None) -> str:
        return f"{self.title(titles)}为空"

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        value = row[self.column]
        return value is None or (isinstance(value, str) and value.strip(WHITE_SPACE) in NULL_WORDS)

    def to_sql(self) -> tuple[str, list[Value]]:
        places = ", ".join(["%s"] * len(NULL_WORDS))
        return f"COALESCE(btrim({_name(self.column)}::text, %s), '') IN ({places})", [WHITE_SPACE, *NULL_WORDS]


@dataclass(frozen=True)
class _Several(Predicate):
    """Conditions joined by one word."""

    parts: tuple[Predicate, ...]

    word: ClassVar[str]
    sql: ClassVar[str]

    def __init__(self, *parts: Predicate) -> None:
        if not all(isinstance(part, Predicate) for part in parts):
            raise malformed("组合条件中含有不是条件的内容", "something in the combination is no condition")
        object.__setattr__(self, "parts", parts)

    def leaves(self) -> Iterator[Comparison]:
        for part in self.parts:
            yield from part.leaves()

    def _described(self, titles: Titles | None, empty: str) -> str:
        words = [part.describe(titles) for part in self.parts]
        nested = [
            f"（{text}）" if isinstance(part, _Several) else text for part, text in zip(self.parts, words, strict=True)
        ]
        return self.word.join(nested) if nested else empty

    def _joined(self, empty: str) -> tuple[str, list[Value]]:
        texts = [part.to_sql() for part in self.parts]
        values = [value for _, given in texts for value in given]
        return f" {self.sql} ".join(f"({text})" for text, _ in texts) or empty, values


@dataclass(frozen=True, init=False)
class And(_Several):
    """All of the conditions; with none of them, every row."""

    op = "and"
    word = "且"
    sql = "AND"

    def describe(self, titles: Titles | None = None) -> str:
        return self._described(titles, "全部记录")

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        truths = [part.truth(row) for part in self.parts]
        return False if False in truths else None if None in truths else True

    def to_sql(self) -> tuple[str, list[Value]]:
        return self._joined("TRUE")


@dataclass(frozen=True, init=False)
class Or(_Several):
    """At least one of the conditions; with none of them, no row."""

    op = "or"
    word = "或"
    sql = "OR"

    def describe(self, titles: Titles | None = None) -> str:
        return self._described(titles, "没有记录")

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        truths = [part.truth(row) for part in self.parts]
        return True if True in truths else None if None in truths else False

    def to_sql(self) -> tuple[str, list[Value]]:
        return self._joined("FALSE")


@dataclass(frozen=True)
class Not(Predicate):
    """The condition is known not to hold."""

    part: Predicate

    op = "not"

    def __post_init__(self) -> None:
        if not isinstance(self.part, Predicate):
            raise malformed("“非”后面不是条件", "what is negated is no condition")

    def leaves(self) -> Iterator[Comparison]:
        yield from self.part.leaves()

    def describe(self, titles: Titles | None = None) -> str:
        return f"不满足（{self.part.describe(titles)}）"

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        truth = self.part.truth(row)
        return None if truth is None else not truth

    def to_sql(self) -> tuple[str, list[Value]]:
        text, values = self.part.to_sql()
        return f"NOT ({text})", values


@dataclass(frozen=True)
class Everything(Predicate):
    """Every row."""

    op = "everything"

    def leaves(self) -> Iterator[Comparison]:
        return iter(())

    def describe(self, titles: Titles | None = None) -> str:
        return "全部记录"

    def truth(self, row: Mapping[str, Any]) -> bool | None:
        return True

    def to_sql(self) -> tuple[str, list[Value]]:
        return "TRUE", []


def malformed(problem: str, problem_en: str) -> PredicateMalformed:
    """The one error of this file, in both languages."""
    return PredicateMalformed(problem=problem, problem_en=problem_en)


def check_value(value: object) -> None:
    """Refuse what is no value to compare with: NULL (say `IsBlank`), doubles, structures, not-a-number, broken text."""
    if isinstance(value, str) and not is_storable(value):
        raise malformed("取值含有无法使用的字符", "the value holds characters that cannot be used")
    if isinstance(value, datetime) and not _is_within_time(value):
        raise malformed("时刻超出范围", "the moment is out of range")
    if not isinstance(value, get_args(Value)) or (isinstance(value, Decimal) and not value.is_finite()):
        raise malformed(
            f"不支持的取值类型 {type(value).__name__}", f"values of type {type(value).__name__} are not allowed"
        )


def _is_within_time(moment: datetime) -> bool:
    """Whether it is still a moment of the years 1 to 9999 in other time zones."""
    return 1 < moment.year < 9999


def is_storable(text: str) -> bool:
    """Whether every engine can hold the text: no NUL, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def comparable(one: Value, other: Value) -> bool:
    """Whether two values are of one kind, whole numbers and decimals being one."""
    return kind_of(one) == kind_of(other)


def kind_of(value: Value) -> str:
    """`boolean`, `number`, `text`, `timestamp` or `date`."""
    kinds = {bool: "boolean", int: "number", Decimal: "number", str: "text", datetime: "timestamp", date: "date"}
    return next(kind for python, kind in kinds.items() if isinstance(value, python))


def spelled(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _name(column: str) -> str:
    # A percent sign would be taken for a placeholder by the driver.
    return '"' + column.replace('"', '""').replace("%", "%%") + '"'


def _order(value: Value) -> str:
    return ' COLLATE "C"' if isinstance(value, str) else ""
