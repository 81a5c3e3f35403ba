"""How one secret is sealed: pure functions of key, nonce and text."""

from typing import NamedTuple

from shudao.vault.ports import CipherSuite

__all__ = ["NONCE_BYTES", "Sealed", "seal_bytes", "unseal_bytes"]

NONCE_BYTES = 12
_PURPOSE = b"shudao/vault/secret"


class Sealed(NamedTuple):
    nonce: bytes
    ciphertext: bytes


def seal_bytes(suite: CipherSuite, master: bytes, nonce: bytes, secret_id: str, plaintext: bytes) -> Sealed:
    """Encrypt; the secret's id is authenticated, so a ciphertext moved to another row does not open."""
    key = suite.derive(master, _PURPOSE)
    return Sealed(nonce, suite.encrypt(key, nonce, plaintext, secret_id.encode()))


def unseal_bytes(suite: CipherSuite, master: bytes, sealed: Sealed, secret_id: str) -> bytes:
    """Decrypt; raises `cryptography.exceptions.InvalidTag`."""
    key = suite.derive(master, _PURPOSE)
    return suite.decrypt(key, sealed.nonce, sealed.ciphertext, secret_id.encode())
