"""Merkle tree hashing and proofs of RFC 6962, section 2.1 (SHA-256). Pure."""

import hashlib
from collections.abc import Callable, Sequence

__all__ = [
    "EMPTY_ROOT",
    "Subtree",
    "consistency_path",
    "fold",
    "inclusion_path",
    "leaf_hash",
    "node_hash",
    "range_root",
    "verify_consistency",
    "verify_inclusion",
]

EMPTY_ROOT = hashlib.sha256(b"").digest()

# Gives the hash of the perfect subtree number `index` of 2**level leaves.
Subtree = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of neighbouring hashes."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]


def range_root(subtree: Subtree, start: int, stop: int) -> bytes:
    """MTH(D[start:stop]) where `start` is aligned as RFC 6962's splitting leaves it."""
    if start == stop:
        return EMPTY_ROOT
    width = stop - start
    if width & (width - 1) == 0 and start % width == 0:
        level = width.bit_length() - 1
        return subtree(level, start >> level)
    middle = start + _split(width)
    return node_hash(range_root(subtree, start, middle), range_root(subtree, middle, stop))


def inclusion_path(subtree: Subtree, index: int, size: int) -> list[bytes]:
    """PATH(index, D[size]): from the leaf upwards."""
    return _inclusion(subtree, index, 0, size)


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf hash `leaf` is number `index` of the `size` leaves under `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, current = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            current = node_hash(sibling, current)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            current = node_hash(current, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and current == root


def consistency_path(subtree: Subtree, old: int, new: int) -> list[bytes]:
    """PROOF(old, D[new]); empty when there is nothing to prove (sizes equal, or `old` is 0)."""
    if old in (0, new):
        return []
    return _consistency(subtree, old, 0, new, True)


def verify_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the tree of `new` leaves only appended to the tree of `old` leaves (RFC 9162, 2.1.4.2)."""
    if old > new or old < 0:
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    if not hashes:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(width: int) -> int:
    """The largest power of two smaller than `width`."""
    return 1 << (width - 1).bit_length() - 1


def _inclusion(subtree: Subtree, index: int, start: int, stop: int) -> list[bytes]:
    if stop - start == 1:
        return []
    middle = start + _split(stop - start)
    if index < middle:
        return [*_inclusion(subtree, index, start, middle), range_root(subtree, middle, stop)]
    return [*_inclusion(subtree, index, middle, stop), range_root(subtree, start, middle)]


def _consistency(subtree: Subtree, old: int, start: int, stop: int, whole: bool) -> list[bytes]:
    """SUBPROOF over D[start:stop]; `whole` while the old tree's own root is still this subtree."""
    if old == stop:
        return [] if whole else [range_root(subtree, start, stop)]
    middle = start + _split(stop - start)
    if old <= middle:
        return [*_consistency(subtree, old, start, middle, whole), range_root(subtree, middle, stop)]
    return [*_consistency(subtree, old, middle, stop, False), range_root(subtree, start, middle)]
