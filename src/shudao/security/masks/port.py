"""What a mask is."""

from typing import ClassVar, Protocol

import ibis

from shudao.security.contracts import MaskKind

__all__ = ["Mask", "is_spelled_alike"]


def is_spelled_alike(value: ibis.Value) -> bool:
    """Whether every engine spells the value the same. Doubles, times and booleans are not: they are hidden wholly."""
    kind = value.type()
    return bool(kind.is_string() or kind.is_integer() or kind.is_decimal() or kind.is_date())


class Mask(Protocol):
    """Shows a value so that it tells less. The result is always text; NULL stays NULL."""

    kind: ClassVar[MaskKind]

    def over(self, value: ibis.Value, key: str) -> ibis.Value:
        """The masked value as an expression. `key` is the installation's, for masks that need one."""
        ...

    def plainly(self, value: str | None, key: str) -> str | None:
        """The same in plain Python, which every engine must agree with."""
        ...
