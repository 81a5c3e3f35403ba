"""Random tokens, and the digests of them that may be stored. A token has 256 random bits: a plain SHA-256 suffices."""

import hashlib
import hmac
import secrets

from shudao.vault.contracts import ApiKey, Secret

__all__ = ["api_key_prefix", "new_api_key", "new_token", "token_digest", "token_matches"]

_TOKEN_BYTES = 32
_API_KEY_MARK = "sdk"


def new_token() -> str:
    """A fresh URL-safe token of 43 characters, for sessions and one-time links."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_digest(token: str) -> str:
    """SHA-256 of the token in hexadecimal: what is stored and looked up instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_matches(token: str, digest: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(token_digest(token), digest)


def new_api_key() -> ApiKey:
    """A key of the form `sdk_<prefix>_<secret>`; the prefix of 8 characters may be shown and searched for."""
    prefix = f"{_API_KEY_MARK}_{secrets.token_hex(4)}"
    key = f"{prefix}_{new_token()}"
    return ApiKey(Secret(key), prefix, token_digest(key))


def api_key_prefix(key: str) -> str | None:
    """The readable part of an API key, or None when `key` does not look like one."""
    parts = key.split("_", 2)
    return "_".join(parts[:2]) if len(parts) == 3 and parts[0] == _API_KEY_MARK else None
