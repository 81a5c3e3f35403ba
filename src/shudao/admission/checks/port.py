"""What an entry check sees and answers: plain values, so that it can be asked without a database."""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from shudao.admission.contracts import GateFinding, Layer, Standard

__all__ = ["EntryCheck", "Subject", "SubjectColumn"]


@dataclass(frozen=True)
class SubjectColumn:
    """A column at the gate. `standard` names the published data element, None where there is none."""

    name: str
    title: str
    attribute_code: str | None
    is_critical: bool
    standard: str | None
    grade: str | None
    physical_column: str | None


@dataclass(frozen=True)
class Subject:
    """A data set at the gate with everything the six standards ask about."""

    layer: Layer
    title: str
    entity_code: str | None
    organisation_name: str
    owner_name: str | None
    owner_confirmed: bool
    steward_name: str
    columns: tuple[SubjectColumn, ...]
    is_critical: bool
    certified_system: str | None
    declared_system: str | None
    quality_plan: str | None
    registered_table: str | None
    inputs: tuple[str, ...] = ()
    inputs_not_admitted: tuple[str, ...] = field(default=())

    @property
    def responsible(self) -> str:
        """Whom a missing item asks: the owner, or as long as there is none, the department's steward."""
        return self.owner_name or self.steward_name or self.organisation_name


@runtime_checkable
class EntryCheck(Protocol):
    """One of the six standards."""

    standard: Standard

    def ask(self, subject: Subject) -> GateFinding:
        """Whether the standard holds, and if not, everything that is missing at once."""
        ...
