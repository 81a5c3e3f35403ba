"""部分遮盖: the ends stay, stars stand for the rest."""

from typing import ClassVar

import ibis

from shudao.kernel.expr.vocabulary import FUNCTIONS, char_length, keep_ends, to_text
from shudao.security.contracts import MaskKind
from shudao.security.masks.port import is_spelled_alike

# (at least this many characters, keep so many at the beginning, so many at the end): the habit of official screens,
# but what is shorter than a telephone number, such as a date, would be told by its ends.
_ENDS = ((15, 6, 4), (11, 3, 4), (0, 1, 0))


class Partial:
    """420106********1234 for an ID number, 138****1234 for a telephone number, 张** for a name."""

    kind: ClassVar[MaskKind] = MaskKind.PARTIAL

    def over(self, value: ibis.Value, key: str) -> ibis.Value:
        if not is_spelled_alike(value):
            return ibis.null("string")
        text = to_text(value)
        length = char_length(text)
        branches = [(length >= least, keep_ends(text, first, last)) for least, first, last in _ENDS]
        return ibis.cases(*branches, else_=ibis.null("string"))

    def plainly(self, value: str | None, key: str) -> str | None:
        if value is None:
            return None
        first, last = next((first, last) for least, first, last in _ENDS if len(value) >= least)
        kept: str = FUNCTIONS["keep_ends"].plainly(value, first, last)
        return kept
