"""What others may know of access: permissions, decisions, accounts and sessions."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shudao.kernel.actor import Role

__all__ = [
    "AccountView",
    "Decision",
    "Membership",
    "Permission",
    "Scope",
    "SessionView",
    "SignInRefusal",
    "SignedIn",
]


class Scope(StrEnum):
    """Over whose things a permission reaches, seen from the organisation the actor acts for."""

    OWN = "own"
    SUBTREE = "subtree"
    ANY = "any"


@dataclass(frozen=True)
class Permission:
    """One thing that may be done, who may do it, and how far it reaches.

    `wider` lists roles that hold it over every organisation although `scope` is narrower (the data bureau, say).
    An empty `roles` means every signed-in person.
    """

    name: str
    zh: str
    en: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    scope: Scope = Scope.ANY
    wider: frozenset[Role] = field(default_factory=frozenset)

    def held_by(self, roles: frozenset[str]) -> bool:
        """Whether someone with these roles holds it at all, for whatever organisation."""
        return not self.roles or bool((self.roles | self.wider) & roles)


@dataclass(frozen=True)
class Decision:
    """The outcome of the one permission decision; its id is what evidence and inner calls refer to."""

    id: str
    permission: str
    account_id: str
    allowed: bool
    reason: str


@dataclass(frozen=True)
class Membership:
    """A role held in an organisation, from a day and perhaps until a day."""

    role: Role
    organisation_id: str
    organisation_name: str


@dataclass(frozen=True)
class AccountView:
    """An account without its secrets."""

    id: str
    login: str
    name: str
    person_id: str | None
    state: str
    must_change_password: bool
    loopback_only: bool
    memberships: tuple[Membership, ...]


@dataclass(frozen=True)
class SessionView:
    """One sign-in of an account."""

    id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    user_agent: str
    is_current: bool


@dataclass(frozen=True)
class SignedIn:
    """A new session. The two tokens are shown this once; only their digests are stored."""

    account_id: str
    session_token: str
    csrf_token: str
    expires_at: datetime


class SignInRefusal(StrEnum):
    """Why a sign-in was refused. An unknown login is told as a wrong password."""

    WRONG = "wrong"
    LOCKED = "locked"
    DISABLED = "disabled"
    LOOPBACK_ONLY = "loopback_only"
