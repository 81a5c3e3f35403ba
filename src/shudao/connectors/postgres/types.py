"""PostgreSQL types and Arrow types: exact where Arrow can be exact, text where it cannot."""

from dataclasses import dataclass

import pyarrow as pa

from shudao.connectors.errors import UnsupportedType

_NUMERIC = 1700
_LARGEST_DECIMAL = 38

# Object identifiers are fixed for built-in types; everything else arrives as the text the server writes.
_ARROW: dict[int, pa.DataType] = {
    16: pa.bool_(),
    21: pa.int16(),
    23: pa.int32(),
    20: pa.int64(),
    700: pa.float32(),
    701: pa.float64(),
    1082: pa.date32(),
    1083: pa.time64("us"),
    1114: pa.timestamp("us"),
    1184: pa.timestamp("us", "UTC"),
}


def arrow_type(oid: int, precision: int | None, scale: int | None) -> pa.DataType:
    """The Arrow type of a result column. `numeric` without precision, or wider than 38 digits, stays text: any fixed
    scale would change values."""
    if oid != _NUMERIC:
        return _ARROW.get(oid, pa.string())
    if precision is None or scale is None or precision > _LARGEST_DECIMAL or not 0 <= scale <= precision:
        return pa.string()
    return pa.decimal128(precision, scale)


@dataclass(frozen=True)
class Column:
    """A column at the target: its type there, and the text that the digest takes for a value (`{}`)."""

    type: str
    canonical: str


_MICROSECONDS = "(extract(epoch from {}) * 1000000)::bigint::text"


def target_column(field: pa.Field) -> Column:
    """How the target holds a column; raises `UnsupportedType` where it cannot."""
    kind = field.type
    if pa.types.is_decimal128(kind):
        return Column(f"numeric({kind.precision},{kind.scale})", f"round({{}} * 1e{kind.scale})::text")
    if pa.types.is_timestamp(kind):
        return Column("timestamptz" if kind.tz else "timestamp", _MICROSECONDS)
    if kind in _TARGET:
        return _TARGET[kind]
    raise UnsupportedType(column=field.name, type=str(kind))


_TARGET: dict[pa.DataType, Column] = {
    pa.string(): Column("text", "{}::text"),
    pa.large_string(): Column("text", "{}::text"),
    pa.string_view(): Column("text", "{}::text"),
    pa.null(): Column("text", "{}::text"),
    pa.bool_(): Column("boolean", "{}::text"),
    pa.int8(): Column("smallint", "{}::bigint::text"),
    pa.int16(): Column("smallint", "{}::bigint::text"),
    pa.int32(): Column("integer", "{}::bigint::text"),
    pa.int64(): Column("bigint", "{}::bigint::text"),
    # Floats are compared by their bits: two programs hardly ever spell them alike.
    pa.float32(): Column("real", "('x' || encode(float8send({}::float8), 'hex'))::bit(64)::bigint::text"),
    pa.float64(): Column("double precision", "('x' || encode(float8send({}::float8), 'hex'))::bit(64)::bigint::text"),
    pa.date32(): Column("date", "({} - date '1970-01-01')::text"),
    pa.time64("us"): Column("time", _MICROSECONDS),
}
