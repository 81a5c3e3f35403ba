"""What the architecture tells in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from shudao.kernel.facts import Fact

__all__ = ["CertificationInvalidated", "EntityChanged", "GradeChanged"]


@dataclass(frozen=True)
class CertificationInvalidated(Fact):
    """The certified source of an entity is one no longer: whoever relies on it asks the gate again."""

    name: ClassVar[str] = "architecture.certification_invalidated"
    for_outsiders: ClassVar[bool] = True
    entity_code: str
    system_code: str


@dataclass(frozen=True)
class EntityChanged(Fact):
    """Something the gate looks at changed on an entity: its description, attributes, registration or plan."""

    name: ClassVar[str] = "architecture.entity_changed"
    for_outsiders: ClassVar[bool] = True
    entity_code: str


@dataclass(frozen=True)
class GradeChanged(Fact):
    """The grade of an attribute or entity changed; `before` is empty where there was none."""

    name: ClassVar[str] = "architecture.grade_changed"
    for_outsiders: ClassVar[bool] = True
    subject_code: str
    before: str
    after: str
