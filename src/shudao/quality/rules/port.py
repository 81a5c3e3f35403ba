"""What a rule type is: a question asked in the engine, where the rows stay."""

from collections.abc import Mapping
from typing import ClassVar, Protocol, runtime_checkable

import ibis
from ibis.expr.types import BooleanValue

from shudao.quality.contracts import Dimension

__all__ = ["Context", "RuleType"]

Context = Mapping[str, ibis.Table]
"""Other data sets a rule compares with, by asset code, each seen through a system lens."""


@runtime_checkable
class RuleType(Protocol):
    """A kind of rule with its parameters filled in. NULL handling is the type's, never the rule author's."""

    kind: ClassVar[str]
    title: ClassVar[str]
    dimension: ClassVar[Dimension]

    def columns(self) -> tuple[str, ...]:
        """The columns it reads; a rule over a column that is not there does not run."""
        ...

    def runs_on(self, types: Mapping[str, str]) -> bool:
        """Whether a table with these columns (name → lake type) can be asked at all."""
        ...

    def others(self) -> tuple[str, ...]:
        """Asset codes of other data sets it needs."""
        ...

    def applies(self, rows: ibis.Table) -> BooleanValue:
        """Which rows can be judged at all; never NULL."""
        ...

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        """Which of them fail; may be NULL only where `applies` is false."""
        ...
