"""Clauses of the norms over the facts of `security`: one file each, one line here, one conformance case each."""

from shudao.policy.ports import Clause
from shudao.security.clauses import (
    n06_04_no_raw_sharing,
    n11_01_short_term,
    n11_02_ended,
    n11_03_masked,
    n11_04_grounded,
    n11_05_administrators_apart,
)

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n06_04_no_raw_sharing.CLAUSE,
    n11_01_short_term.CLAUSE,
    n11_02_ended.CLAUSE,
    n11_03_masked.CLAUSE,
    n11_04_grounded.CLAUSE,
    n11_05_administrators_apart.CLAUSE,
)
