"""国密: SM4-GCM (GB/T 32907, GB/T 36624) and SM3 (GB/T 32905)."""

from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shudao.vault.contracts import Profile

__all__ = ["National"]

_TAG_BYTES = 16


class National:
    """The default profile."""

    profile: ClassVar[Profile] = Profile.NATIONAL
    key_bytes: ClassVar[int] = 16

    def encrypt(self, key: bytes, nonce: bytes, plaintext: bytes, associated: bytes) -> bytes:
        encryptor = Cipher(SM4(key), GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated)
        return encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag

    def decrypt(self, key: bytes, nonce: bytes, ciphertext: bytes, associated: bytes) -> bytes:
        body, tag = ciphertext[:-_TAG_BYTES], ciphertext[-_TAG_BYTES:]
        if len(tag) < _TAG_BYTES:
            raise InvalidTag
        decryptor = Cipher(SM4(key), GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(associated)
        return decryptor.update(body) + decryptor.finalize()

    def derive(self, master: bytes, purpose: bytes) -> bytes:
        return HKDF(algorithm=hashes.SM3(), length=self.key_bytes, salt=None, info=purpose).derive(master)

    def digest(self, data: bytes) -> bytes:
        digest = hashes.Hash(hashes.SM3())
        digest.update(data)
        return digest.finalize()
