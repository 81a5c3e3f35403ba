"""A log that grows: entries in, files of the tlog-tiles layout out."""

from shudao.evidence import merkle
from shudao.evidence.folder import LogFolder
from shudao.evidence.tiles import TILE_WIDTH, TileTree, encode_bundle, join, levels_of, tile_path

__all__ = ["Growth"]


class Growth:
    """The right edge of a log in memory, and the files that appending to it asks for."""

    def __init__(self, folder: LogFolder) -> None:
        self._folder = folder
        self._files: dict[str, bytes] = {}
        self._full: list[tuple[int, int]] = []
        self._bundle: list[bytes] = []
        self._standing: set[str] = set()
        self.tree = TileTree(self._on_full)

    @classmethod
    def load(cls, folder: LogFolder, size: int) -> "Growth":
        """The log of `size` leaves in `folder`; raises FileNotFoundError or ValueError when its edge is not whole."""
        growth = cls(folder)
        growth.tree = folder.tree(size, growth._on_full)
        growth._standing = set(growth._partial_paths())
        full, width = divmod(size, TILE_WIDTH)
        if width:
            growth._bundle = folder.bundle(full, width)
            if [merkle.leaf_hash(entry) for entry in growth._bundle] != growth.tree.edge[0]:
                raise ValueError("the last entries do not belong to the last tile")
        return growth

    def append(self, entry: bytes) -> None:
        self._bundle.append(entry)
        self.tree.push(merkle.leaf_hash(entry))

    def write_files(self) -> None:
        """Write what the present size needs: the tiles that became full, and the partial ones of the right edge."""
        self._folder.write({**self._files, **self._partial_files()})
        self._files = {}

    def drop_partials(self) -> None:
        """After the checkpoint: the partial tiles of tiles that became full have served."""
        for level, number in self._full:
            self._folder.drop_partials(level, number)
            if level == 0:
                self._folder.drop_partials("entries", number)
        self._full = []

    def _on_full(self, level: int, number: int, hashes: list[bytes]) -> None:
        self._files[tile_path(level, number)] = join(hashes)
        self._full.append((level, number))
        if level == 0:
            self._files[tile_path("entries", number)] = encode_bundle(self._bundle)
            self._bundle = []

    def _partial_paths(self) -> dict[str, int]:
        """Paths of the right edge's partial tiles, with their levels."""
        return {tile_path(level, full, width): level for level, full, width in levels_of(self.tree.size) if width}

    def _partial_files(self) -> dict[str, bytes]:
        paths = self._partial_paths()
        # Upper levels rarely change from one checkpoint to the next; what was written stays.
        files = {path: join(self.tree.edge[level]) for path, level in paths.items() if path not in self._standing}
        self._standing = set(paths)
        full, width = divmod(self.tree.size, TILE_WIDTH)
        if width:
            files[tile_path("entries", full, width)] = encode_bundle(self._bundle)
        return files
