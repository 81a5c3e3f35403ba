"""Signed notes and checkpoints of C2SP (`signed-note`, `tlog-checkpoint`), and the keys that sign them. Pure.

A signature line is `— <name> base64(key id ‖ signature)`; the key id is the head of SHA-256(name ‖ LF ‖ type ‖ public
key). Ed25519 has type 01. SM2 has no assigned type, so it stands under ff, which the specification leaves to types
without a number, followed by a long identifier; software that does not know it skips the line, as the specification
demands.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shudao.evidence.contracts import Checkpoint
from shudao.vault.contracts import SignatureAlgorithm
from shudao.vault.facade import verify_signature
from shudao.vault.ports import Signer

__all__ = ["NoteKey", "NoteSigner", "OpenedNote", "open_note", "parse_checkpoint", "sign_note"]

_TYPES = {
    SignatureAlgorithm.ED25519: b"\x01",
    SignatureAlgorithm.SM2: b"\xffsm2-with-sm3.gmt-0009.der",
}
_MARK = "— "  # an em dash and a space
_MAX_SIGNATURES = 100


@dataclass(frozen=True)
class NoteKey:
    """A public key with its name."""

    name: str
    algorithm: SignatureAlgorithm
    public_key: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(letter.isspace() for letter in self.name):
            raise ValueError(f"{self.name!r} is no name for a key")

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, tell the key."""
        return hashlib.sha256(self.name.encode() + b"\n" + self._typed).digest()[:4]

    def encode(self) -> str:
        """The key in one line: `<name>+<key id>+<base64 of type and public key>`."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self._typed).decode()}"

    @classmethod
    def decode(cls, line: str) -> "NoteKey":
        """The key of such a line; raises ValueError."""
        parts = line.split("+", 2)
        if len(parts) != 3:
            raise ValueError("not a note verifier key")
        typed = _from_base64(parts[2])
        for algorithm, mark in _TYPES.items():
            if typed.startswith(mark) and len(typed) - len(mark) == _KEY_BYTES[algorithm]:
                key = cls(parts[0], algorithm, typed[len(mark) :])
                if key.key_id.hex() != parts[1]:
                    raise ValueError("the key id does not belong to the key")
                return key
        raise ValueError("unknown type of key")

    @property
    def _typed(self) -> bytes:
        return _TYPES[self.algorithm] + self.public_key


_KEY_BYTES = {SignatureAlgorithm.ED25519: 32, SignatureAlgorithm.SM2: 65}


@dataclass(frozen=True)
class NoteSigner:
    """A name and the key that signs for it."""

    name: str
    signer: Signer

    @property
    def key(self) -> NoteKey:
        return NoteKey(self.name, self.signer.algorithm, self.signer.public_key)


@dataclass(frozen=True)
class OpenedNote:
    """A note's text, and which of the known keys signed it, did so wrongly, or did not."""

    text: str
    signed_by: tuple[NoteKey, ...]
    wrong: tuple[NoteKey, ...]
    missing: tuple[NoteKey, ...]


def sign_note(text: str, signers: Iterable[NoteSigner]) -> str:
    """The note: text, a blank line, one line per signature."""
    lines = []
    for by in signers:
        signature = base64.b64encode(by.key.key_id + by.signer.sign(text.encode())).decode()
        lines.append(f"{_MARK}{by.name} {signature}\n")
    return f"{text}\n{''.join(lines)}"


def open_note(note: str, keys: Sequence[NoteKey]) -> OpenedNote:
    """Check a note against the known keys; lines of unknown keys are skipped. Raises ValueError for a malformed one."""
    text, signatures = _parse_note(note)
    signed: list[NoteKey] = []
    wrong: list[NoteKey] = []
    for key in keys:
        found = [signature for name, key_id, signature in signatures if (name, key_id) == (key.name, key.key_id)]
        if not found:
            continue
        good = verify_signature(key.algorithm, key.public_key, text.encode(), found[0])
        (signed if good else wrong).append(key)
    missing = tuple(key for key in keys if key not in signed and key not in wrong)
    return OpenedNote(text, tuple(signed), tuple(wrong), missing)


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text; raises ValueError. Extension lines are allowed and ignored."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise ValueError("a checkpoint has an origin, a size and a root, each in a line")
    origin, size, root = lines[:3]
    if not (size.isascii() and size.isdigit()) or str(int(size)) != size:
        raise ValueError("the size is not a plain decimal number")
    decoded = _from_base64(root)
    if len(decoded) != 32:
        raise ValueError("the root is not 32 bytes")
    return Checkpoint(origin, int(size), decoded)


def _parse_note(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    if any(letter < " " and letter != "\n" for letter in note):
        raise ValueError("a note holds no control characters")
    body, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise ValueError("a note has a text, a blank line and signature lines")
    lines = tail[:-1].split("\n")
    if len(lines) > _MAX_SIGNATURES:
        raise ValueError("the note has too many signatures")
    return f"{body}\n", [_parse_signature(line) for line in lines]


def _parse_signature(line: str) -> tuple[str, bytes, bytes]:
    name, space, encoded = line.removeprefix(_MARK).partition(" ")
    decoded = _from_base64(encoded)
    if not line.startswith(_MARK) or not name or not space or len(decoded) < 5:
        raise ValueError("malformed signature line")
    return name, decoded[:4], decoded[4:]


def _from_base64(text: str) -> bytes:
    """Decode the one canonical spelling; raises ValueError. Python alone would let unused bits of the end vary."""
    decoded = base64.b64decode(text, validate=True)
    if base64.b64encode(decoded).decode() != text:
        raise ValueError("not canonical base64")
    return decoded
