"""Logs and entries for the evidence's tests."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from shudao.evidence import facade as evidence
from shudao.evidence.contracts import Checkpoint
from shudao.evidence.folder import LogFolder
from shudao.evidence.growth import Growth
from shudao.evidence.keys import note_signers, pems_of
from shudao.evidence.notes import NoteSigner, sign_note
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings

CLERK = Actor("account-1", "张三", organisation_id="org-1")


@pytest.fixture
def write(database: Database) -> Callable[..., list[str]]:
    """Write entries as one business transaction would; their ids."""

    def write_entries(count: int, action: str = "test.thing.changed", subject: str = "test/thing") -> list[str]:
        with database.unit_of_work() as uow:
            return [
                evidence.record(uow, by=CLERK, action=action, subject=f"{subject}/{number}", detail={"number": number})
                for number in range(count)
            ]

    return write_entries


@pytest.fixture(scope="session")
def log_signers(tmp_path_factory: pytest.TempPathFactory) -> list[NoteSigner]:
    """Keys of a log that needs no database."""
    return note_signers(Settings(data_dir=tmp_path_factory.mktemp("installation")))


def make_log(root: Path, entries: Sequence[bytes], signers: list[NoteSigner]) -> str:
    """A log of these entries in `root`, as the sequencer would have written it; the checkpoint."""
    folder = LogFolder(root)
    growth = Growth.load(folder, 0)
    for entry in entries:
        growth.append(entry)
    growth.write_files()
    keys = [signer.key for signer in signers]
    folder.write_keys(keys, pems_of(keys))
    note = sign_note(Checkpoint(signers[0].name, len(entries), growth.tree.root()).text(), signers)
    folder.write_checkpoint(note)
    return note
