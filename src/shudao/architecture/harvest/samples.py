"""What sampled values look like. Samples are small; nothing of them is kept or told."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shudao.kernel.identifiers import is_citizen_number, is_licence_number, is_organisation_code, is_uscc

__all__ = ["Sample", "looked_at", "passes"]

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DATE = re.compile(r"\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}$")
_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "citizen_number": lambda text: is_citizen_number(text, date.max),
    "uscc": is_uscc,
    "organisation_code": is_organisation_code,
    "licence_number": is_licence_number,
}
LOOKED_AT = 100


@dataclass(frozen=True)
class Sample:
    """Statistics of a column's kept values. Shares are of the values that are there, from 0 to 1."""

    count: int = 0
    distinct: int = 0
    shortest: int = 0
    longest: int = 0
    chinese: float = 0.0
    digits: float = 0.0
    dates: float = 0.0
    values: tuple[str, ...] = ()

    @property
    def is_unique(self) -> bool:
        return self.count > 0 and self.distinct == self.count

    @property
    def looks_like_codes(self) -> bool:
        """Short, without Chinese, and of few widths: what people number things with."""
        return bool(self.count) and self.longest <= 12 and not self.chinese and self.longest - self.shortest <= 6

    @property
    def looks_like_names(self) -> bool:
        return bool(self.count) and self.longest <= 60 and self.chinese >= 0.5

    @property
    def looks_like_identifiers(self) -> bool:
        """Numbers by which persons or organisations are told apart."""
        return bool(self.count) and self.shortest >= 15 and self.longest <= 18 and not self.chinese


def looked_at(values: Sequence[str | None]) -> Sample:
    """The statistics of some values; nulls and blanks are left out."""
    there = [value for value in values if value is not None and value.strip()]
    if not there:
        return Sample()
    lengths = [len(value) for value in there]
    few = there[:LOOKED_AT]
    return Sample(
        count=len(there),
        distinct=len(set(there)),
        shortest=min(lengths),
        longest=max(lengths),
        chinese=_share(few, lambda value: bool(_CHINESE.search(value))),
        digits=_share(few, str.isdigit),
        dates=_share(few, lambda value: bool(_DATE.match(value))),
        values=tuple(few),
    )


def passes(sample: Sample, *, checksum: str | None, pattern: str | None) -> float | None:
    """The share of values that a check digit or a pattern accepts; None where there is nothing to ask."""
    check = _CHECKS.get(checksum or "")
    if not sample.values or (check is None and not pattern):
        return None
    if check is not None:
        return _share(sample.values, lambda value: check(value.strip()))
    return _share(sample.values, lambda value: bool(re.fullmatch(pattern or "", value)))


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values)
