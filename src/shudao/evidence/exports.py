"""A copy of the log that an outsider can take away and check without this system."""

from collections.abc import Iterator

from shudao.evidence.contracts import Checkpoint
from shudao.evidence.errors import FolderNotEmpty
from shudao.evidence.folder import LogFolder
from shudao.evidence.keys import pems_of
from shudao.evidence.tiles import TILE_WIDTH, encode_bundle, join, levels_of, tile_path

__all__ = ["export_log"]

_FILES_AT_ONCE = 200
_READ_ME = """存证日志导出（数道）

共 {size} 条，来源 {origin}。
核验：shudao evidence verify <本文件夹> --checkpoint <另行留存的检查点文件> --key <另行留存的公钥>
- checkpoint：检查点（条数、Merkle 根、Ed25519 与 SM2 签名）
- tile/entries/…：审计记录，每条为长度（2 字节）加 JSON
- tile/0/… 及以上：哈希
- keys/：公钥。只有与另行留存的公钥一致，签名才说明来源；只有与另行留存的检查点核对，才能发现截短与重写。

Evidence log exported by Shudao: {size} entries of {origin}.
Layout: C2SP tlog-tiles, tlog-checkpoint and signed-note; hashing: RFC 6962 with SHA-256. Any software for these formats
can check the Ed25519 signature, the tree and the proofs; the SM2 line has signature type ff, SM2 with SM3 over the note
text, distinguishing id 1234567812345678, DER encoded.
"""


def export_log(source: LogFolder, note: str, checkpoint: Checkpoint, target: LogFolder) -> Checkpoint:
    """Copy what `checkpoint` speaks of; the log may grow meanwhile."""
    if target.root.exists() and any(target.root.iterdir()):
        raise FolderNotEmpty(folder=target.root)
    files: dict[str, bytes] = {}
    for name, data in _files(source, checkpoint.size):
        files[name] = data
        if len(files) >= _FILES_AT_ONCE:
            target.write(files)
            files.clear()
    files["README.txt"] = _READ_ME.format(size=checkpoint.size, origin=checkpoint.origin).encode()
    target.write(files)
    target.write_keys(source.keys(), pems_of(source.keys()))
    target.write_checkpoint(note)
    return checkpoint


def _files(source: LogFolder, size: int) -> Iterator[tuple[str, bytes]]:
    for level, full, width in levels_of(size):
        widths = [TILE_WIDTH] * full + [width] * bool(width)
        for number, wanted in enumerate(widths):
            yield tile_path(level, number, wanted), join(source.tile(level, number, wanted))
            if level == 0:
                yield tile_path("entries", number, wanted), encode_bundle(source.bundle(number, wanted))
