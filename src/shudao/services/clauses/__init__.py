"""Clauses of the norms over the facts of `services`: one file each, one line here, one conformance case each."""

from shudao.policy.ports import Clause
from shudao.services.clauses import (
    n10_01_named,
    n10_02_contracted,
    n10_03_answering,
    n10_04_not_twice,
    n10_05_key_expires,
)

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n10_01_named.CLAUSE,
    n10_02_contracted.CLAUSE,
    n10_03_answering.CLAUSE,
    n10_04_not_twice.CLAUSE,
    n10_05_key_expires.CLAUSE,
)
