"""A backup taken while everything runs comes back whole, and is refused when it is not."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from shudao.admission import facade as admission
from shudao.app.backup import BackupDamaged, BackupReport, TargetNotEmpty, back_up, restore
from shudao.app.installation import Installation, attach
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.evidence import facade as evidence
from shudao.kernel.settings import Settings
from shudao.lake import read as lake
from tests.builders.lake import land, make_asset, people
from tests.builders.mechanism import make_town

ASSET = "dm_people"
ROWS = 200


@pytest.fixture
def filled(installed: Installation) -> Installation:
    """Organisations, an admitted data set with rows and rejects, and a log with a signed head."""
    with installed.database.unit_of_work() as uow:
        make_asset(uow, make_town(uow), ASSET)
    land(installed, ASSET, people(ROWS), rejects=[{"id": 1, "reason": "重复"}])
    evidence.sequence(installed.database, installed.settings)
    return installed


@pytest.fixture
def backup(filled: Installation, tmp_path: Path) -> BackupReport:
    return back_up(filled.settings, tmp_path / "备份 backup")


def elsewhere(folder: Path) -> Settings:
    """Settings of an installation that owns its database."""
    return Settings(data_dir=folder)


def test_a_restore_into_an_empty_folder_brings_rows_records_and_evidence_back(
    filled: Installation, backup: BackupReport, tmp_path: Path
):
    settings = elsewhere(tmp_path / "恢复 restored")
    told = restore(settings, backup.folder)
    assert (told.files, told.tables, told.rows) == (backup.files, backup.tables, backup.rows)
    assert told.evidence_entries >= backup.checkpoint_size > 0
    assert contents(settings, ASSET) == contents(filled.settings, ASSET)
    with EmbeddedPostgres(settings.data_dir), attach(settings) as opened, opened.database.unit_of_work() as uow:
        assert admission.asset(uow, ASSET).rows == ROWS
        assert evidence.verify(uow, settings).ok


def contents(settings: Settings, code: str) -> list[bytes]:
    """The bytes of every file the newest version of a table names."""
    return [Path(path).read_bytes() for path in sorted(lake.relation(admission.lake_table(settings, code)).paths)]


def changed_file(folder: Path) -> None:
    file = next((folder / "lake").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"\x00")


def missing_file(folder: Path) -> None:
    next((folder / "evidence").rglob("checkpoint*")).unlink()


def cut_records(folder: Path) -> None:
    file = folder / "records.dump"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def half_manifest(folder: Path) -> None:
    file = folder / "manifest.json"
    file.write_text(file.read_text("utf-8")[:100], "utf-8")


def fewer_rows_than_listed(folder: Path) -> None:
    file = folder / "manifest.json"
    told = json.loads(file.read_text("utf-8"))
    told["rows"]["admission.asset"] += 1
    file.write_text(json.dumps(told), "utf-8")


def test_a_damaged_backup_is_refused_before_anything_is_written(backup: BackupReport, tmp_path: Path):
    for damage in (changed_file, missing_file, cut_records, no_manifest, half_manifest):
        copy = tmp_path / damage.__name__
        shutil.copytree(backup.folder, copy)
        damage(copy)
        target = tmp_path / f"target {damage.__name__}"
        with pytest.raises(BackupDamaged):
            restore(elsewhere(target), copy)
        assert not target.exists(), damage.__name__


def test_rows_that_are_not_what_the_manifest_lists_are_found(backup: BackupReport, tmp_path: Path):
    fewer_rows_than_listed(backup.folder)
    target = tmp_path / "target"
    for _ in range(2):  # the first try leaves nothing that would stand in the way of the next
        with pytest.raises(BackupDamaged):
            restore(elsewhere(target), backup.folder)
        assert not target.exists()


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"files": []}',
        b'{"files": {}, "rows": {}, "checkpoint": ""}',
        b'{"files": {"../../../../../../etc/hostname": "0"}, "rows": {}, "checkpoint": ""}',
    ],
)
def test_a_manifest_of_another_kind_is_refused(tmp_path: Path, manifest: bytes):
    folder = tmp_path / "backup"
    folder.mkdir()
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(BackupDamaged):
        restore(elsewhere(tmp_path / "target"), folder)
    assert not (tmp_path / "target").exists()


def test_a_backup_that_fails_leaves_no_half_of_one(
    filled: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def out_of_space(folder: Path) -> list[Path]:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    monkeypatch.setattr("shudao.app.backup._files", out_of_space)
    with pytest.raises(OSError, match="No space left"):
        back_up(filled.settings, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_nothing_that_exists_is_overwritten(filled: Installation, backup: BackupReport, tmp_path: Path):
    with pytest.raises(TargetNotEmpty):
        back_up(filled.settings, backup.folder)
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").write_text("mine")
    with pytest.raises(TargetNotEmpty):
        restore(elsewhere(full), backup.folder)
    assert [path.name for path in full.iterdir()] == ["mine"]
