"""What others may know of the vault."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn

__all__ = ["ApiKey", "Profile", "Secret", "SecretInfo", "SignatureAlgorithm"]


class Profile(StrEnum):
    """Which family of algorithms an installation uses (SPEC 9.2, GB/T 39786)."""

    NATIONAL = "national"
    INTERNATIONAL = "international"


class SignatureAlgorithm(StrEnum):
    """Signatures the vault can make and check."""

    ED25519 = "ed25519"  # RFC 8032
    SM2 = "sm2"  # GB/T 32918.2 with SM3 and the default distinguishing id of GM/T 0009


class Secret:
    """A plaintext that does not show itself: not in `repr`, `str`, f-strings, logs, tracebacks or pickles."""

    __slots__ = ("_plaintext",)

    def __init__(self, plaintext: bytes | str) -> None:
        self._plaintext = plaintext.encode() if isinstance(plaintext, str) else bytes(plaintext)

    def reveal(self) -> str:
        """The plaintext as text, at the very place where it is used."""
        return self._plaintext.decode()

    def reveal_bytes(self) -> bytes:
        return self._plaintext

    def __repr__(self) -> str:
        return "Secret(••••••)"

    def __str__(self) -> str:
        return repr(self)

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._plaintext, other._plaintext)

    def __hash__(self) -> int:
        # A hash of the plaintext would tell two equal secrets apart from others in a log; identity is enough.
        return id(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not copied, pickled or sent")


@dataclass(frozen=True)
class SecretInfo:
    """A stored secret without its plaintext."""

    id: str
    name: str
    profile: Profile
    created_at: datetime
    created_by: str
    rotated_at: datetime | None


@dataclass(frozen=True)
class ApiKey:
    """A fresh API key. `key` is shown once; `prefix` stays readable in lists; only `digest` is stored."""

    key: Secret
    prefix: str
    digest: str
