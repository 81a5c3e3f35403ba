"""The skills a crypto module brings. A certified module (HSM, GM/T 0018) implements the same three."""

from typing import ClassVar, Protocol

from shudao.vault.contracts import Profile, SignatureAlgorithm

__all__ = ["CipherSuite", "Signer", "Sm2"]


class CipherSuite(Protocol):
    """Authenticated encryption and a digest of one profile."""

    profile: ClassVar[Profile]
    key_bytes: ClassVar[int]

    def encrypt(self, key: bytes, nonce: bytes, plaintext: bytes, associated: bytes) -> bytes:
        """Ciphertext followed by a tag of 16 bytes; `nonce` is 12 bytes and never used twice with one key."""
        ...

    def decrypt(self, key: bytes, nonce: bytes, ciphertext: bytes, associated: bytes) -> bytes:
        """The plaintext; raises `cryptography.exceptions.InvalidTag` when anything was altered."""
        ...

    def derive(self, master: bytes, purpose: bytes) -> bytes:
        """A key of `key_bytes` for one purpose (HKDF, RFC 5869, with the profile's digest)."""
        ...

    def digest(self, data: bytes) -> bytes:
        """32 bytes."""
        ...


class Sm2(Protocol):
    """SM2 signatures (GB/T 32918.2) over SM3, distinguishing id 1234567812345678 (GM/T 0009).

    Private keys are 32 bytes big-endian, public keys 65 bytes (04 ‖ x ‖ y), signatures DER (r, s).
    """

    name: ClassVar[str]

    def generate(self) -> bytes: ...

    def public_key(self, private_key: bytes) -> bytes: ...

    def sign(self, private_key: bytes, message: bytes) -> bytes: ...

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool: ...


class Signer(Protocol):
    """A signing key that stays where it is."""

    @property
    def algorithm(self) -> SignatureAlgorithm: ...

    @property
    def public_key(self) -> bytes: ...

    def sign(self, message: bytes) -> bytes: ...
