"""Every entry gets its place in the log soon, once, and in a log that is never signed twice in two versions."""

import shutil
import threading

import pytest

from shudao.evidence import facade as evidence
from shudao.evidence import merkle, store
from shudao.evidence.errors import (
    DamagedCheckpoint,
    FolderNotEmpty,
    NoCheckpoint,
    NoSuchLeaf,
    RecordsBehindLog,
    SigningKeyMissing,
    TilesDisagree,
)
from shudao.evidence.folder import CHECKPOINT, LogFolder
from shudao.evidence.notes import NoteKey, open_note
from shudao.evidence.sequencer import Sequencer
from shudao.kernel.database import Database
from shudao.vault import facade as vault
from shudao.vault.contracts import SignatureAlgorithm


def verified(database, settings, against=None):
    with database.unit_of_work() as uow:
        return evidence.verify(uow, settings, against)


def head_of(database, settings):
    with database.unit_of_work() as uow:
        return evidence.head(uow, settings)


def forget_triggers(postgres, database_name, statement):
    """What a database administrator with evil in mind can do."""
    with postgres._superuser(database_name) as session:
        session.execute("set session_replication_role = replica")
        session.execute(statement)


def test_the_log_grows_and_verifies_over_several_checkpoints(database, settings, write):
    kept = []
    for count in (1, 255, 1, 300):
        write(count)
        evidence.sequence(database, settings)
        kept.append(head_of(database, settings).checkpoint)
    head = head_of(database, settings)
    assert (head.size, head.unsequenced) == (557, 0)
    for checkpoint in kept:
        report = verified(database, settings, checkpoint)
        assert report.ok, report.findings
        assert report.signed_by == ("ed25519", "sm2")
    assert not list((settings.evidence_dir / "tile").glob("0/00[01].p"))  # they have served


@pytest.mark.parametrize("algorithm", ["ed25519", "sm2"])
def test_a_lost_signing_key_is_told_and_not_replaced(database, settings, write, algorithm):
    """A new key would make another log of it, and the public keys beside the log would be those of the new one."""
    write(2)
    evidence.sequence(database, settings)
    published = LogFolder(settings.evidence_dir).keys()
    kept = (settings.keys_dir / f"evidence-{algorithm}.key").rename(settings.data_dir / "kept.key")
    write(1)
    for act in (evidence.sequence, verified):
        with pytest.raises(SigningKeyMissing):
            act(database, settings)
    assert LogFolder(settings.evidence_dir).keys() == published
    kept.rename(settings.keys_dir / f"evidence-{algorithm}.key")
    assert evidence.sequence(database, settings).size == 3
    assert verified(database, settings).ok


def test_keys_of_another_installation_do_not_take_over_a_log(database, settings, write):
    write(2)
    evidence.sequence(database, settings)
    published = LogFolder(settings.evidence_dir).keys()
    for file in settings.keys_dir.glob("evidence-*.key"):
        algorithm = SignatureAlgorithm(file.stem.partition("-")[2])
        vault.signing_key(settings.data_dir / "other", "evidence", algorithm)
        (settings.data_dir / "other" / file.name).rename(file)
    with pytest.raises(DamagedCheckpoint):
        evidence.sequence(database, settings)
    assert LogFolder(settings.evidence_dir).keys() == published


def test_spoilt_public_keys_beside_the_log_are_laid_there_again(database, settings, write):
    write(2)
    evidence.sequence(database, settings)
    published = LogFolder(settings.evidence_dir).keys()
    (settings.evidence_dir / "keys" / "log.vkeys").write_text("nonsense\n")
    evidence.sequence(database, settings)
    assert LogFolder(settings.evidence_dir).keys() == published


def test_entries_that_wait_are_counted_and_do_not_fail_the_verification(database, settings, write):
    write(2)
    evidence.sequence(database, settings)
    write(3)
    report = verified(database, settings)
    assert (report.ok, report.unsequenced, report.size) == (True, 3, 2)


def test_proofs_convince_an_outsider(database, settings, write):
    write(300)
    evidence.sequence(database, settings)
    old = head_of(database, settings)
    write(400)
    evidence.sequence(database, settings)
    new = head_of(database, settings)
    for index in (0, 255, 256, 699):
        proof = evidence.inclusion_proof(settings, index)
        opened = open_note(proof.checkpoint, [NoteKey.decode(key) for key in evidence.public_keys(settings)])
        assert len(opened.signed_by) == 2
        assert merkle.verify_inclusion(merkle.leaf_hash(proof.entry), index, new.size, proof.hashes, new.root)
    path = evidence.consistency_proof(settings, old.size)
    assert merkle.verify_consistency(old.size, new.size, path, old.root, new.root)


def test_asking_an_empty_log(database, settings):
    assert evidence.sequence(database, settings).size == 0
    assert head_of(database, settings).size == 0
    with pytest.raises(NoCheckpoint):
        evidence.inclusion_proof(settings, 0)
    assert [found.code for found in verified(database, settings).findings] == ["evidence.verify.checkpoint_missing"]


def test_a_leaf_that_is_not_there(database, settings, write):
    write(1)
    evidence.sequence(database, settings)
    for index in (-1, 1):
        with pytest.raises(NoSuchLeaf):
            evidence.inclusion_proof(settings, index)


