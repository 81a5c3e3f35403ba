"""A log in a folder: reading its files at the size of a checkpoint, and writing them so that a crash harms nothing."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree

from shudao.evidence import merkle, tiles
from shudao.evidence.notes import NoteKey
from shudao.evidence.tiles import TILE_WIDTH, tile_path
from shudao.kernel.files import sync_folders, write_atomically

__all__ = ["CHECKPOINT", "LogFolder"]

CHECKPOINT = "checkpoint"
_KEYS = "keys/log.vkeys"
_WRITERS = 8  # syncing files is waiting for the disk; together they wait once


class LogFolder:
    """The files of one log: `checkpoint`, `tile/…`, `keys/…`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def checkpoint(self) -> str | None:
        """The signed note as it stands, None when there is none yet. Bytes that are not UTF-8 spoil its signatures."""
        file = self.root / CHECKPOINT
        return file.read_bytes().decode(errors="replace") if file.exists() else None

    def write_checkpoint(self, note: str) -> None:
        """Publish; everything the note speaks of must have been written before."""
        write_atomically(self.root / CHECKPOINT, note.encode())

    def tile(self, level: int, number: int, width: int) -> list[bytes]:
        """The first `width` hashes of a tile; raises FileNotFoundError or ValueError."""
        hashes = tiles.split(self._read(level, number, width))
        if len(hashes) < width:
            raise ValueError(f"the tile holds {len(hashes)} hashes of {width}")
        return hashes[:width]

    def bundle(self, number: int, width: int) -> list[bytes]:
        """The first `width` entries of a bundle; fewer when the file holds fewer. Raises as `tile` does."""
        return tiles.decode_bundle(self._read("entries", number, width))[:width]

    def subtrees(self, size: int) -> merkle.Subtree:
        """Hashes of perfect subtrees within the first `size` leaves, for proofs."""

        def subtree(level: int, index: int) -> bytes:
            tile_level, height = divmod(level, 8)
            first = index << height
            number, start = divmod(first, TILE_WIDTH)
            width = min(TILE_WIDTH, (size >> 8 * tile_level) - number * TILE_WIDTH)
            return merkle.fold(self.tile(tile_level, number, width)[start : start + (1 << height)])

        return subtree

    def tree(self, size: int, on_full: Callable[[int, int, list[bytes]], None]) -> tiles.TileTree:
        """The tree of `size` leaves, ready to grow, from the partial tiles of its right edge."""
        edge = [self.tile(level, full, width) if width else [] for level, full, width in tiles.levels_of(size)]
        return tiles.TileTree(on_full, size, edge)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write all files durably, each at once or not at all."""
        paths = {self.root / name: data for name, data in files.items()}
        folders = {path.parent for path in paths}
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(_WRITERS) as writers:
            jobs = [writers.submit(write_atomically, path, data, sync_folder=False) for path, data in paths.items()]
            for job in jobs:
                job.result()
        sync_folders(folders)

    def has(self, name: str) -> bool:
        return (self.root / name).exists()

    def drop_partials(self, level: int | str, number: int) -> None:
        """Delete the partial tiles of a tile that is now full, as the specification allows."""
        rmtree(self.root / f"{tile_path(level, number)}.p", ignore_errors=True)

    def clean_up(self) -> None:
        """Remove what a killed writer left behind: temporary files, and partial tiles of full ones."""
        for left in self.root.rglob(".*.tmp"):
            left.unlink(missing_ok=True)
        for partials in self.root.glob("tile/**/*.p"):
            if partials.with_suffix("").exists():
                rmtree(partials, ignore_errors=True)

    def keys(self) -> list[NoteKey]:
        """The public keys that lie beside the log; to trust them, compare them with a copy kept elsewhere."""
        file = self.root / _KEYS
        return [NoteKey.decode(line) for line in file.read_text("utf-8").splitlines() if line] if file.exists() else []

    def write_keys(self, keys: list[NoteKey], pems: Mapping[str, bytes]) -> None:
        lines = "".join(f"{key.encode()}\n" for key in keys).encode()
        self.write({_KEYS: lines, **{f"keys/{name}": pem for name, pem in pems.items()}})

    def _read(self, level: int | str, number: int, width: int) -> bytes:
        """The file of exactly this width, or the full tile once that has replaced it."""
        exact = self.root / tile_path(level, number, width)
        return exact.read_bytes() if exact.exists() else (self.root / tile_path(level, number)).read_bytes()
