"""From business to data: what steps do to objects, and what is traced to nothing (SPEC 4.10)."""

from dataclasses import dataclass
from enum import StrEnum

from shudao.mechanism.contracts import StepUse

__all__ = ["ProposedOwner", "StepUse", "Untraced", "UntracedKind"]


class UntracedKind(StrEnum):
    """What hangs in the air: a node without business, an output without data, a fact made in two offices."""

    NODE = "node"
    OUTPUT = "output"
    CONTESTED = "contested"


@dataclass(frozen=True)
class Untraced:
    """One thing to be mended. `code` is a node's or a step's; `level` is None for a step.

    `organisations` are whose it is, and for a contested object all whose steps create it.
    """

    kind: UntracedKind
    code: str
    name: str
    level: int | None
    organisations: tuple[str, ...]
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedOwner:
    """The process owner of a step that creates the object: proposed as its data owner until one is named."""

    person_id: str
    name: str
    organisation_id: str
    step_name: str
