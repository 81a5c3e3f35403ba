"""The files are where C2SP tlog-tiles says, so that any software for the format reads the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.evidence import merkle, tiles
from shudao.evidence.merkle import leaf_hash
from shudao.evidence.tiles import TileTree, tile_path


@pytest.mark.parametrize(
    ("level", "number", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 273, 112, "tile/0/273.p/112"),
        (1, 1234067, 256, "tile/1/x001/x234/067"),
        (2, 0, 1, "tile/2/000.p/1"),
        ("entries", 1234067, 8, "tile/entries/x001/x234/067.p/8"),
        ("entries", 1000, 256, "tile/entries/x001/000"),
        (63, 999, 255, "tile/63/999.p/255"),
    ],
)
def test_paths(level, number, width, path):
    assert tile_path(level, number, width) == path


def test_the_specifications_example_of_70000_leaves():
    assert list(tiles.levels_of(70_000)) == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert list(tiles.levels_of(256)) == [(0, 1, 0), (1, 0, 1)]
    assert list(tiles.levels_of(0)) == []


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_bundles_read_back(entries):
    assert tiles.decode_bundle(tiles.encode_bundle(entries)) == entries


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=10), st.integers(1, 22))
def test_a_cut_bundle_is_never_taken_for_a_whole_one(entries, cut):
    data = tiles.encode_bundle(entries)[:-cut]
    try:
        read = tiles.decode_bundle(data)
    except ValueError:
        return
    assert len(read) < len(entries)


def test_the_longest_entry_fits_and_a_longer_one_is_refused():
    entry = b"x" * tiles.MAX_ENTRY_BYTES
    assert tiles.decode_bundle(tiles.encode_bundle([entry])) == [entry]
    with pytest.raises(OverflowError):
        tiles.encode_bundle([entry + b"x"])


@given(st.binary(max_size=100))
def test_a_tile_is_whole_hashes(data):
    if len(data) % 32:
        with pytest.raises(ValueError, match="32"):
            tiles.split(data)
    else:
        assert tiles.join(tiles.split(data)) == data


def test_full_tiles_hold_the_hashes_of_the_formula():
    """Tile n of level l holds MTH(D[(n·256+i)·256^l : (n·256+i+1)·256^l]) for i from 0 to 255."""
    leaves = [leaf_hash(str(number).encode()) for number in range(256 * 256 + 300)]
    full = {}
    tree = TileTree(lambda level, number, hashes: full.__setitem__((level, number), hashes))
    for leaf in leaves:
        tree.push(leaf)
    assert set(full) == {(0, number) for number in range(257)} | {(1, 0)}
    assert full[0, 3] == leaves[3 * 256 : 4 * 256]
    assert full[1, 0] == [merkle.fold(leaves[number * 256 : (number + 1) * 256]) for number in range(256)]
    assert [len(hashes) for hashes in tree.edge] == [44, 1, 1]
    assert tree.edge[2] == [merkle.fold(leaves[: 256 * 256])]
