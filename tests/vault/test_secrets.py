"""A stored secret opens for this installation only, survives every rotation, and never shows itself by accident."""

import copy
import json
import pickle
import subprocess
import sys

import pytest

from shudao.kernel.actor import Actor
from shudao.vault import facade as vault
from shudao.vault.contracts import Profile, Secret, SignatureAlgorithm
from shudao.vault.errors import (
    DamagedKeyFile,
    DamagedSecret,
    ExposedKeyFile,
    LostMasterKey,
    MissingKeyFile,
    UnknownSecret,
)
from shudao.vault.keyring import Keyring

ADMIN = Actor("security-1", "安全管理员")
PLAINTEXT = "口令-of-the-source-database"


@pytest.fixture
def sealed(database):
    with database.unit_of_work() as uow:
        return vault.seal(uow, "connector/人社/password", PLAINTEXT, by=ADMIN)


def opened(database, secret_id):
    with database.unit_of_work() as uow:
        return vault.open_secret(uow, secret_id, by=ADMIN, purpose="test").reveal()


def test_a_secret_opens_again_and_the_table_does_not_hold_it(database, sealed, raw):
    assert opened(database, sealed) == PLAINTEXT
    (row,) = raw.execute("select profile, nonce, ciphertext, created_by from vault.secret").fetchall()
    assert (row[0], len(row[1]), row[3]) == ("national", 12, "security-1")
    assert PLAINTEXT.encode() not in row[2]


@pytest.mark.parametrize("profile", list(Profile))
def test_both_profiles_open_whatever_the_installation_uses_now(database, settings, profile):
    vault.unlock(settings.keys_dir, profile)
    with database.unit_of_work() as uow:
        secret_id = vault.seal(uow, "x", b"\0bytes\xff", by=ADMIN)
        assert vault.describe(uow, secret_id).profile == profile
    vault.unlock(settings.keys_dir, "international" if profile == "national" else "national")
    with database.unit_of_work() as uow:
        assert vault.open_secret(uow, secret_id, by=ADMIN, purpose="test").reveal_bytes() == b"\0bytes\xff"


def test_a_ciphertext_moved_to_another_row_does_not_open(database, sealed, raw):
    with database.unit_of_work() as uow:
        other = vault.seal(uow, "other", "another", by=ADMIN)
    raw.execute(
        "update vault.secret set nonce = s.nonce, ciphertext = s.ciphertext from vault.secret s"
        " where vault.secret.id = %s and s.id = %s",
        (other, sealed),
    )
    with pytest.raises(DamagedSecret) as caught:
        opened(database, other)
    assert PLAINTEXT not in str(caught.value)
    assert caught.value.__cause__ is None


def test_replace_keeps_the_id_and_forget_removes(database, sealed):
    with database.unit_of_work() as uow:
        vault.replace(uow, sealed, Secret("new"), by=ADMIN)
        assert vault.describe(uow, sealed).rotated_at is not None
    assert opened(database, sealed) == "new"
    with database.unit_of_work() as uow:
        vault.forget(uow, sealed, by=ADMIN)
    with pytest.raises(UnknownSecret):
        opened(database, sealed)


def test_rotation_reseals_everything_and_only_then_destroys_the_old_key(database, settings, sealed):
    old = Keyring.open(settings.keys_dir).current
    with database.unit_of_work() as uow:
        assert vault.rotate_master_key(uow, by=ADMIN) == 1
    assert Keyring.open(settings.keys_dir).keys.keys() > {old}
    assert opened(database, sealed) == PLAINTEXT
    with database.unit_of_work() as uow:
        assert vault.destroy_retired_keys(uow, by=ADMIN) == 1
    assert old not in Keyring.open(settings.keys_dir).keys
    assert opened(database, sealed) == PLAINTEXT


def test_a_rotation_that_fails_loses_nothing(database, sealed):
    with pytest.raises(RuntimeError), database.unit_of_work() as uow:
        vault.rotate_master_key(uow, by=ADMIN)
        raise RuntimeError
    assert opened(database, sealed) == PLAINTEXT
    with database.unit_of_work() as uow:
        vault.destroy_retired_keys(uow, by=ADMIN)  # the row still needs the key before: it stays
    assert opened(database, sealed) == PLAINTEXT


def test_another_installations_key_file_is_told_by_name(database, settings, sealed):
    (settings.keys_dir / "vault.key").unlink()
    vault.unlock(settings.keys_dir)
    with pytest.raises(LostMasterKey):
        opened(database, sealed)


def test_the_key_file_is_made_once_and_private(tmp_path):
    folder = tmp_path / "keys"
    first = Keyring.open(folder)
    assert Keyring.open(folder).keys == first.keys
    assert (folder / "vault.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert list(folder.iterdir()) == [folder / "vault.key"]
    (folder / "vault.key").chmod(0o644)
    with pytest.raises(ExposedKeyFile):
        Keyring.open(folder)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"current": "a", "keys": {}}', '{"current": "a", "keys": {"a": "AAAA"}}', "\xff"]
)
def test_a_damaged_key_file_is_told_without_what_it_holds(tmp_path, content):
    Keyring.open(tmp_path)
    (tmp_path / "vault.key").write_text(content, "latin-1")
    with pytest.raises(DamagedKeyFile) as caught:
        Keyring.open(tmp_path)
    assert caught.value.__cause__ is None
    assert (tmp_path / "vault.key").read_text("latin-1") == content  # nothing is made in its place


def test_a_lost_master_key_is_told_and_not_replaced(tmp_path):
    Keyring.open(tmp_path)
    vault.signing_key(tmp_path, "evidence", SignatureAlgorithm.ED25519)
    (tmp_path / "vault.key").unlink()
    with pytest.raises(MissingKeyFile):
        Keyring.open(tmp_path)
    assert not (tmp_path / "vault.key").exists()


@pytest.mark.parametrize("algorithm", list(SignatureAlgorithm))
def test_a_damaged_signing_key_is_told_by_its_file(tmp_path, algorithm):
    vault.signing_key(tmp_path, "evidence", algorithm)
    file = vault.key_file(tmp_path, "evidence", algorithm)
    file.write_bytes(file.read_bytes()[:60])
    with pytest.raises(DamagedKeyFile, match=file.name):
        vault.signing_key(tmp_path, "evidence", algorithm)


def test_processes_that_start_together_agree_on_one_key_file(tmp_path):
    script = (
        "import sys; from pathlib import Path; from shudao.vault.keyring import Keyring; sys.stdin.readline();"
        "print(Keyring.open(Path(sys.argv[1])).current)"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, tmp_path / "keys"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    current = {process.communicate("\n")[0] for process in started}
    assert current == {f"{Keyring.open(tmp_path / 'keys').current}\n"}
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["vault.key"]


def test_a_secret_does_not_show_itself():
    secret = Secret(PLAINTEXT)
    shown = f"{secret} {secret!r} {secret!s} {secret:>40} %s" % secret + repr([secret]) + repr({"x": secret})
    assert PLAINTEXT not in shown
    assert not hasattr(secret, "__dict__")
    for take in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            take(secret)
    assert secret == Secret(PLAINTEXT)
    assert secret != PLAINTEXT
