"""Clauses of the norms over the facts of `policy`: one file each, one line here, one conformance case each."""

from shudao.policy.clauses import (
    n03_04_management_view,
    n03_05_code_domain_published,
    n03_06_one_meaning,
    n03_07_official_code_table,
)
from shudao.policy.ports import Clause

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n03_04_management_view.CLAUSE,
    n03_05_code_domain_published.CLAUSE,
    n03_06_one_meaning.CLAUSE,
    n03_07_official_code_table.CLAUSE,
)
