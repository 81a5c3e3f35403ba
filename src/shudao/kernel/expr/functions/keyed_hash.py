"""加密钥摘要."""

from hashlib import sha256

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["keyed_hash"]


def _plainly(value: str | None, key: str) -> str | None:
    return None if value is None else sha256(f"{key}{value}{key}".encode()).hexdigest()


@vocabulary_function("加密钥摘要", _plainly)
def keyed_hash(value: ibis.Value, key: str) -> ibis.Value:
    """SHA-256 of key, value and key again, as 64 hexadecimal digits.

    Equal values stay equal, and only who holds the key can test a guess. NULL stays NULL.

    The key becomes part of the query's text, so queries with it are never logged.
    """
    return form("string", "SHA256(_1 || _0 || _1)", value, key, spark="SHA2(CONCAT(_1, _0, _1), 256)")
