"""Checking a log: offline from entries, checkpoint and public keys; live against the rows too.

The root is computed anew from every entry. Where it is not the signed one, the tiles tell which entries are to blame.
A log rebuilt by someone who holds the signing keys is consistent in itself: only a checkpoint kept elsewhere shows it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from shudao.evidence import merkle
from shudao.evidence.contracts import Checkpoint, Entry, Finding, Verification
from shudao.evidence.findings import finding
from shudao.evidence.folder import CHECKPOINT, LogFolder
from shudao.evidence.logic import canonical_bytes
from shudao.evidence.notes import NoteKey, open_note, parse_checkpoint
from shudao.evidence.tiles import TILE_WIDTH, TileTree, levels_of, tile_path

__all__ = ["KEPT", "MAX_FINDINGS", "limited", "verify_log", "verify_rows"]

MAX_FINDINGS = 100
KEPT = "against"  # stands for the kept checkpoint where a finding names a file


def verify_log(folder: LogFolder, keys: Sequence[NoteKey], against: str | None = None) -> Verification:
    """Check the log in `folder` with `keys`; `against` is a checkpoint of the same log that was kept elsewhere."""
    findings: list[Finding] = []
    note = folder.checkpoint()
    if note is None:
        return _report(None, None, (), [finding("checkpoint_missing", path=CHECKPOINT)])
    checkpoint, signed_by = _read_checkpoint(note, keys, findings, CHECKPOINT)
    kept = _read_checkpoint(against, keys, findings, KEPT)[0] if against is not None else None
    if checkpoint is None:
        return _report(None, kept, (), findings)
    if kept and kept.size > checkpoint.size:
        findings.append(finding("cut", index=checkpoint.size, kept=kept.size, size=checkpoint.size))
    scan = _Scan(folder, checkpoint.size, kept.size if kept else 0)
    findings += scan.run(checkpoint.root)
    if kept and kept.size <= checkpoint.size and scan.kept_root != kept.root:
        findings.append(finding("rebuilt", kept=kept.size))
    return _report(checkpoint, kept, signed_by, findings)


def verify_rows(folder: LogFolder, size: int, rows: Iterator[Entry]) -> list[Finding]:
    """Compare the rows of leaves 0 to `size`, in order, with the first `size` entries of the log."""
    findings: list[Finding] = []
    row = next(rows, None)
    for place, logged in _logged_entries(folder, size):
        if row is None or row.leaf_index != place:
            findings.append(finding("row_missing", index=place))
            continue
        if logged is not None and canonical_bytes(row) != logged:
            findings.append(finding("row_changed", index=place))
        row = next(rows, None)
    return findings


@dataclass
class _Scan:
    """One pass over all entries and tiles of a log of `size` leaves."""

    folder: LogFolder
    size: int
    kept_size: int
    kept_root: bytes = merkle.EMPTY_ROOT
    findings: list[Finding] = field(default_factory=list)
    # Where entry and tile disagree: the indexes in ascending order, and the hashes of either side.
    changed: list[int] = field(default_factory=list)
    computed: list[bytes] = field(default_factory=list)
    stored: list[bytes] = field(default_factory=list)

    def run(self, signed_root: bytes) -> list[Finding]:
        by_entries = TileTree(self._compare_tile)
        by_tiles = TileTree(lambda level, number, hashes: None)
        for number in range(-(-self.size // TILE_WIDTH)):
            width = min(TILE_WIDTH, self.size - number * TILE_WIDTH)
            leaves, tile = self._bundle_leaves(number, width), self._leaf_tile(number, width)
            for place in range(width):
                leaf = leaves[place] if place < len(leaves) else tile[place] if place < len(tile) else b""
                known = tile[place] if place < len(tile) else leaf
                self._note_difference(number * TILE_WIDTH + place, leaf, known)
                by_entries.push(leaf)
                by_tiles.push(known)
                if by_entries.size == self.kept_size:
                    self.kept_root = by_entries.root()
        self._compare_edge(by_entries)
        return self._judge(by_entries.root() == signed_root, by_tiles.root() == signed_root)

    def _judge(self, entries_are_signed: bool, tiles_are_signed: bool) -> list[Finding]:
        """Say of each difference which side changed, by which of the two gives the signed root."""
        moved = Counter(self.computed) == Counter(self.stored)
        for index in self.changed:
            if entries_are_signed:
                path = tile_path(0, index // TILE_WIDTH)
                self.findings.append(finding("tile_changed", index=index, path=path))
            else:
                self.findings.append(finding("entries_reordered" if moved else "entry_changed", index=index))
        # Entries that are missing explain a root that tiles still give.
        if not entries_are_signed and not (tiles_are_signed and self.changed):
            self.findings.append(finding("root_differs"))
        return self.findings

    def _bundle_leaves(self, number: int, width: int) -> list[bytes]:
        path, start = tile_path("entries", number, width), number * TILE_WIDTH
        try:
            entries = self.folder.bundle(number, width)
        except FileNotFoundError:
            entries = []
        except ValueError:
            self.findings.append(finding("bundle_malformed", index=start, path=path))
            return []
        if len(entries) < width:
            self.findings.append(finding("entries_missing", index=start + len(entries), path=path))
        return [merkle.leaf_hash(entry) for entry in entries]

    def _leaf_tile(self, number: int, width: int) -> list[bytes]:
        try:
            return self.folder.tile(0, number, width)
        except (FileNotFoundError, ValueError):
            path = tile_path(0, number, width)
            self.findings.append(finding("tile_missing", index=number * TILE_WIDTH, path=path))
            return []

    def _note_difference(self, index: int, leaf: bytes, known: bytes) -> None:
        if leaf != known:
            self.changed.append(index)
            self.computed.append(leaf)
            self.stored.append(known)

    def _compare_tile(self, level: int, number: int, hashes: list[bytes]) -> None:
        """A full tile above the leaves against its file; the leaves' own tiles are compared one by one."""
        if level:
            self._compare(level, number, hashes)

    def _compare_edge(self, tree: TileTree) -> None:
        for level, full, width in levels_of(self.size):
            if level and width:
                self._compare(level, full, tree.edge[level])

    def _compare(self, level: int, number: int, hashes: list[bytes]) -> None:
        path, first = tile_path(level, number, len(hashes)), number * TILE_WIDTH ** (level + 1)
        try:
            stored = self.folder.tile(level, number, len(hashes))
        except (FileNotFoundError, ValueError):
            self.findings.append(finding("tile_missing", index=first, path=path))
            return
        for place, (right, found) in enumerate(zip(hashes, stored, strict=True)):
            # Below a changed entry every tile differs; the entry itself is what the report names.
            start, stop = first + place * TILE_WIDTH**level, first + (place + 1) * TILE_WIDTH**level
            if right != found and not self._has_changes(start, stop):
                self.findings.append(finding("tile_changed", index=start, path=path))

    def _has_changes(self, start: int, stop: int) -> bool:
        return bisect_left(self.changed, start) < bisect_left(self.changed, stop)


