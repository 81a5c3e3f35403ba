"""SM2 by Tongsuo (铜锁), the C library of tongsuopy."""

from typing import Any, ClassVar

from tongsuopy.crypto import hashes, serialization
from tongsuopy.crypto.asymciphers import ec
from tongsuopy.crypto.exceptions import InternalError, InvalidSignature

__all__ = ["Tongsuo"]


class Tongsuo:
    """Its default distinguishing id is the one of GM/T 0009; the cross-check with gmalg proves it."""

    name: ClassVar[str] = "tongsuopy"

    def generate(self) -> bytes:
        return _private_bytes(ec.generate_private_key(ec.SM2()))

    def public_key(self, private_key: bytes) -> bytes:
        point = _load(private_key).public_key()
        return bytes(point.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint))

    def sign(self, private_key: bytes, message: bytes) -> bytes:
        return bytes(_load(private_key).sign(message, ec.ECDSA(hashes.SM3())))

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        try:
            key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SM2(), public_key)
            key.verify(signature, message, ec.ECDSA(hashes.SM3()))
        except (InvalidSignature, InternalError, ValueError):  # InternalError: the signature is not DER at all
            return False
        return True


def _load(private_key: bytes) -> Any:
    return ec.derive_private_key(int.from_bytes(private_key), ec.SM2())


def _private_bytes(key: Any) -> bytes:
    return int(key.private_numbers().private_value).to_bytes(32)
