"""Clauses of the norms over the facts of `sharing`: one file each, one line here, one conformance case each."""

from shudao.policy.ports import Clause
from shudao.sharing.clauses import (
    n14_05_answered_in_time,
    n14_06_received,
)

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n14_05_answered_in_time.CLAUSE,
    n14_06_received.CLAUSE,
)
