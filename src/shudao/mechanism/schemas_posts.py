"""What of the conflict matrix, groups and security posts crosses HTTP."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shudao.kernel.actor import Role
from shudao.mechanism import contracts_posts
from shudao.mechanism.contracts_posts import GroupKind, Verdict
from shudao.mechanism.schemas import Code, Name, Post

Text = Annotated[str, Field(max_length=1000)]


class PostPair(BaseModel):
    """Two posts (codes) that one person should not hold together."""

    model_config = ConfigDict(from_attributes=True)
    post_a: str
    post_b: str
    verdict: Verdict


class PostList(BaseModel):
    """The posts, and the pairs no one person should hold together."""

    items: list[Post]
    total: int
    conflicts: list[PostPair]


class PairProposal(BaseModel):
    """How two posts are to go together; `verdict` null: nothing against it."""

    post_a: Code
    post_b: Code
    verdict: Verdict | None


class HeldPair(BaseModel):
    """A pair that waits for somebody else's decision."""

    change_id: str
    title: str


class HeldConflict(BaseModel):
    """Somebody who holds both posts today."""

    model_config = ConfigDict(from_attributes=True)
    person_id: str
    person_name: str
    organisation_name: str
    post_a: str
    post_a_name: str
    post_b: str
    post_b_name: str
    verdict: Verdict


class HeldConflictList(BaseModel):
    items: list[HeldConflict]
    total: int


class Member(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    appointment_id: str
    person_id: str
    person_name: str
    organisation_id: str
    organisation_name: str
    post_code: str
    post_name: str


class WaitingTask(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    title_zh: str
    title_en: str
    due_on: date | None


class GroupIn(BaseModel):
    code: Code
    name: Name
    kind: GroupKind
    parent_id: Annotated[str, Field(max_length=60)]
    duties: Text = ""

    def new(self) -> contracts_posts.NewGroup:
        return contracts_posts.NewGroup(self.code, self.name, self.kind, self.parent_id, self.duties)


class GroupEdit(BaseModel):
    kind: GroupKind
    duties: Text
    seen_version: int


class Group(BaseModel):
    """A group with its members; `waiting` is its inbox."""

    model_config = ConfigDict(from_attributes=True)
    id: str
    code: str
    name: str
    kind: GroupKind
    parent_id: str | None
    duties: str
    version: int
    members: list[Member]
    waiting: list[WaitingTask]


class GroupList(BaseModel):
    items: list[Group]
    total: int


class SecurityPost(BaseModel):
    """One of the five security posts with its holders; `waiting` is its inbox."""

    model_config = ConfigDict(from_attributes=True)
    code: str
    name: str
    role: Role
    duty: str
    holders: list[Member]
    waiting: list[WaitingTask]


class SecurityPostList(BaseModel):
    items: list[SecurityPost]
    total: int


class Asking(BaseModel):
    """Something put before a group or a post, and by when, in working days."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    body: Text = ""
    within_working_days: Annotated[int, Field(ge=1, le=250)] = 5


class PostAsking(Asking):
    organisation_id: Annotated[str, Field(max_length=60)]


class Asked(BaseModel):
    task_id: str
