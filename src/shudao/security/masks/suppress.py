"""不显示: nothing of the value is shown."""

from typing import ClassVar

import ibis

from shudao.security.contracts import MaskKind


class Suppress:
    """Every value becomes NULL, so that not even its length or presence is told."""

    kind: ClassVar[MaskKind] = MaskKind.SUPPRESS

    def over(self, value: ibis.Value, key: str) -> ibis.Value:
        return ibis.null("string")

    def plainly(self, value: str | None, key: str) -> str | None:
        return None
