"""Parquet footers in the words of the Delta log, so that files can be skipped by their smallest and largest values."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

__all__ = ["statistics_of"]

# Longer texts cost more in every reading of the log than they save in skipped files.
_LONGEST_TEXT = 64
# The log holds decimals as JSON numbers; beyond fifteen digits a reader's double would move the border.
_SAFE_DIGITS = 15


def statistics_of(footer: Any, schema: pa.Schema) -> dict[str, Any]:
    """The `stats` of one file. A column without trustworthy borders is left out, which only means no skipping."""
    lowest: dict[str, Any] = {}
    highest: dict[str, Any] = {}
    nulls: dict[str, int] = {}
    for index, name in _flat_columns(footer):
        parts = [footer.row_group(group).column(index).statistics for group in range(footer.num_row_groups)]
        if all(part is not None and part.has_null_count for part in parts):
            nulls[name] = sum(part.null_count for part in parts)
        borders = _borders(parts, schema.field(name).type)
        if borders:
            lowest[name], highest[name] = borders
    return {"numRecords": footer.num_rows, "minValues": lowest, "maxValues": highest, "nullCount": nulls}


def _flat_columns(footer: Any) -> list[tuple[int, str]]:
    """Index and name of the columns that are not inside a structure or list."""
    described = [footer.schema.column(index) for index in range(footer.num_columns)]
    return [(index, column.name) for index, column in enumerate(described) if column.path == column.name]


def _borders(parts: list[Any], kind: pa.DataType) -> tuple[Any, Any] | None:
    known = [part for part in parts if part is not None and part.has_min_max]
    # A row group of NULLs alone has no borders and needs none; any other without them makes the whole file unknown.
    if not known or any(part not in known and _has_values(part) for part in parts):
        return None
    low = _as_stat(min(part.min for part in known), kind, up=False)
    high = _as_stat(max(part.max for part in known), kind, up=True)
    return None if low is None or high is None else (low, high)


def _has_values(part: Any) -> bool:
    return part is None or part.num_values > 0


def _as_stat(value: Any, kind: pa.DataType, *, up: bool) -> Any:
    """The JSON form of one border, or None where it could not be trusted. `up` rounds outwards at the upper end."""
    if pa.types.is_boolean(kind) or isinstance(value, bytes | float):
        return None
    if isinstance(value, datetime):
        return _moment(value, zoned=kind.tz is not None, up=up)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if len(value.as_tuple().digits) <= _SAFE_DIGITS else None
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_TEXT else None
    return value if isinstance(value, int) else None


def _moment(value: datetime, *, zoned: bool, up: bool) -> str:
    """Milliseconds, as the protocol has it; a part of one is rounded away from the file's rows."""
    excess = value.microsecond % 1000
    rounded = value - timedelta(microseconds=excess) + (timedelta(milliseconds=1) if up and excess else timedelta())
    utc = rounded.astimezone(UTC).replace(tzinfo=None) if rounded.tzinfo else rounded
    return utc.isoformat(timespec="milliseconds") + ("Z" if zoned else "")
