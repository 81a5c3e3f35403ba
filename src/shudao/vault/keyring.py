"""The master keys, in one file outside the database: created once, 0600, in a folder of 0700.

The file names its current key and keeps the retired ones until no secret needs them, so that a rotation which is
interrupted anywhere leaves every secret readable.
"""

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from shudao.kernel.files import make_private_folder, write_atomically, write_new
from shudao.vault.errors import DamagedKeyFile, ExposedKeyFile, LostMasterKey, MissingKeyFile

__all__ = ["Keyring", "read_private_file"]

_FORMAT = "shudao-vault-keys/1"
_MASTER_KEY_BYTES = 32


@dataclass(frozen=True, repr=False)
class Keyring:
    """What the key file holds now. Immutable: a change writes the file and gives a new ring."""

    file: Path
    current: str
    keys: dict[str, bytes]

    @classmethod
    def open(cls, folder: Path) -> "Keyring":
        """Read `folder`/vault.key, creating folder and file when this is a fresh installation.

        Raises `MissingKeyFile`, `DamagedKeyFile`, `ExposedKeyFile`.
        """
        file = folder / "vault.key"
        if not file.exists():
            make_private_folder(folder)
            # It is the first key of an installation: where there are others it was lost, unless it came meanwhile.
            if any(folder.glob("*.key")) and not file.exists():
                raise MissingKeyFile(file=file)
            key_id = secrets.token_hex(4)
            # When two processes start together one file wins, and both read that one.
            write_new(file, _encode(key_id, {key_id: secrets.token_bytes(_MASTER_KEY_BYTES)}))
        content = read_private_file(file)
        try:
            stored = json.loads(content)
            keys = {str(name): base64.b64decode(key, validate=True) for name, key in stored["keys"].items()}
            if stored["current"] not in keys or any(len(key) != _MASTER_KEY_BYTES for key in keys.values()):
                raise ValueError("keys are missing or cut")
        except (ValueError, KeyError, TypeError, AttributeError):
            # Without the cause: its message would quote the content of the file.
            raise DamagedKeyFile(file=file) from None
        return cls(file, stored["current"], keys)

    def key(self, key_id: str) -> bytes:
        """The master key `key_id`; raises `LostMasterKey`."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise LostMasterKey(key_id=key_id) from None

    def with_new_key(self) -> "Keyring":
        """Add a fresh key and make it the current one."""
        key_id = secrets.token_hex(4)
        return self._saved(key_id, {**self.keys, key_id: secrets.token_bytes(_MASTER_KEY_BYTES)})

    def without(self, unused: set[str]) -> "Keyring":
        """Destroy retired keys; the current one stays."""
        return self._saved(
            self.current, {name: key for name, key in self.keys.items() if name == self.current or name not in unused}
        )

    def _saved(self, current: str, keys: dict[str, bytes]) -> "Keyring":
        write_atomically(self.file, _encode(current, keys), mode=0o600)
        return Keyring(self.file, current, keys)

    def __repr__(self) -> str:
        return f"Keyring({self.file}, current={self.current}, {len(self.keys)} keys)"


def read_private_file(file: Path) -> bytes:
    """The content of a key file; refuses one that others could have read."""
    if file.stat().st_mode & 0o077:
        raise ExposedKeyFile(file=file)
    return file.read_bytes()


def _encode(current: str, keys: dict[str, bytes]) -> bytes:
    encoded = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    return json.dumps({"format": _FORMAT, "current": current, "keys": encoded}, indent=1).encode()
