"""International algorithms: AES-256-GCM (NIST SP 800-38D) and SHA-256 (FIPS 180-4)."""

import hashlib
from typing import ClassVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shudao.vault.contracts import Profile

__all__ = ["International"]


class International:
    """The option for installations outside the reach of GB/T 39786."""

    profile: ClassVar[Profile] = Profile.INTERNATIONAL
    key_bytes: ClassVar[int] = 32

    def encrypt(self, key: bytes, nonce: bytes, plaintext: bytes, associated: bytes) -> bytes:
        return AESGCM(key).encrypt(nonce, plaintext, associated)

    def decrypt(self, key: bytes, nonce: bytes, ciphertext: bytes, associated: bytes) -> bytes:
        return AESGCM(key).decrypt(nonce, ciphertext, associated)

    def derive(self, master: bytes, purpose: bytes) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=self.key_bytes, salt=None, info=purpose).derive(master)

    def digest(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest()
