"""What process steps do to business objects, and how the parts of a duty are called."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["StepUse", "UseKind"]


class UseKind(StrEnum):
    """What a step does with a business object (SPEC 4.10)."""

    CREATES = "creates"
    READS = "reads"
    CHANGES = "changes"
    RETIRES = "retires"


@dataclass(frozen=True)
class StepUse:
    """One step that touches one business object, with whose it is and the systems it runs in."""

    object_code: str
    use: UseKind
    step_code: str
    step_name: str
    matter_name: str
    duty_code: str
    organisation_id: str
    process_owner_id: str | None
    systems: tuple[str, ...]
