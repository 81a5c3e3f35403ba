"""SM2 in pure Python by gmalg, for machines Tongsuo publishes no wheel for.

It is not constant-time: whoever can measure the signing host finely should use a certified module instead.
"""

from typing import ClassVar

import gmalg
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

__all__ = ["Gmalg"]

_DISTINGUISHING_ID = b"1234567812345678"  # GM/T 0009, where the parties agreed on none


class Gmalg:
    """The second implementation."""

    name: ClassVar[str] = "gmalg"

    def generate(self) -> bytes:
        private_key, _ = gmalg.SM2().generate_keypair()
        return bytes(private_key).rjust(32, b"\0")

    def public_key(self, private_key: bytes) -> bytes:
        return bytes(gmalg.SM2().generate_pk(private_key))

    def sign(self, private_key: bytes, message: bytes) -> bytes:
        r, s = gmalg.SM2(private_key, _DISTINGUISHING_ID, self.public_key(private_key)).sign(message)
        return encode_dss_signature(int.from_bytes(r), int.from_bytes(s))

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        try:
            r, s = decode_dss_signature(signature)
            scheme = gmalg.SM2(uid=_DISTINGUISHING_ID, pk=public_key)
            return bool(scheme.verify_pk(public_key) and scheme.verify(message, r.to_bytes(32), s.to_bytes(32)))
        except (ValueError, OverflowError, gmalg.errors.GMError):
            return False
