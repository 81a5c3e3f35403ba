"""An entry's canonical bytes, and what may stand in its detail. Pure."""

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from shudao.evidence.contracts import Entry
from shudao.evidence.errors import EntryTooLarge, Unrecordable

__all__ = ["MAX_ENTRY_BYTES", "canonical_bytes", "check_size", "clean_detail", "clean_text"]

# A leaf's length is a uint16 in tlog-tiles; what remains is left for the punctuation and the fixed fields.
MAX_ENTRY_BYTES = 60_000

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_bytes(entry: Entry) -> bytes:
    """The leaf: JSON with sorted keys, no spaces, UTF-8, the moment in UTC with microseconds.

    Derived from the row as PostgreSQL gives it back, so that the same bytes come out whenever the log is rebuilt.
    """
    fields = {
        "account_id": entry.account_id,
        "action": entry.action,
        "actor_name": entry.actor_name,
        "because": entry.because,
        "behalf_of": entry.behalf_of,
        "detail": entry.detail,
        "id": entry.id,
        "organisation_id": entry.organisation_id,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
        + "Z",
        "subject": entry.subject,
    }
    return _CANONICAL.encode(fields).encode()


def clean_detail(detail: Mapping[str, object] | None) -> dict[str, Any]:
    """The detail as plain JSON values; raises `Unrecordable` for what JSON or PostgreSQL cannot hold."""
    cleaned: dict[str, Any] = _clean(dict(detail or {}), "detail")
    return cleaned


def clean_text(text: str, field: str) -> str:
    """`text` if PostgreSQL and UTF-8 can hold it."""
    if "\0" in text:
        raise Unrecordable(field=field, reason_zh="含有空字符", reason_en="it holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unrecordable(field=field, reason_zh="不是有效的文字", reason_en="it is not valid text") from None
    return str(text)


def check_size(entry: Entry) -> None:
    """Raise `EntryTooLarge` for an entry that would not fit a leaf; the table checks by the same formula."""
    # A control character of one byte becomes six in JSON, hence the factor; it also covers the punctuation.
    texts = (entry.account_id, entry.actor_name, entry.organisation_id, entry.behalf_of, entry.because, entry.action)
    size = len(json.dumps(entry.detail, ensure_ascii=False).encode())
    size += 6 * sum(len((text or "").encode()) for text in (*texts, entry.subject))
    if size > MAX_ENTRY_BYTES:
        raise EntryTooLarge(size=size, limit=MAX_ENTRY_BYTES)


def _clean(value: object, field: str) -> Any:
    match value:
        case None | bool():
            return value
        case Enum():
            return _clean(value.value, field)
        case str():
            return clean_text(value, field)
        case int() | float():
            return _clean_number(value, field)
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Mapping():
            return {clean_text(str(key), field): _clean(item, f"{field}.{key}") for key, item in value.items()}
        case set() | frozenset():
            return sorted((_clean(item, field) for item in value), key=str)
        case list() | tuple():
            return [_clean(item, f"{field}[{place}]") for place, item in enumerate(value)]
    raise Unrecordable(
        field=field,
        reason_zh=f"类型 {type(value).__name__} 不能记录",
        reason_en=f"type {type(value).__name__} is unknown",
    )


def _clean_number(value: int | float, field: str) -> int | float | str:
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return value
    if isinstance(value, int) or not math.isfinite(value):
        # Beyond 64 bits many readers of JSON round, and the bytes would no longer be the same everywhere.
        raise Unrecordable(
            field=field, reason_zh="不是 64 位以内的数", reason_en="it is not a finite number of 64 bits"
        )
    # PostgreSQL writes 1e300 out in full, which would change the bytes and outgrow the leaf.
    return value if "e" not in repr(value) else repr(value)
