"""The log's signing keys: an Ed25519 and an SM2 key in DATA/keys, and their public halves beside the log."""

import hashlib

from shudao.evidence.errors import SigningKeyMissing
from shudao.evidence.folder import LogFolder
from shudao.evidence.notes import NoteKey, NoteSigner
from shudao.kernel.settings import Settings
from shudao.vault.contracts import SignatureAlgorithm
from shudao.vault.facade import key_file, public_key_pem, signing_key

__all__ = ["note_signers", "pems_of", "publish_keys"]

_NAME = "evidence"
_ALGORITHMS = (SignatureAlgorithm.ED25519, SignatureAlgorithm.SM2)


def note_signers(settings: Settings) -> list[NoteSigner]:
    """The signers, Ed25519 first. The origin is made from the Ed25519 key, so no two installations share one.

    Keys are made for a log that nobody has signed yet. Raises `SigningKeyMissing`.
    """
    if LogFolder(settings.evidence_dir).checkpoint() is not None:
        for algorithm in _ALGORITHMS:
            file = key_file(settings.keys_dir, _NAME, algorithm)
            if not file.exists():
                raise SigningKeyMissing(file=file)
    signers = [signing_key(settings.keys_dir, _NAME, algorithm) for algorithm in _ALGORITHMS]
    origin = f"shudao.local/evidence/{hashlib.sha256(signers[0].public_key).hexdigest()[:16]}"
    return [NoteSigner(origin, signer) for signer in signers]


def publish_keys(folder: LogFolder, signers: list[NoteSigner]) -> None:
    """Lay the public keys beside the log, unless they are there."""
    keys = [signer.key for signer in signers]
    try:
        found = folder.keys()
    except ValueError:
        # Spoilt; the checkpoint has just been opened with the true ones.
        found = []
    if found != keys:
        folder.write_keys(keys, pems_of(keys))


def pems_of(keys: list[NoteKey]) -> dict[str, bytes]:
    """The public keys as files that OpenSSL and Tongsuo read."""
    return {f"{_NAME}-{key.algorithm}.pem": public_key_pem(key.algorithm, key.public_key) for key in keys}
