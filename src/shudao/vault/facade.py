"""The door to the vault.

The vault stands below the evidence, so it writes no audit lines. **Callers record** opening, replacing, forgetting and
rotating themselves, in the same transaction, naming the purpose and the secret's id, never the plaintext.
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag

from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.vault import logic, store
from shudao.vault.contracts import Profile, Secret, SecretInfo
from shudao.vault.errors import DamagedSecret, VaultLocked
from shudao.vault.keyring import Keyring
from shudao.vault.passwords import (
    DUMMY_PASSWORD_HASH,
    PasswordParameters,
    hash_password,
    password_needs_rehash,
    verify_password,
)
from shudao.vault.profiles import suite_of
from shudao.vault.signing import key_file, public_key_pem, signing_key, verify_signature
from shudao.vault.tables import SecretRow
from shudao.vault.tokens import api_key_prefix, new_api_key, new_token, token_digest, token_matches

__all__ = [
    "DUMMY_PASSWORD_HASH",
    "PasswordParameters",
    "api_key_prefix",
    "describe",
    "destroy_retired_keys",
    "digest",
    "forget",
    "hash_password",
    "key_file",
    "new_api_key",
    "new_token",
    "open_secret",
    "password_needs_rehash",
    "public_key_pem",
    "replace",
    "rotate_master_key",
    "seal",
    "signing_key",
    "token_digest",
    "token_matches",
    "unlock",
    "verify_password",
    "verify_signature",
]


class _Unlocked:
    """Where this process finds its keys. One process serves one installation."""

    folder: Path | None = None
    profile: Profile = Profile.NATIONAL


def unlock(keys_dir: Path, profile: str = Profile.NATIONAL) -> None:
    """Tell this process where its keys are, creating the master key of a fresh installation. Start-up calls this."""
    suite = suite_of(profile)
    Keyring.open(keys_dir)
    _Unlocked.folder, _Unlocked.profile = keys_dir, suite.profile


def seal(uow: UnitOfWork, name: str, plaintext: str | bytes | Secret, *, by: Actor) -> str:
    """Store a secret under the installation's profile and give its id; `name` says what it is and is not secret."""
    store.lock_for_sealing(uow)
    row = SecretRow(id=new_id(), name=name, created_at=uow.clock.now(), created_by=by.account_id)
    _fill(row, _keyring(), _bytes_of(plaintext))
    uow.session.add(row)
    uow.session.flush()
    return row.id


def open_secret(uow: UnitOfWork, secret_id: str, *, by: Actor, purpose: str) -> Secret:
    """The plaintext, wrapped. The caller records `by` and `purpose` as evidence: the vault cannot."""
    if not purpose:
        raise ValueError("a secret is opened for a purpose that can be recorded")
    return Secret(_unsealed(store.find(uow, secret_id), _keyring()))


def replace(uow: UnitOfWork, secret_id: str, plaintext: str | bytes | Secret, *, by: Actor) -> None:
    """Give a secret a new plaintext under the same id; also moves it to the profile and key in force."""
    store.lock_for_sealing(uow)
    row = store.find(uow, secret_id, for_update=True)
    row.created_by, row.rotated_at = by.account_id, uow.clock.now()
    _fill(row, _keyring(), _bytes_of(plaintext))
    uow.session.flush()


def forget(uow: UnitOfWork, secret_id: str, *, by: Actor) -> None:
    """Delete a secret for good."""
    uow.session.delete(store.find(uow, secret_id, for_update=True))
    uow.session.flush()


def describe(uow: UnitOfWork, secret_id: str) -> SecretInfo:
    """Everything about a secret but its plaintext."""
    row = store.find(uow, secret_id)
    return SecretInfo(row.id, row.name, Profile(row.profile), row.created_at, row.created_by, row.rotated_at)


def rotate_master_key(uow: UnitOfWork, *, by: Actor) -> int:
    """Make a new master key and seal every secret again under it and the profile in force; how many were.

    The old key stays in the file until `destroy_retired_keys` is called in a later transaction: were it destroyed here
    and this transaction rolled back, every secret would be lost.
    """
    store.lock_for_rotation(uow)
    ring = _keyring().with_new_key()
    rotated = 0
    for row in store.rows_for_rotation(uow, ring.current):
        _fill(row, ring, _unsealed(row, ring))
        row.rotated_at = uow.clock.now()
        rotated += 1
    uow.session.flush()
    return rotated


def destroy_retired_keys(uow: UnitOfWork, *, by: Actor) -> int:
    """Remove master keys that no stored secret needs from the key file; how many. Old backups then stay closed."""
    store.lock_for_rotation(uow)
    ring = _keyring()
    unused = ring.keys.keys() - store.key_ids_in_use(uow) - {ring.current}
    if unused:
        ring.without(unused)
    return len(unused)


def digest(data: bytes, profile: str | None = None) -> bytes:
    """SM3 or SHA-256 (32 bytes), by the installation's profile unless one is named."""
    return suite_of(profile or _Unlocked.profile).digest(data)


def _fill(row: SecretRow, ring: Keyring, plaintext: bytes) -> None:
    suite = suite_of(_Unlocked.profile)
    # Nonces are random: 96 bits under one key are safe for 2^32 messages (NIST SP 800-38D, 8.3).
    nonce = os.urandom(logic.NONCE_BYTES)
    sealed = logic.seal_bytes(suite, ring.key(ring.current), nonce, row.id, plaintext)
    row.profile, row.key_id = suite.profile, ring.current
    row.nonce, row.ciphertext = sealed


def _unsealed(row: SecretRow, ring: Keyring) -> bytes:
    sealed = logic.Sealed(row.nonce, row.ciphertext)
    try:
        return logic.unseal_bytes(suite_of(row.profile), ring.key(row.key_id), sealed, row.id)
    except InvalidTag:
        raise DamagedSecret(secret_id=row.id) from None


def _keyring() -> Keyring:
    """Read anew each time: another process may have rotated the key meanwhile."""
    if _Unlocked.folder is None:
        raise VaultLocked
    return Keyring.open(_Unlocked.folder)


def _bytes_of(plaintext: str | bytes | Secret) -> bytes:
    return plaintext.reveal_bytes() if isinstance(plaintext, Secret) else Secret(plaintext).reveal_bytes()
