"""The algorithms are the standard ones: known answers of the standards, and authenticated in every bit."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from shudao.vault.errors import UnknownProfile
from shudao.vault.profiles import SUITES, suite_of


def test_sm3_gives_the_digest_of_the_standards_first_example():
    digest = suite_of("national").digest(b"abc")  # GB/T 32905-2016, A.1
    assert digest.hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_sm4_gcm_gives_the_known_answer_of_rfc_8998():
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    associated = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plaintext = bytes.fromhex(
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
    )
    sealed = suite_of("national").encrypt(key, nonce, plaintext, associated)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.profile)
@given(data=st.binary(max_size=200), aad=st.binary(max_size=40), bit=st.integers(min_value=0))
def test_a_flipped_bit_never_opens(suite, data, aad, bit):
    key, nonce = b"k" * suite.key_bytes, b"n" * 12
    sealed = bytearray(suite.encrypt(key, nonce, data, aad))
    assert suite.decrypt(key, nonce, bytes(sealed), aad) == data
    sealed[bit // 8 % len(sealed)] ^= 1 << bit % 8
    with pytest.raises(InvalidTag):
        suite.decrypt(key, nonce, bytes(sealed), aad)


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.profile)
def test_other_associated_data_and_a_cut_tag_never_open(suite):
    key, nonce = b"k" * suite.key_bytes, b"n" * 12
    sealed = suite.encrypt(key, nonce, b"text", b"one")
    for ciphertext, associated in [(sealed, b"two"), (sealed[:-1], b"one"), (sealed[:5], b"one"), (b"", b"one")]:
        with pytest.raises(InvalidTag):
            suite.decrypt(key, nonce, ciphertext, associated)


def test_keys_of_different_purposes_differ():
    for suite in SUITES.values():
        assert suite.derive(b"m" * 32, b"a") != suite.derive(b"m" * 32, b"b")
        assert len(suite.derive(b"m" * 32, b"a")) == suite.key_bytes


def test_an_unknown_profile_is_named_in_both_languages():
    with pytest.raises(UnknownProfile) as caught:
        suite_of("rot13")
    assert "rot13" in caught.value.message("zh")
    assert "rot13" in caught.value.message("en")
