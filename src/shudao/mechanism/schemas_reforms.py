"""What of reforms of organisations crosses HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shudao.mechanism import contracts, contracts_reform
from shudao.mechanism.contracts_reform import ReformKind, ReformState

Id = Annotated[str, Field(min_length=1, max_length=60)]
Basis = Annotated[str, Field(min_length=1, max_length=300)]
Key = Annotated[str, Field(min_length=1, max_length=200)]


class MergerIn(BaseModel):
    """Organisations (ids) that become one, and the decision it rests on."""

    kind: Literal["merger"] = "merger"
    predecessors: list[Id] = Field(min_length=1, max_length=50)
    successor: Id
    basis: Basis

    def plan(self) -> contracts_reform.Plan:
        return contracts.Merger(tuple(self.predecessors), self.successor, self.basis)


class PartIn(BaseModel):
    """What one organisation takes: keys by kind of thing."""

    taker: Id
    takes: dict[Key, list[Key]] = Field(default_factory=dict)


class SplitIn(BaseModel):
    """Who takes what; `rest` (the organisation itself, or another) has everything that nobody chose."""

    kind: Literal["split"]
    source: Id
    parts: list[PartIn] = Field(min_length=1, max_length=50)
    rest: Id
    basis: Basis

    def plan(self) -> contracts_reform.Plan:
        parts = (
            contracts_reform.Part(part.taker, {kind: tuple(keys) for kind, keys in part.takes.items() if keys})
            for part in self.parts
        )
        return contracts_reform.Split(self.source, tuple(parts), self.rest, self.basis)


class AlterationIn(BaseModel):
    """A new name, a new place, or the end of an organisation. What is null stays."""

    kind: Literal["alteration"]
    organisation: Id
    basis: Basis
    name: str | None = Field(None, min_length=1, max_length=100)
    short_name: str | None = Field(None, max_length=50)
    parent: Id | None = None
    ends: bool = False

    def plan(self) -> contracts_reform.Plan:
        return contracts_reform.Alteration(
            self.organisation, self.basis, self.name, self.short_name, self.parent, self.ends
        )


PlanIn = Annotated[MergerIn | SplitIn | AlterationIn, Field(discriminator="kind")]


class ReformIn(BaseModel):
    plan: PlanIn


class ReformProposal(ReformIn):
    """The plan, the version of each organisation as the preview showed it, and the day it takes effect.

    `on`: null: as soon as it is approved.
    """

    versions: dict[Id, int]
    on: date | None = None


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


class Taken(BaseModel):
    """What one organisation takes over."""

    taker: str
    taker_name: str
    moves: list[MovedThings]


class ReformPreview(BaseModel):
    """What would move to whom, and what has to be settled before."""

    taken: list[Taken]
    obstacles: list[Obstacle]
    versions: dict[str, int]

    @classmethod
    def of(cls, preview: contracts_reform.ReformPreview, names: dict[str, str]) -> "ReformPreview":
        return cls(
            taken=[
                Taken(
                    taker=taker,
                    taker_name=names[taker],
                    moves=[MovedThings.model_validate(each) for each in moves],
                )
                for taker, moves in preview.moves.items()
            ],
            obstacles=[Obstacle.model_validate(each) for each in preview.obstacles],
            versions=preview.versions,
        )


class HeldReform(BaseModel):
    """A reform that waits for somebody else's decision."""

    change_id: str
    title: str


class Reform(BaseModel):
    """A reform that was approved. `on`: the day it takes effect."""

    model_config = ConfigDict(from_attributes=True)
    id: str
    kind: ReformKind
    title: str
    basis: str
    on: date
    state: ReformState
    organisations: list[str]
    change_id: str
    proposed_name: str
    approved_name: str
    approved_at: datetime
    ended_at: datetime | None
    ended_because: str
    obstacles: list[Obstacle]


class ReformList(BaseModel):
    items: list[Reform]
    total: int


class Reason(BaseModel):
    reason: str = Field(min_length=1, max_length=500)


class Thing(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: str
    key: str
    name: str


class ThingList(BaseModel):
    items: list[Thing]
    total: int


class KindList(BaseModel):
    """The kinds of things an organisation has, and how many of each can be chosen."""

    items: list[MovedThings]
    total: int


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
