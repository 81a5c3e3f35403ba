"""Clauses of the norms over the facts of `development`: one file each, one line here, one conformance case each."""

from shudao.development.clauses import (
    n09_01_columns_named,
    n09_02_modelled,
    n09_03_traced,
    n09_04_few_rejects,
)
from shudao.policy.ports import Clause

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n09_01_columns_named.CLAUSE,
    n09_02_modelled.CLAUSE,
    n09_03_traced.CLAUSE,
    n09_04_few_rejects.CLAUSE,
)