def test_sequencers_at_the_same_time_make_one_log(database, settings, write):
    write(120)
    sequencers = [Sequencer(database, settings, batch=7) for _ in range(2)]

    def drain(sequencer):
        while sequencer.step(wait=True).added:
            pass

    threads = [threading.Thread(target=drain, args=(sequencer,)) for sequencer in sequencers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verified(database, settings)
    assert report.ok, report.findings
    assert (report.size, report.unsequenced) == (120, 0)


def test_a_second_sequencer_does_not_wait(database, settings, write):
    write(1)
    with database.unit_of_work() as uow:
        store.lock(uow.session)
        assert Sequencer(database, settings).step().added == 0


class StopAfter(threading.Event):
    """A stop event that counts the pauses instead of making them, and runs an action in each."""

    def __init__(self, *actions):
        super().__init__()
        self.actions, self.pauses = list(actions), []

    def wait(self, timeout=None):
        self.pauses.append(timeout)
        if self.actions:
            self.actions.pop(0)()
        else:
            self.set()
        return self.is_set()


def test_the_worker_follows_within_a_second_of_each_write(database, settings, write):
    stop = StopAfter(lambda: write(3), lambda: write(2))
    evidence.run_sequencer(database, settings, stop)
    assert head_of(database, settings).size == 5
    assert len(stop.pauses) == 3
    assert all(pause <= 0.5 for pause in stop.pauses)


def test_the_worker_survives_a_database_that_is_away(settings, clock, caplog):
    away = Database("postgresql+psycopg://nobody@127.0.0.1:1/none", clock)
    stop = StopAfter()
    evidence.run_sequencer(away, settings, stop)
    away.close()
    assert "trying again" in caplog.text


@pytest.mark.parametrize("lost", ["tile", "tile/0/002.p", "tile/entries", "tile/1"])
def test_lost_tiles_are_written_again_from_the_records(database, settings, write, lost):
    write(600)
    evidence.sequence(database, settings)
    before = head_of(database, settings)
    shutil.rmtree(settings.evidence_dir / lost)
    assert not verified(database, settings).ok
    write(1)
    evidence.sequence(database, settings)
    report = verified(database, settings, before.checkpoint)
    assert report.ok, report.findings
    assert report.size == 601


def test_damage_inside_the_log_is_mended_on_demand(database, settings, write):
    write(600)
    evidence.sequence(database, settings)
    (settings.evidence_dir / "tile/entries/000").write_bytes(b"")
    assert not verified(database, settings).ok
    assert evidence.rebuild_tiles(database, settings) == 600
    assert verified(database, settings).ok


def test_altered_records_are_never_signed_as_the_old_log(database, settings, write, postgres, database_name):
    write(10)
    evidence.sequence(database, settings)
    forget_triggers(postgres, database_name, "update evidence.entry set subject = 'x' where leaf_index = 4")
    shutil.rmtree(settings.evidence_dir / "tile")
    write(1)
    with pytest.raises(TilesDisagree):
        evidence.sequence(database, settings)


def test_an_older_database_stops_the_signing(database, settings, write, postgres, database_name):
    write(10)
    evidence.sequence(database, settings)
    forget_triggers(postgres, database_name, "delete from evidence.entry where leaf_index >= 8")
    write(5)
    with pytest.raises(RecordsBehindLog):
        evidence.sequence(database, settings)


def test_a_checkpoint_that_is_not_ours_stops_the_signing(database, settings, write):
    write(1)
    evidence.sequence(database, settings)
    file = settings.evidence_dir / CHECKPOINT
    file.write_text(file.read_text("utf-8").replace("\n1\n", "\n0\n"), "utf-8")
    with pytest.raises(DamagedCheckpoint):
        evidence.sequence(database, settings)


def test_rows_changed_behind_the_triggers_are_found(database, settings, write, postgres, database_name):
    write(10)
    evidence.sequence(database, settings)
    for statement in (
        "update evidence.entry set actor_name = '李四' where leaf_index = 4",
        "update evidence.entry set recorded_at = recorded_at + interval '1 s' where leaf_index = 0",
        "delete from evidence.entry where leaf_index = 7",
    ):
        forget_triggers(postgres, database_name, statement)
    found = [(item.code.removeprefix("evidence.verify."), item.index) for item in verified(database, settings).findings]
    assert found == [("row_changed", 0), ("row_changed", 4), ("row_missing", 7)]


def test_an_export_verifies_without_the_system(database, settings, write, tmp_path):
    write(700)
    evidence.sequence(database, settings)
    checkpoint = evidence.export(settings, tmp_path / "export")
    kept_keys = evidence.public_keys(settings)
    report = evidence.verify_folder(tmp_path / "export", kept_keys, against=head_of(database, settings).checkpoint)
    assert report.ok, report.findings
    assert report.size == checkpoint.size == 700
    assert evidence.verify_folder(tmp_path / "export").ok
    assert LogFolder(tmp_path / "export").keys()[0].encode() == kept_keys[0]
    with pytest.raises(FolderNotEmpty):
        evidence.export(settings, tmp_path / "export")
