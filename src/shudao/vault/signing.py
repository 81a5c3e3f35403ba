"""Signing keys in files beside the master key, and checking of signatures with nothing but a public key."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shudao.kernel.files import make_private_folder, write_new
from shudao.vault import sm2
from shudao.vault.contracts import SignatureAlgorithm
from shudao.vault.errors import DamagedKeyFile
from shudao.vault.keyring import read_private_file
from shudao.vault.ports import Signer
from shudao.vault.sm2 import encoding

__all__ = ["key_file", "public_key_pem", "signing_key", "verify_signature"]


class _Ed25519Signer:
    """Not a dataclass: tools that print fields would print the key."""

    algorithm = SignatureAlgorithm.ED25519

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class _Sm2Signer:
    algorithm = SignatureAlgorithm.SM2

    def __init__(self, private_key: bytes) -> None:
        self._private_key = private_key
        self.public_key = sm2.preferred().public_key(private_key)

    def sign(self, message: bytes) -> bytes:
        return sm2.preferred().sign(self._private_key, message)


def signing_key(folder: Path, name: str, algorithm: SignatureAlgorithm) -> Signer:
    """The key `folder`/`name`-`algorithm`.key, created when there is none (PKCS #8 PEM, 0600)."""
    file = key_file(folder, name, algorithm)
    if not file.exists():
        make_private_folder(folder)
        write_new(file, _fresh_pem(algorithm))
    try:
        return _load(read_private_file(file), algorithm)
    except ValueError:
        raise DamagedKeyFile(file=file) from None


def key_file(folder: Path, name: str, algorithm: SignatureAlgorithm) -> Path:
    """Where `signing_key` keeps it, so that its owner can tell a lost key from one that was never made."""
    return folder / f"{name}-{algorithm}.key"


def verify_signature(algorithm: SignatureAlgorithm, public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the private half of `public_key` (32 raw or 65 point bytes)."""
    if algorithm is SignatureAlgorithm.SM2:
        return sm2.preferred().verify(public_key, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key_pem(algorithm: SignatureAlgorithm, public_key: bytes) -> bytes:
    """The public key as other tools read it."""
    if algorithm is SignatureAlgorithm.SM2:
        return encoding.public_to_pem(public_key)
    return Ed25519PublicKey.from_public_bytes(public_key).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _fresh_pem(algorithm: SignatureAlgorithm) -> bytes:
    if algorithm is SignatureAlgorithm.SM2:
        scheme = sm2.preferred()
        private_key = scheme.generate()
        return encoding.private_to_pem(private_key, scheme.public_key(private_key))
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _load(pem: bytes, algorithm: SignatureAlgorithm) -> Signer:
    if algorithm is SignatureAlgorithm.SM2:
        return _Sm2Signer(encoding.private_from_pem(pem))
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 private key")
    return _Ed25519Signer(key)
