"""Password hashes: argon2id (RFC 9106) with the parameters OWASP recommends for servers."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

__all__ = [
    "DUMMY_PASSWORD_HASH",
    "OWASP",
    "PasswordParameters",
    "hash_password",
    "password_needs_rehash",
    "verify_password",
]


@dataclass(frozen=True)
class PasswordParameters:
    """Cost of one hash. The defaults take about 20 ms and 19 MiB, so that many sign-ins at once stay affordable."""

    memory_kib: int = 19 * 1024
    iterations: int = 2
    parallelism: int = 1


OWASP = PasswordParameters()

# The hash of a password nobody knows. Checking against it when an account does not exist makes the answer take as long
# as for one that does, so that the delay tells nothing.
DUMMY_PASSWORD_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$Raa2yC2PrWX1A+hFdEMwpw$gt8PisbeFknYqHd+72l/pFyUI3mgULfMUxIfM+S9NHs"  # noqa: S105 -- nobody knows its password
)


def hash_password(password: str, parameters: PasswordParameters = OWASP) -> str:
    """A salted hash in PHC form; it names its own parameters."""
    return _hasher(parameters).hash(password)


def verify_password(stored: str, password: str) -> bool:
    """Whether `password` is the one behind `stored`. A stored text that is no hash answers no."""
    try:
        return _hasher(OWASP).verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def password_needs_rehash(stored: str, parameters: PasswordParameters = OWASP) -> bool:
    """Whether `stored` was made with other parameters; ask after a successful sign-in, when the password is at hand."""
    return _hasher(parameters).check_needs_rehash(stored)


@cache
def _hasher(parameters: PasswordParameters) -> PasswordHasher:
    return PasswordHasher(
        time_cost=parameters.iterations, memory_cost=parameters.memory_kib, parallelism=parameters.parallelism
    )
