"""What others may know of the conflict matrix of posts, of groups, and of the five security posts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shudao.kernel.actor import Role

__all__ = [
    "SECURITY_POSTS",
    "Group",
    "GroupKind",
    "HeldConflict",
    "Member",
    "NewGroup",
    "PostPair",
    "SecurityPost",
    "Verdict",
    "WaitingTask",
]

# 数据库管理、安全审计、安全运维、备份、恢复 (SPEC 1.1), by the role that carries each one's inbox.
SECURITY_POSTS = (
    Role.DATABASE_ADMIN,
    Role.SECURITY_AUDITOR,
    Role.SECURITY_OPERATOR,
    Role.BACKUP_OPERATOR,
    Role.RECOVERY_OPERATOR,
)


class Verdict(StrEnum):
    """`refuse`: nobody is appointed to both. `flag`: allowed, and listed until it is mended."""

    REFUSE = "refuse"
    FLAG = "flag"


@dataclass(frozen=True)
class PostPair:
    """Two posts (codes) that one person should not hold together."""

    post_a: str
    post_b: str
    verdict: Verdict = Verdict.REFUSE


@dataclass(frozen=True)
class HeldConflict:
    """Somebody who holds both posts today."""

    person_id: str
    person_name: str
    organisation_name: str
    post_a: str
    post_a_name: str
    post_b: str
    post_b_name: str
    verdict: Verdict


class GroupKind(StrEnum):
    LEADING = "leading"
    QUALITY = "quality"
    ASSESSMENT = "assessment"


@dataclass(frozen=True)
class NewGroup:
    """A group that is to be set up below an organisation; `duties` is what it is there for."""

    code: str
    name: str
    kind: GroupKind
    parent_id: str
    duties: str


@dataclass(frozen=True)
class Member:
    """Somebody who holds a post of a group, or a security post; `organisation_id` is where it is held, the name is that
    of the person's own organisation."""

    appointment_id: str
    person_id: str
    person_name: str
    organisation_id: str
    organisation_name: str
    post_code: str
    post_name: str


@dataclass(frozen=True)
class WaitingTask:
    """A to-do in the inbox of a group or post."""

    id: str
    title_zh: str
    title_en: str
    due_on: date | None


@dataclass(frozen=True)
class Group:
    """A group with its members; `id` is that of its organisation, `waiting` is its inbox."""

    id: str
    code: str
    name: str
    kind: GroupKind
    parent_id: str | None
    duties: str
    version: int
    members: tuple[Member, ...]
    waiting: tuple[WaitingTask, ...]


@dataclass(frozen=True)
class SecurityPost:
    """One of the five security posts: its duty, who holds it, and what waits for it."""

    code: str
    name: str
    role: Role
    duty: str
    holders: tuple[Member, ...]
    waiting: tuple[WaitingTask, ...]
