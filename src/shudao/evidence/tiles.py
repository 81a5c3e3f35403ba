"""The log's shape in files, as C2SP *tlog-tiles* lays it down: tiles of height 8, entry bundles, their paths. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from shudao.evidence import merkle

__all__ = ["TILE_WIDTH", "TileTree", "decode_bundle", "encode_bundle", "join", "levels_of", "split", "tile_path"]

TILE_WIDTH = 256
HASH_BYTES = 32
MAX_ENTRY_BYTES = 2**16 - 1


def tile_path(level: int | str, number: int, width: int = TILE_WIDTH) -> str:
    """The path of tile `number` of `level` (or of `"entries"`), for instance `tile/0/x001/234.p/7`."""
    parts = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        parts.insert(0, f"x{number % 1000:03d}")
    partial = f".p/{width}" if width < TILE_WIDTH else ""
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def levels_of(size: int) -> Iterator[tuple[int, int, int]]:
    """For each level of a log of `size` leaves: level, number of full tiles, width of the partial tile (0: none)."""
    level = 0
    while size:
        yield level, size // TILE_WIDTH, size % TILE_WIDTH
        level, size = level + 1, size // TILE_WIDTH


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Entries, each after its length as big-endian uint16."""
    return b"".join(len(entry).to_bytes(2) + entry for entry in entries)


def decode_bundle(data: bytes) -> list[bytes]:
    """The entries of a bundle; raises ValueError when it ends within an entry."""
    entries: list[bytes] = []
    place = 0
    while place < len(data):
        start = place + 2
        stop = start + int.from_bytes(data[place:start])
        if stop > len(data) or start > len(data):
            raise ValueError(f"the bundle ends within entry {len(entries)}")
        entries.append(data[start:stop])
        place = stop
    return entries


def join(hashes: Iterable[bytes]) -> bytes:
    """Hashes as the bytes of a tile."""
    return b"".join(hashes)


def split(tile: bytes) -> list[bytes]:
    """The hashes of a tile; raises ValueError when its length is not that of whole hashes."""
    if len(tile) % HASH_BYTES:
        raise ValueError("the tile's length is not a multiple of 32 bytes")
    return [tile[place : place + HASH_BYTES] for place in range(0, len(tile), HASH_BYTES)]


class TileTree:
    """A growing tree that remembers only its right edge and hands out each tile when it is full.

    `on_full(level, number, hashes)` is called once per full tile, lower levels first.
    """

    def __init__(
        self, on_full: Callable[[int, int, list[bytes]], None], size: int = 0, edge: Sequence[list[bytes]] = ()
    ):
        self.size = size
        self.edge: list[list[bytes]] = [list(hashes) for hashes in edge]
        self._on_full = on_full

    def push(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        self.size += 1
        self._push(0, self.size // TILE_WIDTH, leaf)

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        peaks = [peak for hashes in reversed(self.edge) for peak in _peaks(hashes)]
        if not peaks:
            return merkle.EMPTY_ROOT
        root = peaks.pop()
        while peaks:
            root = merkle.node_hash(peaks.pop(), root)
        return root

    def _push(self, level: int, full_tiles: int, node: bytes) -> None:
        if level == len(self.edge):
            self.edge.append([])
        hashes = self.edge[level]
        hashes.append(node)
        if len(hashes) == TILE_WIDTH:
            self.edge[level] = []
            self._on_full(level, full_tiles - 1, hashes)
            self._push(level + 1, full_tiles // TILE_WIDTH, merkle.fold(hashes))


def _peaks(hashes: list[bytes]) -> Iterator[bytes]:
    """Roots of the perfect subtrees that a partial tile consists of, largest first."""
    start = 0
    for bit in reversed(range(len(hashes).bit_length())):
        width = 1 << bit
        if len(hashes) & width:
            yield merkle.fold(hashes[start : start + width])
            start += width
