"""时刻."""

from datetime import UTC, datetime

import ibis

from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["moment_of"]


def _plainly(value: datetime | None) -> datetime | None:
    return None if value is None else value.replace(tzinfo=TIME_ZONE).astimezone(UTC)


@vocabulary_function("时刻", _plainly)
def moment_of(value: ibis.Value) -> ibis.Value:
    """The moment at which a wall clock in China (Asia/Shanghai) showed this time; it has a zone, so it compares with
    any other. NULL stays NULL.
    """
    return form("timestamp('UTC')", "TIMEZONE('Asia/Shanghai', _0)", value, spark="CAST(_0 AS TIMESTAMP)")
