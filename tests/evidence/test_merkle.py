"""Hashing and proofs are those of RFC 6962: the vectors of Certificate Transparency, and a naive tree as judge."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.evidence import merkle
from shudao.evidence.merkle import fold, leaf_hash
from shudao.evidence.tiles import TileTree

# The eight leaves and the roots over their heads that every RFC 6962 implementation is tested with.
LEAVES = [bytes.fromhex(leaf) for leaf in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(hashes):
    """MTH as RFC 6962 writes it down."""
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return hashlib.sha256(b"\1" + naive_root(hashes[:split]) + naive_root(hashes[split:])).digest()


def subtree_of(hashes):
    return lambda level, index: fold(hashes[index << level : (index + 1) << level])


def tree_over(hashes):
    tree = TileTree(lambda level, number, full: None)
    for leaf in hashes:
        tree.push(leaf)
    return tree


def hashes_of(size):
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_known_roots():
    hashes = [leaf_hash(leaf) for leaf in LEAVES]
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, root in enumerate(ROOTS, 1):
        assert tree_over(hashes[:size]).root().hex() == root
        assert merkle.range_root(subtree_of(hashes), 0, size).hex() == root


def test_known_proofs():
    hashes = [leaf_hash(leaf) for leaf in LEAVES]
    assert [node.hex() for node in merkle.inclusion_path(subtree_of(hashes), 5, 8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [node.hex() for node in merkle.consistency_path(subtree_of(hashes), 6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(size=st.integers(0, 1100))
def test_a_growing_tree_has_the_root_of_the_naive_one(size):
    hashes = hashes_of(size)
    assert tree_over(hashes).root() == naive_root(hashes)


@given(size=st.integers(1, 700), data=st.data())
def test_an_inclusion_proof_convinces_for_its_own_leaf_and_place_only(size, data):
    hashes = hashes_of(size)
    index = data.draw(st.integers(0, size - 1))
    path, root = merkle.inclusion_path(subtree_of(hashes), index, size), naive_root(hashes)
    assert merkle.verify_inclusion(hashes[index], index, size, path, root)
    other = data.draw(st.integers(-1, size + 1))
    assert other == index or not merkle.verify_inclusion(hashes[index], other, size, path, root)
    assert not merkle.verify_inclusion(leaf_hash(b"other"), index, size, path, root)
    assert not merkle.verify_inclusion(hashes[index], index, size, [*path, root], root)
    assert not path or not merkle.verify_inclusion(hashes[index], index, size, path[:-1], root)


@given(new=st.integers(1, 700), data=st.data())
def test_a_consistency_proof_convinces_for_true_heads_only(new, data):
    hashes = hashes_of(new)
    old = data.draw(st.integers(0, new))
    path = merkle.consistency_path(subtree_of(hashes), old, new)
    old_root, new_root = naive_root(hashes[:old]), naive_root(hashes)
    assert merkle.verify_consistency(old, new, path, old_root, new_root)
    wrong = leaf_hash(b"another history")
    assert not merkle.verify_consistency(old, new, path, wrong, new_root)
    assert old == 0 or not merkle.verify_consistency(old, new, path, old_root, wrong)
    assert not merkle.verify_consistency(old, new, [*path, wrong], old_root, new_root)
    assert not merkle.verify_consistency(new + 1, new, path, old_root, new_root)


@given(new=st.integers(2, 300), data=st.data())
def test_a_changed_step_of_a_proof_never_convinces(new, data):
    hashes = hashes_of(new)
    old = data.draw(st.integers(1, new - 1))
    path = merkle.consistency_path(subtree_of(hashes), old, new)
    place = data.draw(st.integers(0, len(path) - 1))
    path[place] = leaf_hash(b"changed")
    assert not merkle.verify_consistency(old, new, path, naive_root(hashes[:old]), naive_root(hashes))


@pytest.mark.parametrize("size", [0, 1, 5])
def test_nothing_is_proved_about_leaves_that_are_not_there(size):
    assert not merkle.verify_inclusion(leaf_hash(b""), size, size, [], naive_root(hashes_of(size)))
