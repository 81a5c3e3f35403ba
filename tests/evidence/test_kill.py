"""Killed anywhere, again and again, the sequencer ends with the very log an undisturbed one makes."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shudao.evidence import facade as evidence
from shudao.evidence.folder import LogFolder
from shudao.evidence.notes import open_note, parse_checkpoint
from shudao.kernel.settings import Settings

BATCH = 90
ENTRIES = 700
SCRIPT = Path(__file__).with_name("killed_sequencer.py")


def run_killed(settings, kill_at):
    """Whether the process was killed; otherwise it ended well."""
    assert settings.records_dsn is not None
    arguments = [settings.records_dsn.get_secret_value(), str(settings.data_dir), str(kill_at), str(BATCH)]
    done = subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def files_of(settings):
    root = settings.evidence_dir / "tile"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def head_of(settings):
    note = LogFolder(settings.evidence_dir).checkpoint()
    return parse_checkpoint(open_note(note, ()).text) if note else None


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 12))])
def test_a_killed_sequencer_goes_on_where_it_was(database, settings, write, tmp_path, seed):
    write(ENTRIES)
    chosen, kills, last_size = random.Random(seed), 0, 0
    while run_killed(settings, kill_at=chosen.randint(1, 30)):
        kills += 1
        head = head_of(settings)
        if head is not None:
            # Whatever is published at any moment is whole and only ever grows.
            assert head.size >= last_size
            assert evidence.verify_folder(settings.evidence_dir).ok
            last_size = head.size
    assert kills >= 3
    undisturbed = Settings(data_dir=tmp_path / "undisturbed")
    evidence.sequence(database, undisturbed, batch=BATCH)
    assert files_of(settings) == files_of(undisturbed)
    assert (head_of(settings).size, head_of(settings).root) == (ENTRIES, head_of(undisturbed).root)
    with database.unit_of_work() as uow:
        assert evidence.verify(uow, settings).ok
