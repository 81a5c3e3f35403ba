"""What others may know of comments, follows, deputies, and of how notices leave the platform."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

__all__ = [
    "Channel",
    "Comment",
    "Decided",
    "Delegation",
    "Described",
    "Difference",
    "Dispatch",
    "Letter",
    "Message",
    "NewChannel",
    "NewDelegation",
    "Security",
    "Timing",
]


@dataclass(frozen=True)
class Described:
    """A thing in words: its title, its page in the console, and whose it is."""

    title: str
    path: str
    organisation_id: str | None


@dataclass(frozen=True)
class Comment:
    """A remark about a thing. `body` of a deleted one is empty; what it said is in the trace."""

    id: str
    subject: str
    body: str
    author_id: str
    author_name: str
    version: int
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True)
class NewDelegation:
    """Who stands in for one, from a day to a day. `kinds`: beginnings of kinds of work; none means all of it."""

    deputy_id: str
    valid_from: date
    valid_to: date
    reason: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delegation:
    """`deputy` acts for `account`; every line of evidence then names both."""

    id: str
    account_id: str
    account_name: str
    deputy_id: str
    deputy_name: str
    kinds: tuple[str, ...]
    reason: str
    valid_from: date
    valid_to: date
    ended_at: datetime | None

    def stands(self, on: date) -> bool:
        return self.ended_at is None and self.valid_from <= on <= self.valid_to

    def covers(self, kind: str) -> bool:
        """Whether work of this kind is the deputy's as well."""
        return not self.kinds or any(kind == each or kind.startswith(f"{each}.") for each in self.kinds)


class Timing(StrEnum):
    """When notices leave: at once, within office hours, or together at the beginning of each working day."""

    AT_ONCE = "at_once"
    OFFICE_HOURS = "office_hours"
    DIGEST = "digest"


class Security(StrEnum):
    """How the way to the mail server is protected. `none` is for a server on this machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class Dispatch:
    """How this installation sends. `authority`: certificates (PEM) to trust beside the system's; the password is in
    the vault. `webhook_hosts`: the hosts (`host` or `host:port`) webhooks may call, nobody else is ever called.
    """

    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    login: str = ""
    sender: str = ""
    authority: str = ""
    webhook_hosts: tuple[str, ...] = ()
    console_url: str = ""
    has_password: bool = False
    version: int = 0


@dataclass(frozen=True)
class NewChannel:
    """Where and when one wants notices. `with_tasks`: to-dos as well."""

    kind: str
    address: str
    timing: Timing = Timing.OFFICE_HOURS
    with_tasks: bool = True
    is_on: bool = True


@dataclass(frozen=True)
class Channel:
    id: str
    account_id: str
    kind: str
    address: str
    timing: Timing
    with_tasks: bool
    is_on: bool


@dataclass(frozen=True)
class Message:
    """One notice for one channel. `id` stays the same when it is tried again, so that a receiver can tell."""

    id: str
    title_zh: str
    title_en: str
    link: str
    created_at: datetime


@dataclass(frozen=True)
class Letter:
    """What is sent in one go: one notice, or all of a digest."""

    id: str
    to: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Difference:
    """One field of a change: what stands now, and what is proposed."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Decided:
    """What became of one of many changes decided together: decided, or refused with the code and the words why."""

    change_id: str
    title: str
    is_done: bool
    error_code: str = ""
    message_zh: str = ""
    message_en: str = ""
