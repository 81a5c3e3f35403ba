"""Two independent SM2 implementations agree, so neither can be quietly wrong."""

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudao.vault import sm2
from shudao.vault.contracts import SignatureAlgorithm
from shudao.vault.errors import ExposedKeyFile
from shudao.vault.signing import public_key_pem, signing_key, verify_signature
from shudao.vault.sm2 import encoding

PAIRS = list(itertools.permutations(sm2.available(), 2))

# GB/T 32918.5-2017, annex A.2: message "message digest", id 1234567812345678.
PRIVATE = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
PUBLIC = bytes.fromhex(
    "04"
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
SIGNATURE = bytes.fromhex(
    "3046"
    "022100F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "022100B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)


def test_both_implementations_are_here_on_x86_64():
    assert [scheme.name for scheme in sm2.available()] == ["tongsuopy", "gmalg"]


@pytest.mark.parametrize("scheme", sm2.available(), ids=lambda scheme: scheme.name)
def test_the_standards_example_verifies(scheme):
    assert scheme.public_key(PRIVATE) == PUBLIC
    assert scheme.verify(PUBLIC, b"message digest", SIGNATURE)
    assert not scheme.verify(PUBLIC, b"message digesT", SIGNATURE)


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda scheme: scheme.name)
@settings(max_examples=8)
@given(message=st.binary(max_size=300))
def test_what_one_signs_the_other_verifies(one, other, message):
    key = one.generate()
    assert len(key) == 32
    public = one.public_key(key)
    assert other.public_key(key) == public
    signature = one.sign(key, message)
    assert other.verify(public, message, signature)
    assert not other.verify(public, message + b"x", signature)


@pytest.mark.parametrize("scheme", sm2.available(), ids=lambda scheme: scheme.name)
@pytest.mark.parametrize(
    "signature",
    [b"", b"no DER", SIGNATURE[:-1], SIGNATURE + b"\0", bytes.fromhex("3006020100020100"), SIGNATURE[:10]],
)
def test_rubbish_is_an_answer_of_no_and_not_an_error(scheme, signature):
    assert not scheme.verify(PUBLIC, b"message digest", signature)
    assert not scheme.verify(b"\4" + b"\1" * 64, b"message digest", SIGNATURE)
    assert not scheme.verify(b"short", b"message digest", SIGNATURE)


def test_key_files_read_back_and_are_private(tmp_path):
    folder = tmp_path / "密 钥"
    signers = [signing_key(folder, "evidence", algorithm) for algorithm in SignatureAlgorithm]
    for signer in signers:
        again = signing_key(folder, "evidence", signer.algorithm)
        assert again.public_key == signer.public_key
        assert verify_signature(signer.algorithm, signer.public_key, b"text", again.sign(b"text"))
        assert not verify_signature(signer.algorithm, signer.public_key, b"texT", again.sign(b"text"))
        file = folder / f"evidence-{signer.algorithm}.key"
        assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_readable_key_file_is_refused(tmp_path):
    signing_key(tmp_path, "evidence", SignatureAlgorithm.ED25519)
    (tmp_path / "evidence-ed25519.key").chmod(0o640)
    with pytest.raises(ExposedKeyFile):
        signing_key(tmp_path, "evidence", SignatureAlgorithm.ED25519)


def test_signers_do_not_show_their_keys(tmp_path):
    for algorithm in SignatureAlgorithm:
        signer = signing_key(tmp_path, "evidence", algorithm)
        assert not dataclasses.is_dataclass(signer)  # pretty printers show the fields of those in spite of repr=False
        assert "0x" in repr(signer)


def test_pem_is_the_layout_that_tongsuo_reads_and_nothing_else_is_read():
    from tongsuopy.crypto import serialization

    pem = encoding.private_to_pem(PRIVATE, PUBLIC)
    key = serialization.load_pem_private_key(pem, password=None)
    assert key.private_numbers().private_value == int.from_bytes(PRIVATE)
    serialization.load_pem_public_key(encoding.public_to_pem(PUBLIC))
    assert encoding.private_from_pem(pem) == PRIVATE
    assert encoding.public_from_pem(encoding.public_to_pem(PUBLIC)) == PUBLIC
    other = public_key_pem(SignatureAlgorithm.ED25519, b"\1" * 32)
    for read in (encoding.private_from_pem, encoding.public_from_pem):
        with pytest.raises(ValueError, match="not"):
            read(other)
