"""拼接."""

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["concat_text"]


def _plainly(*values: str | None) -> str | None:
    known = [value for value in values if value is not None]
    return "".join(known) if len(known) == len(values) else None


@vocabulary_function("拼接", _plainly)
def concat_text(*values: ibis.Value | str) -> ibis.Value:
    """The texts one after another; NULL as soon as one of them is NULL (see `coalesce`)."""
    places = [f"_{index}" for index in range(len(values))]
    return form("string", " || ".join(places), *values, spark=f"CONCAT({', '.join(places)})")
