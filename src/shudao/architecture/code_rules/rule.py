"""What a rule for codes of catalogue entries says."""

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["CodeRule"]


@dataclass(frozen=True)
class CodeRule:
    """`make(category, provider_code, number)` gives the code of an entry; `pattern` is what every code of the rule
    looks like. `number` is counted over the whole installation and never given twice."""

    name: str
    zh: str
    en: str
    pattern: re.Pattern[str]
    make: Callable[[str, str, int], str]

    def accepts(self, code: str) -> bool:
        return self.pattern.fullmatch(code) is not None
