"""Passwords and tokens are stored so that the store gives neither back."""

from shudao.vault import facade as vault


def test_a_password_verifies_and_another_does_not():
    stored = vault.hash_password("数道2026!")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")  # the OWASP parameters
    assert vault.verify_password(stored, "数道2026!")
    assert not vault.verify_password(stored, "数道2026")
    assert vault.hash_password("数道2026!") != stored  # salted


def test_a_stored_text_that_is_no_hash_refuses_everybody():
    assert not vault.verify_password("", "")
    assert not vault.verify_password("plain", "plain")


def test_hashes_made_with_other_parameters_ask_to_be_made_anew():
    weak = vault.hash_password("x", vault.PasswordParameters(memory_kib=8 * 1024, iterations=1))
    assert vault.verify_password(weak, "x")
    assert vault.password_needs_rehash(weak)
    assert not vault.password_needs_rehash(vault.hash_password("x"))


def test_the_decoy_costs_as_much_as_a_real_check():
    assert not vault.password_needs_rehash(vault.DUMMY_PASSWORD_HASH)
    assert not vault.verify_password(vault.DUMMY_PASSWORD_HASH, "anything")


def test_tokens_are_long_and_only_their_digest_is_needed():
    token = vault.new_token()
    assert len(token) == 43
    assert vault.new_token() != token
    digest = vault.token_digest(token)
    assert len(digest) == 64
    assert vault.token_matches(token, digest)
    assert not vault.token_matches(token + "x", digest)


def test_an_api_key_shows_its_prefix_and_hides_the_rest():
    made = vault.new_api_key()
    key = made.key.reveal()
    assert key.startswith(f"{made.prefix}_")
    assert vault.api_key_prefix(key) == made.prefix
    assert vault.token_matches(key, made.digest)
    assert key not in repr(made)
    assert vault.api_key_prefix("other_12_34") is None
    assert vault.api_key_prefix("sdk") is None
