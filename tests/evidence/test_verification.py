"""Whatever is done to a log, verification says that and where; an untouched log is never accused."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudao.evidence import facade as evidence
from shudao.evidence.contracts import Checkpoint
from shudao.evidence.errors import MalformedKey
from shudao.evidence.folder import LogFolder
from shudao.evidence.growth import Growth
from shudao.evidence.keys import note_signers
from shudao.evidence.notes import sign_note
from shudao.evidence.tiles import decode_bundle, encode_bundle, tile_path
from shudao.kernel.settings import Settings

from .conftest import make_log


def entries_of(size, seed=0):
    return [f'{{"n":{number},"seed":{seed}}}'.encode() for number in range(size)]


def codes(report):
    return {found.code.removeprefix("evidence.verify.") for found in report.findings}


@pytest.fixture
def folder():
    root = Path(tempfile.mkdtemp(prefix="日志 "))
    yield root
    shutil.rmtree(root)


def keys_of(signers):
    return [signer.key.encode() for signer in signers]


@given(size=st.sampled_from([1, 2, 255, 256, 257, 513, 700]), old=st.integers(0, 700))
@settings(max_examples=25)
def test_an_honest_log_is_never_accused(log_signers, size, old):
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as earlier:
        make_log(Path(root), entries_of(size), log_signers)
        kept = make_log(Path(earlier), entries_of(min(old, size)), log_signers)
        report = evidence.verify_folder(Path(root), keys_of(log_signers), kept)
        assert report.ok, report.findings
        assert report.against_size == min(old, size)


@given(seed=st.integers(0, 2**32), size=st.integers(1, 600))
@settings(max_examples=60)
def test_any_changed_byte_of_any_file_is_found(log_signers, seed, size):
    chosen = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_log(root, entries_of(size), log_signers)
        files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pem")
        file = chosen.choice(files)
        data = bytearray(file.read_bytes())
        data[chosen.randrange(len(data))] ^= chosen.randrange(1, 256)
        file.write_bytes(bytes(data))
        trusted = keys_of(log_signers)
        if file.name == "log.vkeys":
            # The keys beside the log are the only thing read from there; a verifier with keys of his own needs none.
            assert evidence.verify_folder(root, trusted).ok
        else:
            assert not evidence.verify_folder(root, trusted).ok, file


@given(seed=st.integers(0, 2**32), size=st.integers(2, 600))
@settings(max_examples=40)
def test_a_changed_entry_is_named_by_its_index(log_signers, seed, size):
    index = random.Random(seed).randrange(size)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_log(root, entries_of(size), log_signers)
        change_bundle(root, size, index // 256, lambda entries: replace_at(entries, index % 256, b"changed"))
        report = evidence.verify_folder(root)
        assert [(found.code, found.index) for found in report.findings] == [("evidence.verify.entry_changed", index)]


@given(seed=st.integers(0, 2**32), size=st.integers(2, 256))
@settings(max_examples=40)
def test_swapped_entries_are_named_by_both_places(log_signers, seed, size):
    one, other = random.Random(seed).sample(range(size), 2)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_log(root, entries_of(size), log_signers)
        change_bundle(root, size, 0, lambda entries: swap(entries, one, other))
        report = evidence.verify_folder(root)
        assert codes(report) == {"entries_reordered"}
        assert {found.index for found in report.findings} == {one, other}


@given(size=st.integers(2, 600), data=st.data())
@settings(max_examples=30)
def test_a_log_cut_and_signed_again_with_the_true_keys_is_found_by_the_kept_checkpoint(log_signers, size, data):
    left = data.draw(st.integers(0, size - 1))
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as earlier:
        kept = make_log(Path(earlier), entries_of(size), log_signers)
        make_log(Path(root), entries_of(left), log_signers)
        assert evidence.verify_folder(Path(root)).ok  # by itself it cannot be told
        report = evidence.verify_folder(Path(root), against=kept)
        assert codes(report) == {"cut"}


@given(size=st.integers(1, 500), data=st.data())
@settings(max_examples=30)
def test_a_log_rebuilt_with_the_true_keys_is_found_by_the_kept_checkpoint(log_signers, size, data):
    kept_size, changed = data.draw(st.integers(1, size)), data.draw(st.integers(0, size - 1))
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as earlier:
        kept = make_log(Path(earlier), entries_of(kept_size), log_signers)
        make_log(Path(root), replace_at(entries_of(size), changed, b"forged"), log_signers)
        report = evidence.verify_folder(Path(root), against=kept)
        # What was appended after the kept checkpoint is not vouched for by it.
        assert codes(report) == ({"rebuilt"} if changed < kept_size else set())


def test_cut_files_are_named(folder, log_signers):
    make_log(folder, entries_of(600), log_signers)
    (folder / tile_path("entries", 2, 88)).unlink()
    report = evidence.verify_folder(folder)
    assert [(found.code, found.index) for found in report.findings] == [("evidence.verify.entries_missing", 512)]
    (folder / tile_path(0, 2, 88)).unlink()
    assert codes(evidence.verify_folder(folder)) == {"entries_missing", "tile_missing", "root_differs"}


def test_a_changed_tile_is_told_from_a_changed_entry(folder, log_signers):
    make_log(folder, entries_of(600), log_signers)
    for path in (tile_path(0, 1), tile_path(1, 0, 2)):
        file = folder / path
        original = file.read_bytes()
        file.write_bytes(original[:40] + b"\0" + original[41:])
        assert codes(evidence.verify_folder(folder)) == {"tile_changed"}
        file.write_bytes(original)
    assert evidence.verify_folder(folder).ok


def test_entries_and_tiles_forged_together_do_not_give_the_signed_root(folder, log_signers):
    note = make_log(folder, entries_of(300), log_signers)
    forged = Growth.load(LogFolder(folder), 0)
    for entry in replace_at(entries_of(300), 7, b"forged"):
        forged.append(entry)
    forged.write_files()
    assert LogFolder(folder).checkpoint() == note
    assert codes(evidence.verify_folder(folder)) == {"root_differs"}


def test_a_log_rebuilt_with_other_keys_is_found_by_trusted_keys(folder, log_signers, tmp_path):
    make_log(folder, entries_of(20), note_signers(Settings(data_dir=tmp_path)))
    assert evidence.verify_folder(folder).ok
    report = evidence.verify_folder(folder, keys_of(log_signers))
    assert codes(report) == {"signature_missing", "origin_differs"}


def test_a_forged_kept_checkpoint_is_not_believed(folder, log_signers):
    kept = make_log(folder, entries_of(20), log_signers)
    report = evidence.verify_folder(folder, against=kept.replace("\n20\n", "\n19\n"))
    assert "signature_wrong" in codes(report)
    assert {found.path for found in report.findings if found.code.endswith("signature_wrong")} == {"against"}
    assert codes(evidence.verify_folder(folder, against="nonsense")) == {"checkpoint_malformed"}


def test_a_missing_sm2_line_is_found(folder, log_signers):
    make_log(folder, entries_of(3), log_signers)
    checkpoint = evidence.verify_folder(folder)
    text = Checkpoint(log_signers[0].name, checkpoint.size, checkpoint.root).text()
    LogFolder(folder).write_checkpoint(sign_note(text, log_signers[:1]))
    assert codes(evidence.verify_folder(folder)) == {"signature_missing"}


def test_a_log_without_keys_or_checkpoint_is_not_called_good(folder, log_signers):
    assert codes(evidence.verify_folder(folder)) == {"checkpoint_missing"}
    make_log(folder, entries_of(3), log_signers)
    shutil.rmtree(folder / "keys")
    assert codes(evidence.verify_folder(folder)) == {"keys_missing"}


def test_a_malformed_key_is_refused_and_not_skipped(folder, log_signers):
    make_log(folder, entries_of(3), log_signers)
    with pytest.raises(MalformedKey):
        evidence.verify_folder(folder, ["nonsense"])
    (folder / "keys/log.vkeys").write_text("nonsense\n")
    with pytest.raises(MalformedKey):
        evidence.verify_folder(folder)


def test_a_ruined_log_gives_a_report_one_can_read(folder, log_signers):
    make_log(folder, entries_of(300), log_signers)
    change_bundle(folder, 300, 0, lambda entries: [b"x"] * len(entries))
    report = evidence.verify_folder(folder)
    assert len(report.findings) == 101
    assert "156" in report.findings[-1].zh
    assert all(found.zh and found.en for found in report.findings)


def replace_at(entries, index, entry):
    return [*entries[:index], entry, *entries[index + 1 :]]


def swap(entries, one, other):
    entries[one], entries[other] = entries[other], entries[one]
    return entries


def change_bundle(root, size, number, change):
    file = root / tile_path("entries", number, min(256, size - number * 256))
    file.write_bytes(encode_bundle(change(decode_bundle(file.read_bytes()))))
