"""Notes and checkpoints are those of C2SP: published vectors open, and nothing that was not signed does."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shudao.evidence.contracts import Checkpoint
from shudao.evidence.notes import NoteKey, NoteSigner, open_note, parse_checkpoint, sign_note
from shudao.vault.contracts import SignatureAlgorithm
from shudao.vault.facade import signing_key

# The vector of golang.org/x/mod/sumdb/note, from which the specification was written.
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}"


class Peter:
    algorithm = SignatureAlgorithm.ED25519
    public_key = Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()

    def sign(self, message):
        return Ed25519PrivateKey.from_private_bytes(SEED).sign(message)


@pytest.fixture(scope="module")
def signers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    return [NoteSigner("example.com/log", signing_key(folder, "log", algorithm)) for algorithm in SignatureAlgorithm]


def test_the_published_note_opens_and_is_reproduced_byte_for_byte():
    key = NoteKey.decode(VKEY)
    assert key.encode() == VKEY
    assert open_note(NOTE, [key]).signed_by == (key,)
    assert open_note(NOTE, [key]).text == TEXT
    assert sign_note(TEXT, [NoteSigner("PeterNeumann", Peter())]) == NOTE


def test_the_published_checkpoint_reads():
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    checkpoint = parse_checkpoint(text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text() == text


@pytest.mark.parametrize(
    "key",
    [
        VKEY[:-1], VKEY.replace("c74f20a3", "c74f20a4"), "PeterNeumann", "", "a+b", "a b+c74f20a3+ARpc",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)  # fmt: skip
def test_mangled_keys_are_refused(key):
    with pytest.raises(ValueError):
        NoteKey.decode(key)


def test_both_signatures_open_and_an_unknown_one_is_skipped(signers):
    keys = [signer.key for signer in signers]
    note = sign_note("text\n", [*signers, NoteSigner("PeterNeumann", Peter())])
    opened = open_note(note, keys)
    assert opened.signed_by == tuple(keys)
    assert not opened.wrong
    # Software that knows Ed25519 only passes over the SM2 line.
    assert open_note(note, keys[:1]).signed_by == (keys[0],)
    assert open_note(note, [NoteKey.decode(VKEY)]).signed_by == (NoteKey.decode(VKEY),)
    assert NoteKey.decode(keys[1].encode()) == keys[1]


def test_the_sm2_line_stands_under_the_type_for_unassigned_signatures(signers):
    typed = base64.b64decode(signers[1].key.encode().split("+", 2)[2])
    assert typed[0] == 0xFF
    assert len(typed) > 1 + 65  # a longer identifier follows, as the specification recommends


@given(place=st.integers(min_value=0), byte=st.integers(1, 127))
def test_a_changed_character_is_never_taken_as_signed(place, byte):
    changed = bytearray(NOTE.encode())
    changed[place % len(changed)] ^= byte
    try:
        opened = open_note(changed.decode(), [NoteKey.decode(VKEY)])
    except ValueError:
        return
    assert not opened.signed_by or opened.text == TEXT


def test_a_missing_signature_and_a_wrong_one_are_told_apart(signers):
    keys = [signer.key for signer in signers]
    note = sign_note("text\n", signers)
    assert open_note(sign_note("text\n", signers[:1]), keys).missing == (keys[1],)
    assert set(open_note(note.replace("text", "texT"), keys).wrong) == set(keys)


@pytest.mark.parametrize(
    "note",
    ["", "text\n", "text\n\n", f"{TEXT}\n{SIGNATURE[:-1]}", f"{TEXT}\t\n{SIGNATURE}", NOTE + "\n", f"{TEXT}\n— x y\n",
     f"{TEXT}\n" + SIGNATURE * 101],
)  # fmt: skip
def test_malformed_notes_are_refused(note):
    with pytest.raises(ValueError):
        open_note(note, [NoteKey.decode(VKEY)])


ROOT = "A" * 43 + "="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "o\n1\n",
        f"o\n01\n{ROOT}\n",
        f"o\n-1\n{ROOT}\n",
        "o\n1\nAAAA\n",
        f"\n1\n{ROOT}\n",
        f"o\n١\n{ROOT}\n",
        f"o\n1\n{ROOT}",
    ],
)
def test_malformed_checkpoints_are_refused(text):
    with pytest.raises(ValueError):
        parse_checkpoint(text)


@given(st.integers(0, 10**15), st.binary(min_size=32, max_size=32))
def test_checkpoints_read_back(size, root):
    checkpoint = Checkpoint("shudao.local/evidence/1", size, root)
    assert parse_checkpoint(checkpoint.text()) == checkpoint
