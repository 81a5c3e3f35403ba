"""Clauses of the norms over the facts of `analytics`: one file each, one line here, one conformance case each."""

from shudao.analytics.clauses import n04_04_indicator_fresh
from shudao.policy.ports import Clause

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (n04_04_indicator_fresh.CLAUSE,)
