"""Clauses of the norms over the facts of `admission`: one file each, one line here, one conformance case each."""

from shudao.admission.clauses import (
    n06_01_layer_in_code,
    n06_02_source_layer,
    n06_03_upward_only,
    n07_01_admitted,
    n07_02_gate_answered,
    n07_03_columns_registered,
    n07_04_owner_named,
    n14_04_collected,
)
from shudao.policy.ports import Clause

__all__ = ["CLAUSES"]

CLAUSES: tuple[Clause, ...] = (
    n06_01_layer_in_code.CLAUSE,
    n06_02_source_layer.CLAUSE,
    n06_03_upward_only.CLAUSE,
    n07_01_admitted.CLAUSE,
    n07_02_gate_answered.CLAUSE,
    n07_03_columns_registered.CLAUSE,
    n07_04_owner_named.CLAUSE,
    n14_04_collected.CLAUSE,
)