def _read_checkpoint(
    note: str, keys: Sequence[NoteKey], findings: list[Finding], path: str
) -> tuple[Checkpoint | None, tuple[str, ...]]:
    """The checkpoint of a signed note, and by which algorithms it is signed; what is wrong goes into `findings`."""
    try:
        opened = open_note(note, keys)
        checkpoint = parse_checkpoint(opened.text)
    except ValueError as error:
        findings.append(finding("checkpoint_malformed", path=path, reason=error))
        return None, ()
    if not keys:
        findings.append(finding("keys_missing", path=path))
    findings += [finding("signature_wrong", path=path, key=key.algorithm) for key in opened.wrong]
    findings += [finding("signature_missing", path=path, key=key.algorithm) for key in opened.missing]
    if keys and checkpoint.origin not in {key.name for key in keys}:
        findings.append(finding("origin_differs", path=path, origin=checkpoint.origin))
    return checkpoint, tuple(key.algorithm for key in opened.signed_by)


def _logged_entries(folder: LogFolder, size: int) -> Iterator[tuple[int, bytes | None]]:
    """Each entry of the log with its index; None where its file is missing or malformed, which the scan reports."""
    for number in range(-(-size // TILE_WIDTH)):
        width = min(TILE_WIDTH, size - number * TILE_WIDTH)
        try:
            entries = folder.bundle(number, width)
        except (FileNotFoundError, ValueError):
            entries = []
        for place in range(width):
            yield number * TILE_WIDTH + place, entries[place] if place < len(entries) else None


def _report(
    checkpoint: Checkpoint | None, kept: Checkpoint | None, signed_by: tuple[str, ...], findings: list[Finding]
) -> Verification:
    size, root = (checkpoint.size, checkpoint.root) if checkpoint else (0, merkle.EMPTY_ROOT)
    return Verification(size, root, kept.size if kept else None, None, signed_by, tuple(findings))


def limited(report: Verification, further: Sequence[Finding] = ()) -> Verification:
    """The report with `further` findings, cut to what a person can read; the last line counts the others."""
    findings = [*report.findings, *further]
    if len(findings) > MAX_FINDINGS:
        others = len(findings) - MAX_FINDINGS
        findings = [*findings[:MAX_FINDINGS], finding("more", count=others)]
    return replace(report, findings=tuple(findings))
