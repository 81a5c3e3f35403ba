"""加密钥摘要: equal values stay equal, and only who holds the key could test a guess."""

from typing import ClassVar

import ibis

from shudao.kernel.expr.vocabulary import FUNCTIONS, keyed_hash, to_text
from shudao.security.contracts import MaskKind
from shudao.security.masks.port import is_spelled_alike


class Keyed:
    """A keyed digest, so that masked data can still be joined and counted. A plain hash of an ID number can be reversed
    by trying all of them (JOURNEYS S2); this one cannot be without the key.
    """

    kind: ClassVar[MaskKind] = MaskKind.HASH

    def over(self, value: ibis.Value, key: str) -> ibis.Value:
        return keyed_hash(to_text(value), key) if is_spelled_alike(value) else ibis.null("string")

    def plainly(self, value: str | None, key: str) -> str | None:
        hashed: str | None = FUNCTIONS["keyed_hash"].plainly(value, key)
        return hashed
