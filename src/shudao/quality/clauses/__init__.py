"""Clauses of the norms over the facts of `quality`: one file each, one line here, one conformance case each."""

from shudao.policy.ports import Clause
from shudao.quality.clauses import (
    n05_04_source_mended,
    n08_02_checked,
    n08_03_within_tolerance,
    n08_04_fresh,
)

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n05_04_source_mended.CLAUSE,
    n08_02_checked.CLAUSE,
    n08_03_within_tolerance.CLAUSE,
    n08_04_fresh.CLAUSE,
)
