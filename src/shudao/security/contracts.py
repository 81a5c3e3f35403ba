"""What others may know of security: the lens through which everyone reads, grants, and masks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from shudao.kernel.actor import Actor
from shudao.kernel.expr.predicate import Everything, Predicate

__all__ = [
    "Grant",
    "GrantFilter",
    "GrantState",
    "GrantTarget",
    "Lens",
    "LensColumn",
    "MaskKind",
    "NewGrant",
    "ReadRequest",
    "TargetKind",
]


class MaskKind(StrEnum):
    """How a value is shown when it is not shown as it is."""

    PARTIAL = "partial"
    HASH = "hash"
    SUPPRESS = "suppress"

    @property
    def strength(self) -> int:
        """Which of two masks hides more."""
        return ("partial", "hash", "suppress").index(self.value)

    @property
    def zh(self) -> str:
        return {"partial": "部分遮盖", "hash": "加密钥摘要", "suppress": "不显示"}[self.value]


class TargetKind(StrEnum):
    """Where granted rows go."""

    TABLE = "table"
    API = "api"
    QUERY = "query"


class GrantState(StrEnum):
    ACTIVE = "active"
    REVOKED = "revoked"


@dataclass(frozen=True)
class GrantTarget:
    """Where granted rows go: a table of the receiver, a service, or a person's query. `detail` names it, no secret."""

    kind: TargetKind
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NewGrant:
    """What an approval writes: these columns, these rows, masked so, for this purpose, until that day.

    `source_ref` names the approval, such as `sharing/application/<id>`; one approval gives one grant per data set.
    """

    asset_code: str
    organisation_id: str
    columns: tuple[str, ...]
    where: Predicate
    purpose: str
    legal_basis: str
    valid_from: date
    valid_to: date
    target: GrantTarget
    source_ref: str
    masks: Mapping[str, MaskKind] = field(default_factory=dict)


@dataclass(frozen=True)
class Grant:
    """A grant in force or ended. Only `security` stores it."""

    id: str
    asset_code: str
    organisation_id: str
    columns: tuple[str, ...]
    where: Predicate
    masks: Mapping[str, MaskKind]
    purpose: str
    legal_basis: str
    valid_from: date
    valid_to: date
    target: GrantTarget
    source_ref: str
    state: GrantState
    granted_at: datetime
    granted_by: str
    revoked_at: datetime | None = None
    revoked_reason: str = ""

    def is_usable(self, on: date) -> bool:
        """Whether it may be used on a day: active, begun, and not past its last day."""
        return self.state is GrantState.ACTIVE and self.valid_from <= on <= self.valid_to


@dataclass(frozen=True)
class GrantFilter:
    """Which grants to list; empty means any."""

    asset_code: str = ""
    organisation_id: str = ""
    state: GrantState | None = None


@dataclass(frozen=True)
class LensColumn:
    """A column as the reader sees it. `type` is the lake's word; a masked column is always text."""

    name: str
    title: str
    type: str
    mask: MaskKind | None = None


@dataclass(frozen=True)
class Lens:
    """The outcome of one reading decision: these columns, these rows, these masks, and the id of the decision.

    Whoever reads, reads through one. `grant_id` makes it end with its grant, also in the middle of a reading.
    """

    asset_code: str
    version: int
    columns: tuple[LensColumn, ...]
    where: Predicate
    decision_id: str
    purpose: str
    actor: Actor
    grant_id: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class ReadRequest:
    """What a reader asks for. No columns means all that may be seen; `where` narrows, it never widens."""

    asset_code: str
    purpose: str
    columns: tuple[str, ...] = ()
    where: Predicate = field(default_factory=Everything)
    grant_id: str | None = None
    version: int | None = None
