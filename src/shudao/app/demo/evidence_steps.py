"""Step ten's ground: the evidence is verified, and in copies every way of tampering is found."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from shudao.app.demo.account import Line
from shudao.app.installation import Installation
from shudao.evidence import facade as evidence
from shudao.evidence.contracts import Checkpoint
from shudao.evidence.folder import LogFolder
from shudao.evidence.growth import Growth
from shudao.evidence.keys import note_signers, pems_of
from shudao.evidence.notes import sign_note
from shudao.evidence.tiles import decode_bundle

__all__ = ["verify_evidence"]


def verify_evidence(installed: Installation, line: Line) -> None:
    """Verify the log, then a changed byte, a cut tail, a reordering and a rebuilt log in copies."""
    evidence.sequence(installed.database, installed.settings)
    with installed.database.unit_of_work() as uow:
        head = evidence.head(uow, installed.settings)
        found = evidence.verify(uow, installed.settings, head.checkpoint)
    if not found.ok:
        raise AssertionError(f"the log does not verify: {found.findings[0].en}")
    line.note(f"{found.size:,} 条存证核验通过，签名：{'、'.join(found.signed_by)}")
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        evidence.export(installed.settings, clean)
        for name, tamper in _ways(installed).items():
            copy = Path(folder) / name
            shutil.copytree(clean, copy)
            tamper(copy)
            report = evidence.verify_folder(copy, evidence.public_keys(installed.settings), head.checkpoint)
            if report.ok:
                raise AssertionError(f"tampering was not found: {name}")
            line.note(f"{name}：发现（{report.findings[0].code}）")


def _ways(installed: Installation) -> dict[str, Callable[[Path], None]]:
    def rebuilt(change: Callable[[list[bytes]], Sequence[bytes]]) -> Callable[[Path], None]:
        return lambda folder: _write(installed, folder, change(_entries(folder)))

    return {
        "改动一个字节": _change_byte,
        "截去末尾": rebuilt(lambda entries: entries[:-3]),
        "调换顺序": rebuilt(lambda entries: [entries[1], entries[0], *entries[2:]]),
        "整体重建": rebuilt(lambda entries: [b"{}", *entries[1:]]),
    }


def _bundles(folder: Path) -> list[Path]:
    found = [path for path in (folder / "tile/entries").rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _change_byte(folder: Path) -> None:
    bundle = _bundles(folder)[0]
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)


def _entries(folder: Path) -> list[bytes]:
    return [entry for bundle in _bundles(folder) for entry in decode_bundle(bundle.read_bytes())]


def _write(installed: Installation, folder: Path, entries: Sequence[bytes]) -> None:
    """Rebuild the log as somebody would who holds the signing keys: consistent in itself, yet not the one we knew."""
    shutil.rmtree(folder)
    signers = note_signers(installed.settings)
    log = LogFolder(folder)
    growth = Growth.load(log, 0)
    for entry in entries:
        growth.append(entry)
    growth.write_files()
    keys = [signer.key for signer in signers]
    log.write_keys(keys, pems_of(keys))
    log.write_checkpoint(sign_note(Checkpoint(signers[0].name, len(entries), growth.tree.root()).text(), signers))
