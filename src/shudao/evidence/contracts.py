"""What others may know of the evidence."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["Checkpoint", "Entry", "EntryFilter", "Finding", "Head", "InclusionProof", "Sequenced", "Verification"]


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: its origin, its number of leaves, its root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class Entry:
    """One audit line. `leaf_index` is its place in the log, None in the second before it has one."""

    id: str
    recorded_at: datetime
    account_id: str
    actor_name: str
    organisation_id: str | None
    behalf_of: str | None
    because: str | None
    action: str
    subject: str
    detail: dict[str, Any]
    leaf_index: int | None


@dataclass(frozen=True)
class EntryFilter:
    """Which entries are asked for; what is None does not narrow. `until` is exclusive."""

    subject_prefix: str | None = None
    account_id: str | None = None
    organisation_id: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Head:
    """The log as it stands: its checkpoint, and how many entries wait for a leaf."""

    origin: str
    size: int
    root: bytes
    checkpoint: str
    unsequenced: int


@dataclass(frozen=True)
class Sequenced:
    """What one run of the sequencer did."""

    added: int
    size: int


@dataclass(frozen=True)
class InclusionProof:
    """That `entry` is leaf `index` of the tree in `checkpoint` (RFC 6962, 2.1.1; hashes from the leaf upwards)."""

    index: int
    entry: bytes
    hashes: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with a stable code, both languages, and the place."""

    code: str
    zh: str
    en: str
    index: int | None = None
    path: str | None = None


@dataclass(frozen=True)
class Verification:
    """The outcome of a verification.

    `against_size` is the size of the checkpoint kept elsewhere, None when none was given: without one, a log rebuilt by
    whoever holds the signing keys cannot be told from the true one, and the report must not claim it.
    """

    size: int
    root: bytes
    against_size: int | None
    unsequenced: int | None
    signed_by: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings
