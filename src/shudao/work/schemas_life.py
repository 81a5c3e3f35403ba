"""What of comments, follows, deputies and deciding together crosses HTTP."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

Mentions = list[str]


class CommentIn(BaseModel):
    """A remark; `mentions` are accounts to tell."""

    subject: str = Field(min_length=3, max_length=200)
    body: str = Field(min_length=1, max_length=4000)
    mentions: Mentions = Field(default_factory=list, max_length=20)


class CommentEdit(BaseModel):
    """Other words for one's own remark; `version` is the one that was read."""

    body: str = Field(min_length=1, max_length=4000)
    mentions: Mentions = Field(default_factory=list, max_length=20)
    version: int = Field(ge=1, le=1_000_000)


class Comment(BaseModel):
    """A remark. One that was deleted has no words left."""

    model_config = ConfigDict(from_attributes=True)
    id: str
    subject: str
    body: str
    author_id: str
    author_name: str
    version: int
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


class CommentList(BaseModel):
    items: list[Comment]
    total: int


class Mentionable(BaseModel):
    id: str
    name: str


class MentionableList(BaseModel):
    items: list[Mentionable]


class FollowIn(BaseModel):
    subject: str = Field(min_length=3, max_length=200)


class Following(BaseModel):
    """Whether I follow a thing."""

    subject: str
    is_followed: bool


class Followed(BaseModel):
    """A thing I follow, in words, and its page."""

    subject: str
    title: str
    path: str


class FollowedList(BaseModel):
    items: list[Followed]
    total: int


class DelegationIn(BaseModel):
    """A deputy for me; `kinds` are beginnings of kinds of work, none means all of it."""

    deputy_id: str = Field(max_length=100)
    valid_from: date = Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))
    valid_to: date = Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))
    reason: str = Field(min_length=1, max_length=200)
    kinds: list[str] = Field(default_factory=list, max_length=20)


class Delegation(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    account_id: str
    account_name: str
    deputy_id: str
    deputy_name: str
    kinds: list[str]
    reason: str
    valid_from: date
    valid_to: date


class DelegationList(BaseModel):
    items: list[Delegation]
    total: int


class ManyDecisions(BaseModel):
    """Changes to decide together, with one ground for all."""

    change_ids: list[str] = Field(min_length=1, max_length=200)
    approve: bool
    reason: str = Field("", max_length=500)


class Decided(BaseModel):
    """What became of one of them: decided, or not, with the code and the words why."""

    model_config = ConfigDict(from_attributes=True)
    change_id: str
    title: str
    is_done: bool
    error_code: str
    message_zh: str
    message_en: str


class DecidedList(BaseModel):
    items: list[Decided]
    done: int
    failed: int


class PauseIn(BaseModel):
    reason: str = Field(min_length=1, max_length=500)
