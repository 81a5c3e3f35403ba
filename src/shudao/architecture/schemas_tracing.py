"""What is said over HTTP of duties and steps behind the ledger."""

from pydantic import BaseModel, ConfigDict

from shudao.architecture.contracts import UntracedKind
from shudao.mechanism.contracts import UseKind

__all__ = ["CodeOut", "ProposedOwnerOut", "UntracedList", "UntracedOut", "UseOut"]


class UseOut(BaseModel):
    """A step that touches a business object, with whose it is and the systems it runs in."""

    model_config = ConfigDict(from_attributes=True)
    use: UseKind
    step_code: str
    step_name: str
    matter_name: str
    duty_code: str
    organisation_id: str
    systems: list[str]


class ProposedOwnerOut(BaseModel):
    """Who answers for the step that creates the object: proposed while nobody is named."""

    model_config = ConfigDict(from_attributes=True)
    person_id: str
    name: str
    organisation_id: str
    step_name: str


class UntracedOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: UntracedKind
    code: str
    name: str
    level: int | None
    organisations: list[str]
    outputs: list[str]


class UntracedList(BaseModel):
    items: list[UntracedOut]
    total: int


class CodeOut(BaseModel):
    """The code that the next node below gets."""

    code: str
