"""代码映射."""

from collections.abc import Mapping

import ibis

from shudao.kernel.expr.function import vocabulary_function

__all__ = ["map_code"]


def _plainly(value: str | None, mapping: Mapping[str, str], default: str | None = None) -> str | None:
    return None if value is None else mapping.get(value, default)


@vocabulary_function("代码映射", _plainly)
def map_code(value: ibis.Value, mapping: Mapping[str, str], default: str | None = None) -> ibis.Value:
    """The code of another system for this one; `default` for codes without a counterpart. NULL stays NULL."""
    other = ibis.null("string") if default is None else ibis.literal(default)
    rest = value.isnull().ifelse(ibis.null("string"), other)
    return value.cases(*mapping.items(), else_=rest) if mapping else rest
