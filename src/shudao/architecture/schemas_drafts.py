"""What is said over HTTP of drafts: the words anew, and the version they were read at."""

from dataclasses import asdict

from pydantic import BaseModel, Field

from shudao.architecture.contracts import Definition, NewAttribute, NewNode, State
from shudao.architecture.schemas import AttributeIn, NodeIn

__all__ = ["AttributeDraftIn", "DefinitionOut", "NodeDraftIn", "definition_out"]


class DefinitionOut(BaseModel):
    """What a node or an attribute says now; `version` goes back with an edit."""

    state: State
    version: int
    organisation_id: str
    node: NodeIn | None
    attribute: AttributeIn | None


class NodeDraftIn(NodeIn):
    """A draft node anew. The code stands in the address; one in the body must be the same or is overruled."""

    code: str = ""
    seen_version: int = Field(ge=1)

    def as_node(self, code: str) -> NewNode:
        return NodeIn(**self.model_dump(exclude={"seen_version", "code"}), code=code).new()


class AttributeDraftIn(AttributeIn):
    """A draft attribute anew; otherwise as `NodeDraftIn`."""

    code: str = ""
    seen_version: int = Field(ge=1)

    def as_attribute(self, code: str) -> NewAttribute:
        return AttributeIn(**self.model_dump(exclude={"seen_version", "code"}), code=code).new()


def definition_out(found: Definition) -> DefinitionOut:
    return DefinitionOut.model_validate(asdict(found))
