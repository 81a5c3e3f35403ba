"""What of mergers crosses HTTP."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shudao.mechanism import contracts

Id = Annotated[str, Field(min_length=1, max_length=60)]


class MergerIn(BaseModel):
    """Organisations (ids) that become one, and the decision it rests on."""

    predecessors: list[Id] = Field(min_length=1, max_length=50)
    successor: Id
    basis: str = Field(min_length=1, max_length=300)

    def merger(self) -> contracts.Merger:
        return contracts.Merger(tuple(self.predecessors), self.successor, self.basis)


class MergerProposal(MergerIn):
    """The merger, and the version of each organisation as the preview showed it."""

    versions: dict[Id, int]


class MovedThings(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: str
    zh: str
    en: str
    count: int


class Obstacle(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    name: str
    zh: str
    en: str


class MergerPreview(BaseModel):
    """What would move, and what has to be settled before."""

    model_config = ConfigDict(from_attributes=True)
    moves: list[MovedThings]
    obstacles: list[Obstacle]
    versions: dict[str, int]


class HeldMerger(BaseModel):
    """A merger that waits for somebody else's decision."""

    change_id: str
    title: str


class Succession(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    predecessor_id: str
    predecessor_name: str
    successor_id: str
    successor_name: str
    on: date
    basis: str


class SuccessionList(BaseModel):
    items: list[Succession]
    total: int
